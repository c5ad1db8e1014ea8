"""What the page shows of each figure that is compared: words, pictures, table and sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.comparison import compare_words
from toetssteen.answers.comparison.apart import PlaceFigure
from toetssteen.answers.comparison.compare import Comparison, IndicatorRow
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import AggregationRule, Direction, Indicator
from toetssteen.kernel.language import listed
from toetssteen.web.monitor.labels import PLURAL, higher_is_better
from toetssteen.web.ui.pictures import (
    LineOfPlaces,
    Mark,
    Multiples,
    PathLine,
    PathPoint,
    Picture,
    Words,
    line_of_places,
    multiples,
)
from toetssteen.web.ui.pictures.line import direction_words

# Fewer other places than this are no line of places.
LEAST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class TableCell:
    """text: the figure, or why there is none. link: to where it comes from; "" where there is nothing to follow."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class YearRow:
    year: int
    cells: tuple[TableCell, ...]
    remark: str
    shared: bool


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row as the page shows it: the words, the pictures, the table, and where it comes from."""

    id: str
    indicator: Indicator
    year: int | None
    finding: str
    apart: str
    remarks: tuple[str, ...]
    line: Picture | None
    paths: Picture | None
    columns: tuple[str, ...]
    rows: tuple[YearRow, ...]
    sources: tuple[str, ...]


def compared_row(atlas: Atlas, comparison: Comparison, row: IndicatorRow) -> ComparedRow:
    finding = compare_words.finding(row, comparison.reference_name)
    return ComparedRow(
        row.indicator.id,
        row.indicator,
        row.year,
        finding,
        compare_words.apart(row),
        tuple(compare_words.remarks(row)),
        _line(atlas, row, comparison, finding),
        _paths(atlas, row, comparison, finding),
        (*(e.place.name for e in row.entries), *([comparison.reference_name] if row.reference else [])),
        tuple(_table(row, comparison)),
        tuple(_sources(atlas, row)),
    )


def _context(indicator: Indicator) -> bool:
    return indicator.composition or indicator.direction is Direction.CONTEXT


def _line(atlas: Atlas, row: IndicatorRow, comparison: Comparison, finding: str) -> Picture | None:
    """The line of places with every compared place named on it. Totals have none."""
    if row.year is None or row.indicator.aggregation.rule is AggregationRule.SUM or not row.known:
        return None
    indicator = row.indicator
    low, high = direction_words(higher_is_better(indicator))
    return line_of_places(
        LineOfPlaces(
            Words(_("{name} in {year}").format(name=indicator.name, year=row.year), finding),
            places=row.others.tolist() if len(row.others) >= LEAST_OTHERS else (),
            parts=[Mark(f"{e.place.name} {compare_words.brief(e, indicator)}", e.value) for e in row.known],
            reference=None if row.against is None else Mark(comparison.reference_name, row.against),
            unit=indicator.unit,
            decimals=indicator.decimals,
            low_word=low,
            high_word=high,
            places_are=_("de {kind} van {region}").format(kind=PLURAL[row.kind], region=row.region),
            context=_context(indicator),
            all_names=True,
            step=_step(atlas, row),
        ),
        f"lijn-{indicator.id}",
    )


def _paths(atlas: Atlas, row: IndicatorRow, comparison: Comparison, finding: str) -> Picture | None:
    """One small path a place, where two (or the only one) have more than one year: single points are on the line."""
    years_known = [sum(p.value is not None for p in e.series.points) for e in row.entries if e.latest]
    if sum(years > 1 for years in years_known) < min(2, len(years_known)):
        return None
    lines = [PathLine(e.place.name, _points(e.series)) for e in row.entries]
    reference = PathLine(comparison.reference_name, _points(row.reference)) if row.reference else None
    words = Words(_("{name} door de jaren, per plek").format(name=row.indicator.name), finding)
    return multiples(
        Multiples(
            words,
            lines,
            reference,
            row.indicator.unit,
            row.indicator.decimals,
            _context(row.indicator),
            marked=row.year,
            step=_step(atlas, row),
        ),
        f"paden-{row.indicator.id}",
    )


def _step(atlas: Atlas, row: IndicatorRow) -> float:
    """The coarsest rounding of the publishers of these figures."""
    points = (e.point or e.latest for e in row.entries)
    return max((atlas.rounding(row.indicator, p.delivery) for p in points if p is not None), default=0.0)


def _points(series: Series) -> list[PathPoint]:
    return [PathPoint(p.year, p.value, p.status, p.comparable) for p in series.points]


def _table(row: IndicatorRow, comparison: Comparison) -> list[YearRow]:
    years = sorted({p.year for e in row.entries for p in e.series.points})
    rows = []
    for year in years:
        cells = [_cell(e.series.at(year), row.indicator, e.place.code) for e in row.entries]
        if row.reference:
            code = str(comparison.places[0].gemeente) if comparison.reference is Reference.CITY else COUNTRY
            cells.append(_cell(row.reference.at(year), row.indicator, code))
        rows.append(YearRow(year, tuple(cells), _break(row.entries, year), year == row.year))
    return rows


def _cell(point: Point | None, indicator: Indicator, code: str) -> TableCell:
    if point is None:
        return TableCell("–", "")
    link = reverse("monitor:lineage", kwargs={"name": indicator.id, "code": code, "year": point.year})
    if point.value is None:
        words = {Status.SECRET: _("geheim"), Status.UNPUBLISHED: _("nog niet gepubliceerd")}
        return TableCell(words.get(point.status, "–"), link)
    text = exact(point.value, indicator)
    if point.status is not Status.OBSERVED:
        text += f" ({sentences.status(point.status)})"
    return TableCell(text, link)


def _break(entries: Sequence[PlaceFigure], year: int) -> str:
    """Which places may not be compared with their own figure before this year."""
    names = []
    for e in entries:
        points = [p for p in e.series.points if p.value is not None]
        point = e.series.at(year)
        if point in points[1:] and not point.comparable:
            names.append(e.place.name)
    if not names:
        return ""
    return _("niet te vergelijken met ervoor: {names}").format(names=listed(names))


def _sources(atlas: Atlas, row: IndicatorRow) -> list[str]:
    """Who publishes the figures of the year compared, each once."""
    points = [e.point or e.latest for e in row.entries]
    deliveries = [atlas.delivery(p.delivery) for p in points if p is not None and p.delivery]
    source_ids = {d.source for d in deliveries if d} or {use.source for use in row.indicator.columns}
    sources = [atlas.sources[name] for name in sorted(source_ids) if name in atlas.sources]
    return sorted({f"{source.publisher}: {source.title}" for source in sources})
