"""Which places of one level share a border, as far as the outlines of the snapshot tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import Level
from toetssteen.warehouse.geometry import file_name


@derived(most=8)
def neighbours(atlas: Atlas, level: Level) -> Mapping[str, frozenset[str]]:
    """Per place that the newest outlines of the level draw: the places with which it shares a stretch of border. Empty where
    nothing is drawn. Places that only meet in a corner are no neighbours."""
    years = [sheet.division_year for sheet in atlas.snapshot.manifest.outlines if sheet.level == level]
    if not years:
        return {}
    file = atlas.snapshot.folder / "geometry" / file_name(max(years), str(level))
    (layer,) = msgspec.json.decode(file.read_bytes())["objects"].values()
    places_of_arc: defaultdict[int, set[str]] = defaultdict(set)
    drawn = {str(geometry["id"]): set(_arcs(geometry.get("arcs", []))) for geometry in layer["geometries"]}
    for code, arcs in drawn.items():
        for arc in arcs:
            places_of_arc[arc].add(code)
    return {
        code: frozenset(other for arc in arcs for other in places_of_arc[arc]) - {code} for code, arcs in drawn.items()
    }


def _arcs(nested: list[Any]) -> Iterator[int]:
    """Numbers of arcs, the same whichever way they run."""
    pending: list[Any] = [nested]
    while pending:
        item = pending.pop()
        if isinstance(item, int):
            yield ~item if item < 0 else item
        elif isinstance(item, list):
            pending.extend(item)
