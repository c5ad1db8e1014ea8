"""The divisions into gemeenten, wijken and buurten: one for every year in which boundaries changed."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.sources.invented.changes import Numbers, Split, numbers_in
from toetssteen.sources.invented.geography import by_city, plots
from toetssteen.sources.invented.naming import area_number, buurt_names, wijk_names
from toetssteen.sources.invented.places import Size

LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
UNCHANGED, RECODED, REDRAWN = 1, 2, 3
Members = frozenset[int]


@dataclass(frozen=True, slots=True)
class Layer:
    """The m areas of one level in one division, in order of code.

    member: int (n,) for each plot the position of its area. shapes: (m,) polygons that share edges.
    hectares: float64 (m,). changes: int8 (m,) against the division before (1 unchanged, 2 recoded, 3 redrawn).
    """

    level: Level
    codes: tuple[AreaCode, ...]
    names: tuple[str, ...]
    member: NDArray[np.intp]
    shapes: tuple[shapely.Geometry, ...]
    hectares: NDArray[np.float64]
    changes: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Division:
    """One division year, valid until the next one."""

    year: int
    gemeenten: Layer
    wijken: Layer
    buurten: Layer

    @property
    def layers(self) -> tuple[Layer, Layer, Layer]:
        return self.gemeenten, self.wijken, self.buurten


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A layer, and which plots make each of its areas."""

    layer: Layer
    members: tuple[Members, ...]


@lru_cache(maxsize=2)
def divisions(size: Size) -> tuple[Division, ...]:
    """Oldest first. The same for every seed."""
    found: list[Division] = []
    before: dict[Level, _Drawn] = {}
    for year in size.divisions:
        numbers = numbers_in(_base(size), size.changes, year)
        before = {level: _layer(size, year, level, numbers, before.get(level)) for level in LEVELS}
        found.append(Division(year, *(before[level].layer for level in LEVELS)))
    return tuple(found)


def division_of(size: Size, year: int) -> Division:
    """The newest division that is not younger than `year`."""
    return max((d for d in divisions(size) if d.year <= year), key=lambda d: d.year)


def _base(size: Size) -> Numbers:
    on = plots(size)
    return np.column_stack([on.gemeente, on.wijk, on.buurt])


def _code(level: Level, gemeente: int, wijk: int, buurt: int) -> AreaCode:
    match level:
        case Level.GEMEENTE:
            return AreaCode.parse(f"GM{gemeente:04}")
        case Level.WIJK:
            return AreaCode.parse(f"WK{gemeente:04}{area_number(wijk)}")
        case _:
            return AreaCode.parse(f"BU{gemeente:04}{area_number(wijk)}{area_number(buurt)}")


def _layer(size: Size, year: int, level: Level, numbers: Numbers, before: _Drawn | None) -> _Drawn:
    kept = numbers * np.array([1, level is not Level.GEMEENTE, level is Level.BUURT])
    # Numbers rise as their codes do, so the areas are in order of code.
    areas, member = np.unique(kept, axis=0, return_inverse=True)
    member = member.reshape(-1)
    codes = tuple(_code(level, *numbers_) for numbers_ in areas.tolist())
    ordered = np.argsort(member, kind="stable")
    groups = np.split(ordered, np.flatnonzero(np.diff(member[ordered])) + 1)
    members = tuple(frozenset(group.tolist()) for group in groups)
    hectares = np.bincount(member, weights=plots(size).hectares, minlength=len(codes)).astype(np.float64)
    names = _names(size, year, level, [int(group[0]) for group in groups])
    shapes = _shapes(size, groups, members, before)
    changes = _changes(codes, members, before)
    return _Drawn(Layer(level, codes, names, member, shapes, hectares, changes), members)


def _shapes(
    size: Size, groups: list[NDArray[np.intp]], members: tuple[Members, ...], before: _Drawn | None
) -> tuple[shapely.Geometry, ...]:
    known = {} if before is None else dict(zip(before.members, before.layer.shapes, strict=True))
    pieces = plots(size).shapes
    return tuple(
        known[inside] if inside in known else shapely.coverage_union_all(pieces[group])
        for group, inside in zip(groups, members, strict=True)
    )


def _changes(codes: tuple[AreaCode, ...], members: tuple[Members, ...], before: _Drawn | None) -> NDArray[np.int8]:
    if before is None:
        return np.full(len(codes), UNCHANGED, dtype=np.int8)
    earlier = dict(zip(before.members, before.layer.codes, strict=True))
    found = []
    for code, inside in zip(codes, members, strict=True):
        was = earlier.get(inside)
        found.append(REDRAWN if was is None else UNCHANGED if was == code else RECODED)
    return np.array(found, dtype=np.int8)


def _names(size: Size, year: int, level: Level, first: list[int]) -> tuple[str, ...]:
    """An area is called after its first plot, so that a name survives a new code."""
    if level is Level.GEMEENTE:
        by_number = {city.number: city.name for city in size.cities}
        return tuple(by_number[int(plots(size).gemeente[plot])] for plot in first)
    names = buurt_names(*_counts(size)) if level is Level.BUURT else _wijk_names(size, year)
    return tuple(names[plot] for plot in first)


def _counts(size: Size) -> list[int]:
    return [rows.stop - rows.start for _city, rows in by_city(size)]


def _wijk_names(size: Size, year: int) -> list[str]:
    """Per plot the name of its wijk. The half of a wijk that was split off gets a word of its own."""
    on = plots(size)
    words = iter(wijk_names(*(city.wijken for city in size.cities), spare=_splits(size)))
    by_wijk = {(city.number, wijk): next(words) for city in size.cities for wijk in range(city.wijken)}
    by_wijk |= {(city.number, 0): f"Binnenstad {city.name}" for city in size.cities}
    names = [by_wijk[key] for key in zip(on.gemeente.tolist(), on.wijk.tolist(), strict=True)]
    for change in size.changes:
        if isinstance(change, Split):
            word = next(words)
            for plot in np.flatnonzero(change.new_half(_base(size), year)):
                names[plot] = word
    return names


def _splits(size: Size) -> int:
    return sum(isinstance(change, Split) for change in size.changes)
