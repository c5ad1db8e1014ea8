"""Inhabitants and dwellings per buurt of Groningen, added up from CBS's 100 metre grid: a column per year."""

import re
from pathlib import Path

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.sources.definitions.options import check_options
from toetssteen.sources.grids.csv_grid import read_csv
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout
from toetssteen.sources.publishers.year_columns import tables_by_year_column

_HEADING = re.compile(r"(INW|WON)(\d{4})")


def read_raster(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year from INW2000 ... and WON2000 ..., together the columns INW and WON."""
    check_options(source, LAYOUT_OPTIONS)
    return tables_by_year_column(read_csv(path), source, Layout.of(source), columns, _HEADING)
