"""CBS Kerncijfers wijken en buurten, as csv of a re-user and as CBS's own Excel workbook.

Options besides those of `cell_tables.Layout`: delimiter and silent (one word that means "no figure") for csv, sheet for Excel.
"""

from pathlib import Path

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.sources.definitions.options import check_options, delimiter_of, the_year
from toetssteen.sources.grids.csv_grid import read_csv
from toetssteen.sources.grids.xlsx_grid import read_xlsx
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout, table_of


def read_kwb_csv(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table of one year, a row an area."""
    check_options(source, LAYOUT_OPTIONS | {"delimiter", "silent"})
    grid = read_csv(path, delimiter_of(source))
    layout = Layout.of(source, *source.options.get("silent", "").split())
    return (table_of(grid, source, layout, columns, the_year(source)),)


def read_kwb_excel(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table: gemeente, wijken and buurten together. Numbers as text are fine; "." is no figure."""
    check_options(source, LAYOUT_OPTIONS | {"sheet"})
    grid = read_xlsx(path, source.options.get("sheet"))
    return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)
