"""A municipality's own tables: its monitor, its surveys, exports of Swing and of spreadsheets.

Three layouts. Wide: a row an area (or an area and a year), a column a figure. Long: a row a figure (area, year, name of
the figure, value). Years: a row an area, a column a year, as a table on the screen of Swing. What differs from one table to the next stands in the source's options:

    layout     wide (default), long or years; long needs `variable` and `value`: the columns with name and value;
               years: one figure, called `variable`, with a column for each year ("2021", "Tevreden 2021")
    skip       rows above the header (titles), 0 by default
    code       column with the area; with code_digits it is filled up with zeros, with code_prefix (WK, BU, GM) in front
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
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Marks, Note, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded
from toetssteen.sources.definitions.options import (
    BLANKS,
    check_options,
    choice,
    delimiter_of,
    encoding_of,
    required,
    the_year,
)
from toetssteen.sources.grids.any_file import read_by_hand
from toetssteen.sources.grids.cell_numbers import Notation
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, missing_column, text_of
from toetssteen.sources.publishers.cell_tables import Layout, parse_column, table_of, unfold, unknown_area

OPTIONS = frozenset(
    {
        "layout", "variable", "value", "skip", "code", "code_digits", "code_prefix", "level", "levels", "name",
        "period", "secret", "absent", "later", "blank", "decimal", "thousands", "suffix", "respondents", "minimum",
        "drop", "delimiter", "encoding", "sheet", "hidden", "surface", "surface_unit",
    }
)  # fmt: skip
LAYOUTS = ("wide", "long", "years")
_DECIMALS = {".": ".", "point": ".", ",": ",", "comma": ","}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d\d-\d\d.*")
_YEAR_TITLE = re.compile(r"(?:.*\s)?((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class _Codes:
    """How an area is written. prefixes: kind of area -> WK, BU ..., when a column says the kind."""

    column: str
    digits: int
    prefix: str
    level: str | None
    prefixes: Mapping[str, str]

    @classmethod
    def of(cls, source: Source) -> "_Codes":
        level = source.options.get("level")
        pairs = source.options.get("levels", "").split()
        if bool(level) != bool(pairs) or any(pair.count("=") != 1 for pair in pairs):
            raise DefinitionError(
                _("Bron {id}: geef “level” (een kolom) en “levels” (zoals “wijk=WK buurt=BU”) samen.").format(
                    id=source.id
                )
            )
        prefixes = dict(pair.split("=") for pair in pairs)
        digits = _whole(source, "code_digits")
        return cls(required(source, "code"), digits, source.options.get("code_prefix", ""), level, prefixes)

    def full_code(self, grid: Grid, row: GridRow) -> str:
        """The whole code of a row."""
        text = plain_text(row.cells[grid.at(self.column)])
        prefix = self.prefix
        if self.level is not None:
            kind = text_of(row.cells[grid.at(self.level)]).casefold()
            if kind not in self.prefixes:
                raise SourceError(
                    _("Dit soort gebied staat niet in de bronbeschrijving"),
                    FilePosition(grid.file, row.number, self.level, kind[:40]),
                    _("Zet het bij “levels”, of laat deze regels weg uit het bestand."),
                )
            prefix = self.prefixes[kind]
        if text.upper().startswith(prefix) and prefix:
            return text
        return f"{prefix}{text.zfill(self.digits) if text.isdigit() else text}"


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
        skip=_whole(source, "skip"),
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


def _whole(source: Source, name: str) -> int:
    text = source.options.get(name, "0")
    if not text.isdigit():
        raise DefinitionError(
            _("Bron {id}: bij “{name}” hoort een geheel getal, geen “{text}”.").format(
                id=source.id, name=name, text=text[:20]
            )
        )
    return int(text)


def _with_codes(grid: Grid, source: Source) -> Grid:
    """The grid with whole codes in its column of areas; rows to drop keep what they have."""
    codes, position = _Codes.of(source), grid.at(required(source, "code"))
    drop = set(source.options.get("drop", "").split())
    rows = []
    for row in grid.rows:
        if text_of(row.cells[position]) in drop:
            continue
        cells: list[Cell] = list(row.cells)
        try:
            cells[position] = AreaCode.parse(codes.full_code(grid, row))
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


def plain_text(cell: Cell) -> str:
    """Text of a code or a year: Excel keeps 1404 as 1404.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return text_of(cell)


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
        tables.append(replace(table, columns={figure: table.columns[titles[year]]} if columns else {}))
    return tuple(tables)


def _without_few_respondents(grid: Grid, source: Source, layout: Layout, table: PublishedTable) -> PublishedTable:
    """The table with figures of fewer respondents than the definition's `minimum` made SECRET."""
    column = source.options.get("respondents")
    if column is None:
        return table
    least = _whole(source, "minimum")
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
