"""A list that people keep by hand, as they see it: worksheets of texts. Nothing is understood here yet.

Unlike a publisher's file it may be ragged, begin with a title, and come from an old Excel.
"""

import csv
import re
import tempfile
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import SourceError, ToetssteenError
from toetssteen.sources.xlsx_grid import Page, read_pages

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 5_000_000, 5_000, 200, 300_000
# What no workbook may hold; the ends of lines stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ZIP = b"PK"

# name and rows of texts, so that it can be kept as it is
Worksheet = dict[str, object]


def lines(text: str) -> str:
    """The text with one kind of line end and without what no file may hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def read(name: str, content: bytes) -> list[Worksheet]:
    """Each worksheet that can be seen and holds something: {"name": …, "rows": [[text, …], …]}, row 1 of the file first.
    Cells that were made one all hold its text.

    Raises ToetssteenError: too large, broken, neither Excel nor CSV, nothing in it.
    """
    if len(content) > MOST_BYTES:
        raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
    pages = _workbook(name, content) if content.startswith(_ZIP) else [_csv(content)]
    found = [{"name": page.name, "rows": _whole(page)} for page in pages if not page.hidden]
    found = [one for one in found if one["rows"]]
    if not found:
        raise ToetssteenError(_("In dit bestand staat niets. Kies een ander bestand."))
    if all(len(one["rows"]) == 1 for one in found):
        raise ToetssteenError(_("In dit bestand staat alleen een regel met namen van kolommen."))
    if any(len(one["rows"]) > MOST_ROWS for one in found):
        raise ToetssteenError(_("In dit bestand staan meer dan 5.000 regels. Splits het."))
    return found


def _workbook(name: str, content: bytes) -> list[Page]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lijst.xlsx")
        path.write_bytes(content)
        try:
            return read_pages(path, MOST_CELLS, said)
        except SourceError as problem:
            text = _(
                "“{file}” is niet te openen. {what}. Open het in Excel, bewaar het opnieuw als .xlsx en probeer het nog eens."
            )
            raise ToetssteenError(text.format(file=name[-80:], what=problem.what)) from None


def said(value: object, form: str = "") -> str:
    """A value of a workbook as its maker sees it. form: Excel's number format."""
    match value:
        case bool():
            return _("ja") if value else _("nee")
        case datetime():
            return said(value.date()) if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
        case date():
            return f"{value.day}-{value.month}-{value.year}"
        case int() | float():
            return _number(value, form)
    return lines(str(value))


def _number(value: float, form: str) -> str:
    whole = float(value).is_integer()
    if "€" in form or "EUR" in form:
        return f"€ {dutch(value, 0 if whole else 2)}"
    if "%" in form:
        return f"{dutch(round(value * 100, 6), 0 if float(round(value * 100, 6)).is_integer() else 1)}%"
    return str(int(value)) if whole else str(value).replace(".", ",")


def _whole(page: Page) -> list[list[str]]:
    """Rows of one width, the text of merged cells in each of them."""
    width = min(max((len(row) for row in page.rows), default=0), MOST_COLUMNS)
    rows = [[*row[:width], *[""] * (width - len(row))] for row in page.rows]
    for top, left, bottom, right in page.merged:
        if top >= len(rows) or left >= width:
            continue
        for row in rows[top : bottom + 1]:
            row[left : min(right + 1, width)] = [rows[top][left]] * (min(right + 1, width) - left)
    return rows


def _csv(content: bytes) -> Page:
    text = lines(_decoded(content))
    if "\x00" in text or not text.strip():
        raise ToetssteenError(
            _("Dit is geen Excel-bestand en geen CSV dat wij kunnen lezen. Bewaar het opnieuw als .xlsx.")
        )
    # As Python's csv gives them: a cell between quotes may hold ends of lines.
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = [tuple(row) for row in reader]
    except csv.Error:
        raise ToetssteenError(
            _("Regel {row} van dit bestand is niet te lezen. Bewaar het opnieuw.").format(row=reader.line_num)
        ) from None
    if sum(len(row) for row in rows) > MOST_CELLS:
        raise ToetssteenError(_("In dit bestand staat te veel om ineens te lezen. Haal lege kolommen en regels eruit."))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return Page("", False, rows, ())


def _decoded(content: bytes) -> str:
    """UTF-8, else what Excel writes on a Dutch Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What stands most in the first line that holds one."""
    first = next((line for line in text.splitlines() if any(one in line for one in ";,\t")), "")
    return max(";,\t", key=first.count)
