"""From a grid to a table of cells: area codes parsed, each area once, figures with their status."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Floats, Marks, Note, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import BLANKS, choice, required
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.sources.grids.cell_numbers import EITHER, Notation, Number, NumberError, parse_number
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, fetch_again, text_of

LAYOUT_OPTIONS = frozenset(
    {"code", "name", "changes", "surface", "land", "dry", "surface_unit", "decimal", "blank", "drop"}
)
DECIMALS = {".": ".", "point": ".", ",": ",", "comma": ",", "either": EITHER}
_HECTARES = {"ha": 1.0, "km2": 100.0}
_CHANGES = {"": 0, ".": 0, "-99999999": 0, "1": 1, "2": 2, "3": 3}
# UTF-8 once read as Latin-1 and saved again: "Mariënheem" becomes "MariÃ«nheem".
_TWICE_ENCODED = re.compile("[ÃÂ][\u0080-\u00bf]|\ufffd")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a grid are, beside figures. surface, land, dry: in all, of the land, and without large water. drop: codes (as written) that are no area and may be left out."""

    code: str
    name: str | None = None
    changes: str | None = None
    surface: str | None = None
    land: str | None = None
    dry: str | None = None
    hectares: float = 1.0
    notation: Notation = field(default_factory=Notation.of)
    drop: frozenset[str] = frozenset()

    @classmethod
    def of(cls, source: Source, *words: str, blank: str = "secret") -> "Layout":
        """The layout in the source's options; `words` besides "." mean that there is no figure."""
        options = source.options
        return cls(
            code=required(source, "code"),
            name=options.get("name"),
            changes=options.get("changes"),
            surface=options.get("surface"),
            land=options.get("land"),
            dry=options.get("dry"),
            hectares=choice(source, "surface_unit", _HECTARES, "ha"),
            notation=Notation.of(
                choice(source, "decimal", DECIMALS, "point"),
                choice(source, "blank", BLANKS, blank),
                (".", *words),
            ),
            drop=frozenset(options.get("drop", "").split()),
        )


def table_of(
    grid: Grid, source: Source, layout: Layout, columns: frozenset[str], year: int, division_year: int | None = None
) -> PublishedTable:
    """One year of a file. Raises SourceError naming row, column and cell of whatever is not as it should be."""
    rows, codes, notes = unfold(grid, layout)
    return PublishedTable(
        source=source.id,
        file=grid.file,
        year=year,
        division_year=division_year or source.division_year,
        codes=codes,
        rows=np.array([row.number for row in rows], dtype=np.int32),
        columns={
            column: parse_column(grid, rows, column, layout.notation, filled_later=source.filled_later)
            for column in sorted(columns)
        },
        names=_names(grid, rows, layout),
        changes=_changes(grid, rows, layout),
        surface=_surface(grid, rows, layout, layout.surface),
        land=_surface(grid, rows, layout, layout.land),
        dry=_surface(grid, rows, layout, layout.dry),
        notes=notes,
    )


def unfold(grid: Grid, layout: Layout) -> tuple[tuple[GridRow, ...], tuple[AreaCode, ...], tuple[Note, ...]]:
    """(rows, codes, notes), each area once: codes in `drop` left out, identical double rows folded, both with a note."""
    position = grid.at(layout.code)
    by_code: dict[AreaCode, GridRow] = {}
    notes: list[Note] = list(grid.notes)
    for row in grid.rows:
        text = text_of(row.cells[position])
        if text in layout.drop:
            notes.append(Note(grid.file, _("De regel met code “{code}” telt niet mee.").format(code=text), row.number))
            continue
        code = _code(grid, layout.code, row, text)
        if code in by_code:
            notes.append(_fold(grid, code, by_code[code], row))
        else:
            by_code[code] = row
    if not by_code:
        raise SourceError(_("Er staat geen enkel gebied in het bestand"), FilePosition(grid.file), fetch_again())
    return tuple(by_code.values()), tuple(by_code), tuple(notes)


def _code(grid: Grid, column: str, row: GridRow, text: str) -> AreaCode:
    try:
        return AreaCode.parse(text)
    except UnknownNameError as error:
        raise unknown_area(grid, column, row, text) from error


def unknown_area(grid: Grid, column: str, row: GridRow, text: str) -> SourceError:
    """The error for a cell that should name an area. text: what stands in the file."""
    return SourceError(
        _("Dit is geen code van een buurt, wijk of gemeente"),
        FilePosition(grid.file, row.number, column, text[:40]),
        _("Kijk of het bestand goed is bewaard. Hoort deze regel er niet bij, zet de code dan bij “drop”."),
    )


def _fold(grid: Grid, code: AreaCode, first: GridRow, second: GridRow) -> Note:
    for column, a, b in zip(grid.header, first.cells, second.cells, strict=True):
        if text_of(a) != text_of(b):
            raise SourceError(
                _(
                    "{code} staat twee keer in het bestand, op rij {first} en rij {second}, met verschillende inhoud"
                ).format(code=code, first=first.number, second=second.number),
                FilePosition(grid.file, second.number, grid.title(column), f"{text_of(a)} / {text_of(b)}"),
                _("Vraag de uitgever welke regel goed is."),
            )
    return Note(
        grid.file,
        _("{code} staat op rij {first} en rij {second} met dezelfde inhoud; hij telt één keer.").format(
            code=code, first=first.number, second=second.number
        ),
        second.number,
    )


