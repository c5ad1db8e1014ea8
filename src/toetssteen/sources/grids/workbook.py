"""An Excel workbook (.xlsx, .xlsm), part by part and row by row; of Excel itself and, Strict or not, of other programs.

A reader of our own (see docs/decisions/027): it reads worksheets only, so that no chart, picture or comment can stop it,
holds one row at a time, and costs no more than the bytes that are there, whatever number a row claims to have.
"""

import re
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import IO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from toetssteen.kernel.errors import Place, SourceError, ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.cell_faults import NO_RESULT
from toetssteen.sources.grids.grid import fetch_again
from toetssteen.sources.grids.number_formats import is_date, sections

# The largest real workbook here unpacks to some 15 MB, twelve times its size.
MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
MAX_PARTS = 1_000
# What Excel itself can hold.
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_CONTROL = re.compile("_x([0-9A-Fa-f]{4})_")
_LAST_DAY = 2_958_466

Value = str | int | float | bool | date | time | timedelta
Attributes = dict[str, str]
Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """value: of a formula its result, or NO_RESULT; form: its number format."""

    value: Value
    form: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number: from 1; cells: by column, from 0, only those that hold something."""

    number: int
    hidden: bool
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet of the list of the workbook. part: its name in the archive."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """sheets: the worksheets, in the order of their tabs; others: names of tabs that hold a chart or something else."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        main, targets = self._main()
        book = _Book()
        self._parse(main, book)
        self.sheets: list[Sheet] = []
        self.others: list[str] = []
        for name, hidden, link in book.sheets:
            kind, part = targets.get(link, ("", ""))
            if kind == "worksheet":
                self.sheets.append(Sheet(name, hidden, part))
            else:
                self.others.append(name)
        parts = dict(targets.values())
        strings, styles = _Strings(), _Styles()
        for kind, reader in (("sharedStrings", strings), ("styles", styles)):
            if parts.get(kind) in archive.namelist():
                self._parse(parts[kind], reader)
        self._strings, self._forms = strings.found, styles.forms()
        self._epoch = CALENDAR_MAC_1904 if book.from_1904 else CALENDAR_WINDOWS_1900

    def rows(self, sheet: Sheet, seen: "Seen | None" = None) -> Generator[SheetRow, None, None]:
        """The rows that hold something, in order; who stops halfway closes it. seen: collects what else the sheet says."""
        made = _Rows(self._value, seen or Seen())
        with self._archive.open(sheet.part) as stream:
            for _chunk in _fed(stream, made):
                yield from made.ready
                made.ready.clear()

    def _main(self) -> tuple[str, dict[str, tuple[str, str]]]:
        """The part with the list of worksheets, and by link the kind and name of every part it points at."""
        start = self._links("")
        main = next(part for kind, part in start.values() if kind == "officeDocument")
        return main, self._links(main)

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        folder = dirname(part)
        found = _Links()
        self._parse(join(folder, "_rels", f"{part.removeprefix(folder).lstrip('/')}.rels"), found)
        return {
            link: (kind, target.lstrip("/") if target.startswith("/") else normpath(join(folder, target)))
            for link, kind, target in found.found
        }

    def _parse(self, part: str, reader: "_Reader") -> None:
        with self._archive.open(part) as stream:
            for _chunk in _fed(stream, reader):
                pass

    def _value(self, kind: str, text: str | None, style: int, *, formula: bool) -> Cell | None:
        """The cell, or None for one that holds nothing."""
        form = self._forms[style] if style < len(self._forms) else ""
        if not text:
            return Cell(NO_RESULT, form) if formula and kind != "str" else None
        if kind in ("", "n"):
            return Cell(self._number(text, form), form)
        if kind == "s":
            return Cell(found, form) if (found := self._strings[int(text)]) else None
        if kind == "b":
            return Cell(text.strip() in ("1", "true"), form)
        if kind == "d":
            return Cell(datetime.fromisoformat(text.strip()), form)
        return Cell(_unescaped(text), form)

    def _number(self, text: str, form: str) -> Value:
        number = float(text) if any(sign in text for sign in ".eE") else int(text)
        return _day(number, form, self._epoch) if 0 <= number < _LAST_DAY and is_date(number, form) else number


@dataclass(slots=True)
class Seen:
    """What a worksheet says beside its rows. merged: top, left, bottom and right of cells that were made one, from 0;
    filtered: whether a filter is on; columns: hidden ones, from 0."""

    merged: list[Area]
    columns: set[int]
    filtered: bool

    def __init__(self) -> None:
        self.merged, self.columns, self.filtered = [], set(), False


@contextmanager
def opened(path: Path, most: int | None = None) -> Iterator[Workbook]:
    """The workbook. Raises SourceError for what is not one or unpacks to too much; so does reading its rows."""
    with said_of(path):
        _guard(path, MAX_UNPACKED if most is None else most)
        with zipfile.ZipFile(path) as archive:
            yield Workbook(archive)


