"""The places around a place: what it lies in, what it is made of, what has a name of its own."""

from dataclasses import dataclass

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import COUNTRY, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """above: what the place lies in, the largest first; parts: what it is made of; wijken: those a buurt or a set of
    buurten lies in; cut: of these, the ones that lie in it for a part; variants: other outlines of a named area; named:
    areas with a name of their own that it lies in, or that lie in this gemeente; city: the wijken of its city, of an area of
    which nobody says which buurten it has."""

    above: tuple[Place, ...]
    parts: tuple[Place, ...]
    wijken: tuple[Place, ...]
    cut: tuple[Place, ...]
    variants: tuple[Place, ...]
    named: tuple[Place, ...]
    city: tuple[Place, ...]


def around(atlas: Atlas, place: Place) -> Surroundings:
    return Surroundings(
        above=tuple(_above(atlas, place)),
        parts=tuple(_parts(atlas, place)),
        wijken=tuple(_wijken(atlas, place)),
        cut=tuple(atlas.gazetteer.places[c] for c in place.cut if c in atlas.gazetteer.places),
        variants=tuple(atlas.place(v) for v in place.named.variants) if place.named else (),
        named=tuple(_named(atlas, place)),
        city=tuple(_parts(atlas, atlas.place(str(place.gemeente)))) if place.without_parts and place.gemeente else (),
    )


def _wijken(atlas: Atlas, place: Place) -> list[Place]:
    """The wijken in which a buurt or a set of buurten lies."""
    if place.level is Level.BUURT:
        wijk = atlas.cube.areas[atlas.cube.area_at(place.code)].parent
        codes = [wijk] if wijk is not None else []
    else:
        codes = [*place.whole, *place.cut]
    return [atlas.gazetteer.places[c] for c in codes if c in atlas.gazetteer.places]


def _above(atlas: Atlas, place: Place) -> list[Place]:
    """The places this one lies in, the largest first."""
    if place.level is Level.LAND:
        return []
    chain: list[Place] = []
    if place.level is Level.GEBIED:
        chain = [atlas.gazetteer.places[str(place.gemeente)]] if str(place.gemeente) in atlas.gazetteer.places else []
    else:
        code = atlas.cube.areas[atlas.cube.area_at(place.code)].parent
        while code is not None and code != COUNTRY:
            if code in atlas.gazetteer.places:
                chain.insert(0, atlas.gazetteer.places[code])
            code = code.parent
    return [atlas.gazetteer.places[COUNTRY], *chain]


def _parts(atlas: Atlas, place: Place) -> list[Place]:
    """The places this one is made of, in name order."""
    if place.named and place.named.parts:
        return [atlas.place(part) for part in place.named.parts]
    return sorted((atlas.gazetteer.places[c] for c in atlas.gazetteer.parts(place)), key=lambda p: (p.name, p.code))


def _named(atlas: Atlas, place: Place) -> list[Place]:
    """Named areas that this buurt or wijk lies in (for a part), or that lie in this gemeente."""
    areas = []
    for other in atlas.gazetteer.places.values():
        if other.named is None or other.code == place.code:
            continue
        inside = place.code in other.members or place.code in other.whole or place.code in other.cut
        if inside or (place.level is Level.GEMEENTE and other.gemeente == place.code):
            areas.append(other)
    return sorted(areas, key=lambda p: p.name)
