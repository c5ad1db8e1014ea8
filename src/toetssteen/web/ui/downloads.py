"""The one writer of CSV and of workbooks, with one guard against texts that a spreadsheet would take for a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from toetssteen.kernel.dutch import Amount

# What makes a spreadsheet take a text for a formula, unless it is a number or a telephone number.
_FORMULA = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[+-]\d[\d ]*(?:[.,]\d[\d .,]*)?")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_LONGEST = 32_000  # a cell of a workbook holds no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a CSV is written. decimal: the mark in an Amount."""

    delimiter: str
    decimal: str
    encoding: str


# What Excel expects on a Dutch computer: with a mark that says UTF-8.
EXCEL = Dialect(delimiter=";", decimal=",", encoding="utf-8-sig")
# RFC 4180.
MACHINES = Dialect(delimiter=",", decimal=".", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Styled:
    """A text of a workbook that does not look like the others."""

    text: str
    bold: bool = False
    wrap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSheet:
    """rows: a value for each cell, None for one that stays empty; a text is a text, whatever it looks like.
    widths: of the first columns, in characters; frozen: the first cell that scrolls."""

    title: str
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()
    frozen: str | None = None


def csv_file(rows: Iterable[Sequence[object]], dialect: Dialect) -> bytes:
    """Rows of texts, numbers, truths and None (nothing); every text guarded, and lines that end as RFC 4180 says."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerows([_written(value, dialect) for value in row] for row in rows)
    return out.getvalue().encode(dialect.encoding)


def _written(value: object, dialect: Dialect) -> object:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guarded(value)
        case Amount():
            return f"{value.value:.{value.decimals}f}".replace(".", dialect.decimal)
        case _:
            return value


def xlsx_file(worksheets: Sequence[OutputSheet]) -> bytes:
    """A workbook in which numbers are numbers and no text is a formula."""
    book = Workbook(write_only=True)
    for page, content in [(book.create_sheet(content.title), content) for content in worksheets]:
        page.freeze_panes = content.frozen
        for column, width in enumerate(content.widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        for row in content.rows:
            page.append([_cell(page, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Any) -> object:
    match value:
        case None | "" | Styled(text=""):
            return None
        case Amount():
            cell = WriteOnlyCell(page, value.value)
            cell.number_format = "#,##0" + ("." + "0" * value.decimals if value.decimals else "")
            return cell
        case str():
            return _text(page, value)
        case Styled():
            cell = _text(page, value.text)
            if value.bold:
                cell.font = Font(bold=True)
            cell.alignment = Alignment(vertical="top", wrap_text=value.wrap)
            return cell
        case _:
            return WriteOnlyCell(page, value)


def _text(page: Any, text: str) -> Cell:
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell


def one_line(text: str) -> str:
    """The text on one line, without the characters that no file may hold."""
    return _CONTROL.sub(" ", text)[:_LONGEST]


def guarded(text: str) -> str:
    """A text for a CSV that a spreadsheet may open: with an apostrophe in front where it would take it for a formula."""
    return f"'{text}" if _risky(text) and not _NUMBER.fullmatch(text) else kept(text)


def kept(text: str) -> str:
    """A text for a workbook, where a text is never a formula: with an apostrophe only where `unguarded` would take away
    one of its own."""
    return f"'{text}" if _like_guarded(text) else text


def unguarded(text: str) -> str:
    """A text as it was before `guarded` or `kept`."""
    return text[1:] if _like_guarded(text) else text


def _risky(text: str) -> bool:
    return text.lstrip().startswith(_FORMULA)


def _like_guarded(text: str) -> bool:
    return text.startswith("'") and (text[1:2] == "'" or _risky(text[1:]))
