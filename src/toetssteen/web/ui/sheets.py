"""A table as a file: CSV that a Dutch Excel opens without questions, and a workbook that explains itself.

Both are made of the table on the page, text by text, so that a file cannot say anything else than the page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.kernel.dutch import UNKNOWN, Amount, amount_in
from toetssteen.web.ui.downloads import EXCEL, OutputSheet, Styled, csv_file, one_line, xlsx_file
from toetssteen.web.ui.tables import Table, TableRow

_YEAR = re.compile(r"(?:19|20)\d\d")

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
    body = []
    for row, values in zip(table.rows, rows, strict=True):
        more = [_unit(values)] * mixed + [absolute(row.link) if row.link else ""] * links
        body.append((*values, *more, *(text for _name, text in repeated)))
    return Sheet(table.caption, (*names, *extra), tuple(body), tuple(facts))


def _columns(table: Table, rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    return list(zip(*rows, strict=True)) if rows else [() for _column in table.columns]


def _values(table: Table, row: TableRow) -> tuple[Value, ...]:
    texts = (row.name, *row.cells)
    return tuple(_value(text, column.number) for text, column in zip(texts, table.columns, strict=True))


def _value(text: str, number: bool) -> Value:
    if number:
        return None if text in (UNKNOWN, "") else amount_in(text) or text
    return int(text) if _YEAR.fullmatch(text) else text


def _unit(values: Sequence[Value]) -> str:
    return next((v.unit for v in values if isinstance(v, Amount) and v.unit), "")


def as_csv(content: Sheet) -> bytes:
    """As a Dutch Excel opens it without questions."""
    return csv_file((tuple(_one_line(value) for value in row) for row in (content.columns, *content.rows)), EXCEL)


def as_xlsx(content: Sheet) -> bytes:
    """A workbook: "Cijfers" with numbers that are numbers, "Toelichting" with what they mean and where they are from."""
    head = tuple(Styled(one_line(name), bold=True) for name in content.columns)
    figures = OutputSheet(
        title=_("Cijfers"),
        rows=(head, *(tuple(_one_line(value) for value in row) for row in content.rows)),
        widths=[min(48, max(12, len(name) + 2)) for name in content.columns],
        frozen="B2",
    )
    explained = OutputSheet(
        title=_("Toelichting"),
        rows=[(Styled(one_line(name), bold=True), Styled(one_line(text), wrap=True)) for name, text in content.facts],
        widths=(28, 100),
    )
    return xlsx_file([figures, explained])


def _one_line(value: Value) -> Value:
    return one_line(value) if isinstance(value, str) else value
