"""Records as a sheet: the form in which they go out is the form in which they come in.

A text keeps its line ends. In a CSV one that a spreadsheet would take for a formula gets an apostrophe in front, which is
taken away again on the way in; in a workbook a text is a text (see `ui.downloads.guarded`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from toetssteen.kernel.dutch import as_typed
from toetssteen.kernel.texts import lines
from toetssteen.web.imports.fields import FieldType, ListField, ListKind
from toetssteen.web.records.precision import Precision
from toetssteen.web.records.readers import Reader
from toetssteen.web.records.record import Record
from toetssteen.web.ui.downloads import EXCEL, OutputSheet, csv_file, kept, xlsx_file

# Choices by the word that stands in the sheet.
VISIBILITY = {"concept": 0, "alliantie": 1, "raad": 2, "iedereen": 3}
_LENGTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def titles(list_kind: ListKind) -> tuple[str, ...]:
    """Of the columns that come in."""
    return tuple(field.title for field in list_kind.fields)


def titles_today(list_kind: ListKind) -> tuple[str, ...]:
    """Of the columns that go out."""
    return titles(list_kind) if list_kind.spec.now is None else (*titles(list_kind), str(list_kind.spec.now[0]))


def row_today(record: Record, list_kind: ListKind, reader: Reader, today: date) -> list[str]:
    """The texts of a record, with how it stands today."""
    now = list_kind.spec.now
    return row(record, list_kind, reader) if now is None else [*row(record, list_kind, reader), now[1](record, today)]


def row(record: Record, list_kind: ListKind, reader: Reader) -> list[str]:
    """The texts of a record, in the order of the fields; what the reader may not see of other records is not named."""
    return [_text(record, field, reader) for field in list_kind.fields]


def day(value: date | None, precision: str) -> str:
    """2026-03-31, 2026-03 or 2026; "doorlopend" for an end that is open; "" for none."""
    if precision == Precision.OPEN:
        return "doorlopend"
    return value.isoformat()[: _LENGTH[Precision(precision)]] if value else ""


def number(value: float | Decimal | None) -> str:
    """As a bureau writes it: 60.5 -> 60,5."""
    return "" if value is None else as_typed(value)


def seen_by(value: object) -> str:
    """The word for who may see it."""
    return next(word for word, number in VISIBILITY.items() if number == value)


def choice(value: object, field: ListField) -> str:
    """The word of a choice: its value, and of numbers and of yes and no the label."""
    if isinstance(value, bool | int):
        return field.choices().get(value, str(value))
    return "" if value is None else str(value)


def _text(record: Record, field: ListField, reader: Reader) -> str:
    value = getattr(record, field.name)
    match field.type:
        case FieldType.PLACES:
            return "; ".join(sorted(place.code for place in value.all()))
        case FieldType.ORGANISATIONS:
            return "; ".join(sorted(organisation.key for organisation in value.all()))
        case FieldType.ORGANISATION:
            return value.key if value else ""
        case FieldType.RECORD:
            return reader.name(value)
        case FieldType.VISIBILITY:
            return seen_by(value)
        case FieldType.DAY:
            return day(value, getattr(record, f"{field.name}_precision") if field.precise else Precision.DAY)
        case FieldType.NUMBER:
            return number(value)
        case FieldType.CHOICE:
            return choice(value, field)
        case _:
            return lines(str(value))


def as_csv(rows: Iterable[list[str]], titles: Sequence[str], title: str = "") -> bytes:
    return csv_file([titles, *rows], EXCEL)


def as_xlsx(rows: Iterable[list[str]], titles: Sequence[str], title: str) -> bytes:
    """title: of the worksheet."""
    page = OutputSheet(title=title, rows=[titles, *([kept(text) for text in texts] for texts in rows)])
    return xlsx_file([page])
