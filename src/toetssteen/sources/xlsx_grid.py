"""One sheet of an Excel workbook into a grid, guarded against files that unpack to more than a machine can hold."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from toetssteen.kernel.errors import Place, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.csv_grid import read_bytes
from toetssteen.sources.grid import Cell, Grid, Row, checked_header, fetch_again

# The largest real workbook here unpacks to some 15 MB, twelve times its size.
MAX_UNPACKED = 300_000_000
# What people keep by hand is far smaller; its texts are all in memory at once.
MAX_UNPACKED_BY_HAND = 60_000_000
MAX_RATIO = 200
MAX_PARTS = 1_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, EOFError, KeyError, OSError, ValueError, TypeError,
)  # fmt: skip


def read_xlsx(path: Path, sheet: str | None = None, skip: int = 0, *, as_shown: bool = False) -> Grid:
    """The sheet (else the first); cells as Excel holds them; the header stands under `skip` rows.

    as_shown: a cell that Excel shows as 71,4 % is 71.4 and not the 0.714 it keeps. Raises SourceError (broken, too large, no such sheet)."""
    read_bytes(path)
    records = _records(path, sheet, as_shown=as_shown)[skip:]
    if not records:
        raise SourceError(_("Het werkblad is leeg"), Place(path.name), fetch_again())
    header = checked_header(path.name, tuple(str(cell or "") for cell in _trimmed(records[0])))
    rows = tuple(
        Row(number, _whole(cells, len(header), path.name, number))
        for number, cells in enumerate(records[1:], start=2 + skip)
        if any(cell is not None for cell in cells)
    )
    return Grid(path.name, header, rows)


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet as its maker sees it. rows: from row 1 on, without the empty cells at their ends. merged: top, left,
    bottom and right of cells that were made one, from 0, the last two included."""

    name: str
    hidden: bool
    rows: list[tuple[str, ...]]
    merged: tuple[tuple[int, int, int, int], ...]


def read_pages(path: Path, most_cells: int, said: Callable[[object, str], str]) -> list[Page]:
    """Every worksheet of a workbook that people keep by hand. said: the text of a value, given its format.

    Raises SourceError: broken, too large, more than `most_cells` cells in all.
    """
    left = most_cells
    pages = []
    with _opened(path, MAX_UNPACKED_BY_HAND) as book:
        for page in book.worksheets:
            page.reset_dimensions()
            rows = []
            for cells in page.iter_rows():
                row = _filled(
                    [said(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in cells]
                )
                left -= len(row)
                if left < 0:
                    raise SourceError(
                        _("Dit bestand heeft meer dan {most} cellen").format(most=most_cells),
                        Place(path.name),
                        _("Haal andere werkbladen en lege kolommen eruit."),
                    )
                rows.append(row)
            while rows and not rows[-1]:
                rows.pop()
            pages.append(Page(page.title, page.sheet_state != "visible", rows, _merged(path, page._worksheet_path)))
    return pages


def _filled(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _merged(path: Path, part: str) -> tuple[tuple[int, int, int, int], ...]:
    """Read from the part itself: a workbook that is read row by row does not tell."""
    found = []
    with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as stream:
        for _event, element in iterparse(stream, forbid_dtd=True):
            if element.tag.endswith("}mergeCell"):
                left, top, right, bottom = (edge or 1 for edge in range_boundaries(element.get("ref", "A1")))
                found.append((top - 1, left - 1, bottom - 1, right - 1))
            elif element.tag.endswith("}row"):
                element.clear()
    return tuple(found)


@contextmanager
def _opened(path: Path, most: int | None = None) -> Iterator[Any]:
    """The workbook, row by row. Raises SourceError for what is not one, or unpacks to too much."""
    try:
        _guard(path, MAX_UNPACKED if most is None else most)
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            yield workbook
        finally:
            workbook.close()
    except _BROKEN as error:
        raise SourceError(
            _("Dit is geen Excel-bestand dat we kunnen openen; het is afgebroken of beschadigd"),
            Place(path.name),
            fetch_again(),
        ) from error


def _guard(path: Path, most: int) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > most or unpacked / packed > MAX_RATIO or len(parts) > MAX_PARTS:
        raise SourceError(
            _("Het bestand wordt uitgepakt te groot ({size} MB)").format(size=unpacked // 1_000_000),
            Place(path.name),
            _("Controleer of het van de uitgever komt. We openen het niet."),
        )


def _records(path: Path, sheet: str | None, *, as_shown: bool) -> list[tuple[Cell, ...]]:
    with _opened(path) as workbook:
        names = workbook.sheetnames
        if sheet is not None and sheet not in names:
            raise SourceError(
                _("Het werkblad “{sheet}” staat niet in het bestand. Wel: {names}").format(
                    sheet=sheet, names=", ".join(names)
                ),
                Place(path.name),
                _("Kijk of dit het goede bestand is, of pas “sheet” in de bronbeschrijving aan."),
            )
        page = workbook[sheet or names[0]]
        page.reset_dimensions()  # some writers state a size that is not true
        if as_shown:
            return [tuple(_shown(cell.value, cell.number_format) for cell in row) for row in page.iter_rows()]
        return [tuple(_cell(value) for value in row) for row in page.iter_rows(values_only=True)]


def _shown(value: object, form: str | None) -> Cell:
    """A percentage as people see it; ten decimals are more than anybody typed."""
    found = _cell(value)
    if isinstance(found, (int, float)) and form and "%" in form:
        return round(found * 100, 10)
    return found


def _cell(value: object) -> Cell:
    """Numbers, text and nothing as they are; dates and the like as text, which is refused where a number belongs."""
    if value is None or isinstance(value, str) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    return str(value)


def _trimmed(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    kept = list(cells)
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)


def _whole(cells: tuple[Cell, ...], width: int, file: str, number: int) -> tuple[Cell, ...]:
    kept = _trimmed(cells)
    if len(kept) > width:
        raise SourceError(
            _("Deze rij heeft meer cellen dan er kolommen zijn"),
            Place(file, number, cell=str(kept[width])),
            fetch_again(),
        )
    return kept + (None,) * (width - len(kept))
