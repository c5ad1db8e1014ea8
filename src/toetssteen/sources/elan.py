"""ELAN (LUMC): the annual panel of wijken around The Hague, derived from CBS microdata.

The rules of its zeros: a column that is zero in a whole year was not available that year (ABSENT); a single zero hides
a small number (SECRET). Counts are real. The row of unknown wijken is dropped before this is judged.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from toetssteen.kernel.cells import Column, Status, Table
from toetssteen.kernel.definitions import Source
from toetssteen.sources.csv_grid import read_csv
from toetssteen.sources.grid import Grid, text_of
from toetssteen.sources.options import check_options, required
from toetssteen.sources.tables import LAYOUT_OPTIONS, PLAIN_YEARS, Layout, table_of, years_of

_COUNTS = frozenset({"Total_Population"})
# "Wijk " stands before every name, also before names that begin with it: " Wijk Wijk 02 Belgisch Park".
_NOISE = re.compile(r"^(?:Gemeente [^,]+,\s*)?(?:Wijk\s+(?!\d))?")


def read_elan_shares(path: Path, source: Source, columns: frozenset[str]) -> tuple[Table, ...]:
    """A table a year of shares between 0 and 1 and the count Total_Population."""
    return tuple(_judge_zeros(table, grid) for table, grid in _tables(path, source, columns))


def read_elan_means(path: Path, source: Source, columns: frozenset[str]) -> tuple[Table, ...]:
    """A table a year of means; blank in a whole year is absent, else secret."""
    return tuple(table for table, _grid in _tables(path, source, columns))


def _tables(path: Path, source: Source, columns: frozenset[str]) -> Iterator[tuple[Table, Grid]]:
    """Each year's table, beside the year's grid."""
    check_options(source, LAYOUT_OPTIONS | {"period"})
    grid = read_csv(path)
    layout = Layout.of(source)
    years = years_of(grid, required(source, "period"), PLAIN_YEARS)
    for year, part in years.items():
        yield _named(table_of(part, source, layout, columns, year)), part


def _named(table: Table) -> Table:
    return replace(table, names=tuple(tidy_name(name) for name in table.names))


def tidy_name(name: str) -> str:
    """The wijk's own name: "Wijk Wijk 02 Belgisch Park" is "Wijk 02 Belgisch Park"."""
    return _NOISE.sub("", name.strip()) or name.strip()


def _judge_zeros(table: Table, grid: Grid) -> Table:
    rows = {row.number: row for row in grid.rows}
    cells = [rows[int(number)].cells for number in table.rows]
    judged = {
        name: column if name in _COUNTS else _without_zeros(column, [text_of(row[grid.at(name)]) for row in cells])
        for name, column in table.columns.items()
    }
    return replace(table, columns=judged)


def _without_zeros(column: Column, texts: list[str]) -> Column:
    zero = column.values == 0
    if not zero.any():
        return column
    status = Status.ABSENT if zero.all() else Status.SECRET
    return Column(
        values=np.where(zero, np.nan, column.values),
        statuses=np.where(zero, np.uint8(status), column.statuses),
        marks={**column.marks, **{i: texts[i] for i in np.flatnonzero(zero).tolist()}},
    )
