"""Which figures may be compared with the one before: of the same ground, and counted in the same way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Ints, PublishedTable
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.paged import PagedCells
from toetssteen.warehouse.conversion import is_number
from toetssteen.warehouse.divisions import Register
from toetssteen.warehouse.ground import Stretch


@dataclass(frozen=True, slots=True)
class _LastFigures:
    """(indicators, areas): the division of the last figure, 0 without one; and its way of counting."""

    divisions: Ints
    ways: Ints


def comparable_cells(
    cells: PagedCells,
    years: Sequence[int],
    indicators: Sequence[Indicator],
    tables: Sequence[PublishedTable],
    areas: Sequence[AreaCode],
    register: Register,
) -> Iterator[NDArray[np.bool_]]:
    """Per year (indicators, areas): may a cell be compared with the last earlier year that has a number?

    Division years repeat over thousands of cells, so each (area, division, division) is asked once a year. An area that
    was recoded is compared with what it was called before. A break of the indicator, and a table that stands apart, end
    a series on any ground.
    """
    place_of = {area: at for at, area in enumerate(areas)}
    chains = _chains(place_of, register)
    division_of = np.array([0] + [table.division_year for table in tables], dtype=np.int32)
    table_of = _tables_apart(tables)
    eras = _eras(indicators, years)
    nothing = np.zeros((len(indicators), len(areas)), dtype=np.int32)
    before = _LastFigures(nothing, nothing)
    for year in range(len(years)):
        deliveries = cells.array("deliveries")[year, :, :]
        has_number = is_number(cells.array("statuses")[year, :, :])
        ways = eras[year][:, np.newaxis] * len(table_of) + table_of[deliveries]
        now = _LastFigures(division_of[deliveries] * has_number, ways.astype(np.int32))
        result = _same_ground(now, before, areas, register) & (now.ways == before.ways)
        for position, stretches in chains:
            _over_links(result, now, before, position, stretches, place_of, register)
        yield result
        before = _LastFigures(
            np.where(has_number, now.divisions, before.divisions), np.where(has_number, now.ways, before.ways)
        )


def _tables_apart(tables: Sequence[PublishedTable]) -> Ints:
    """By delivery (0 = none) a number that is the same where figures may be compared."""
    names = sorted({table.apart for table in tables})
    return np.array([0] + [names.index(table.apart) + 1 for table in tables], dtype=np.int32)


def _eras(indicators: Sequence[Indicator], years: Sequence[int]) -> Ints:
    """(years, indicators): how many breaks of the indicator there were until then."""
    counts = [[sum(one.year <= year for one in indicator.breaks) for indicator in indicators] for year in years]
    return np.array(counts, dtype=np.int32).reshape(len(years), len(indicators))


def _same_ground(
    now: _LastFigures, before: _LastFigures, areas: Sequence[AreaCode], register: Register
) -> NDArray[np.bool_]:
    in_both = (now.divisions > 0) & (before.divisions > 0)
    result = in_both & (before.divisions == now.divisions)
    crossing = in_both & (before.divisions != now.divisions)
    if crossing.any():
        area = np.nonzero(crossing)[1]
        questions = np.column_stack([area, before.divisions[crossing], now.divisions[crossing]])
        different, which = np.unique(questions, axis=0, return_inverse=True)
        answers = np.array(
            [register.may_compare(areas[place], earlier, later) for place, earlier, later in different.tolist()]
        )
        result[crossing] = answers[which.reshape(-1)]
    return np.asarray(result)


def _chains(place_of: Mapping[AreaCode, int], register: Register) -> list[tuple[int, tuple[Stretch, ...]]]:
    """Position and history of every area that had another code before."""
    codes = {link.code for link in register.links}
    return [(place_of[code], register.history(code)) for code in sorted(codes) if code in place_of]


def _over_links(
    result: NDArray[np.bool_],
    now: _LastFigures,
    before: _LastFigures,
    area: int,
    stretches: Sequence[Stretch],
    place_of: Mapping[AreaCode, int],
    register: Register,
) -> None:
    """Set the flags of one recoded area in one year.

    Where its own last number is of a division in which the code was not this place yet, the one before it is the last
    number under the former code.
    """
    newest, *older = stretches
    first_cells = (now.divisions[:, area] >= newest.first) & (before.divisions[:, area] < newest.first)
    for indicator in np.flatnonzero(first_cells):
        result[indicator, area] = False
        for stretch in older:
            former = place_of[stretch.code]
            last_division = int(before.divisions[indicator, former])
            if last_division and stretch.first <= last_division <= stretch.last:
                same_way = now.ways[indicator, area] == before.ways[indicator, former]
                result[indicator, area] = same_way and register.same_ground(
                    newest.code, int(now.divisions[indicator, area]), stretch.code, last_division
                )
                break
