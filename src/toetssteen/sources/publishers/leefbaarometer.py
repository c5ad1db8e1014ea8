"""Leefbaarometer 2.0 workbooks: scores (a row per area and year) and classes (a column per year); 3.0: scores as csv.

A blank score, or #N/A for a class, means that the Leefbaarometer gives no score there: ABSENT, not secret.
"""

import re
from pathlib import Path

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.sources.definitions.options import check_options, delimiter_of, required
from toetssteen.sources.grids.csv_grid import read_csv
from toetssteen.sources.grids.xlsx_grid import read_xlsx
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, PLAIN_YEARS, Layout, table_of, years_of
from toetssteen.sources.publishers.year_columns import tables_by_year_column

_CLASS = re.compile(r"(KL)(\d\d)")


def read_scores(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year (2012, 2014, 2016)."""
    check_options(source, LAYOUT_OPTIONS | {"sheet", "period"})
    grid = read_xlsx(path, source.options.get("sheet"))
    layout = Layout.of(source, blank="absent")
    years = years_of(grid, required(source, "period"), PLAIN_YEARS)
    return tuple(table_of(part, source, layout, columns, year) for year, part in years.items())


def read_scores_csv(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year of all scores of version 3.0."""
    check_options(source, LAYOUT_OPTIONS | {"delimiter", "period"})
    grid = read_csv(path, delimiter_of(source))
    layout = Layout.of(source, blank="absent")
    years = years_of(grid, required(source, "period"), PLAIN_YEARS)
    return tuple(table_of(part, source, layout, columns, year) for year, part in years.items())


def read_classes(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year from KL02, KL08 ...: together the one column KL. #N/A is no class."""
    check_options(source, LAYOUT_OPTIONS | {"sheet"})
    grid = read_xlsx(path, source.options.get("sheet"))
    layout = Layout.of(source, "#N/A", blank="absent")
    return tables_by_year_column(grid, source, layout, columns, _CLASS, century=2000)
