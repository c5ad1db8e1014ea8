"""A worksheet of an Excel workbook: into a grid of figures, or as its maker sees it."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

from openpyxl.utils import get_column_letter

from toetssteen.kernel.cells import Note
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.cell_numbers import is_code
from toetssteen.sources.grids.csv_grid import read_bytes
from toetssteen.sources.grids.file_kinds import refuse_others
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, checked_header, fetch_again
from toetssteen.sources.grids.number_formats import formatted_day, scaled
from toetssteen.sources.grids.workbook import Workbook, WorkbookSheet, opened
from toetssteen.sources.grids.workbook_parts import Area, SheetExtras, SheetRow, Value

# What people keep by hand is far smaller than what publishers make; its texts are all in memory at once.
MAX_UNPACKED_BY_HAND = 60_000_000
MOST_SHEETS = 100
# Cells beside a table that are named one by one.
_MOST_NOTES = 5


def read_xlsx(path: Path, sheet: str | None = None, skip: int = 0, *, by_hand: bool = False) -> Grid:
    """The worksheet (else the first that is not hidden); cells as Excel holds them; the header stands under `skip` rows.

    by_hand: a table that people keep. A cell that Excel shows as 71,4 % is 71.4 and not the 0.714 it keeps, and what
    stands beside the table is left out with a note. Raises SourceError (broken, too large, no such sheet)."""
    refuse_others(read_bytes(path), path.name, "xlsx")
    with opened(path) as book:
        rows = list(book.rows(_chosen_sheet(book, sheet, path.name)))
    convert = as_displayed if by_hand else _as_stored
    cells = {row.number: {column: convert(cell.value, cell.form) for column, cell in row.cells.items()} for row in rows}
    return grid_of(path.name, cells, skip, by_hand=by_hand, hidden=frozenset(row.number for row in rows if row.hidden))


def grid_of(
    file: str, cells: dict[int, dict[int, Cell]], skip: int, *, by_hand: bool, hidden: frozenset[int] = frozenset()
) -> Grid:
    """A grid of cells by row (from 1) and column (from 0). Raises SourceError for a cell beyond the last column."""
    rows_below = {number: row for number, row in cells.items() if number > skip}
    if not rows_below:
        raise SourceError(_("Het werkblad is leeg"), FilePosition(file), fetch_again())
    top = rows_below.pop(skip + 1, {})
    width = max(top, default=-1) + 1
    header = checked_header(file, tuple(str(top.get(column) or "") for column in range(width)), skip + 1)
    outside = [(number, column) for number, row in rows_below.items() for column in sorted(row) if column >= width]
    if outside and not by_hand:
        number, column = outside[0]
        raise SourceError(
            _("Deze rij heeft meer cellen dan er kolommen zijn"),
            FilePosition(file, number, get_column_letter(column + 1), str(rows_below[number][column])[:40]),
            fetch_again(),
        )
    rows = (
        GridRow(number, tuple(row.get(column) for column in range(width))) for number, row in sorted(rows_below.items())
    )
    filled = tuple(row for row in rows if not row.blank)
    return Grid(file, header, filled, notes=_notes_outside(file, outside), hidden=hidden, top=skip + 1)


def _notes_outside(file: str, outside: list[tuple[int, int]]) -> tuple[Note, ...]:
    """Notes on cells outside the table. Their content is left out, because notes are public."""
    notes = [
        Note(
            file,
            _("In cel {cell} staat iets naast de tabel; dat lezen we niet.").format(
                cell=f"{get_column_letter(column + 1)}{number}"
            ),
            number,
        )
        for number, column in outside[:_MOST_NOTES]
    ]
    if len(outside) > _MOST_NOTES:
        remaining = len(outside) - _MOST_NOTES
        notes.append(
            Note(
                file,
                _("Nog {n} cellen staan naast de tabel; die lezen we niet.").format(n=remaining),
                outside[_MOST_NOTES][0],
            )
        )
    return tuple(notes)


def _chosen_sheet(book: Workbook, sheet: str | None, file: str) -> WorkbookSheet:
    names = ", ".join(candidate.name for candidate in book.sheets)
    if not book.sheets:
        raise SourceError(_("Er staat geen enkel werkblad in het bestand"), FilePosition(file), fetch_again())
    if sheet is None:
        # A hidden worksheet is used only when there is no other.
        return min(book.sheets, key=lambda candidate: candidate.hidden)
    if sheet in book.others:
        raise SourceError(
            _("“{sheet}” is een grafiek of iets anders, geen werkblad. Wel: {names}").format(sheet=sheet, names=names),
            FilePosition(file),
            _("Pas “sheet” in de bronbeschrijving aan."),
        )
    named = next((candidate for candidate in book.sheets if candidate.name == sheet), None)
    if named is None:
        raise SourceError(
            _("Het werkblad “{sheet}” staat niet in het bestand. Wel: {names}").format(sheet=sheet, names=names),
            FilePosition(file),
            _("Kijk of dit het goede bestand is, of pas “sheet” in de bronbeschrijving aan."),
        )
    return named


def as_displayed(value: Value, form: str) -> Cell:
    """The value as Excel displays it: numbers in the displayed unit, dates in the displayed precision; codes unchanged."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value if is_code(value) else scaled(value, form)
    return formatted_day(value, form) if isinstance(value, (date, time)) else _as_stored(value, form)


