"""A list that people keep by hand, as they see it: worksheets of texts. Nothing is understood here yet.

Unlike a publisher's file it may be ragged, begin with a title, and come from an old Excel or another computer. What is
guessed about it is said, and can be chosen.
"""

import csv
import tempfile
from datetime import date, time, timedelta
from io import StringIO
from pathlib import Path
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import SourceError, ToetssteenError
from toetssteen.kernel.texts import lines
from toetssteen.sources.grids.csv_grid import likely_delimiter, stated_delimiter
from toetssteen.sources.grids.file_kinds import refuse_others
from toetssteen.sources.grids.grid import fetch_again
from toetssteen.sources.grids.number_formats import formatted, formatted_day
from toetssteen.sources.grids.old_workbook import read_old_pages
from toetssteen.sources.grids.text_encodings import (
    ENCODINGS,
    MIXED,
    as_text,
    likely_encoding,
    likely_one_byte,
    marked,
    other_lines,
)
from toetssteen.sources.grids.xlsx_grid import Page, WorkbookLimits, read_pages
from toetssteen.web.records.importable import MOST_ROWS

MOST_BYTES, MOST_COLUMNS, MOST_CELLS = 5_000_000, 200, 300_000
# With the empty cells that make all rows equally wide, of all worksheets together.
MOST_AREA = 600_000
# One text may stand in many cells, and each of them is kept.
MOST_LETTERS = 10_000_000
# How an encoding is called; "" leaves it to us.
CALLED = {
    "": gettext_lazy("zoek het zelf uit"),
    "utf-8": gettext_lazy("UTF-8"),
    "cp1252": gettext_lazy("Windows (cp1252)"),
    "mac-roman": gettext_lazy("oude Mac (Mac Roman)"),
    "cp850": gettext_lazy("DOS (cp850)"),
    "utf-16-le": gettext_lazy("UTF-16"),
    "utf-16-be": gettext_lazy("UTF-16, omgekeerd"),
}
# What may stand between columns.
BETWEEN = {
    "": gettext_lazy("zoek het zelf uit"),
    ";": gettext_lazy("een puntkomma"),
    ",": gettext_lazy("een komma"),
    "tab": gettext_lazy("een tab"),
    "|": gettext_lazy("een streepje"),
}


class Worksheet(TypedDict):
    """A worksheet, so that it can be kept as it is. rows: of texts; hidden: numbers of rows; notes: sentences."""

    name: str
    rows: list[list[str]]
    hidden: NotRequired[list[int]]
    notes: NotRequired[list[str]]


def read(
    name: str, content: bytes, encoding: str = "", delimiter: str = "", most_rows: int = MOST_ROWS
) -> list[Worksheet]:
    """Each worksheet that can be seen and holds something: {"name": …, "rows": [[text, …], …], "hidden": [5, …],
    "notes": [sentence, …]}, row 1 of the file first. Cells that were made one all hold its text. encoding and delimiter:
    of a text file, as in CALLED and BETWEEN. most_rows: see `ImportSpec`.

    Raises ToetssteenError: too large, broken, another kind of file, nothing in it.
    """
    if len(content) > MOST_BYTES:
        raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
    try:
        pages, notes = _pages(content, encoding, delimiter, most_rows)
    except SourceError as problem:
        raise ToetssteenError(_in_words(name, problem)) from None
    unseen = [page.name for page in pages if page.hidden and page.rows]
    if unseen:
        notes.append(_("Verborgen werkbladen lezen wij niet: {names}.").format(names=", ".join(unseen)))
    area = 0
    worksheets: list[Worksheet] = []
    for page in pages:
        if page.hidden or not page.rows:
            continue
        area += len(page.rows) * _width(page)
        if area > MOST_AREA:
            raise _too_much()
        worksheets.append(
            {
                "name": page.name,
                "rows": _whole(page),
                "hidden": list(page.hidden_rows),
                "notes": [*notes, *_page_notes(page)],
            }
        )
    if not worksheets:
        raise ToetssteenError(_("In dit bestand staat niets. Kies een ander bestand."))
    if all(len(sheet["rows"]) == 1 for sheet in worksheets):
        raise ToetssteenError(_("In dit bestand staat alleen een regel met namen van kolommen."))
    if sum(len(cell) for sheet in worksheets for row in sheet["rows"] for cell in row) > MOST_LETTERS:
        raise _too_much()
    return worksheets


def _pages(content: bytes, encoding: str, delimiter: str, most_rows: int) -> tuple[list[Page], list[str]]:
    if not content.strip():
        raise ToetssteenError(_("In dit bestand staat niets. Kies een ander bestand."))
    kind = refuse_others(content, "", "xlsx", "xls", "text")
    if kind == "text":
        page, notes = _csv(content, encoding, delimiter, most_rows)
        return [page], notes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lijst.xlsx")
        path.write_bytes(content)
        limits = WorkbookLimits(most_rows, MOST_CELLS, MOST_LETTERS)
        return (read_pages if kind == "xlsx" else read_old_pages)(path, limits, as_shown), []


