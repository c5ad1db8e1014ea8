"""The places that lie in a place, and those that it lies in."""

from dataclasses import dataclass

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import COUNTRY, Level


@dataclass(frozen=True, slots=True)
class Containment:
    """Codes of places. inside: the place itself and what lies in it, wholly or for a part; covering: what it lies in,
    the country too."""

    inside: frozenset[str]
    covering: frozenset[str]


def around(atlas: Atlas, place: Place) -> Containment:
    """The places around `place`. Two named areas that share a buurt or wijk are both inside: they overlap."""
    if place.level is Level.LAND:
        return Containment(frozenset(atlas.gazetteer.places), frozenset())
    inside = {place.code, *_below(atlas, place)}
    covering = {str(COUNTRY)}
    if place.level is Level.GEBIED:
        covering |= {str(code) for code in place.cut}
        if place.gemeente is not None:
            covering.add(str(place.gemeente))
    else:
        parent = atlas.cube.areas[atlas.cube.area_at(place.code)].parent if atlas.cube.has_area(place.code) else None
        while parent is not None:
            covering.add(str(parent))
            parent = parent.parent
    inside_codes = frozenset(inside)
    for candidate in atlas.gazetteer.places.values():
        if candidate.named is None or candidate.code == place.code:
            continue
        candidate_codes = {candidate.code, *_below(atlas, candidate)} | {str(code) for code in candidate.cut}
        if inside_codes <= candidate_codes:
            covering.add(candidate.code)
        elif candidate_codes & inside_codes or (place.level is Level.GEMEENTE and candidate.gemeente == place.code):
            inside.add(candidate.code)
    return Containment(frozenset(inside), frozenset(covering - inside))


def _below(atlas: Atlas, place: Place) -> set[str]:
    if place.level is Level.GEBIED:
        wijken = {str(code) for code in place.whole}
        parts = set(place.named.parts) if place.named else set()
        buurten = {
            str(atlas.cube.areas[position]) for wijk in wijken for position in atlas.gazetteer.under(wijk, Level.BUURT)
        }
        return wijken | parts | buurten | {str(code) for code in place.members}
    return {
        str(atlas.cube.areas[position])
        for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT)
        for position in atlas.gazetteer.under(place.code, level)
    }
