"""Registered crime and nuisance: per gemeente (code from its number) and for the country (a row per kind and year)."""

import re
from dataclasses import replace
from pathlib import Path

from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import check_options, required, the_year
from toetssteen.sources.grids.csv_grid import read_csv
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, checked_header, fetch_again, missing_column, text_of
from toetssteen.sources.publishers.cell_tables import (
    LAYOUT_OPTIONS,
    PLAIN_YEARS,
    Layout,
    absent_column,
    table_of,
    years_of,
)

_AREA = "code"
_NUMBER = re.compile(r"\d{4}")


def read_gemeenten(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table; the gemeente's four digit number becomes its code."""
    check_options(source, LAYOUT_OPTIONS)
    grid = read_csv(path)
    layout = Layout.of(source, blank="absent")
    position = grid.at(layout.code)
    rows = tuple(replace(row, cells=_with_code(grid.file, row, position, layout.code)) for row in grid.rows)
    return (table_of(replace(grid, rows=rows), source, layout, columns, the_year(source)),)


def _with_code(file: str, row: GridRow, position: int, column: str) -> tuple[Cell, ...]:
    number = text_of(row.cells[position])
    if not _NUMBER.fullmatch(number):
        raise SourceError(
            _("Het nummer van een gemeente heeft vier cijfers"),
            FilePosition(file, row.number, column, number[:40]),
            fetch_again(),
        )
    return (*row.cells[:position], f"GM{number}", *row.cells[position + 1 :])


def read_national(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year with one area, the country; each kind of incident is a column.

    Table.rows gives the year's first row: a kind and a year together name one row of the file.
    """
    check_options(source, {"kind", "count", "period"})
    grid = read_csv(path)
    kind, count = required(source, "kind"), required(source, "count")
    years = years_of(grid, required(source, "period"), PLAIN_YEARS)
    wide = {year: _wide(part, kind, count) for year, part in years.items()}
    kinds = tuple(dict.fromkeys(name for part in wide.values() for name in part.header[1:]))
    for column in columns - set(kinds):
        raise missing_column(grid.file, column, kinds)
    return tuple(_year_table(part, source, columns, year) for year, part in wide.items())


def _year_table(part: Grid, source: Source, columns: frozenset[str], year: int) -> PublishedTable:
    present = columns & set(part.header)
    table = table_of(part, source, Layout(_AREA), present, year)
    return replace(table, columns={**table.columns, **{c: absent_column(1) for c in columns - present}})


def _wide(grid: Grid, kind: str, count: str) -> Grid:
    """One row for the country, a column per kind. Raises SourceError when a kind stands twice with another count."""
    at_kind, at_count = grid.at(kind), grid.at(count)
    by_kind: dict[str, GridRow] = {}
    for row in grid.rows:
        name = text_of(row.cells[at_kind])
        if name in by_kind and by_kind[name].cells[at_count] != row.cells[at_count]:
            raise SourceError(
                _("“{kind}” staat op rij {first} en rij {second} met een ander aantal").format(
                    kind=name, first=by_kind[name].number, second=row.number
                ),
                FilePosition(grid.file, row.number, count, text_of(row.cells[at_count])),
                _("Vraag de uitgever welke regel goed is."),
            )
        by_kind.setdefault(name, row)
    header = checked_header(grid.file, (_AREA, *by_kind))
    cells = (COUNTRY, *(row.cells[at_count] for row in by_kind.values()))
    return Grid(grid.file, header, (GridRow(grid.rows[0].number, cells),))