def _in_words(name: str, problem: SourceError) -> str:
    remedy = problem.remedy
    if remedy == fetch_again():
        # Nobody published this list.
        remedy = _("Open het in Excel, bewaar het opnieuw als .xlsx en probeer het nog eens.")
    return _("“{file}” is niet te openen. {what}. {remedy}").format(
        file=lines(name)[-80:], what=problem.what, remedy=remedy
    )


def _too_much() -> ToetssteenError:
    return ToetssteenError(
        _("In dit bestand staat te veel om ineens te lezen. Haal lege kolommen en andere werkbladen eruit.")
    )


def as_shown(value: object, form: str = "") -> str:
    """A value of a workbook as its maker sees it. form: Excel's number format."""
    match value:
        case bool():
            return _("ja") if value else _("nee")
        case date() | time():
            return formatted_day(value, form)
        case timedelta():
            hours, seconds = divmod(int(value.total_seconds()), 3600)
            return f"{hours}:{seconds // 60:02}"
        case int() | float():
            return formatted(value, form)
    return lines(str(value))


def _page_notes(page: Page) -> list[str]:
    """What a list says that a reader of its texts would not know; hidden rows have a place of their own."""
    notes = []
    if page.hidden_columns:
        names = ", ".join(page.hidden_columns)
        notes.append(_("Deze kolommen zijn verborgen in Excel, maar wij lezen ze wel: {names}.").format(names=names))
    if page.filtered and not page.hidden_rows:
        notes.append(_("In deze lijst staat een filter aan. Het verbergt geen regels."))
    return notes


def _width(page: Page) -> int:
    return min(max((len(row) for row in page.rows), default=0), MOST_COLUMNS)


def _whole(page: Page) -> list[list[str]]:
    """Rows of one width, the text of merged cells in each of them. Raises ToetssteenError when those lie over each other,
    which no program makes and which costs without end."""
    width = _width(page)
    rows = [[*row[:width], *[""] * (width - len(row))] for row in page.rows]
    cells_left = len(rows) * width
    for top, first, bottom, last in page.merged:
        high, wide = min(bottom + 1, len(rows)) - top, min(last + 1, width) - first
        if high < 1 or wide < 1:
            continue
        cells_left -= high * wide
        if cells_left < 0:
            raise ToetssteenError(
                _(
                    "In dit bestand liggen samengevoegde cellen over elkaar; het is beschadigd. Bewaar het opnieuw als .xlsx."
                )
            )
        text = rows[top][first]
        for row in rows[top : top + high]:
            row[first : first + wide] = [text] * wide
    return rows


def _csv(content: bytes, encoding: str, delimiter: str, most_rows: int) -> tuple[Page, list[str]]:
    used = encoding if encoding in ENCODINGS else likely_encoding(content)
    try:
        text = lines(as_text(content, used))
    except UnicodeDecodeError:
        raise ToetssteenError(
            _("De letters in dit bestand zijn niet opgeslagen als {encoding}. Kies een andere tekenset.").format(
                encoding=CALLED.get(used, used.upper())
            )
        ) from None
    if not text.strip():
        raise ToetssteenError(_("In dit bestand staat niets. Kies een ander bestand."))
    sign = {"tab": "\t"}.get(delimiter, delimiter if delimiter in BETWEEN else "")
    rows = _rows(text, sign or stated_delimiter(text) or likely_delimiter(text), most_rows)
    return Page("", False, rows), [] if encoding else _encoding_notes(content, used)


def _encoding_notes(content: bytes, encoding: str) -> list[str]:
    """What to know of letters that were guessed."""
    if encoding == "utf-8" or marked(content):
        return []
    choose = _("Kloppen letters met een accent niet? Neem de lijst opnieuw en kies dan zelf de tekenset.")
    if encoding != MIXED:
        return [_("De letters lazen wij als {encoding}.").format(encoding=CALLED[encoding]) + " " + choose]
    others = other_lines(content)
    examples = ", ".join(
        f"“{line.decode(ENCODINGS[likely_one_byte(line)], errors='replace')[:40]}”" for line in others[:3]
    )
    return [
        _("In dit bestand staan letters uit twee tekensets door elkaar, onder meer in {some}. Kijk ze na.").format(
            some=examples
        )
        + " "
        + choose
    ]


def _rows(text: str, delimiter: str, most_rows: int) -> list[tuple[str, ...]]:
    """As Python's csv gives them: a cell between quotes may hold ends of lines."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    cells = 0
    try:
        for number, row in enumerate(reader, start=1):
            if not any(cell.strip() for cell in row):
                continue
            if number > most_rows:
                most = dutch(most_rows, 0)
                raise ToetssteenError(_("In dit bestand staan meer dan {most} regels. Splits het.").format(most=most))
            cells += len(row)
            if cells > MOST_CELLS:
                raise _too_much()
            rows += [()] * (number - 1 - len(rows))
            rows.append(tuple(row))
    except csv.Error:
        raise ToetssteenError(
            _("Regel {row} van dit bestand is niet te lezen. Bewaar het opnieuw.").format(row=reader.line_num)
        ) from None
    return rows
