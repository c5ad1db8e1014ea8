"""Outlines of a snapshot as GeoJSON (longitude and latitude, WGS 84), with or without figures."""

import json
from collections.abc import Callable
from typing import Any

from topojson.utils import serialize_as_geojson

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.warehouse.geometry import file_name

Geometry = dict[str, object]
# The package gives no types.
_as_geojson: Callable[..., dict[str, Any]] = serialize_as_geojson


@derived(most=8)
def geometries(atlas: Atlas, file: str) -> dict[str, Geometry]:
    """Each outline of a file of the snapshot, by its code."""
    topology = json.loads((atlas.snapshot.folder / "geometry" / file).read_text(encoding="utf-8"))
    features = _as_geojson(topology, objectname="gebieden")["features"]
    return {str(feature["id"]): feature["geometry"] for feature in features}


def outlines_file(atlas: Atlas, division_year: int, level: Level) -> str:
    """The name of the file with these outlines. Raises UnknownNameError."""
    available = sorted((outlines.division_year, outlines.level) for outlines in atlas.snapshot.manifest.outlines)
    if (division_year, level) in available:
        return file_name(division_year, level)
    raise UnknownNameError(
        _("Van {year} hebben we geen grenzen per {level}. Wel: {held}.").format(
            year=division_year, level=level, held=", ".join(f"{y} {name}" for y, name in available) or _("nog niets")
        )
    )


def collection(rows: list[dict[str, object]], shapes: dict[str, Geometry], **content: object) -> dict[str, object]:
    """A FeatureCollection of `rows` (each with a `code`); null geometry where we have no outline."""
    features = [
        {"type": "Feature", "id": row["code"], "geometry": shapes.get(str(row["code"])), "properties": row}
        for row in rows
    ]
    return {"type": "FeatureCollection", **content, "features": features}
