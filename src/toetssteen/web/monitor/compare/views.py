"""Places side by side: choosing them by plain links and forms, and what the page shows of each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.comparison import compare_words
from toetssteen.answers.comparison.apart import Entry
from toetssteen.answers.comparison.compare import MOST_PLACES, Comparison, Row, chosen, compare, themes
from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import Found
from toetssteen.answers.words import sentences
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator, Rule
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.downloads import figures as offered
from toetssteen.web.monitor.pages import page, show
from toetssteen.web.monitor.profile.cards import PLURAL, higher_is_better
from toetssteen.web.snapshots.selectors import index
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
MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class TableCell:
    """text: the figure, or why there is none. link: to where it comes from; "" where there is nothing to follow."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class TableRow:
    year: int
    cells: tuple[TableCell, ...]
    remark: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Shown:
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
    rows: tuple[TableRow, ...]
    sources: tuple[str, ...]


@page
def compare_page(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    codes = [code for code in request.GET.getlist("plek") if code.strip()]
    theme, held = request.GET.get("thema", ""), request.GET.get("met", "")
    question = request.GET.get("erbij", "").strip()[:200]
    places, left_out = chosen(atlas, codes)
    full = len(places) >= MOST_PLACES
    found: tuple[Found, ...] = ()
    if question and not full:
        found = _nearby(index(atlas).search(question, most=3 * MOST_SUGGESTED), places)
        if _certain(found):
            return redirect(address([*places, found[0].place], theme, held))
    comparison = compare(atlas, [p.code for p in places], theme or None, _reference(held)) if places else None
    context = {
        "places": [
            (place, _about(place), address([p for p in places if p is not place], theme, held)) for place in places
        ],
        "comparison": comparison,
        "shown": [_shown(atlas, comparison, row) for row in comparison.rows] if comparison else [],
        "found": [(one, address([*places, one.place], theme, held)) for one in found if one.place not in places],
        "question": question,
        "full": full,
        "most": MOST_PLACES,
        "left_out": left_out,
        "themes": themes(atlas),
        "references": _references(atlas, comparison),
        "suggested": [(p, address([*places, p], theme, held)) for p in _suggested(atlas, places)] if not full else [],
        "title": _title(places),
    }
    offer = [offered.of_comparison(one, [p.name for p in places]) for one in context["shown"]]
    response = show(request, atlas, "monitor/compare.html", context, offer)
    if any(place.custom for place in places):
        # As on the page of such an area: anybody can write the link and its name.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def address(places: Sequence[Place], theme: str = "", held: str = "") -> str:
    """The page with these places: the whole state stands in the link."""
    pairs = [("plek", place.code) for place in places]
    pairs += [(name, value) for name, value in (("thema", theme), ("met", held)) if value]
    return reverse("monitor:compare") + (f"?{urlencode(pairs)}" if pairs else "")


def _certain(found: Sequence[Found]) -> bool:
    """One place of exactly this name, or nothing else that is near: then nobody needs to choose."""
    if not found or round(found[0].score) < 100:
        return False
    return len(found) == 1 or round(found[1].score) < 100


def _nearby(found: Sequence[Found], places: Sequence[Place]) -> tuple[Found, ...]:
    """Of places that fit as well, those in a gemeente of the chosen ones first."""
    here = {place.gemeente for place in places}
    ranked = sorted(found, key=lambda one: (-round(one.score), one.place.gemeente not in here))
    return tuple(ranked[:MOST_SUGGESTED])


def _reference(text: str) -> Reference | None:
    if not text:
        return None
    if text not in (Reference.COUNTRY, Reference.CITY):
        raise UnknownNameError(_("Plekken naast elkaar vergelijken kan met: land of stad."))
    return Reference(text)


def _references(atlas: Atlas, comparison: Comparison | None) -> list[tuple[str, str]]:
    if comparison is None:
        return []
    city = comparison.places[0].gemeente_name
    names = {Reference.CITY: city, Reference.COUNTRY: atlas.snapshot.manifest.country}
    return [(str(one), names[one]) for one in comparison.references]


def _title(places: Sequence[Place]) -> str:
    if not places:
        return _("Vergelijk plekken")
    if len(places) == 1:
        return _("Vergelijk {name} met andere plekken").format(name=places[0].name)
    return _("{names} naast elkaar").format(names=compare_words.listed([place.name for place in places]))


def _about(place: Place) -> str:
    """What kind of place it is, so that two with one name can be told apart."""
    if place.custom:
        return _("zelf samengesteld, {city}").format(city=place.gemeente_name)
    kind = place.named.kind if place.named else str(place.level)
    inside = place.gemeente_name if place.level not in (Level.GEMEENTE, Level.LAND) else ""
    return ", ".join(filter(None, (kind, inside)))


def _suggested(atlas: Atlas, places: Sequence[Place]) -> list[Place]:
    """Places to begin with: the focus areas; beside a first one the named areas and its city."""
    if not places:
        return [p for p in focus_places(atlas) if p.members][:MOST_SUGGESTED]
    if len(places) > 1:
        return []
    first = places[0]
    named = [
        p
        for p in atlas.gazetteer.places.values()
        if p.named and p.members and p.gemeente == first.gemeente and p.code != first.code
    ]
    city = atlas.gazetteer.places.get(str(first.gemeente))
    near = [city] if city and city.code != first.code else []
    return [*near, *sorted(named, key=lambda p: p.name)][:MOST_SUGGESTED]


def _shown(atlas: Atlas, comparison: Comparison, row: Row) -> Shown:
    finding = compare_words.finding(row, comparison.reference_name)
    return Shown(
        row.indicator.id,
        row.indicator,
        row.year,
        finding,
        compare_words.apart(row),
        tuple(compare_words.remarks(row)),
        _line(row, comparison, finding),
        _paths(row, comparison, finding),
        (*(e.place.name for e in row.entries), *([comparison.reference_name] if row.reference else [])),
        tuple(_table(row, comparison)),
        tuple(_sources(atlas, row)),
    )


def _context(indicator: Indicator) -> bool:
    return indicator.composition or indicator.direction is Direction.CONTEXT


def _line(row: Row, comparison: Comparison, finding: str) -> Picture | None:
    """The line of places with every compared place named on it. Totals have none."""
    if row.year is None or row.indicator.aggregation.rule is Rule.SUM or not row.known:
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
        ),
        f"lijn-{indicator.id}",
    )