def parse_column(
    grid: Grid, rows: tuple[GridRow, ...], column: str, notation: Notation, *, filled_later: bool = False
) -> PublishedColumn:
    """The figures of one column. A column without any figure or code is not SECRET: where a publisher fills its
    table later it is UNPUBLISHED, elsewhere ABSENT.

    Unless the definition declares what each text means: then that holds for a column of one text as well.
    """
    numbers, which = _distinct_numbers(grid, rows, column, notation)
    if not notation.declared and all(n.mark is not None and n.mark in notation.silent for n in numbers):
        empty = Status.UNPUBLISHED if filled_later else Status.ABSENT
        numbers = [Number(n.value, empty, n.mark) for n in numbers]
    texts = ("", *(n.mark for n in numbers if n.mark is not None))
    marked = np.array([n.mark is not None for n in numbers], dtype=np.uint16)
    return PublishedColumn(
        values=np.array([n.value for n in numbers], dtype=np.float64)[which],
        statuses=np.array([n.status for n in numbers], dtype=np.uint8)[which],
        marks=Marks((np.cumsum(marked, dtype=np.uint16) * marked)[which], texts),
    )


def _distinct_numbers(
    grid: Grid, rows: tuple[GridRow, ...], column: str, notation: Notation
) -> tuple[list[Number], NDArray[np.intp]]:
    """Every different cell of a column once, in the order in which they first stand, and per row which one it is.

    A column of a whole country holds few different figures. The kind is part of the key: "1" is not 1, and 1 not True.
    """
    cells = list(map(itemgetter(grid.at(column)), map(attrgetter("cells"), rows)))
    only_text = set(map(type, cells)) <= {str}
    keys: list[Any] = cells if only_text else [(type(cell), str(cell)) for cell in cells]
    first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    order = sorted(first.values())
    numbers = [_number(grid, rows[index], column, cells[index], notation) for index in order]
    places = {keys[index]: place for place, index in enumerate(order)}
    return numbers, np.fromiter(map(places.__getitem__, keys), dtype=np.intp, count=len(keys))


def absent_column(n: int) -> PublishedColumn:
    """A column the file does not have for this year."""
    return PublishedColumn(np.full(n, np.nan), np.full(n, Status.ABSENT, dtype=np.uint8))


def _number(grid: Grid, row: GridRow, column: str, cell: Cell, notation: Notation) -> Number:
    try:
        return parse_number(cell, notation)
    except NumberError as error:
        place = FilePosition(grid.file, row.number, grid.title(column), text_of(cell)[:40])
        raise SourceError(error.reason, place, error.remedy) from error


def _names(grid: Grid, rows: tuple[GridRow, ...], layout: Layout) -> tuple[str, ...]:
    if layout.name is None:
        return ()
    position = grid.at(layout.name)
    names = tuple(text_of(row.cells[position]) for row in rows)
    for row, name in zip(rows, names, strict=True):
        if error := fault(name):
            raise SourceError(error[0], FilePosition(grid.file, row.number, layout.name, name), error[1])
        if _TWICE_ENCODED.search(name):
            raise SourceError(
                _("De letters met accenten zijn beschadigd"),
                FilePosition(grid.file, row.number, layout.name, name[:60]),
                _("Het bestand is in een verkeerde tekenset bewaard. Haal het opnieuw op bij de uitgever."),
            )
    return names


def _changes(grid: Grid, rows: tuple[GridRow, ...], layout: Layout) -> NDArray[np.int8] | None:
    if layout.changes is None:
        return None
    position = grid.at(layout.changes)
    codes = [_change(grid, layout.changes, row, text_of(row.cells[position])) for row in rows]
    return np.array(codes, dtype=np.int8)


def _change(grid: Grid, column: str, row: GridRow, text: str) -> int:
    try:
        return _CHANGES[text.removesuffix(".0")]
    except KeyError:
        raise SourceError(
            _("De indelingswijziging hoort 1, 2 of 3 te zijn"),
            FilePosition(grid.file, row.number, column, text),
            fetch_again(),
        ) from None


def _surface(grid: Grid, rows: tuple[GridRow, ...], layout: Layout, column: str | None) -> Floats | None:
    if column is None:
        return None
    return parse_column(grid, rows, column, layout.notation).values * layout.hectares


def years_of(grid: Grid, column: str, years: Mapping[str, int]) -> dict[int, Grid]:
    """The grid split by the year in a column, oldest first. `years`: how each year is written."""
    position = grid.at(column)
    by_year: dict[int, list[GridRow]] = {}
    for row in grid.rows:
        text = text_of(row.cells[position])
        if text not in years:
            raise SourceError(
                _("Hier hoort een jaar te staan"), FilePosition(grid.file, row.number, column, text[:40]), fetch_again()
            )
        by_year.setdefault(years[text], []).append(row)
    return {year: replace(grid, rows=tuple(by_year[year])) for year in sorted(by_year)}


PLAIN_YEARS = {str(year): year for year in range(1900, 2101)}
