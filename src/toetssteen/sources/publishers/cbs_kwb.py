"""CBS Kerncijfers wijken en buurten, as csv of a re-user and as CBS's own Excel workbook, new or old.

Options besides those of `cell_tables.Layout`: delimiter and silent (one word that means "no figure") for csv; for Excel
sheet, and of a workbook of a family: code (several columns, of which the first that is there counts), level (the column
that says what sort of area a row is), count (the column with inhabitants) and people (see `columns.workbooks`).
"""

from dataclasses import replace
from pathlib import Path

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.sources.columns.file_metadata import from_header
from toetssteen.sources.columns.workbooks import code_column
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.definitions.options import check_options, delimiter_of, required, the_year
from toetssteen.sources.grids.any_file import read_workbook
from toetssteen.sources.grids.csv_grid import read_csv
from toetssteen.sources.grids.grid import Grid, GridRow, text_of
from toetssteen.sources.publishers.area_columns import plain_text
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout, table_of
from toetssteen.sources.publishers.family_tables import layout_options, resolved_columns, with_own_names
from toetssteen.sources.publishers.named_units import without_wrong_units

# What an area is -> what its code starts with, and how many signs follow. A row of the country is no area.
_KINDS = {"gemeente": ("GM", 4), "wijk": ("WK", 6), "buurt": ("BU", 8)}
_COUNTRY = ("land", "nederland")


def read_kwb_csv(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table of one year, a row an area."""
    check_options(source, LAYOUT_OPTIONS | {"delimiter", "silent"})
    grid = read_csv(path, delimiter_of(source))
    layout = Layout.of(source, *source.options.get("silent", "").split())
    return (table_of(grid, source, layout, columns, the_year(source)),)


def read_kwb_excel(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table: gemeenten, wijken and buurten together. Numbers as text are fine; "." is no figure."""
    check_options(source, LAYOUT_OPTIONS | {"sheet", "level", "count", PEOPLE})
    grid = read_workbook(path, source.options.get("sheet"))
    if not source.family:
        return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)
    explained = {name: (name, unit) for name, unit in source.units.items()}
    asked = resolved_columns(path, from_header(source.table, source.year, grid.header, explained), source, columns)
    code = code_column(grid, source)
    grid = _with_whole_codes(grid, code, required(source, "level"))
    options = {**layout_options(source, asked, code), "code": code}
    if options.get("name") not in grid.header:
        options.pop("name", None)
    source = replace(source, options=options)
    table = table_of(grid, source, Layout.of(source), asked.keys, the_year(source))
    return (with_own_names(table, without_wrong_units(table, asked), ""),)


def _with_whole_codes(grid: Grid, code: str, level: str) -> Grid:
    """The rows that are areas, a code of digits alone with its letters before it."""
    at, kind = grid.at(code), grid.at(level)
    rows = tuple(
        _with_whole_code(row, at, text_of(row.cells[kind]).casefold())
        for row in grid.rows
        if text_of(row.cells[kind]).casefold() not in _COUNTRY
    )
    return replace(grid, rows=rows)


def _with_whole_code(row: GridRow, at: int, kind: str) -> GridRow:
    text = plain_text(row.cells[at])
    if kind not in _KINDS or not text.isdigit():
        return row
    letters, digits = _KINDS[kind]
    return replace(row, cells=(*row.cells[:at], letters + text.zfill(digits), *row.cells[at + 1 :]))
