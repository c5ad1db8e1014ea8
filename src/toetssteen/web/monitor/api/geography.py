"""Outlines of a snapshot as GeoJSON (longitude and latitude, WGS 84), with or without figures."""

import json
from functools import lru_cache
from pathlib import Path

from topojson.utils import serialize_as_geojson

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.warehouse.geometry import file_name

Feature = dict[str, object]


@lru_cache(maxsize=8)
def features(path: Path) -> dict[str, Feature]:
    """Each outline's geometry by its code. The file is a snapshot's, so it never changes."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    collection = serialize_as_geojson(topology, objectname="gebieden")
    return {str(one["id"]): one["geometry"] for one in collection["features"]}


def outlines(atlas: Atlas, division_year: int, level: Level) -> Path:
    """The file with these outlines. Raises UnknownNameError."""
    for drawn in atlas.snapshot.manifest.outlines:
        if (drawn.division_year, drawn.level) == (division_year, level):
            return atlas.snapshot.folder / "geometry" / file_name(drawn.division_year, drawn.level)
    held = sorted((o.division_year, o.level) for o in atlas.snapshot.manifest.outlines)
    raise UnknownNameError(
        _("Van {year} hebben we geen grenzen per {level}. Wel: {held}.").format(
            year=division_year, level=level, held=", ".join(f"{y} {one}" for y, one in held) or _("nog niets")
        )
    )


def collection(rows: list[dict[str, object]], shapes: dict[str, Feature], **content: object) -> dict[str, object]:
    """A FeatureCollection of `rows` (each with a `code`); null geometry where we have no outline."""
    found = [
        {"type": "Feature", "id": row["code"], "geometry": shapes.get(str(row["code"])), "properties": row}
        for row in rows
    ]
    return {"type": "FeatureCollection", **content, "features": found}
