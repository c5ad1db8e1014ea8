"""Whether an own table can be published, and what would be: every fault with its row, column, cell and what to do."""

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.definitions import Indicator, Source
from toetssteen.kernel.errors import FilePosition, SourceError, ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.sources.reading import read
from toetssteen.web.imports.worksheets import Worksheet
from toetssteen.web.own_figures.models import FigureDescription, OwnTable, TableDescription
from toetssteen.web.own_figures.services.definitions import (
    OwnDefinitions,
    definitions_of,
    explained_margin,
    place_lines,
)
from toetssteen.web.own_figures.services.places import Places
from toetssteen.web.own_figures.services.sheets import PlaceText, place_texts, sheet_of

NO_AREA = "-"


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A figure of a place in a year. value: None where none will be shown; why: then the reason."""

    place: str
    code: str
    year: int
    row: int
    value: float | None
    why: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class FigurePreview:
    figure: FigureDescription
    indicator: str
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """faults: sentences; with one nothing can be published. unknown: texts that are no place yet. definitions: None as
    long as there is a fault."""

    faults: tuple[str, ...]
    unknown: tuple[PlaceText, ...]
    codes: dict[str, str]
    figures: tuple[FigurePreview, ...] = ()
    definitions: OwnDefinitions | None = None


def checked(table: OwnTable, content: bytes, sheets: Sequence[Worksheet], places: Places) -> CheckedTable:
    """Everything that is wrong at once, as far as one thing does not hide another. Keeps nothing."""
    description = table.described
    texts = place_texts(sheet_of(sheets, description), description)
    codes = {key: code for key, text in texts.items() if (code := _code(text, description, places))}
    unknown = tuple(text for key, text in texts.items() if key not in codes)
    faults = [
        *_missing(description),
        *_unknown_division(description, places),
        *(_unknown_place(table.file, description, text) for text in unknown),
    ]
    for figure in description.taken:
        faults += _missing_of(figure)
    if not description.place or not description.taken:
        return CheckedTable(tuple(faults), unknown, codes)
    # A text that is no place yet must not hide what is wrong with the figures.
    read_as = place_lines(codes) | {text.key: NO_AREA for text in unknown}
    definitions = definitions_of(table, description, read_as)
    reading = _read(table, content, definitions, description, places)
    faults += dict.fromkeys(reading.faults)
    indicators = tuple(_with_margins(each, reading.margins.get(each.id, "")) for each in definitions.indicators)
    final = None if faults else replace(definitions, indicators=indicators)
    return CheckedTable(tuple(faults), unknown, codes, tuple(reading.previews), final)


def _with_margins(indicator: Indicator, sentence: str) -> Indicator:
    """There is no place for a margin beside a figure; what the figure does not say is on its page."""
    return replace(indicator, does_not_say=f"{indicator.does_not_say} {sentence}") if sentence else indicator


def _code(text: PlaceText, description: TableDescription, places: Places) -> str:
    if chosen := description.places.get(text.key):
        return chosen if chosen == NO_AREA or chosen in places.names else ""
    kind = {"wijk": "WK", "buurt": "BU", "gemeente": "GM"}.get(text.kind, "") if text.kind else description.kind
    return places.code_of(text.text, kind)


def _missing(description: TableDescription) -> list[str]:
    faults = []
    if not description.place:
        faults.append(_("Kies bij stap 1 in welke kolom de wijken of buurten staan."))
    if description.layout == "long" and not (description.variable and description.value):
        faults.append(_("Kies bij stap 1 in welke kolom de naam van het cijfer staat, en in welke de waarde."))
    if not description.taken:
        faults.append(_("Kies bij stap 3 minstens één cijfer dat u wilt overnemen."))
    return faults


def _unknown_division(description: TableDescription, places: Places) -> list[str]:
    if description.division == places.division:
        return []
    text = _(
        "Van {year} kennen wij de wijken van deze gemeente niet. Kies bij stap 1 een andere wijkindeling, zoals {known}."
    )
    return [text.format(year=description.division, known=places.division)]


def _missing_of(figure: FigureDescription) -> list[str]:
    at = {"column": figure.column}
    faults = []
    if figure.public is None:
        faults.append(_("Kolom {column}: zeg bij stap 3 wie dit cijfer mag zien.").format(**at))
    elif not figure.public:
        faults.append(
            _(
                "Kolom {column}: dit cijfer is niet voor iedereen. Dan hoort het hier niet, want wat hier staat is "
                "openbaar. Neem het niet over."
            ).format(**at)
        )
    if not (figure.name.strip() and figure.meaning.strip() and figure.does_not_say.strip() and figure.unit.strip()):
        faults.append(
            _("Kolom {column}: vul bij stap 3 de naam, de eenheid, wat het betekent en wat het niet zegt in.").format(
                **at
            )
        )
    if figure.respondents and figure.least < 1:
        faults.append(
            _("Kolom {column}: zeg bij stap 3 vanaf hoeveel antwoorden het cijfer getoond mag worden.").format(**at)
        )
    return faults


def _unknown_place(file: str, description: TableDescription, text: PlaceText) -> str:
    problem = SourceError(
        _("Dit is geen wijk of buurt van deze gemeente, of het kan er meer dan één zijn"),
        FilePosition(file, text.row, description.place, text.text[:40]),
        _("Kies bij stap 2 welk gebied het is, of dat de regel geen gebied is."),
    )
    return str(problem)


@dataclass(slots=True)
class _Reading:
    """What came of reading the figures. margins: a sentence by id of the indicator."""

    previews: list[FigurePreview] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    margins: dict[str, str] = field(default_factory=dict)


def _read(
    table: OwnTable, content: bytes, definitions: OwnDefinitions, description: TableDescription, places: Places
) -> _Reading:
    """Every figure by itself, so that one wrong cell does not hide another."""
    reading = _Reading()
    sources = {source.id: source for source in definitions.sources}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, definitions.sources[0].file)
        path.write_bytes(content)
        for figure, indicator in zip(description.taken, definitions.indicators, strict=True):
            source = sources[indicator.columns[0].source]
            try:
                tables = read(path, source, frozenset({figure.column}))
                reading.margins[indicator.id] = _margins(path, source, figure, description)
            except ToetssteenError as problem:
                reading.faults.append(str(problem))
                continue
            reading.previews.append(FigurePreview(figure, indicator.id, _cells(tables, figure, places)))
            reading.faults += _impossible(tables, figure, indicator, table.file)
    return reading


def _cells(tables: Sequence[PublishedTable], figure: FigureDescription, places: Places) -> tuple[PreviewCell, ...]:
    return tuple(
        PreviewCell(
            places.names.get(str(code), str(code)),
            str(code),
            table.year,
            int(table.rows[position]),
            None if math.isnan(column.values[position]) else float(column.values[position]),
            _why(Status(column.statuses[position]), str(column.marks.get(position, ""))),
            column.statuses[position] == Status.SECRET,
        )
        for table in tables
        for column in (table.columns[figure.column],)
        for position, code in enumerate(table.codes)
    )


def _why(status: Status, mark: str) -> str:
    if status == Status.SECRET:
        return _("geheim: {mark}").format(mark=mark) if mark else _("geheim")
    return {Status.ABSENT: _("geen cijfer"), Status.LATER: _("komt later")}.get(status, "")


def _impossible(
    tables: Sequence[PublishedTable], figure: FigureDescription, indicator: Indicator, file: str
) -> list[str]:
    """Percentages below 0 or above 100."""
    if indicator.range is None:
        return []
    low, high = indicator.range
    return [
        str(
            SourceError(
                _("Een percentage ligt tussen 0 en 100"),
                FilePosition(file, int(table.rows[position]), figure.column, f"{value:g}"),
                _("Verbeter het in uw bestand, of kies bij stap 3 een andere eenheid."),
            )
        )
        for table in tables
        for position, value in enumerate(table.columns[figure.column].values)
        if value < low or value > high
    ]


def _margins(path: Path, source: Source, figure: FigureDescription, description: TableDescription) -> str:
    """The sentence on the margins of a figure; "" where there are none. Raises SourceError."""
    if not figure.margin or description.layout == "years":
        return ""
    column = figure.margin
    if description.layout == "long":
        source, column = replace(source, options={**source.options, "value": figure.margin}), figure.column
    tables = read(path, source, frozenset({column}))
    values = [float(value) for table in tables for value in table.columns[column].values if not math.isnan(value)]
    return explained_margin(values, figure.unit)
