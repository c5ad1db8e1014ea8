"""What an uploaded table most likely is: where it begins, which columns hold places, years and figures."""

import re
from collections.abc import Sequence

import msgspec

from toetssteen.sources.grids.csv_grid import likely_delimiter, stated_delimiter
from toetssteen.sources.grids.file_kinds import refuse_others
from toetssteen.sources.grids.text_encodings import ENCODINGS, as_text, likely_encoding
from toetssteen.web.imports.worksheets import Worksheet
from toetssteen.web.own_figures.models import FigureDescription, TableDescription
from toetssteen.web.own_figures.services.places import Places
from toetssteen.web.own_figures.services.sheets import UploadedSheet, chosen, sheet_of

MOST_FIGURES = 60
# A table with more figures would push aside all others on the page of a place.
MOST_KEY_FIGURES = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_TITLE = re.compile(r"(?:[^\d]*\s)?((?:19|20)\d\d)")
_NUMBER = re.compile(r"[-+]?\d[\d. ]*(?:[.,]\d+)?\s?%?")
_YEAR_WORDS = ("jaar", "year", "period", "periode", "perioden", "peiljaar")
_LEVEL_WORDS = ("geolevel", "niveau", "gebiedsniveau", "soort gebied", "soort regio", "gebiedstype")
_PLACE_WORDS = ("geoitem", "code", "gebiedscode", "wijkcode", "buurtcode", "wijk", "buurt", "gebied", "regio")
_VARIABLE_WORDS = ("variabele", "onderwerp", "indicator", "vraag", "variable", "naam cijfer")
_VALUE_WORDS = ("waarde", "value", "cijfer", "uitkomst")
_RESPONDENTS = re.compile(r"\bn\b|respons|respondent|antwoorden|ingevuld|deelnemers|waarnemingen", re.IGNORECASE)
_MARGIN = re.compile(r"marge|betrouwbaarheid|±|foutmarge", re.IGNORECASE)
_NO_FIGURE = re.compile(r"naam|code|geoitem|geolevel", re.IGNORECASE)
# Of the cells of a column that say something, how many at least are numbers.
_MOSTLY = 0.5


def recognised(sheets: Sequence[Worksheet], content: bytes, places: Places) -> TableDescription:
    """The most likely description; people look at it and change it. content: of the file, for its letters."""
    largest = max(sheets, key=lambda sheet: len(sheet["rows"]))
    description = TableDescription(sheet=largest["name"], header=likely_header(largest), division=places.division)
    return with_columns(msgspec.structs.replace(description, **text_options(content)), sheets, places)


def text_options(content: bytes, encoding: str = "", delimiter: str = "") -> dict[str, str]:
    """Letters and separator of a text file: as people said, else as they most likely are. Nothing for a workbook."""
    if refuse_others(content, "", "xlsx", "xls", "text") != "text":
        return {}
    letters = encoding if encoding in ENCODINGS else likely_encoding(content)
    text = as_text(content, letters)
    sign = delimiter or stated_delimiter(text) or likely_delimiter(text)
    return {"encoding": letters, "delimiter": {"\t": "tab"}.get(sign, sign)}


def likely_header(sheet: Worksheet) -> int:
    """The number of the first row that is nearly as wide as the rows below it."""
    widths = [sum(1 for cell in row if cell.strip()) for row in sheet["rows"][:60]]
    widest = max(widths, default=0)
    return next((row for row, width in enumerate(widths, start=1) if width > 1 and width >= 0.7 * widest), 1)


def with_columns(description: TableDescription, sheets: Sequence[Worksheet], places: Places) -> TableDescription:
    """The description with every column guessed anew, for the sheet and header that it names."""
    sheet = sheet_of(sheets, description)
    level = _titled(sheet, _LEVEL_WORDS)
    place, kind = _place_column(sheet, places, level)
    year_column = _year_column(sheet)
    variable, value = _titled(sheet, _VARIABLE_WORDS), _titled(sheet, _VALUE_WORDS)
    years = [title for title in sheet.titles if _YEAR_TITLE.fullmatch(title)]
    layout = "long" if variable and value else "years" if len(years) > 1 and not year_column else "wide"
    described = msgspec.structs.replace(
        description,
        layout=layout,
        level=level,
        place=place,
        kind="" if level else kind,
        year_column=year_column,
        year=description.year or _year_in(chosen(sheets, description.sheet), description.header) or places.division,
        variable=variable if layout == "long" else "",
        value=value if layout == "long" else "",
        decimal=_decimal(sheet),
    )
    return msgspec.structs.replace(described, figures=figures_of(sheet, described))


