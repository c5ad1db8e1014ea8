"""One reading as a page shows it: the sentence, the picture, the table, and where it comes from; in that order."""

from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.analysis.chance import difference
from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.figures.chances import pair
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile, beside_name
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.revisions import revised_here
from toetssteen.answers.words import gap_words, sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.indicators.aggregate import Kind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator, Rule
from toetssteen.kernel.dutch import as_shown
from toetssteen.web.monitor.downloads import provenance
from toetssteen.web.monitor.profile import reading_notes
from toetssteen.web.ui.pictures import (
    Event,
    Gap,
    GapPoint,
    LineOfPlaces,
    Mark,
    Path,
    PathLine,
    PathPoint,
    Picture,
    Words,
    gap,
    line_of_places,
    path,
)
from toetssteen.web.ui.pictures.line import direction_words
from toetssteen.web.ui.tables import Column, Row, Table

PLURAL = {Level.BUURT: _("buurten"), Level.WIJK: _("wijken"), Level.GEMEENTE: _("gemeenten")}


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading ready for the page. reference_year: of the reference, where that is an earlier year. rounded: its sentence says "1 op de 6", so the exact value stands beside it.
    closer, known, was: for a line of a list, see `answers.words.gap_words`."""

    id: str
    indicator: Indicator
    year: int
    value: str
    reference: str
    reference_year: int | None
    rounded: bool
    level: str
    compared: str
    distance: str
    moved: str
    course: str
    closer: str
    known: str
    was: str
    estimated: bool
    by_chance: bool
    students: str
    standing: str
    standing_word: str
    status: str
    origin: str
    line: Picture | None
    path: Picture | None
    gap: Picture | None
    years: Table | None
    parts: Table | None
    spread: str
    notes: tuple[str, ...]
    source: str
    revised: bool


def shown(atlas: Atlas, profile: Profile, reading: Reading, *, pictures: bool = True, deep: bool = False) -> Shown:
    """All a page needs of one reading that has a figure. deep: the difference drawn by itself as well."""
    point = reading.latest
    if point is None or point.value is None:
        raise ValueError(f"{reading.indicator.id} has no figure to show")
    indicator, place = reading.indicator, profile.place
    reference_name = beside_name(profile, reading)
    own_year = reading.beside.year if profile.reference is Reference.START and reading.beside is not None else None
    return Shown(
        indicator.id,
        indicator,
        point.year,
        exact(point.value, indicator),
        "" if reading.against is None or reading.gap is None else exact(reading.against, indicator),
        own_year,
        sentences.said(reading)[0] != exact(point.value, indicator),
        sentences.level(reading, place),
        sentences.compared(reading, profile.reference, reference_name),
        gap_words.distance(reading, reference_name),
        sentences.moved(reading, reference_name),
        " ".join(filter(None, (gap_words.course(reading, reference_name), gap_words.jumped(reading)))),
        gap_words.closer(reading),
        gap_words.known(reading),
        gap_words.was(reading),
        point.status is Status.ESTIMATED,
        all(reading.bands),
        reading_notes.students(indicator),
        "" if reading.standing is None else str(reading.standing),
        sentences.standing(reading),
        sentences.status(point.status),
        sentences.origin(point.kind),
        _line(atlas, profile, reading, reference_name) if pictures else None,
        _path(profile, reading, reference_name) if pictures else None,
        _gap(reading, reference_name) if deep else None,
        _years(atlas, place, reading, reference_name) if pictures else None,
        _parts(atlas, place, reading) if pictures else None,
        _spread(place, reading),
        (*reading_notes.of_definition(indicator), *reading_notes.of_rounded_count(atlas, reading)),
        provenance.source_line(atlas, (indicator.id,), point.year) if pictures else "",
        (indicator.id, point.year) in revised_here(atlas, str(place.code)),
    )


def _years(atlas: Atlas, place: Place, reading: Reading, reference_name: str) -> Table:
    """The figure per year, each year with a link to its origin."""
    indicator = reading.indicator
    compared = reading.reference is not None and reading.against is not None and reading.gap is not None
    origin = reverse("monitor:lineage", args=[indicator.id, place.code, 0]).removesuffix("0/")
    columns = [Column(_("Jaar")), Column(place.name, number=True)]
    if compared:
        columns.append(Column(reference_name, number=True))
    first = next((p for p in reading.series.points if p.value is not None), None)
    changed = recoded(reading.series)
    rows = []
    for point in reading.series.points:
        value = "–" if point.value is None else exact(point.value, indicator)
        against = [_against(point.year, reading)] if compared else []
        rough = _rough(point.year, reading, reference_name) if compared else []
        known = ", ".join([_remark(atlas, place, point, first, changed), *rough])
        rows.append(Row(str(point.year), (value, *against, known), f"{origin}{point.year}/"))
    caption = _("{name} in {place}, per jaar").format(name=indicator.name, place=place.name)
    return Table(caption, (*columns, Column(_("Hoe bekend"))), rows, id=f"jaren-{indicator.id}", about=(indicator.id,))


def _against(year: int, reading: Reading) -> str:
    other = None if reading.reference is None else reading.reference.at(year)
    return "" if other is None or other.value is None else exact(other.value, reading.indicator)


def _rough(year: int, reading: Reading, name: str) -> list[str]:
    """That the reference of a year is not exact."""
    other = None if reading.reference is None else reading.reference.at(year)
    if other is None or other.value is None or other.kind is not Kind.APPROXIMATE:
        return []
    return [_("{name} bij benadering").format(name=name)]


def _remark(atlas: Atlas, place: Place, point: Point, first: Point | None, changed: tuple[Point, str] | None) -> str:
    """How the figure of a year is known, and under which code."""
    if point.value is None and not point.reason:
        return why_none(atlas, str(place.code), point.year, point.status)
    code = [] if point.value is None else _code(point, changed)
    return ", ".join([*sentences.how_known(point, first), *code])


def _code(point: Point, changed: tuple[Point, str] | None) -> list[str]:
    """Under which code a figure was published, and since when the place has another."""
    if point.former:
        return [_("toen met de code {code}").format(code=point.former)]
    if changed is None or changed[0].year != point.year:
        return []
    return [_("code veranderd, grens gelijk") if point.comparable else _("code veranderd")]


def recoded(series: Series) -> tuple[Point, str] | None:
    """The first figure under the code of today and the code before it; None when the code never changed."""
    for before, point in pairwise(p for p in series.points if p.value is not None and not p.reason):
        if before.former and not point.former:
            return point, before.former
    return None


def _events(series: Series) -> tuple[Event, ...]:
    changed = recoded(series)
    return () if changed is None else (Event(changed[0].year, _("andere code")),)


def _parts(atlas: Atlas, place: Place, reading: Reading) -> Table | None:
    """The parts of the place in the year of the reading, in name order; None where it has none."""
    if not reading.parts or reading.latest is None:
        return None
    page = reverse("monitor:profile", args=["0"]).removesuffix("0/")
    indicator, year = reading.indicator, reading.latest.year
    rows = []
    for part in sorted(reading.parts, key=lambda p: (p.name, p.code)):
        known = part.value is not None
        cells = (
            (exact(part.value, indicator), "")
            if known
            else ("–", why_none(atlas, part.code, year, Status(part.status)))
        )
        rows.append(Row(part.name, cells, f"{page}{quote(part.code)}/" if part.of_today else ""))
    caption = _("{name}: de delen van {place} in {year}, op naam").format(
        name=indicator.name, place=place.name, year=reading.latest.year
    )
    columns = (Column(_("Naam")), Column(_("Waarde"), number=True), Column(_("Hoe bekend")))
    return Table(caption, columns, rows, id=f"delen-{indicator.id}", about=(indicator.id,))


def _spread(place: Place, reading: Reading) -> str:
    """The place in the spread, without a rank: what the middle half of the places has."""
    spread = reading.spread
    if spread is None or spread.n < 4:
        return ""
    if place.level is Level.GEBIED and reading.indicator.aggregation.rule is Rule.SUM:
        # The total of a large area beside those of single buurten says nothing.
        return ""
    level = reading.places and _level(reading.places[0].code)
    return _("Bij de middelste helft van de {n} {places} ligt dit tussen {low} en {high}.").format(
        n=spread.n,
        places=PLURAL.get(level, _("plekken")) if level else _("plekken"),
        low=exact(spread.quarter, reading.indicator),
        high=exact(spread.three_quarters, reading.indicator),
    )


def _level(code: str) -> Level:
    return {"GM": Level.GEMEENTE, "WK": Level.WIJK}.get(code[:2], Level.BUURT)


def higher_is_better(indicator: Indicator) -> bool | None:
    return {Direction.HIGHER: True, Direction.LOWER: False}.get(indicator.direction)


def _line(atlas: Atlas, profile: Profile, reading: Reading, reference_name: str) -> Picture | None:
    """The line of places. Totals have none: they only tell which place is large."""
    indicator, place, point = reading.indicator, profile.place, reading.latest
    known = [p.value for p in reading.places if p.value is not None]
    if indicator.aggregation.rule == "sum" or point is None or len(known) < 3:
        return None
    low, high = direction_words(higher_is_better(indicator))
    region = atlas.snapshot.manifest.country if place.level is Level.GEMEENTE else place.gemeente_name
    kind = PLURAL[_level(reading.places[0].code)]
    description = " ".join(
        filter(
            None,
            (
                sentences.level(reading, place),
                sentences.compared(reading, profile.reference, reference_name),
                _spread(place, reading),
            ),
        )
    )
    parts = tuple(Mark(p.name, p.value) for p in reading.parts if p.value is not None)
    return line_of_places(
        LineOfPlaces(
            Words(_("{name} in {year}").format(name=indicator.name, year=point.year), description),
            places=known,
            area=Mark(place.name, point.value),
            parts=parts if place.level is not Level.GEMEENTE else (),
            reference=None if reading.against is None else Mark(reference_name, reading.against),
            unit=indicator.unit,
            decimals=indicator.decimals,
            low_word=low,
            high_word=high,
            places_are=_("de {kind} van {region}").format(kind=kind, region=region),
            parts_are=_("de delen van {place}").format(place=place.name),
            context=indicator.composition or indicator.direction is Direction.CONTEXT,
        ),
        f"lijn-{indicator.id}",
    )


def _path(profile: Profile, reading: Reading, reference_name: str) -> Picture | None:
    if reading.years_known < 2:
        return None
    indicator = reading.indicator
    references = []
    if reading.reference is not None and indicator.aggregation.rule != "sum":
        references.append(PathLine(reference_name, [_path_point(p) for p in reading.reference.points]))
    return path(
        Path(
            Words(
                _("{name} door de jaren").format(name=indicator.name),
                " ".join(
                    f"{p.year}: {exact(p.value, indicator)}." for p in reading.series.points if p.value is not None
                ),
            ),
            PathLine(profile.place.name, [_path_point(p) for p in reading.series.points]),
            references,
            unit=indicator.unit,
            decimals=indicator.decimals,
            events=_events(reading.series),
            context=indicator.composition or indicator.direction is Direction.CONTEXT,
        ),
        f"pad-{indicator.id}",
    )


# A difference through the years is drawn from this many years on.
LEAST_GAPS = 3


def _gap(reading: Reading, reference_name: str) -> Picture | None:
    """The difference alone, with what rounding can make of it, and chance where a model of it is known."""
    if reading.change is None or reading.reference is None:
        return None
    indicator, points = reading.indicator, []
    for own in reading.series.points:
        other = reading.reference.at(own.year)
        if own.value is None or other is None or other.value is None:
            continue
        value = as_shown(own.value, indicator.decimals) - as_shown(other.value, indicator.decimals)
        points.append(
            GapPoint(
                own.year,
                value,
                rounding=(value - reading.tolerance, value + reading.tolerance),
                chance=_chance(reading, own.year),
                comparable=own.comparable and other.comparable,
            )
        )
    if len(points) < LEAST_GAPS:
        return None
    above, below = gap_words.sides(indicator)
    return gap(
        Gap(
            Words(
                _("Het verschil met {name} door de jaren").format(name=reference_name),
                sentences.moved(reading, reference_name),
            ),
            points,
            unit=gap_words.unit_of_gap(indicator),
            decimals=indicator.decimals,
            above=_("{side} dan {name}").format(side=above, name=reference_name),
            below=_("{side} dan {name}").format(side=below, name=reference_name),
            context=indicator.direction is Direction.CONTEXT,
        ),
        f"verschil-{indicator.id}",
    )


def _chance(reading: Reading, year: int) -> tuple[float, float] | None:
    both = pair(reading.bands, year, year)
    if both is None:
        return None
    found = difference(*both)
    return found.low, found.high


def _path_point(point: Point) -> PathPoint:
    return PathPoint(point.year, point.value, point.status, point.comparable)