def _paths(row: Row, comparison: Comparison, finding: str) -> Picture | None:
    """One small path a place, where two (or the only one) have more than one year: single points are on the line."""
    known = [sum(p.value is not None for p in e.series.points) for e in row.entries if e.latest]
    if sum(years > 1 for years in known) < min(2, len(known)):
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
        ),
        f"paden-{row.indicator.id}",
    )


def _points(series: Series) -> list[PathPoint]:
    return [PathPoint(p.year, p.value, p.status, p.comparable) for p in series.points]


def _table(row: Row, comparison: Comparison) -> list[TableRow]:
    years = sorted({p.year for e in row.entries for p in e.series.points})
    rows = []
    for year in years:
        cells = [_cell(e.series.at(year), row.indicator, e.place.code) for e in row.entries]
        if row.reference:
            code = str(comparison.places[0].gemeente) if comparison.reference is Reference.CITY else COUNTRY
            cells.append(_cell(row.reference.at(year), row.indicator, code))
        rows.append(TableRow(year, tuple(cells), _break(row.entries, year), year == row.year))
    return rows


def _cell(point: Point | None, indicator: Indicator, code: str) -> TableCell:
    if point is None:
        return TableCell("–", "")
    link = reverse("monitor:lineage", kwargs={"name": indicator.id, "code": code, "year": point.year})
    if point.value is None:
        return TableCell(_("geheim") if point.status is Status.SECRET else "–", link)
    text = exact(point.value, indicator)
    if point.status is not Status.OBSERVED:
        text += f" ({sentences.status(point.status)})"
    return TableCell(text, link)


def _break(entries: Sequence[Entry], year: int) -> str:
    """Which places may not be compared with their own figure before this year."""
    names = []
    for e in entries:
        known = [p for p in e.series.points if p.value is not None]
        point = e.series.at(year)
        if point in known[1:] and not point.comparable:
            names.append(e.place.name)
    if not names:
        return ""
    return _("niet te vergelijken met ervoor: {names}").format(names=compare_words.listed(names))


def _sources(atlas: Atlas, row: Row) -> list[str]:
    """Who publishes the figures of the year compared, each once."""
    points = [e.point or e.latest for e in row.entries]
    deliveries = [atlas.delivery(p.delivery) for p in points if p is not None and p.delivery]
    used = {d.source for d in deliveries if d} or {use.source for use in row.indicator.columns}
    known = [atlas.sources[name] for name in sorted(used) if name in atlas.sources]
    return sorted({f"{source.publisher}: {source.title}" for source in known})
