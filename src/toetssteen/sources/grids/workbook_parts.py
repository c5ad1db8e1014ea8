"""The parts of an Excel workbook, each read element by element: links, list of worksheets, texts, styles, rows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import IO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS

# What Excel itself can hold.
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_CONTROL = re.compile("_x([0-9A-Fa-f]{4})_")
Value = str | int | float | bool | date | time | timedelta
Attributes = dict[str, str]
Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class WorkbookCell:
    """value: of a formula its result, or NO_RESULT; form: its number format."""

    value: Value
    form: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number: from 1; cells: by column, from 0, only those that hold something."""

    number: int
    hidden: bool
    cells: dict[int, WorkbookCell]


@dataclass(slots=True)
class SheetExtras:
    """A worksheet's settings besides its rows. merged: top, left, bottom and right of cells that were made one, from 0;
    filtered: whether a filter is on; columns: hidden ones, from 0."""

    merged: list[Area]
    columns: set[int]
    filtered: bool

    def __init__(self) -> None:
        self.merged, self.columns, self.filtered = [], set(), False


class PartReader:
    """What happens at the beginning and end of each element, by its name without a namespace: Strict workbooks have
    others. text: what stood in the element, where `wants` says so."""

    wants: frozenset[str] = frozenset()

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str, text: str) -> None: ...


def parse_stream(stream: IO[bytes], reader: PartReader) -> Iterator[None]:
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


class Links(PartReader):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append((attributes["Id"], attributes["Type"].rpartition("/")[2], attributes["Target"]))


class Book(PartReader):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((attributes["name"], attributes.get("state", "visible") != "visible", link))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class Strings(PartReader):
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
            self.found.append(unescaped("".join(self._parts)))
            self._parts.clear()


class Styles(PartReader):
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
        return [self._named.get(style, BUILTIN_FORMATS.get(style, "General")) for style in self._used]


class WorksheetRows(PartReader):
    """The rows of a worksheet. ready: those that are whole."""

    wants = frozenset({"v", "t"})

    def __init__(self, value: Callable[..., WorkbookCell | None], extras: SheetExtras) -> None:
        self.ready: list[SheetRow] = []
        self._value, self._extras = value, extras
        self._number, self._hidden, self._cells = 0, False, dict[int, WorkbookCell]()
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
            self._extra(name, attributes)

    def _cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = cell_position(reference)[1] if reference else self._column + 1
        if self._column >= MAX_COLUMN:
            raise ValueError("a column beyond the end")
        self._kind, self._style = attributes.get("t", ""), int(attributes.get("s", "0"))
        self._text, self._formula = None, False

    def _extra(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell":
            first, _colon, last = attributes["ref"].partition(":")
            self._extras.merged.append((*cell_position(first), *cell_position(last or first)))
        elif name == "autoFilter":
            self._extras.filtered = True
        elif attributes.get("hidden") in ("1", "true"):
            self._extras.columns |= set(range(int(attributes["min"]) - 1, min(int(attributes["max"]), MAX_COLUMN)))

    def end(self, name: str, text: str) -> None:
        if name in ("v", "t"):
            if not self._sound:
                self._text = text if name == "v" else (self._text or "") + text
        elif name == "c":
            cell = self._value(self._kind, self._text, self._style, formula=self._formula)
            if cell is not None:
                self._cells[self._column] = cell
        elif name == "row" and self._cells:
            self.ready.append(SheetRow(self._number, self._hidden, self._cells))
            self._cells = {}
        elif name == "rPh":
            self._sound = False


def cell_position(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as "B3". Raises ValueError."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = 26 * column + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def unescaped(text: str) -> str:
    """Excel writes a control character as _x000D_."""
    return _CONTROL.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