def figures_of(sheet: UploadedSheet, description: TableDescription) -> tuple[FigureDescription, ...]:
    """Every figure that the layout gives, with columns of respondents and margins beside it."""
    others = {description.place, description.level, description.year_column, description.variable, description.value}
    numbers = [title for title in sheet.titles if title and title not in others and _is_number(sheet, title)]
    respondents = [title for title in numbers if _RESPONDENTS.search(title)]
    margins = [title for title in numbers if _MARGIN.search(title)]
    if description.layout == "years":
        years = next((title for title in sheet.titles if _YEAR_TITLE.fullmatch(title)), "")
        names = [years[: -len("2023")].strip() or "Cijfer"]
    elif description.layout == "long":
        names = list(dict.fromkeys(text for text in sheet.column(description.variable) if text))
    else:
        names = [t for t in numbers if t not in respondents and t not in margins and not _NO_FIGURE.fullmatch(t)]
    return tuple(
        FigureDescription(
            column=name,
            name=name[:120],
            unit=_unit(sheet, name, description),
            respondents=_beside(name, respondents),
            least=50 if respondents else 0,
            margin=_beside(name, margins),
            key=len(names) <= MOST_KEY_FIGURES,
        )
        for name in names[:MOST_FIGURES]
    )


def _beside(name: str, columns: Sequence[str]) -> str:
    """The column that begins as the figure is called; else the only one."""
    alike = [title for title in columns if title.casefold().startswith(name.casefold())]
    return alike[0] if alike else columns[0] if len(columns) == 1 else ""


def _titled(sheet: UploadedSheet, words: Sequence[str]) -> str:
    by_name = {title.casefold(): title for title in reversed(sheet.titles)}
    return next((by_name[word] for word in words if word in by_name), "")


def _place_column(sheet: UploadedSheet, places: Places, level: str) -> tuple[str, str]:
    """The column with most texts that are a place of the gemeente, and the kind they are; codes before names."""
    best = (0.0, 0, "", "")
    for position, title in enumerate(sheet.titles):
        texts = set(sheet.column(title)) - {""}
        for kind in ("WK", "BU", "GM", "EI"):
            known = sum(1 for text in texts if places.code_of(text, kind))
            hinted = title.casefold() in _PLACE_WORDS
            score = known / len(texts) if texts else 0.0
            best = max(best, (score + 0.01 * hinted if known else 0.0, -position, title, kind))
    score, _position, title, kind = best
    named = _titled(sheet, _PLACE_WORDS)
    return (title, kind) if score > _MOSTLY / 2 and not (level and named) else (named, kind)


def _year_column(sheet: UploadedSheet) -> str:
    by_word = _titled(sheet, _YEAR_WORDS)
    if by_word:
        return by_word
    for title in sheet.titles:
        texts = [text for text in sheet.column(title) if text]
        if title and texts and all(_YEAR.fullmatch(text) for text in texts):
            return title
    return ""


def _year_in(worksheet: Worksheet, header: int) -> int:
    """The only year that a title above the table names; 0 for none or several."""
    above = " ".join(cell for row in worksheet["rows"][: header - 1] for cell in row)
    years = set(_YEAR.findall(above))
    return int(years.pop()) if len(years) == 1 else 0


def _is_number(sheet: UploadedSheet, title: str) -> bool:
    texts = [text for text in sheet.column(title) if text]
    return bool(texts) and sum(1 for text in texts if _NUMBER.fullmatch(text)) >= _MOSTLY * len(texts)


def _decimal(sheet: UploadedSheet) -> str:
    """The sign before decimals: a point only where points and no commas divide one or two digits from the rest."""
    cells = [cell.strip() for row in sheet.rows[:500] for cell in row.cells]
    points = sum(1 for cell in cells if re.fullmatch(r"-?\d+\.\d{1,2}\s?%?", cell))
    commas = sum(1 for cell in cells if re.fullmatch(r"-?\d+,\d+\s?%?", cell))
    return "point" if points > commas else "comma"


def _unit(sheet: UploadedSheet, name: str, description: TableDescription) -> str:
    column = description.value if description.layout == "long" else name
    texts = sheet.column(column)
    if "%" in name or any("%" in text for text in texts):
        return "%"
    if re.search(r"aantal", name, re.IGNORECASE):
        return "aantal"
    return "score" if re.search(r"score|cijfer|rapport", name, re.IGNORECASE) else "%"
