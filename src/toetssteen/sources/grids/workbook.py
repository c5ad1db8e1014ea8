"""An Excel workbook (.xlsx, .xlsm), part by part and row by row; of Excel itself and, Strict or not, of other programs.

A reader of our own (see docs/decisions/027): it reads worksheets only, so that no chart, picture or comment can stop it,
holds one row at a time, and costs no more than the bytes that are there, whatever number a row claims to have.
"""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from posixpath import dirname, join, normpath

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from toetssteen.kernel.errors import FilePosition, SourceError, ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.cell_faults import NO_RESULT
from toetssteen.sources.grids.grid import fetch_again
from toetssteen.sources.grids.number_formats import is_date, sections
from toetssteen.sources.grids.workbook_parts import (
    Book,
    Links,
    PartReader,
    SheetExtras,
    SheetRow,
    Strings,
    Styles,
    Value,
    WorkbookCell,
    WorksheetRows,
    parse_stream,
    unescaped,
)

# The largest real workbook here unpacks to some 15 MB, twelve times its size.
MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
MAX_PARTS = 1_000
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A worksheet of the list of the workbook. part: its name in the archive."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """sheets: the worksheets, in the order of their tabs; others: names of tabs that hold a chart or something else."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        main, targets = self._main()
        book = Book()
        self._parse(main, book)
        self.sheets: list[WorkbookSheet] = []
        self.others: list[str] = []
        for name, hidden, link in book.sheets:
            kind, part = targets.get(link, ("", ""))
            if kind == "worksheet":
                self.sheets.append(WorkbookSheet(name, hidden, part))
            else:
                self.others.append(name)
        parts = dict(targets.values())
        strings, styles = Strings(), Styles()
        for kind, reader in (("sharedStrings", strings), ("styles", styles)):
            if parts.get(kind) in archive.namelist():
                self._parse(parts[kind], reader)
        self._strings, self._forms = strings.found, styles.forms()
        self._epoch = CALENDAR_MAC_1904 if book.from_1904 else CALENDAR_WINDOWS_1900

    def rows(self, sheet: WorkbookSheet, extras: "SheetExtras | None" = None) -> Generator[SheetRow, None, None]:
        """The rows with cells, in order; close the generator when stopping early. extras: filled while reading."""
        parser = WorksheetRows(self._value, extras or SheetExtras())
        with self._archive.open(sheet.part) as stream:
            for _chunk in parse_stream(stream, parser):
                yield from parser.ready
                parser.ready.clear()

    def _main(self) -> tuple[str, dict[str, tuple[str, str]]]:
        """The part with the list of worksheets, and by link the kind and name of every part it points at."""
        start = self._links("")
        main = next(part for kind, part in start.values() if kind == "officeDocument")
        return main, self._links(main)

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        folder = dirname(part)
        links = Links()
        self._parse(join(folder, "_rels", f"{part.removeprefix(folder).lstrip('/')}.rels"), links)
        return {
            link: (kind, target.lstrip("/") if target.startswith("/") else normpath(join(folder, target)))
            for link, kind, target in links.found
        }

    def _parse(self, part: str, reader: "PartReader") -> None:
        with self._archive.open(part) as stream:
            for _chunk in parse_stream(stream, reader):
                pass

    def _value(self, kind: str, text: str | None, style: int, *, formula: bool) -> WorkbookCell | None:
        """The cell, or None for one that holds nothing."""
        form = self._forms[style] if style < len(self._forms) else ""
        if not text:
            return WorkbookCell(NO_RESULT, form) if formula and kind != "str" else None
        if kind in ("", "n"):
            return WorkbookCell(self._number(text, form), form)
        if kind == "s":
            return WorkbookCell(string, form) if (string := self._strings[int(text)]) else None
        if kind == "b":
            return WorkbookCell(text.strip() in ("1", "true"), form)
        if kind == "d":
            return WorkbookCell(datetime.fromisoformat(text.strip()), form)
        return WorkbookCell(unescaped(text), form)

    def _number(self, text: str, form: str) -> Value:
        number = float(text) if any(sign in text for sign in ".eE") else int(text)
        return _moment(number, form, self._epoch) if 0 <= number < _LAST_DAY and is_date(number, form) else number


@contextmanager
def opened(path: Path, most_bytes: int | None = None) -> Iterator[Workbook]:
    """The workbook. Raises SourceError for what is not one or unpacks to too much; so does reading its rows."""
    with translated_errors(path):
        _check_size(path, MAX_UNPACKED if most_bytes is None else most_bytes)
        with zipfile.ZipFile(path) as archive:
            yield Workbook(archive)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn any error that a broken workbook makes a library raise into a SourceError."""
    try:
        yield
    except ToetssteenError:
        raise
    except Exception as error:  # what strange bytes lead to cannot be listed
        raise broken(path) from error


def broken(path: Path) -> SourceError:
    return SourceError(
        _("Dit is geen Excel-bestand dat we kunnen openen; het is afgebroken of beschadigd"),
        FilePosition(path.name),
        fetch_again(),
    )


def _check_size(path: Path, most_bytes: int) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > most_bytes or unpacked / packed > MAX_RATIO or len(parts) > MAX_PARTS:
        raise SourceError(
            _("Het bestand wordt uitgepakt te groot ({size} MB)").format(size=unpacked // 1_000_000),
            FilePosition(path.name),
            _("Controleer of het van de uitgever komt. We openen het niet."),
        )


def _moment(number: float, form: str, epoch: datetime) -> Value:
    """The day, or how long something lasts where only hours are shown, and more than a day of them."""
    lasts = number >= 1 and not set(sections(form)[0].letters) & set("yd")
    moment = from_excel(number, epoch, timedelta=lasts)
    return number if moment is None else moment
