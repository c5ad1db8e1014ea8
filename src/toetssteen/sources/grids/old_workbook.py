"""An old Excel workbook (.xls): its cells through python-calamine; their formats, and which rows are hidden, from its records.

calamine gives values only, and a percentage is nothing without its format. It also keeps a sheet as one full rectangle,
so how large that is is looked up first. Layout of the records: [MS-XLS]; of the file around them: [MS-CFB].
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook, SheetTypeEnum

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.csv_grid import read_bytes
from toetssteen.sources.grids.file_kinds import refuse_others
from toetssteen.sources.grids.grid import Grid, fetch_again
from toetssteen.sources.grids.workbook import broken
from toetssteen.sources.grids.workbook_parts import SheetRow, Value, WorkbookCell
from toetssteen.sources.grids.xlsx_grid import Page, WorkbookLimits, as_displayed, grid_of, page_of

# A sheet as one rectangle, with what stands in it. A publisher's table of all buurten has some two million cells.
MAX_RECTANGLE = 2_000_000
MAX_PUBLISHED = 6_000_000
_BOF, _EOF, _PASSWORD, _FORMAT, _XF, _SHEET = 0x0809, 0x000A, 0x002F, 0x041E, 0x00E0, 0x0085
_ROW, _COLUMNS, _FILTER, _MULRK = 0x0208, 0x007D, 0x009B, 0x00BD
# Records of one cell: row, column and style, two bytes each, then what stands there.
_CELLS = frozenset({0x0006, 0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x0206, 0x0406, 0x00D6})
_END_OF_CHAIN = 0xFFFFFFFA  # and everything above it


@dataclass(slots=True)
class _Sheet:
    """What the records of a worksheet say. forms: by row and column, from 0, the format of a cell."""

    name: str
    hidden: bool
    start: int
    forms: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    filtered: bool = False


def read_xls(path: Path, sheet: str | None = None, skip: int = 0, most_cells: int = MAX_RECTANGLE) -> Grid:
    """The worksheet (else the first that is not hidden), as `read_xlsx` reads one that people keep."""
    raw = read_bytes(path)
    refuse_others(raw, path.name, "xls")
    sheets, values = _opened(raw, path, most_cells)
    names = [named.name for named in sheets]
    if sheet is not None and sheet not in names:
        raise SourceError(
            _("Het werkblad “{sheet}” staat niet in het bestand. Wel: {names}").format(
                sheet=sheet, names=", ".join(names)
            ),
            FilePosition(path.name),
            _("Kijk of dit het goede bestand is, of pas “sheet” in de bronbeschrijving aan."),
        )
    chosen = min(
        (candidate for candidate in sheets if sheet in (None, candidate.name)), key=lambda candidate: candidate.hidden
    )
    rows = list(_rows(chosen, values(chosen)))
    cells = {
        row.number: {column: as_displayed(cell.value, cell.form) for column, cell in row.cells.items()} for row in rows
    }
    return grid_of(path.name, cells, skip, by_hand=True, hidden=frozenset(row.number for row in rows if row.hidden))


def read_old_pages(path: Path, limits: WorkbookLimits, text_of: Callable[[Value, str], str]) -> list[Page]:
    """Every worksheet, as `read_pages` reads them."""
    raw = read_bytes(path)
    refuse_others(raw, path.name, "xls")
    sheets, values = _opened(raw, path)
    return [
        page_of(
            sheet.name,
            _rows(sheet, values(sheet)),
            limits,
            text_of,
            path,
            hidden=sheet.hidden,
            columns=tuple(get_column_letter(column + 1) for column in sorted(sheet.columns)),
            filtered=sheet.filtered,
        )
        for sheet in sheets
    ]


def _rows(sheet: _Sheet, values: list[list[Value | None]]) -> Iterator[SheetRow]:
    for index, row in enumerate(values):
        cells = {
            column: WorkbookCell(value, sheet.forms.get((index, column), ""))
            for column, value in enumerate(row)
            if value not in ("", None)
        }
        if cells:
            yield SheetRow(index + 1, index in sheet.rows, cells)


def _opened(
    raw: bytes, path: Path, most_cells: int = MAX_RECTANGLE
) -> tuple[list[_Sheet], Callable[[_Sheet], list[list[Value | None]]]]:
    """The worksheets, and what gives the cells of one, row by row from the first. Raises SourceError."""
    try:
        sheets = _read_records(_stream(raw), path, most_cells)
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        kinds = {sheet.name: sheet.typ for sheet in book.sheets_metadata}
    except SourceError:
        raise
    except BaseException as error:  # a panic of calamine is no Exception; what strange bytes lead to cannot be listed
        raise _translated(error, path) from error
    sheets = [sheet for sheet in sheets if kinds.get(sheet.name) == SheetTypeEnum.WorkSheet]
    if not sheets:
        raise SourceError(_("Er staat geen enkel werkblad in het bestand"), FilePosition(path.name), fetch_again())

    def values(sheet: _Sheet) -> list[list[Value | None]]:
        try:
            worksheet = book.get_sheet_by_name(sheet.name)
            return [list(row) for row in worksheet.to_python(skip_empty_area=False)]
        except BaseException as error:
            raise _translated(error, path) from error

    return sheets, values


def _translated(error: BaseException, path: Path) -> BaseException:
    """The SourceError for an error in a broken file; errors that end the program are returned unchanged."""
    return error if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)) else broken(path)


def _stream(raw: bytes) -> bytes:
    """The stream with the workbook, out of the little file system around it. Raises ValueError, struct.error."""
    size, small = 1 << struct.unpack_from("<H", raw, 30)[0], 1 << struct.unpack_from("<H", raw, 32)[0]
    first_directory, _unused, limit, first_small = struct.unpack_from("<IIII", raw, 48)
    if size not in (512, 4096):
        raise ValueError("another size of sector")

    def sector(number: int) -> bytes:
        return raw[(number + 1) * size : (number + 2) * size]

    tables = list(struct.unpack_from("<109I", raw, 76))
    extension = struct.unpack_from("<I", raw, 68)[0]
    for _once in range(len(raw) // size):
        if extension >= _END_OF_CHAIN:
            break
        numbers = struct.unpack(f"<{size // 4}I", sector(extension))
        tables += numbers[:-1]
        extension = numbers[-1]
    table = [n for part in tables if part < _END_OF_CHAIN for n in struct.unpack(f"<{size // 4}I", sector(part))]

    def chain(start: int, following: list[int], block: Callable[[int], bytes]) -> bytes:
        parts = []
        while start < _END_OF_CHAIN:
            parts.append(block(start))
            start = following[start]
            if len(parts) > len(following):
                raise ValueError("a chain that goes round")
        return b"".join(parts)

    directory = chain(first_directory, table, sector)
    entries: dict[str, tuple[int, int]] = {}
    for offset in range(0, len(directory) - 127, 128):
        letters = struct.unpack_from("<H", directory, offset + 64)[0]
        name = directory[offset : offset + max(0, min(letters, 64) - 2)].decode("utf-16-le")
        entries.setdefault(name, struct.unpack_from("<II", directory, offset + 116))
    start, length = entries.get("Workbook") or entries["Book"]
    if length >= limit:
        return chain(start, table, sector)[:length]
    inside = chain(entries["Root Entry"][0], table, sector)
    short = chain(first_small, table, sector)
    following = list(struct.unpack(f"<{len(short) // 4}I", short))
    return chain(start, following, lambda n: inside[n * small : (n + 1) * small])[:length]


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _read_records(stream: bytes, path: Path, most_cells: int) -> list[_Sheet]:
    """The worksheets, in the order of their tabs. Raises SourceError for a password, or a sheet that is too large."""
    named: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[_Sheet] = []
    wide = True
    for kind, body in _records(stream, 0):
        if kind == _EOF:
            break
        if kind == _PASSWORD:
            raise SourceError(
                _("Dit bestand is beveiligd met een wachtwoord"),
                FilePosition(path.name),
                _("Open het in Excel, haal het wachtwoord weg en bewaar het als .xlsx."),
            )
        if kind == _BOF:
            wide = struct.unpack_from("<H", body)[0] >= 0x0600
        elif kind == _FORMAT:
            named[struct.unpack_from("<H", body)[0]] = _text(body, 2, wide, 2 if wide else 1)
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            start, flags = struct.unpack_from("<IH", body)
            # A chart or a module has a sort of its own.
            if not flags >> 8:
                sheets.append(_Sheet(_text(body, 6, wide, 1), bool(flags & 3), start))
    forms = [named.get(style, BUILTIN_FORMATS.get(style, "General")) for style in styles]
    for sheet in sheets:
        _read_sheet(stream, sheet, forms, path, most_cells)
    return sheets


def _text(body: bytes, position: int, wide: bool, lengths: int) -> str:
    """A text with its length before it; in newer files a byte says whether its letters take two bytes."""
    count = int.from_bytes(body[position : position + lengths], "little")
    position += lengths
    if not wide:
        return body[position : position + count].decode("cp1252", errors="replace")
    if body[position] & 1:
        return body[position + 1 : position + 1 + 2 * count].decode("utf-16-le", errors="replace")
    return body[position + 1 : position + 1 + count].decode("latin-1")


def _read_sheet(stream: bytes, sheet: _Sheet, forms: list[str], path: Path, most_cells: int) -> None:
    depth = rows = columns = 0
    for kind, body in _records(stream, sheet.start):
        # A chart in a sheet has records between its own beginning and end.
        depth += (kind == _BOF) - (kind == _EOF)
        if depth < 1:
            break
        if depth > 1:
            continue
        for row, column, style in _styles_of(kind, body):
            sheet.forms[row, column] = forms[style] if style < len(forms) else ""
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        _read_extras(sheet, kind, body)
    if rows * columns > most_cells:
        raise SourceError(
            _("Werkblad “{sheet}” is te groot: er staat iets in rij {row}").format(sheet=sheet.name, row=rows),
            FilePosition(path.name),
            _("Haal weg wat ver onder of naast de tabel staat, of bewaar het als .xlsx."),
        )


def _styles_of(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of each cell of a record."""
    if kind in _CELLS:
        yield struct.unpack_from("<HHH", body)
    elif kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for n in range((len(body) - 6) // 6):
            yield row, first + n, struct.unpack_from("<H", body, 4 + 6 * n)[0]


def _read_extras(sheet: _Sheet, kind: int, body: bytes) -> None:
    if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
        sheet.rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
        first, last = struct.unpack_from("<HH", body)
        sheet.columns |= set(range(first, min(last, 255) + 1))
    elif kind == _FILTER:
        sheet.filtered = True