@contextmanager
def said_of(path: Path) -> Iterator[None]:
    """Turns whatever a broken workbook makes a library raise into a sentence."""
    try:
        yield
    except ToetssteenError:
        raise
    except Exception as error:  # what strange bytes lead to cannot be listed
        raise broken(path) from error


def broken(path: Path) -> SourceError:
    return SourceError(
        _("Dit is geen Excel-bestand dat we kunnen openen; het is afgebroken of beschadigd"),
        Place(path.name),
        fetch_again(),
    )


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


class _Reader:
    """What happens at the beginning and end of each element, by its name without a namespace: Strict workbooks have
    others. text: what stood in the element, where `wants` says so."""

    wants: frozenset[str] = frozenset()

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str, text: str) -> None: ...


def _fed(stream: IO[bytes], reader: _Reader) -> Iterator[None]:
    """Reads the stream bit by bit. A definition of entities, by which a small file becomes a large one, is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    texts: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        name = name.rpartition(" ")[2]
        if name in reader.wants:
            texts.clear()
            parser.CharacterDataHandler = texts.append
        reader.start(name, attributes)

    def end(name: str) -> None:
        name = name.rpartition(" ")[2]
        reader.end(name, "".join(texts) if name in reader.wants else "")
        if name in reader.wants:
            texts.clear()
            parser.CharacterDataHandler = None

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk)
        yield
    parser.Parse(b"", True)
    yield


def _refuse(*_doctype: object) -> None:
    raise ValueError("a workbook defines no document type")


class _Links(_Reader):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append((attributes["Id"], attributes["Type"].rpartition("/")[2], attributes["Target"]))


class _Book(_Reader):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((attributes["name"], attributes.get("state", "visible") != "visible", link))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class _Strings(_Reader):
    """Texts that cells point at; how they sound (rPh) is not what they say."""

    wants = frozenset({"t"})

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._sound = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rPh":
            self._sound = True

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._sound:
            self._parts.append(text)
        elif name == "rPh":
            self._sound = False
        elif name == "si":
            self.found.append(_unescaped("".join(self._parts)))
            self._parts.clear()


class _Styles(_Reader):
    def __init__(self) -> None:
        self._named: dict[int, str] = {}
        self._used: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._named[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._used.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def forms(self) -> list[str]:
        """The format of each style of a cell."""
        return [self._named.get(one, BUILTIN_FORMATS.get(one, "General")) for one in self._used]


class _Rows(_Reader):
    """The rows of a worksheet. ready: those that are whole."""

    wants = frozenset({"v", "t"})

    def __init__(self, value: Callable[..., Cell | None], seen: Seen) -> None:
        self.ready: list[SheetRow] = []
        self._value, self._seen = value, seen
        self._number, self._hidden, self._cells = 0, False, dict[int, Cell]()
        self._column, self._kind, self._style = -1, "", 0
        self._text: str | None = None
        self._formula = self._sound = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            number = int(attributes.get("r", self._number + 1))
            if not self._number < number <= MAX_ROW:
                raise ValueError("a row that stands twice, or beyond the end")
            self._number, self._hidden, self._column = number, attributes.get("hidden") in ("1", "true"), -1
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._sound = True
        elif name in ("mergeCell", "autoFilter", "col"):
            self._beside(name, attributes)

    def _cell(self, attributes: Attributes) -> None:
        at = attributes.get("r")
        self._column = place(at)[1] if at else self._column + 1
        if self._column >= MAX_COLUMN:
            raise ValueError("a column beyond the end")
        self._kind, self._style = attributes.get("t", ""), int(attributes.get("s", "0"))
        self._text, self._formula = None, False

    def _beside(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell":
            first, _colon, last = attributes["ref"].partition(":")
            self._seen.merged.append((*place(first), *place(last or first)))
        elif name == "autoFilter":
            self._seen.filtered = True
        elif attributes.get("hidden") in ("1", "true"):
            self._seen.columns |= set(range(int(attributes["min"]) - 1, min(int(attributes["max"]), MAX_COLUMN)))

    def end(self, name: str, text: str) -> None:
        if name in ("v", "t"):
            if not self._sound:
                self._text = text if name == "v" else (self._text or "") + text
        elif name == "c":
            found = self._value(self._kind, self._text, self._style, formula=self._formula)
            if found is not None:
                self._cells[self._column] = found
        elif name == "row" and self._cells:
            self.ready.append(SheetRow(self._number, self._hidden, self._cells))
            self._cells = {}
        elif name == "rPh":
            self._sound = False


def _day(number: float, form: str, epoch: datetime) -> Value:
    """The day, or how long something lasts where only hours are shown, and more than a day of them."""
    lasts = number >= 1 and not set(sections(form)[0].letters) & set("yd")
    found = from_excel(number, epoch, timedelta=lasts)
    return number if found is None else found


def place(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as "B3". Raises ValueError."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _unescaped(text: str) -> str:
    """Excel writes a control character as _x000D_."""
    return _CONTROL.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
