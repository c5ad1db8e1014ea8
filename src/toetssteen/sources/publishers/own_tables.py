"""A municipality's own tables: its monitor, its surveys, exports of Swing and of spreadsheets.

Three layouts. Wide: a row an area (or an area and a year), a column a figure. Long: a row a figure (area, year, name of
the figure, value). Years: a row an area, a column a year, as a table on the screen of Swing. What differs from one table to the next stands in the source's options:

    layout     wide (default), long or years; long needs `variable` and `value`: the columns with name and value;
               years: one figure, called `variable`, with a column for each year ("2021", "Tevreden 2021")
    skip       rows above the header (titles), 0 by default
    code       column with the area; with code_digits it is filled up with zeros, with code_prefix (WK, BU, GM) in front
    places     a line for each area that is written otherwise, such as a name: "Centrum = WK990100"; "Totaal = -": no area
    level      column with the kind of area, and levels, such as "wijk=WK buurt=BU": the prefix for each kind
    period     column with the year; without it the source's own `year`
    secret, absent, later    words and codes that mean this, separated by blanks ("x -99997")
    decimal, thousands       comma or point; suffix: a sign behind each number, such as %
    respondents, minimum     column with how many answered, and the least number that may be shown: fewer is secret
    drop       codes of rows that are no area (totals, footnotes)
    delimiter, encoding (csv), sheet (Excel), hidden: whether rows that Excel hides count (take, leave)

The layouts are those municipalities described to us; Swing's exchange table (geolevel, geoitem, period, a column a
figure) is wide with `level` and `period`. The codes for "no figure" are never guessed: each is declared.
"""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Marks, Note, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.kernel.published_columns import ResolvedColumn
from toetssteen.kernel.texts import folded
from toetssteen.sources.definitions.options import (
    BLANKS,
    check_options,
    choice,
    delimiter_of,
    encoding_of,
    required,
    the_year,
    whole_number,
)
from toetssteen.sources.grids.any_file import read_by_hand
from toetssteen.sources.grids.cell_numbers import Notation
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, missing_column, text_of
from toetssteen.sources.publishers.area_columns import NO_AREA, AreaColumn, plain_text
from toetssteen.sources.publishers.cell_tables import Layout, parse_column, table_of, unfold, unknown_area

OPTIONS = frozenset(
    {
        "layout", "variable", "value", "skip", "code", "code_digits", "code_prefix", "level", "levels", "name",
        "period", "secret", "absent", "later", "blank", "decimal", "thousands", "suffix", "respondents", "minimum",
        "drop", "delimiter", "encoding", "sheet", "hidden", "surface", "surface_unit", "places",
    }
)  # fmt: skip
LAYOUTS = ("wide", "long", "years")
_DECIMALS = {".": ".", "point": ".", ",": ",", "comma": ","}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d\d-\d\d.*")
_YEAR_TITLE = re.compile(r"(?:.*\s)?((?:19|20)\d\d)")


