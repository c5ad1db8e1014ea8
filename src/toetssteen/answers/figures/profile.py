"""How does this place stand, and does it move? Level, gap, change of the gap, spread, parts; per domain."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from weakref import WeakKeyDictionary

from toetssteen.analysis.course import Course
from toetssteen.analysis.distribution import Spread
from toetssteen.analysis.equal import Comparison, compare
from toetssteen.analysis.gap import Change, Gap, Movement, Standing, gap, standing
from toetssteen.answers.figures.alike import Part, parts_of, places_alike
from toetssteen.answers.figures.chances import Bands, limits, pair
from toetssteen.answers.figures.courses import courses, has_zero
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.series import Point, Series, rest, series
from toetssteen.answers.figures.steps import step
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.memory import Memory
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _


class Reference(StrEnum):
    """What a place is held against."""

    REST = "rest"
    CITY = "stad"
    COUNTRY = "land"
    START = "begin"


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of the place.

    latest: the last year with a number (None: nothing known). reference: same indicator elsewhere (None where there is
    none). beside: the reference's point in the year of `latest`, or of the own earlier year; against: its value. gap: not
    rounded; seen: the same two as a reader sees them, by the one rule for equal (see `analysis.equal`). change: of the
    gap over the last stretch without a break. own, there: the course of place and reference over these years (own: over
    its own last stretch where there is no reference). jumps: years in these in which the figure jumped everywhere.
    bands: by year, how far chance reaches here and there;
    empty where no model is known. tolerance: the gap that rounding alone can make. places: all places of the
    same kind in the city (or country), for the line of places. parts: parts of this place.
    """

    indicator: Indicator
    series: Series
    latest: Point | None
    reference: Series | None = None
    against: float | None = None
    beside: Point | None = None
    gap: Gap | None = None
    seen: Comparison | None = None
    standing: Standing | None = None
    change: Change | None = None
    own: Course | None = None
    there: Course | None = None
    jumps: tuple[int, ...] = ()
    bands: tuple[Bands, Bands] = field(default_factory=lambda: ({}, {}))
    places: tuple[Part, ...] = ()
    spread: Spread | None = None
    parts: tuple[Part, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether the publisher keeps the last thing it has of this place secret."""
        return bool(self.series.points) and self.series.points[-1].status is Status.SECRET

    @property
    def tolerance(self) -> float:
        """The gap that rounding alone can make, in the indicator's unit."""
        return 0.0 if self.seen is None else self.seen.tolerance

    @property
    def years_known(self) -> int:
        return sum(1 for p in self.series.points if p.value is not None)


@dataclass(frozen=True, slots=True)
class Theme:
    """One domain of the profile: what is known, what is only known elsewhere, what is wanted; and what the publisher
    has of this place and keeps secret."""

    domain: Domain
    readings: tuple[Reading, ...]
    wanted: tuple[Indicator, ...]
    unknown_here: tuple[Indicator, ...]
    secret_here: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A place against a chosen reference. well: key readings that stand better than the reference, of
    indicators that have a direction. alike: that stand about the same. other: that stand worse, as large. closing: of
    these, the ones whose distance to the reference became smaller in points and not larger as a ratio. older: key
    readings of more than MOST_YEARS before the newest figures, which say little about now: in none of the others.
    elsewhere: what was published under the place's code about other ground, in no other list."""

    place: Place
    reference: Reference
    reference_name: str
    baseline: int | None
    themes: tuple[Theme, ...]
    well: tuple[Reading, ...]
    alike: tuple[Reading, ...]
    other: tuple[Reading, ...]
    closing: tuple[Reading, ...]
    older: tuple[Reading, ...]
    elsewhere: tuple[tuple[Indicator, Point], ...]
    snapshot: str


# A figure of more years before the newest figures is an older figure.
MOST_YEARS = 5


def default_reference(place: Place) -> Reference:
    return Reference.COUNTRY if place.level is Level.GEMEENTE else Reference.REST


def references(place: Place) -> tuple[Reference, ...]:
    """The references that make sense for a place."""
    match place.level:
        case Level.LAND:
            return (Reference.START,)
        case Level.GEMEENTE:
            return (Reference.COUNTRY, Reference.REST, Reference.START)
        case Level.GEBIED if place.custom:
            return (Reference.CITY, Reference.COUNTRY, Reference.REST, Reference.START)
        case _:
            return (Reference.REST, Reference.CITY, Reference.COUNTRY, Reference.START)


def profile(
    atlas: Atlas,
    code: str,
    reference: Reference | None = None,
    baseline: int | None = None,
    domain: str | None = None,
) -> Profile:
    """The profile of a place. baseline: year for Reference.START (the first known one otherwise).

    domain: only this theme. Raises UnknownNameError for a place, reference or year that does not exist.
    """
    place = atlas.place(code)
    chosen = reference or references(place)[0]
    if chosen not in references(place):
        raise UnknownNameError(_("Met deze plek kunnen we {place} niet vergelijken.").format(place=place.name))
    if baseline is not None:
        atlas.cube.year_at(baseline)
    readings = {
        i.id: reading(atlas, place, i, chosen, baseline)
        for i in atlas.indicators.values()
        if atlas.cube.has_indicator(i.id) and (domain is None or i.domain == domain)
    }
    themes = tuple(_theme(atlas, place, d, readings) for d in atlas.domains if domain is None or d.id == domain)
    directed = [r for r in readings.values() if r.indicator.key and r.standing not in (None, Standing.UNDIRECTED)]
    recent = [r for r in directed if not is_old(atlas, r)]
    return Profile(
        place,
        chosen,
        reference_name(atlas, place, chosen, baseline),
        baseline,
        themes,
        tuple(r for r in recent if r.standing is Standing.BETTER),
        tuple(r for r in recent if r.standing is Standing.SAME),
        tuple(r for r in recent if r.standing is Standing.WORSE),
        tuple(r for r in recent if r.standing is Standing.WORSE and _closing(r)),
        tuple(r for r in directed if is_old(atlas, r)),
        tuple((r.indicator, p) for r in readings.values() for p in r.series.points if p.elsewhere is not None),
        atlas.id,
    )


def is_old(atlas: Atlas, reading: Reading) -> bool:
    """Whether the figure is of more than MOST_YEARS before the newest figures of the snapshot."""
    return reading.latest is not None and reading.latest.year < atlas.cube.years[-1] - MOST_YEARS


def _closing(reading: Reading) -> bool:
    moved = reading.change
    if moved is None or moved.turn is not None or moved.first.points * moved.last.points < 0:
        return False
    return moved.points is Movement.SMALLER and moved.ratio is not Movement.LARGER


def _theme(atlas: Atlas, place: Place, domain: Domain, readings: dict[str, Reading]) -> Theme:
    here = [i for i in atlas.indicators.values() if i.domain == domain.id]
    silent = [i for i in here if i.id in readings and readings[i.id].latest is None]
    return Theme(
        domain,
        tuple(readings[i.id] for i in here if i.id in readings and readings[i.id].latest is not None),
        tuple(i for i in here if i.wanted is not None and i.wanted.may_stand(place.level)),
        tuple(i for i in silent if not readings[i.id].secret),
        tuple(i for i in silent if readings[i.id].secret),
    )


def reference_name(atlas: Atlas, place: Place, reference: Reference, baseline: int | None = None) -> str:
    """The reference as words that fit in a sentence after "in"."""
    country = atlas.snapshot.manifest.country
    match reference:
        case Reference.REST if place.level is Level.GEMEENTE:
            return _("de rest van {country}").format(country=country)
        case Reference.REST:
            return _("de rest van {city}").format(city=place.gemeente_name)
        case Reference.CITY if place.name == place.gemeente_name:
            return _("de gemeente {city}").format(city=place.gemeente_name)
        case Reference.CITY:
            return place.gemeente_name
        case Reference.COUNTRY:
            return country
        case _:
            return str(baseline) if baseline else _("het eerste jaar")


def beside_name(found: Profile, reading: Reading) -> str:
    """What one figure is held against, in words: an own earlier year is that of the number itself."""
    if found.reference is not Reference.START or reading.beside is None:
        return found.reference_name
    return str(reading.beside.year)


def reading(
    atlas: Atlas,
    place: Place,
    indicator: Indicator,
    reference: Reference,
    baseline: int | None = None,
) -> Reading:
    """One indicator of one place against one reference."""
    own = series(atlas, place, indicator)
    latest = own.latest
    if latest is None or latest.value is None:
        return Reading(indicator, own, None)
    places, around = places_alike(atlas, place, indicator, latest.year)
    parts = parts_of(atlas, place, indicator, latest.year)
    other = _reference(atlas, place, indicator, reference)
    beside = _beside(own, other, reference, latest, baseline)
    against = None if beside is None else beside.value
    plain = Reading(indicator, own, latest, other, against, beside, places=places, spread=around, parts=parts)
    bands = _bands(atlas, place, plain, reference)
    # A total grows with the size of a place: its gap to another place's total says nothing.
    if against is None or beside is None or (_is_count(indicator) and reference is not Reference.START):
        return _through_time(atlas, replace(plain, bands=bands), None)
    seen = compare(
        latest.value,
        against,
        steps=(step(atlas, indicator, own, latest), step(atlas, indicator, other or own, beside)),
        decimals=decimals_shown(indicator),
        has_zero=has_zero(indicator),
        chance=pair(bands, latest.year, beside.year),
    )
    full = replace(
        plain,
        gap=gap(latest.value, against, has_zero=has_zero(indicator)),
        seen=seen,
        standing=standing(seen, indicator.direction),
        bands=bands,
    )
    return _through_time(atlas, full, other)


def _through_time(atlas: Atlas, found: Reading, other: Series | None) -> Reading:
    """The reading with what became of it, beside `other` or by itself."""
    known = courses(atlas, found.indicator, found.series, other, found.bands)
    return replace(found, change=known.change, own=known.own, there=known.there, jumps=known.jumps)


def _bands(atlas: Atlas, place: Place, found: Reading, reference: Reference) -> tuple[Bands, Bands]:
    """How far chance reaches, here and in the reference; an earlier year of its own is of the same series."""
    here = limits(atlas, found.indicator, found.series, lambda of: series(atlas, place, of))
    if not here or reference is Reference.START:
        return here, here
    if found.reference is None:
        return here, {}
    return here, limits(atlas, found.indicator, found.reference, lambda of: _numbers(atlas, place, of, reference))


MOST_NUMBERS = 512
_known_numbers: WeakKeyDictionary[Atlas, Memory[tuple[str, Reference, str], Series | None]] = WeakKeyDictionary()


def _numbers(atlas: Atlas, place: Place, of: Indicator, reference: Reference) -> Series | None:
    """How many there are in the reference. One place asks for the same number many times."""
    return _known_numbers.setdefault(atlas, Memory(MOST_NUMBERS)).get(
        (place.code, reference, of.id), lambda: _reference(atlas, place, of, reference)
    )


def _is_count(indicator: Indicator) -> bool:
    return indicator.aggregation.rule == "sum"


def _reference(atlas: Atlas, place: Place, indicator: Indicator, reference: Reference) -> Series | None:
    match reference:
        case Reference.REST:
            found = rest(atlas, place, indicator)
        case Reference.CITY:
            found = series(atlas, atlas.place(str(place.gemeente)), indicator)
        case Reference.COUNTRY:
            found = series(atlas, atlas.place(COUNTRY), indicator)
        case _:
            return None
    return found if found.latest is not None else None


def _beside(
    own: Series, other: Series | None, reference: Reference, latest: Point, baseline: int | None
) -> Point | None:
    """The reference's point with a number: of the same year elsewhere, or of an own earlier year."""
    if reference is Reference.START:
        return _baseline(own, latest, baseline)
    point = None if other is None else other.at(latest.year)
    return None if point is None or point.value is None else point


def _baseline(own: Series, latest: Point, baseline: int | None) -> Point | None:
    """The own baseline point, if no break lies between it and the latest figure."""
    stretch: list[Point] = []
    for point in own.points:
        if point.value is None:
            continue
        stretch = [*stretch, point] if point.comparable else [point]
    known = [p for p in stretch if p.year < latest.year and (baseline is None or p.year == baseline)]
    return known[0] if known else None
