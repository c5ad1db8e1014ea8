"""One indicator for all places of a level in one year: for its page, its map and its table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.analysis.distribution import Spread, spread
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Positions
from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.cells import Bytes, Floats
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.warehouse.geometry import file_name


@dataclass(frozen=True, slots=True)
class Overview:
    """Values of one indicator, year and level, in code order.

    codes, names: (n,), names in the division of each cell; values: float64 (n,), NaN without a number; statuses: uint8
    (n,). of_today: bool (n,), whether the code still stands for that ground. years: in which this level has figures. levels: at which there are figures at all. division_year: of these codes.
    outlines: file with their outlines, or None: then there is no map, the table instead.
    """

    indicator: Indicator
    level: Level
    year: int
    years: tuple[int, ...]
    levels: tuple[Level, ...]
    codes: tuple[AreaCode, ...]
    names: tuple[str, ...]
    values: Floats
    statuses: Bytes
    of_today: NDArray[np.bool_]
    spread: Spread | None
    division_year: int | None
    outlines: str | None


def overview(
    atlas: Atlas, name: str, level: Level | None = None, year: int | None = None, within: str = COUNTRY
) -> Overview:
    """The indicator over all places of `level` (the one with most figures otherwise) in `year` (the last one
    otherwise), all of the country or within a gemeente. Raises UnknownNameError."""
    cube, indicator = atlas.cube, atlas.indicator(name)
    row = cube.indicator_at(name)
    region = atlas.place(within)
    known = {
        candidate: ~np.isnan(cube.values[:, row, atlas.gazetteer.under(region.code, candidate)])
        for candidate in (Level.GEMEENTE, Level.WIJK, Level.BUURT)
    }
    levels = tuple(candidate for candidate, mask in known.items() if mask.any())
    chosen = level or max(levels, key=lambda candidate: int(known[candidate].any(axis=0).sum()), default=Level.WIJK)
    if chosen not in known:
        raise UnknownNameError(_("Kies buurt, wijk of gemeente."))
    years = tuple(y for y, row in zip(cube.years, known[chosen], strict=True) if row.any())
    if year is not None and year not in years:
        cube.year_at(year)
    picked = year if year is not None else (years[-1] if years else cube.years[-1])
    y = cube.year_at(picked)
    inside = atlas.gazetteer.under(region.code, chosen)
    inside = inside[cube.deliveries[y, row, inside] != 0]
    deliveries = np.asarray(cube.deliveries[y, row, inside])
    codes = tuple(cube.areas[a] for a in inside)
    values = np.asarray(cube.values[y, row, inside], dtype=np.float64)
    division, outlines = division_and_outlines(atlas, y, row, inside, chosen)
    return Overview(
        indicator,
        chosen,
        picked,
        years,
        levels,
        codes,
        atlas.names_in(codes, atlas.divisions[deliveries]),
        values,
        np.asarray(cube.statuses[y, row, inside], dtype=np.uint8),
        atlas.of_today(deliveries, inside),
        spread(values),
        division,
        outlines,
    )


def division_and_outlines(
    atlas: Atlas, y: int, i: int, inside: Positions, level: Level
) -> tuple[int | None, str | None]:
    """The division year of the cells at year `y`, indicator `i` and areas `inside`, and the file with its outlines."""
    division = _division(atlas, y, i, inside)
    return division, _outlines(atlas, division, level)


def _division(atlas: Atlas, y: int, i: int, inside: Positions) -> int | None:
    """The division year that most of the cells belong to."""
    if not len(inside):
        return None
    numbers, counts = np.unique(atlas.cube.deliveries[y, i, inside], return_counts=True)
    delivery = atlas.delivery(int(numbers[counts.argmax()]))
    return None if delivery is None else delivery.division_year


def _outlines(atlas: Atlas, division: int | None, level: Level) -> str | None:
    """The file with outlines of exactly this division year; another year's outlines would mislead."""
    for drawn in atlas.snapshot.manifest.outlines:
        if drawn.division_year == division and drawn.level == level:
            return file_name(drawn.division_year, drawn.level)
    return None