def read_own_table(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table a year (wide), or one a year and figure (long), so that each cell keeps the row it stood in."""
    check_options(source, OPTIONS)
    grid = _with_codes(_grid(path, source), source)
    layout, kind = _layout(source), choice(source, "layout", {name: name for name in LAYOUTS}, "wide")
    if kind == "years":
        return _by_year_columns(grid, source, layout, columns)
    tables = []
    if kind == "long":
        _check_figures(grid, source, columns)
    for year, part in _years(grid, source).items():
        if kind == "wide":
            tables.append(_without_few_respondents(part, source, layout, table_of(part, source, layout, columns, year)))
        else:
            tables.extend(_long(part, source, layout, columns, year))
    return tuple(tables)


def _grid(path: Path, source: Source) -> Grid:
    """The file as a grid, with a note on hidden rows."""
    grid = read_by_hand(
        path,
        sheet=source.options.get("sheet"),
        delimiter=delimiter_of(source),
        encoding=encoding_of(source),
        skip=whole_number(source, "skip"),
    )
    leave = choice(source, "hidden", {"take": False, "leave": True}, "take")
    hidden = [row.number for row in grid.rows if row.number in grid.hidden]
    if not hidden:
        return grid
    text = (
        _("Verborgen in Excel, en niet meegeteld: {rows}.")
        if leave
        else _("Verborgen in Excel, maar wel gelezen: {rows}.")
    )
    rows = ", ".join(map(str, hidden[:20])) + (" …" if len(hidden) > 20 else "")
    note = Note(grid.file, text.format(rows=_("rij {rows}").format(rows=rows)), hidden[0])
    remaining = tuple(row for row in grid.rows if not leave or row.number not in grid.hidden)
    return replace(grid, rows=remaining, notes=(*grid.notes, note))


def _with_codes(grid: Grid, source: Source) -> Grid:
    """The grid with whole codes in its column of areas; rows to drop keep what they have."""
    codes, position = AreaColumn.of(source), grid.at(required(source, "code"))
    drop = set(source.options.get("drop", "").split())
    rows = []
    for row in grid.rows:
        if text_of(row.cells[position]) in drop:
            continue
        cells: list[Cell] = list(row.cells)
        code = codes.full_code(grid, row)
        if code == NO_AREA:
            continue
        try:
            cells[position] = AreaCode.parse(code)
        except UnknownNameError as error:
            raise unknown_area(grid, codes.column, row, text_of(row.cells[position])) from error
        rows.append(GridRow(row.number, tuple(cells)))
    return replace(grid, rows=tuple(rows))


def _layout(source: Source) -> Layout:
    options = source.options
    blank = choice(source, "blank", BLANKS, "absent")
    silent = {"": blank}
    for name, status in (("secret", Status.SECRET), ("absent", Status.ABSENT), ("later", Status.LATER)):
        silent |= dict.fromkeys(options.get(name, "").split(), status)
    thousands = choice(source, "thousands", {"": "", **_DECIMALS}, "")
    notation = Notation(
        choice(source, "decimal", _DECIMALS, "comma"), silent, thousands, options.get("suffix", ""), declared=True
    )
    return Layout(code=required(source, "code"), name=options.get("name"), notation=notation)


def _years(grid: Grid, source: Source) -> dict[int, Grid]:
    """The rows of each year."""
    column = source.options.get("period")
    if column is None:
        return {the_year(source): grid}
    position = grid.at(column)
    by_year: dict[int, list[GridRow]] = {}
    for row in grid.rows:
        text = plain_text(row.cells[position])
        if not _YEAR.fullmatch(text):
            raise _no_year(FilePosition(grid.file, row.number, column, text[:40]))
        by_year.setdefault(int(text), []).append(row)
    return {year: replace(grid, rows=tuple(by_year[year])) for year in sorted(by_year)}


def _no_year(place: FilePosition) -> SourceError:
    if place.cell and _DAY.fullmatch(place.cell):
        return SourceError(
            _("Hier staat een datum, en hoort een jaar te staan"),
            place,
            _("Maak er in het rekenblad een jaartal van, zoals 2023. Uit een dag leiden we geen jaar af."),
        )
    return SourceError(
        _("Hier hoort een jaar te staan, zoals 2023"),
        place,
        _("Kijk of de kolom bij “period” klopt. Cijfers per maand of kwartaal lezen we niet."),
    )


def _check_figures(grid: Grid, source: Source, columns: frozenset[str]) -> None:
    """Raises SourceError for a figure that no row has; not every figure has every year."""
    position = grid.at(required(source, "variable"))
    names = {text_of(row.cells[position]) for row in grid.rows}
    for column in columns:
        if folded(column) not in names:
            raise missing_column(grid.file, column, tuple(sorted(names)), grid.top)


def _long(grid: Grid, source: Source, layout: Layout, columns: frozenset[str], year: int) -> list[PublishedTable]:
    names, value = grid.at(required(source, "variable")), required(source, "value")
    parts: dict[str, list[GridRow]] = {}
    for row in grid.rows:
        parts.setdefault(text_of(row.cells[names]), []).append(row)
    tables = []
    for column in sorted(column for column in columns if folded(column) in parts):
        part = replace(grid, rows=tuple(parts[folded(column)]))
        table = _without_few_respondents(part, source, layout, table_of(part, source, layout, frozenset({value}), year))
        tables.append(replace(table, columns={column: table.columns[value]}))
    return tables


def _by_year_columns(grid: Grid, source: Source, layout: Layout, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table for each column whose title ends in a year; all of the one figure."""
    figure = required(source, "variable")
    for column in columns - {figure}:
        raise missing_column(grid.file, column, (figure,), grid.top)
    titles: dict[int, str] = {}
    for title in grid.header:
        match = _YEAR_TITLE.fullmatch(title)
        if match and titles.setdefault(int(match[1]), title) != title:
            raise SourceError(
                _("Twee kolommen gaan over {year}: “{first}” en “{second}”").format(
                    year=match[1], first=titles[int(match[1])], second=title
                ),
                FilePosition(grid.file, grid.top, title),
                _("Deze vorm is voor één cijfer. Maak van elk cijfer een eigen tabel, of gebruik een andere vorm."),
            )
    if not titles:
        days = next((title for title in grid.header if _DAY.fullmatch(title)), None)
        if days is not None:
            raise _no_year(FilePosition(grid.file, grid.top, cell=days))
        raise SourceError(
            _("Geen enkele kolom heeft een jaar als naam"),
            FilePosition(grid.file, grid.top, cell=", ".join(grid.header)[:60]),
            _("Kijk of “skip” klopt: de kolomnamen horen jaren te zijn, zoals 2021 of “Tevreden 2021”."),
        )
    tables = []
    for year in sorted(titles):
        table = table_of(grid, source, layout, frozenset({titles[year]}), year)
        own = ResolvedColumn(figure, titles[year], titles[year], "")
        tables.append(replace(table, columns={figure: table.columns[titles[year]]} if columns else {}, resolved=(own,)))
    return tuple(tables)


def _without_few_respondents(grid: Grid, source: Source, layout: Layout, table: PublishedTable) -> PublishedTable:
    """The table with figures of fewer respondents than the definition's `minimum` made SECRET."""
    column = source.options.get("respondents")
    if column is None:
        return table
    least = whole_number(source, "minimum")
    rows, _codes, _notes = unfold(grid, layout)
    too_few = ~(parse_column(grid, rows, column, layout.notation).values >= least)
    return replace(table, columns={name: _suppressed(figures, too_few) for name, figures in table.columns.items()})


def _suppressed(column: PublishedColumn, too_few: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> PublishedColumn:
    marks = Marks.of(column.marks, len(column.values))
    texts = (*marks.texts, _("te weinig mensen hebben geantwoord"))
    codes = np.where(too_few, np.uint16(len(marks.texts)), marks.codes).astype(np.uint16)
    return PublishedColumn(
        np.where(too_few, np.nan, column.values),
        np.where(too_few, np.uint8(Status.SECRET), column.statuses).astype(np.uint8),
        Marks(codes, texts),
    )
