"""Activities as a sheet: the form in which they go out is the form in which they come in.

A text keeps its line ends. In a CSV one that a spreadsheet would take for a formula gets an apostrophe in front, which is
taken away again on the way in; in a workbook a text is a text (see `ui.downloads.guarded`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from toetssteen.kernel.texts import lines
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity
from toetssteen.web.records.precision import Precision
from toetssteen.web.records.readers import Reader
from toetssteen.web.ui.downloads import EXCEL, Worksheet, csv_file, kept, unguarded, xlsx_file


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an activity as a column. title: as in the template."""

    name: str
    title: str


FIELDS = (
    Field("key", "eigen nummer"),
    Field("name", "naam"),
    Field("change", "wat verandert er voor wie"),
    Field("places", "waar"),
    Field("owner", "wie doet het"),
    Field("partners", "wie doet mee"),
    Field("goal", "doel"),
    Field("start", "begin"),
    Field("end", "einde"),
    Field("status", "stand"),
    Field("status_day", "stand van"),
    Field("money", "geld"),
    Field("visibility", "wie mag het zien"),
    Field("contact", "vragen aan"),
    Field("why", "waarom helpt dit"),
    Field("assumption", "wat moet daarvoor waar zijn"),
    Field("evidence", "hoe zeker weten we dat"),
    Field("failing", "waaraan zien we dat het niet klopt"),
    Field("path", "proef"),
    Field("after", "als het geld stopt"),
    Field("after_money", "wat er dan gebeurt"),
    Field("after_by", "wie daarover besluit"),
    Field("after_day", "wanneer dat besloten wordt"),
    Field("plan", "uitvoeringsprogramma"),
    Field("group", "voor welke mensen"),
    Field("source", "bron"),
)
TITLES = tuple(field.title for field in FIELDS)
# What goes out with it and never comes in: whether what was written down still holds.
NOW = "hoe het nu staat (wordt niet ingelezen)"
# Choices by the word that stands in the sheet.
VISIBILITY = {"concept": 0, "alliantie": 1, "raad": 2, "iedereen": 3}


# Fields that choose among things, and the vocabulary of their words.
VOCABULARY = {"owner": "parties", "partners": "parties"} | {
    name: name for name in ("places", "goal", "plan", "status", "visibility", "evidence", "path", "after")
}
DAYS = ("start", "end", "status_day", "after_day")
_LENGTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def row_today(one: Activity, reader: Reader, today: date) -> list[str]:
    """The texts of an activity, with how it stands today."""
    return [*row(one, reader), standing.words(one, today)]


def row(one: Activity, reader: Reader) -> list[str]:
    """The texts of an activity, in the order of FIELDS; what the reader may not see of goal and plan is not named."""
    return [_text(one, field.name, reader) for field in FIELDS]


def day(value: date | None, precision: str) -> str:
    """2026-03-31, 2026-03 or 2026; "doorlopend" for an end that is open; "" for none."""
    if precision == Precision.OPEN:
        return "doorlopend"
    return value.isoformat()[: _LENGTH[Precision(precision)]] if value else ""


def _text(one: Activity, name: str, reader: Reader) -> str:
    value = getattr(one, name)
    match name:
        case "places":
            return "; ".join(sorted(place.code for place in value.all()))
        case "partners":
            return "; ".join(sorted(organisation.key for organisation in value.all()))
        case "owner":
            return value.key if value else ""
        case "goal" | "plan":
            return reader.name(value)
        case "visibility":
            return next(word for word, number in VISIBILITY.items() if number == value)
        case "start" | "end" | "status_day":
            return day(value, getattr(one, f"{name}_precision"))
        case "after_day":
            return day(value, Precision.DAY)
        case _:
            return lines(str(value))


def as_csv(rows: Iterable[list[str]], titles: Sequence[str] = TITLES) -> bytes:
    return csv_file([titles, *rows], EXCEL)


def as_xlsx(rows: Iterable[list[str]], titles: Sequence[str] = TITLES) -> bytes:
    page = Worksheet(title=str(_("Activiteiten")), rows=[titles, *([kept(text) for text in made] for made in rows)])
    return xlsx_file([page])


def plainly(text: str) -> str:
    """A text as it was before it went out."""
    return unguarded(text)