def _as_stored(value: Value, _form: str) -> Cell:
    """Numbers and text unchanged; dates and times as text, which is refused where a number belongs."""
    if isinstance(value, str) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    return str(value)


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet as its maker sees it. rows: from row 1 on, without the empty cells at their ends. merged: top, left,
    bottom and right of cells that were made one, from 0, the last two included. hidden_rows: from 1; hidden_columns:
    their letters; filtered: whether a filter hides them."""

    name: str
    hidden: bool
    rows: list[tuple[str, ...]]
    merged: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    filtered: bool = False


@dataclass(slots=True)
class WorkbookLimits:
    """How much of a workbook is read. rows: the last row that may hold something; cells and letters: of all its sheets
    together; they go down while it is read."""

    rows: int
    cells: int
    letters: int


def read_pages(path: Path, limits: WorkbookLimits, text_of: Callable[[Value, str], str]) -> list[Page]:
    """Every worksheet of a workbook that people keep by hand. text_of: the text of a value, given its format.

    Raises SourceError: broken, too large, more than the limits; as soon as that is known.
    """
    with opened(path, MAX_UNPACKED_BY_HAND) as book:
        if len(book.sheets) > MOST_SHEETS:
            raise _too_much(path, _("Dit bestand heeft meer dan {most} werkbladen").format(most=MOST_SHEETS))
        return [_page(book, sheet, limits, text_of, path) for sheet in book.sheets]


def _page(
    book: Workbook, sheet: WorkbookSheet, limits: WorkbookLimits, text_of: Callable[[Value, str], str], path: Path
) -> Page:
    extras = SheetExtras()
    with closing(book.rows(sheet, extras)) as rows:
        page = page_of(sheet.name, rows, limits, text_of, path, hidden=sheet.hidden)
    letters = tuple(
        get_column_letter(column + 1)
        for column in sorted(extras.columns)
        if any(column < len(row) for row in page.rows)
    )
    return replace(page, merged=tuple(extras.merged), hidden_columns=letters, filtered=extras.filtered)


def page_of(
    name: str,
    rows: Iterable[SheetRow],
    limits: WorkbookLimits,
    text_of: Callable[[Value, str], str],
    path: Path,
    *,
    hidden: bool,
    columns: tuple[str, ...] = (),
    filtered: bool = False,
) -> Page:
    """A worksheet out of its rows. Raises SourceError as soon as one goes over the limits."""
    lines: list[tuple[str, ...]] = []
    unseen = []
    for row in rows:
        texts = {column: text for column, cell in row.cells.items() if (text := text_of(cell.value, cell.form))}
        if not texts:
            continue
        if row.number > limits.rows:
            message = _("Op werkblad “{sheet}” staat nog iets in rij {row}; we lezen niet verder dan rij {most}")
            raise _too_much(path, message.format(sheet=name, row=row.number, most=limits.rows))
        _spend(limits, texts, path)
        lines += [()] * (row.number - 1 - len(lines))
        lines.append(tuple(texts.get(column, "") for column in range(max(texts) + 1)))
        if row.hidden:
            unseen.append(row.number)
    return Page(name, hidden, lines, (), tuple(unseen), columns, filtered)


def _spend(limits: WorkbookLimits, texts: dict[int, str], path: Path) -> None:
    # An empty cell between two others costs as much as a full one.
    limits.cells -= max(texts) + 1
    limits.letters -= sum(map(len, texts.values()))
    if limits.cells < 0 or limits.letters < 0:
        raise _too_much(path, _("In dit bestand staat te veel om ineens te lezen"))


def _too_much(path: Path, message: str) -> SourceError:
    return SourceError(
        message, FilePosition(path.name), _("Haal andere werkbladen, lege kolommen en oude regels eruit.")
    )
