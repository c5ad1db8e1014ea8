"""Build the cube, and the list of published cells behind it, from publishers' tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Bytes, Floats, Ints, Marks, PublishedTable, Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import ColumnUse, Indicator
from toetssteen.kernel.paged import PagedCells
from toetssteen.warehouse.comparability import comparable_cells
from toetssteen.warehouse.conversion import Divisor, convert, is_number
from toetssteen.warehouse.divisions import Register

# Before the id of an indicator, in place of the name of a column that a figure is divided by.
OVER = "indicator:"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells one use of one column gives in one year: one row an area, arrays of length n.

    Arrays are shared wherever they can be: with the table, or with another column's cells. Only `used` is written to.
    delivery: position in the list of tables. published, divisor: what the file said (NaN without a number).
    value: published * factor / divisor. used: whether the cube took this cell, or an earlier use's.
    """

    indicator: int
    delivery: int
    year: int
    column: str
    per: str
    areas: NDArray[np.intp]
    rows: Ints
    published: Floats
    divisor: Floats
    values: Floats
    statuses: Bytes
    mark_codes: NDArray[np.uint16]
    mark_texts: tuple[str, ...]
    used: NDArray[np.bool_]

    @property
    def marks(self) -> tuple[str, ...]:
        """The published text of each cell without a number, "" for the others."""
        return tuple(self.mark_texts[code] for code in self.mark_codes.tolist())


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table that one kind of use takes: positions in the table (all of them: a plain slice), in the cube
    and in the file."""

    pick: NDArray[np.intp] | slice
    areas: NDArray[np.intp]
    numbers: Ints


def _rows_of(frame: "_Frame", table: PublishedTable, use: ColumnUse) -> _Rows:
    if not use.levels:
        areas = np.array([frame.area_at[code] for code in table.codes], dtype=np.intp)
        return _Rows(slice(None), areas, table.rows)
    pick = np.array([i for i, code in enumerate(table.codes) if code.level in use.levels], dtype=np.intp)
    areas = np.array([frame.area_at[table.codes[row]] for row in pick], dtype=np.intp)
    return _Rows(pick, areas, table.rows[pick])


class _Frame:
    """The arrays of the cube while they are filled, and the position of each label."""

    def __init__(self, years: Sequence[int], indicators: int, areas: Sequence[AreaCode]) -> None:
        self.year_at = {year: position for position, year in enumerate(years)}
        self.area_at = {area: position for position, area in enumerate(areas)}
        self.cells = PagedCells(len(years), indicators, len(areas))
        self._rows: dict[tuple[int, tuple[Level, ...]], _Rows] = {}

    def rows(self, delivery: int, table: PublishedTable, use: ColumnUse) -> _Rows:
        """Worked out once for each table and choice of levels: thousands of columns share them."""
        key = (delivery, use.levels)
        if key not in self._rows:
            self._rows[key] = _rows_of(self, table, use)
        return self._rows[key]

    def take(self, cells: Cells) -> NDArray[np.bool_]:
        """Write cells into free positions, or over cells without a number. Returns a mask of the cells written."""
        position = (self.year_at[cells.year], cells.indicator, cells.areas)
        free = self.cells.array("deliveries")[position] == 0
        better = ~is_number(self.cells.array("statuses")[position]) & is_number(cells.statuses)
        taken = free | better
        self.cells.write(
            *position[:2],
            cells.areas[taken],
            values=cells.values[taken],
            statuses=cells.statuses[taken],
            deliveries=cells.delivery + 1,
        )
        return np.asarray(taken)

    def holds(self, cells: Cells) -> NDArray[np.bool_]:
        """(n,): whether the cube still holds these cells, after later ones replaced those without a number."""
        position = (self.year_at[cells.year], cells.indicator, cells.areas)
        is_source = self.cells.array("deliveries")[position] == cells.delivery + 1
        has_number = is_number(self.cells.array("statuses")[position])
        return np.asarray(is_source & (has_number == is_number(cells.statuses)))


def panel(
    tables: Sequence[PublishedTable], indicators: Sequence[Indicator], register: Register
) -> tuple[Cube, list[Cells]]:
    """The cube of all indicators over all tables, and every cell with where it stood.

    Axes: years rising, indicators as given, areas in code order. Where two uses give the same cell the
    first in the definition wins, unless it has no number and the other does.
    """
    by_source: dict[str, list[int]] = {}
    for delivery, table in enumerate(tables):
        by_source.setdefault(table.source, []).append(delivery)
    areas = register.codes()
    years = sorted({table.year for table in tables})
    frame = _Frame(years, len(indicators), areas)
    places = {indicator.id: position for position, indicator in enumerate(indicators)}
    cells: list[Cells] = []
    for position in _divisors_first(indicators):
        for use in indicators[position].columns:
            for delivery in by_source.get(use.source, ()):
                if use.years and tables[delivery].year not in use.years:
                    continue
                if not _needed(use) <= tables[delivery].columns.keys():
                    continue
                below = None if use.over is None else _over(frame, tables, delivery, places[use.over], use, register)
                cells.append(
                    _cells(frame, tables[delivery], delivery, position, use, below, indicators[position].range)
                )
    for piece in cells:
        piece.used[:] &= frame.holds(piece)
    comparable = comparable_cells(frame.cells, years, indicators, tables, areas, register)
    for year, layer in enumerate(comparable):
        frame.cells.write_year("comparable", year, layer)
    cube = Cube(tuple(years), tuple(i.id for i in indicators), tuple(areas), **frame.cells.finished())
    return cube, cells


def _divisors_first(indicators: Sequence[Indicator]) -> list[int]:
    """The positions of the indicators, those that others are divided by before the ones they divide."""
    return sorted(range(len(indicators)), key=lambda at: any(use.over is not None for use in indicators[at].columns))


def _over(
    frame: _Frame, tables: Sequence[PublishedTable], delivery: int, indicator: int, use: ColumnUse, register: Register
) -> Divisor:
    """The figures of another indicator, of the same year, in the areas of a table.

    A figure of another division counts only where the register proves that the area kept its border.
    """
    table = tables[delivery]
    rows = frame.rows(delivery, table, replace(use, levels=()))
    where = (frame.year_at[table.year], indicator, rows.areas)
    values, statuses, deliveries = (frame.cells.array(name)[where] for name in ("values", "statuses", "deliveries"))
    divisions = np.array([0] + [other.division_year for other in tables], dtype=np.int32)[deliveries]
    for row in np.flatnonzero((divisions != table.division_year) & is_number(statuses)):
        if not register.may_compare(table.codes[row], int(divisions[row]), table.division_year):
            values[row], statuses[row] = np.nan, Status.ABSENT
    return Divisor(values, statuses)


def _cells(
    frame: _Frame,
    table: PublishedTable,
    delivery: int,
    position: int,
    use: ColumnUse,
    over: Divisor | None,
    bounds: tuple[float, float] | None,
) -> Cells:
    values, statuses, published, divisor = convert(table, use, over, bounds)
    rows = frame.rows(delivery, table, use)
    marks = Marks.of(table.columns[use.column].marks, len(table.codes))
    cells = Cells(
        indicator=position,
        delivery=delivery,
        year=table.year,
        column=use.column,
        per=use.per or (f"{OVER}{use.over}" if use.over else ""),
        areas=rows.areas,
        rows=rows.numbers,
        published=published[rows.pick],
        divisor=divisor[rows.pick],
        values=values[rows.pick],
        statuses=statuses[rows.pick],
        mark_codes=marks.codes[rows.pick],
        mark_texts=marks.texts,
        used=np.zeros(len(rows.areas), dtype=np.bool_),
    )
    cells.used[:] = frame.take(cells)
    return cells


def wanted_columns(indicators: Sequence[Indicator]) -> Mapping[str, frozenset[str]]:
    """Per source id the publisher's columns that any indicator uses."""
    result: dict[str, set[str]] = {}
    for indicator in indicators:
        for use in indicator.columns:
            result.setdefault(use.source, set()).update(_needed(use))
    return {source: frozenset(columns) for source, columns in result.items()}


def _needed(use: ColumnUse) -> set[str]:
    return {use.column} if use.per is None else {use.column, use.per}
