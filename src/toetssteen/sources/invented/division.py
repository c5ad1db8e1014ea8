"""The two divisions into gemeenten, wijken and buurten: before and since 2019."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.sources.invented.geography import Plots, plots
from toetssteen.sources.invented.naming import buurt_names, wijk_names
from toetssteen.sources.invented.places import (
    CITIES,
    DIVISIONS,
    NEW_WIJK,
    RECODED_TO,
    RECODED_WIJK,
    SPLIT_FROM,
    SPLIT_WIJK,
)

LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
UNCHANGED, RECODED, REDRAWN = 1, 2, 3


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


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """Oldest first. The same for every seed."""
    found: list[Division] = []
    for year in DIVISIONS:
        codes = [_codes(plots(), year, level) for level in LEVELS]
        before = found[-1] if found else None
        layers = [
            _layer(level, by_plot, before.layers[i] if before else None)
            for i, (level, by_plot) in enumerate(zip(LEVELS, codes, strict=True))
        ]
        found.append(Division(year, *layers))
    return tuple(found)


def division_of(year: int) -> Division:
    """The newest division that is not younger than `year`."""
    return max((d for d in divisions() if d.year <= year), key=lambda d: d.year)


def _codes(on: Plots, year: int, level: Level) -> list[AreaCode]:
    return [
        _code(*_numbers(int(g), int(w), int(b), year), level)
        for g, w, b in zip(on.gemeente, on.wijk, on.buurt, strict=True)
    ]


def _numbers(gemeente: int, wijk: int, buurt: int, year: int) -> tuple[int, int, int]:
    """What 2019 changed: one wijk split (and one buurt in it), one wijk recoded."""
    here = (gemeente, wijk)
    if here == NEW_WIJK and buurt >= SPLIT_FROM and year >= DIVISIONS[1]:
        return (*SPLIT_WIJK, buurt - SPLIT_FROM)
    if here == NEW_WIJK and buurt == SPLIT_FROM:
        return gemeente, wijk, SPLIT_FROM - 1
    if here == RECODED_WIJK and year >= DIVISIONS[1]:
        return gemeente, RECODED_TO, buurt
    return gemeente, wijk, buurt


def _code(gemeente: int, wijk: int, buurt: int, level: Level) -> AreaCode:
    match level:
        case Level.GEMEENTE:
            return AreaCode.parse(f"GM{gemeente:04}")
        case Level.WIJK:
            return AreaCode.parse(f"WK{gemeente:04}{wijk:02}")
        case _:
            return AreaCode.parse(f"BU{gemeente:04}{wijk:02}{buurt:02}")


def _layer(level: Level, by_plot: list[AreaCode], before: Layer | None) -> Layer:
    codes = sorted(set(by_plot))
    at = {code: i for i, code in enumerate(codes)}
    member = np.array([at[code] for code in by_plot], dtype=np.intp)
    pieces = plots().shapes
    shapes = tuple(shapely.coverage_union_all(pieces[member == i]) for i in range(len(codes)))
    hectares = np.bincount(member, weights=plots().hectares, minlength=len(codes)).astype(np.float64)
    return Layer(level, tuple(codes), _names(level, member), member, shapes, hectares, _changes(codes, member, before))


def _changes(codes: list[AreaCode], member: NDArray[np.intp], before: Layer | None) -> NDArray[np.int8]:
    if before is None:
        return np.full(len(codes), UNCHANGED, dtype=np.int8)
    earlier = {frozenset(np.flatnonzero(before.member == i)): code for i, code in enumerate(before.codes)}
    found = []
    for i, code in enumerate(codes):
        was = earlier.get(frozenset(np.flatnonzero(member == i)))
        found.append(REDRAWN if was is None else UNCHANGED if was == code else RECODED)
    return np.array(found, dtype=np.int8)


def _names(level: Level, member: NDArray[np.intp]) -> tuple[str, ...]:
    """An area is called after its first plot, so that a name survives a new code."""
    first = [int(np.flatnonzero(member == i)[0]) for i in range(int(member.max()) + 1)]
    if level is Level.GEMEENTE:
        by_number = {city.number: city.name for city in CITIES}
        return tuple(by_number[int(plots().gemeente[plot])] for plot in first)
    if level is Level.BUURT:
        return tuple(buurt_names(len(member))[plot] for plot in first)
    return _wijk_names(first)


def _wijk_names(first: list[int]) -> tuple[str, ...]:
    on, found = plots(), []
    words = wijk_names(sum(city.wijken for city in CITIES) + 1)
    keys = sorted({(int(g), int(w)) for g, w in zip(on.gemeente, on.wijk, strict=True)})
    for plot in first:
        key = (int(on.gemeente[plot]), int(on.wijk[plot]))
        if key[1] == 0:
            found.append("Binnenstad " + next(c.name for c in CITIES if c.number == key[0]))
        else:
            # The half that was split off has its first plot later in the wijk than the half that stayed.
            taken = words[keys.index(key)] in found
            found.append(words[-1] if taken else words[keys.index(key)])
    return tuple(found)
