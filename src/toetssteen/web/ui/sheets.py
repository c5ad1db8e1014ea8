"""A table as a file: CSV that a Dutch Excel opens without questions, and a workbook that explains itself.

Both are made of the table on the page, text by text, so that a file cannot say anything else than the page.
"""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from toetssteen.kernel.dutch import UNKNOWN, Amount, amount_in
from toetssteen.web.ui.tables import Row, Table

# What makes a spreadsheet take a text for a formula, unless it is a number or a telephone number.
_FORMULA = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[+-]\d[\d ]*(?:[.,]\d[\d .,]*)?")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 32_000  # a cell of a workbook holds no more

Value = str | int | Amount | None
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes into a file. columns: names; rows: a value for each, None for a number that is not there.
    facts: what a reader must know of it, as (name, text)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    facts: tuple[Fact, ...]


def sheet(table: Table, facts: Sequence[Fact], repeated: Sequence[Fact], absolute: Callable[[str], str]) -> Sheet:
    """The table as the page shows it. A unit that a whole column shares goes to the head of the column, units that
    differ to a column of their own; where a row leads goes to a last column, made `absolute`; `repeated` stands in
    every row, so that a row keeps its origin wherever it is pasted."""
    rows = [_values(table, row) for row in table.rows]
    units = [sorted({v.unit for v in column if isinstance(v, Amount) and v.unit}) for column in _columns(table, rows)]
    names = [c.name if len(u) != 1 else f"{c.name} ({u[0]})" for c, u in zip(table.columns, units, strict=True)]
    mixed = any(len(u) > 1 for u in units)
    links = any(row.link for row in table.rows)
    extra = [_("Eenheid")] * mixed + [_("Herkomst")] * links + [name for name, _text in repeated]
    made = []
    for row, values in zip(table.rows, rows, strict=True):
        more = [_unit(values)] * mixed + [absolute(row.link) if row.link else ""] * links
        made.append((*values, *more, *(text for _name, text in repeated)))
    return Sheet(table.caption, (*names, *extra), tuple(made), tuple(facts))


def _columns(table: Table, rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    return list(zip(*rows, strict=True)) if rows else [() for _column in table.columns]


def _values(table: Table, row: Row) -> tuple[Value, ...]:
    texts = (row.name, *row.cells)
    return tuple(_value(text, column.number) for text, column in zip(texts, table.columns, strict=True))


def _value(text: str, number: bool) -> Value:
    if number:
        return None if text in (UNKNOWN, "") else amount_in(text) or text
    return int(text) if _YEAR.fullmatch(text) else text


def _unit(values: Sequence[Value]) -> str:
    return next((v.unit for v in values if isinstance(v, Amount) and v.unit), "")


def as_csv(made: Sheet) -> bytes:
    """Semicolons, decimal commas, a mark that says UTF-8: what Excel expects on a Dutch computer."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(name) for name in made.columns])
    for row in made.rows:
        writer.writerow([_csv_text(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _csv_text(value: Value) -> str:
    if isinstance(value, Amount):
        return f"{value.value:.{value.decimals}f}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return "" if value is None else _harmless(value)


def _harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return guarded(_clean(text))


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


def _clean(text: str) -> str:
    """On one line, without the characters that no file may hold."""
    return _CONTROL.sub(" ", text)[:_LONGEST]


def as_xlsx(made: Sheet) -> bytes:
    """A workbook: "Cijfers" with numbers that are numbers, "Toelichting" with what they mean and where they are from."""
    book = Workbook(write_only=True)
    figures, explained = book.create_sheet(_("Cijfers")), book.create_sheet(_("Toelichting"))
    figures.freeze_panes = "B2"
    for at, name in enumerate(made.columns):
        figures.column_dimensions[_letter(at)].width = min(48, max(12, len(name) + 2))
    figures.append([_text(figures, name, bold=True) for name in made.columns])
    for row in made.rows:
        figures.append([_cell(figures, value) for value in row])
    explained.column_dimensions["A"].width, explained.column_dimensions["B"].width = 28, 100
    for name, text in made.facts:
        explained.append([_text(explained, name, bold=True), _text(explained, text, wrap=True)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _letter(at: int) -> str:
    """The name of a column: 0 -> A, 26 -> AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(page: object, value: Value) -> object:
    if isinstance(value, Amount):
        cell = WriteOnlyCell(page, value.value)
        cell.number_format = "#,##0" + ("." + "0" * value.decimals if value.decimals else "")
        return cell
    if isinstance(value, int):
        return WriteOnlyCell(page, value)
    return None if value is None else _text(page, value)


def _text(page: object, text: str, *, bold: bool = False, wrap: bool = False) -> object:
    """A text, whatever it looks like: in a workbook no apostrophe is needed."""
    plain = _clean(text)
    if not plain:
        return None
    cell = WriteOnlyCell(page, plain)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    if bold or wrap:
        cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    return cell
