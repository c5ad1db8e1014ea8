"""Activities as a sheet: the form in which they go out is the form in which they come in.

A text keeps its line ends. One that a spreadsheet would take for a formula, or that begins with an apostrophe, gets an
apostrophe in front, which is taken away again on the way in.
"""

import csv
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.sources.csv_grid import decode, read_csv
from toetssteen.sources.grid import Grid, text_of
from toetssteen.sources.xlsx_grid import read_xlsx
from toetssteen.web.programmes.models import Activity

MOST_BYTES, MOST_ROWS = 5_000_000, 5_000
_RISKY = ("=", "+", "-", "@", "\t", "'")
# What no workbook may hold; the ends of lines stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


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
# Choices by the word that stands in the sheet.
VISIBILITY = {"concept": 0, "alliantie": 1, "raad": 2, "iedereen": 3}


def lines(text: str) -> str:
    """The text with one kind of line end and without what no file may hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def row(one: Activity) -> list[str]:
    """The texts of an activity, in the order of FIELDS."""
    return [_text(one, field.name) for field in FIELDS]


def _text(one: Activity, name: str) -> str:
    value = getattr(one, name)
    match name:
        case "places":
            return "; ".join(sorted(place.code for place in value.all()))
        case "partners":
            return "; ".join(sorted(organisation.key for organisation in value.all()))
        case "owner":
            return value.key if value else ""
        case "goal" | "plan":
            return value.name if value else ""
        case "visibility":
            return next(word for word, number in VISIBILITY.items() if number == value)
        case "start" | "end" | "after_day":
            return value.isoformat() if value else ""
        case _:
            return lines(str(value))


def as_csv(rows: Iterable[list[str]]) -> bytes:
    """Semicolons and a mark that says UTF-8: what Excel expects on a Dutch computer."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([TITLES, *([_out(text) for text in one] for one in rows)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet(str(_("Activiteiten")))
    for one in [list(TITLES), *([_out(text) for text in made] for made in rows)]:
        cells = [WriteOnlyCell(page, text or None) for text in one]
        for cell in cells:
            if cell.value is not None:
                cell.data_type = "s"
        page.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _out(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _in(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def read(name: str, content: bytes) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the texts of the rows, each with its number in the file in front.

    Raises ToetssteenError: too large, broken, neither Excel nor CSV, no rows.
    """
    if len(content) > MOST_BYTES:
        raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(name).name[-100:] or "bestand")
        # The last line may end without Enter: people save such files too.
        path.write_bytes(content if content.startswith(b"PK") or content.endswith(b"\n") else content + b"\n")
        grid = read_xlsx(path) if content.startswith(b"PK") else read_csv(path, _delimiter(content, path.name))
    if not grid.rows:
        raise ToetssteenError(_("In dit bestand staat alleen een regel met namen van kolommen."))
    if len(grid.rows) > MOST_ROWS:
        raise ToetssteenError(_("In dit bestand staan meer dan 5.000 regels. Splits het."))
    return list(grid.header), _rows(grid)


def _rows(grid: Grid) -> list[list[str]]:
    return [
        [str(one.number), *(_in(lines(text_of(cell).removesuffix(" 00:00:00"))) for cell in one.cells)]
        for one in grid.rows
        if any(text_of(cell) for cell in one.cells)
    ]


def _delimiter(content: bytes, name: str) -> str:
    """What stands most in the first line."""
    first = (decode(content, name).splitlines() or [""])[0]
    return max(";,\t", key=first.count)
