"""The places one can ask about: buurt, wijk, gemeente, the country, and named areas made of these."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import NamedArea
from toetssteen.warehouse.divisions import Register

# The code of an area that a reader put together: this, its parts, and perhaps a name. See `answers.snapshot.custom_areas`.
CUSTOM = "eigen."


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a page. code: the CBS code, the id of a named area, or what a reader put together.

    members: for a named area its buurten (or wijken, or gemeenten), else empty. whole: wijken that lie
    wholly in it; cut: wijken that lie in it for a part. named: its definition.
    """

    code: str
    name: str
    level: Level
    gemeente: AreaCode | None = None
    gemeente_name: str = ""
    members: tuple[AreaCode, ...] = ()
    whole: tuple[AreaCode, ...] = ()
    cut: tuple[AreaCode, ...] = ()
    named: NamedArea | None = None

    @property
    def cells_code(self) -> AreaCode:
        """The code under which figures of the place itself stand in the cube, if anybody published any."""
        if self.named is None or self.named.code:
            return AreaCode(self.code)
        return AreaCode.of_named_area(self.named.gemeente, self.named.id)

    @property
    def custom(self) -> bool:
        """Put together by a reader: no official area, and stored nowhere."""
        return self.code.startswith(CUSTOM)

    @property
    def without_parts(self) -> bool:
        """A named area of which nobody says which buurten it has."""
        return self.named is not None and not self.members

    @property
    def of_wijken(self) -> bool:
        """Defined as whole wijken by its source, so that their buurten together are the area too."""
        return self.named is not None and bool(self.members) and all(m.level is Level.WIJK for m in self.members)


Positions = NDArray[np.intp]


@dataclass(slots=True)
class Gazetteer:
    """All places of a snapshot, and which cube positions lie below which."""

    cube: Cube
    register: Register
    country: str
    named: dict[str, NamedArea]
    places: dict[str, Place] = field(default_factory=dict)
    below: dict[tuple[str, Level], Positions] = field(default_factory=dict)

    def __post_init__(self) -> None:
        children: dict[tuple[str, Level], list[int]] = {}
        names = {code: self.register.latest_name(code) for code in self.cube.areas}
        for position, code in enumerate(self.cube.areas):
            if code.named_area in self.named:
                # Figures of a named area itself: its page stands under its id.
                continue
            gemeente = code.gemeente
            self.places[code] = Place(
                code,
                self.country if code == COUNTRY else names[code],
                code.level,
                gemeente,
                "" if gemeente is None else names.get(gemeente, str(gemeente)),
            )
            parent = code.parent
            while parent is not None:
                children.setdefault((parent, code.level), []).append(position)
                parent = parent.parent
        # A file of wijken alone brings no gemeenten, yet their places lie in one.
        for code in self.cube.areas:
            city = code.gemeente
            if city is not None and city not in self.places:
                self.places[city] = Place(city, str(city), Level.GEMEENTE, city, str(city))
        self.places.setdefault(COUNTRY, Place(COUNTRY, self.country, Level.LAND))
        self.below = {key: np.array(positions, dtype=np.intp) for key, positions in children.items()}
        for area in self.named.values():
            # An own wijk is known by its code, for there may be cells under it; its id leads there.
            self.places[area.code or area.id] = self._named(area)

    def _named(self, area: NamedArea) -> Place:
        patterns = {pattern for codes in area.members.values() for pattern in codes}
        inside = sorted(
            code for code in self.cube.areas if any(code == p or ("*" in p and fnmatchcase(code, p)) for p in patterns)
        )
        whole, cut = self.wijken(inside)
        gemeente = AreaCode(area.gemeente)
        return Place(
            area.code or area.id,
            area.name,
            Level.GEBIED,
            gemeente,
            self.places[gemeente].name if gemeente in self.places else str(gemeente),
            tuple(inside),
            whole,
            cut,
            area,
        )

    def wijken(self, inside: list[AreaCode]) -> tuple[tuple[AreaCode, ...], tuple[AreaCode, ...]]:
        """The wijken all of whose known buurten are inside, in every division year, and those cut through."""
        whole = [code for code in inside if code.level is Level.WIJK]
        buurten = {code for code in inside if code.level is Level.BUURT}
        cut: list[AreaCode] = []
        for wijk in sorted({b.parent for b in buurten if b.parent is not None}):
            parts = {self.cube.areas[position] for position in self.under(wijk, Level.BUURT)}
            (whole if parts <= buurten else cut).append(wijk)
        return tuple(whole), tuple(cut)

    def parts(self, place: Place) -> list[AreaCode]:
        """The areas directly below a place as it is today, in code order: members of a named area, gemeenten of the
        country, wijken of a gemeente, buurten of a wijk. Of a place that is gone: those of its last division."""
        level = {Level.LAND: Level.GEMEENTE, Level.GEMEENTE: Level.WIJK, Level.WIJK: Level.BUURT}.get(place.level)
        if level is None:
            return sorted(place.members)
        ended = self.register.gone_since(AreaCode(place.code))
        codes = [self.cube.areas[position] for position in self.under(place.code, level)]
        if ended is None:
            return [code for code in codes if self.register.gone_since(code) is None]
        return [code for code in codes if code in self.register.names.get(ended[0], ())]

    def under(self, region: str | Place, level: Level) -> Positions:
        """Cube positions of all areas of `level` below a place (or its code); those of a named area are its members.

        An area that a reader put together is in no list: give the place itself.
        """
        code = region if isinstance(region, str) else region.code
        place = self.places.get(code) if isinstance(region, str) else region
        if place is not None and place.level is Level.GEBIED:
            if level is Level.BUURT and place.of_wijken:
                below = (self.below.get((wijk, level), ()) for wijk in place.members)
                return np.array(sorted(at for inside in below for at in inside), dtype=np.intp)
            chosen = place.whole if level is Level.WIJK else tuple(m for m in place.members if m.level is level)
            return self.cube.areas_at(c for c in chosen if self.cube.has_area(c))
        return self.below.get((code, level), np.array([], dtype=np.intp))
