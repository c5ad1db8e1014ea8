"""How does this place stand, and does it move? Level, gap, change of the gap, spread, parts; per domain."""

from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakKeyDictionary

import numpy as np

from toetssteen.analysis.distribution import Spread, spread
from toetssteen.analysis.gap import Change, Gap, Movement, Standing, change, gap, standing
from toetssteen.answers.atlas import Atlas
from toetssteen.answers.memory import Memory
from toetssteen.answers.places import Place, Positions
from toetssteen.answers.series import Point, Series, rest, series
from toetssteen.kernel.areas import COUNTRY, Level
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
class Part:
    """One part of the place, or one place of its city, in the year of the reading. name: in the division of the cell.
    of_today: whether its code still stands for that ground."""

    code: str
    name: str
    value: float | None
    status: int
    of_today: bool = True


Alike = tuple[tuple[Part, ...], Spread | None]
# The places a place is set among are the same for all of them: kept per atlas.
MOST_KEPT = 1024
_known_alike: WeakKeyDictionary[Atlas, Memory[tuple[str, tuple[Level, ...], str, int], Alike]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of the place.

    latest: the last year with a number (None: nothing known). reference: same indicator elsewhere (None
    where there is none). against: the reference's value in the year of `latest`. change: of the gap over the last
    stretch without a break. tolerance: the gap that rounding alone can make. places: all places of the
    same kind in the city (or country), for the line of places. parts: parts of this place.
    """

    indicator: Indicator
    series: Series
    latest: Point | None
    reference: Series | None
    against: float | None
    gap: Gap | None
    standing: Standing | None
    change: Change | None
    tolerance: float
    places: tuple[Part, ...]
    spread: Spread | None
    parts: tuple[Part, ...]

    @property
    def years_known(self) -> int:
        return sum(1 for p in self.series.points if p.value is not None)


@dataclass(frozen=True, slots=True)
class Theme:
    """One domain of the profile: what is known, what is only known elsewhere, what is wanted."""

    domain: Domain
    readings: tuple[Reading, ...]
    wanted: tuple[Indicator, ...]
    unknown_here: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A place against a chosen reference. well: readings as good as or better than the reference, of
    indicators that have a direction. other: the ones that are not, as large. closing: of these, the ones whose
    distance to the reference became smaller in points and not larger as a ratio. elsewhere: what was published under
    the place's code about other ground, in no other list."""

    place: Place
    reference: Reference
    reference_name: str
    baseline: int | None
    themes: tuple[Theme, ...]
    well: tuple[Reading, ...]
    other: tuple[Reading, ...]
    closing: tuple[Reading, ...]
    elsewhere: tuple[tuple[Indicator, Point], ...]
    snapshot: str


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
    themes = tuple(_theme(atlas, d, readings) for d in atlas.domains if domain is None or d.id == domain)
    directed = [r for r in readings.values() if r.indicator.key and r.standing is not None]
    return Profile(
        place,
        chosen,
        reference_name(atlas, place, chosen, baseline),
        baseline,
        themes,
        tuple(r for r in directed if r.standing in (Standing.BETTER, Standing.SAME)),
        tuple(r for r in directed if r.standing is Standing.WORSE),
        tuple(r for r in directed if r.standing is Standing.WORSE and _closing(r)),
        tuple((r.indicator, p) for r in readings.values() for p in r.series.points if p.elsewhere is not None),
        atlas.id,
    )


def _closing(reading: Reading) -> bool:
    moved = reading.change
    return moved is not None and moved.points is Movement.SMALLER and moved.ratio is not Movement.LARGER


def _theme(atlas: Atlas, domain: Domain, readings: dict[str, Reading]) -> Theme:
    here = [i for i in atlas.indicators.values() if i.domain == domain.id]
    return Theme(
        domain,
        tuple(readings[i.id] for i in here if i.id in readings and readings[i.id].latest is not None),
        tuple(i for i in here if i.wanted is not None),
        tuple(i for i in here if i.id in readings and readings[i.id].latest is None),
    )


def reference_name(atlas: Atlas, place: Place, reference: Reference, baseline: int | None = None) -> str:
    """The reference as words that fit in a sentence after "in"."""
    country = atlas.snapshot.manifest.country
    match reference:
        case Reference.REST if place.level is Level.GEMEENTE:
            return _("de rest van {country}").format(country=country)
        case Reference.REST:
            return _("de rest van {city}").format(city=place.gemeente_name)
        case Reference.CITY:
            return place.gemeente_name
        case Reference.COUNTRY:
            return country
        case _:
            return str(baseline) if baseline else _("het eerste jaar")


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
    if latest is None:
        return Reading(indicator, own, None, None, None, None, None, None, 0.0, (), None, ())
    step = max(atlas.rounding(indicator, latest.delivery), 10.0**-indicator.decimals)
    places, around = _alike(atlas, place, indicator, latest.year)
    parts = parts_of(atlas, place, indicator, latest.year)
    other = _reference(atlas, place, indicator, reference)
    against = _against(own, other, reference, latest, baseline)
    comparison = None if against is None else gap(latest.value or 0.0, against, has_zero=_has_zero(indicator))
    # A total grows with the size of a place: its gap to another place's total says nothing.
    if _is_count(indicator) and reference is not Reference.START:
        comparison = None
    moved = None
    if other is not None and comparison is not None:
        moved = change(
            atlas.cube.years,
            own.values,
            own.comparable,
            other.values,
            other.comparable if reference is not Reference.COUNTRY else ~np.isnan(other.values),
            tolerance=2 * step,
            has_zero=_has_zero(indicator),
        )
    return Reading(
        indicator,
        own,
        latest,
        other,
        against,
        comparison,
        None if comparison is None else standing(comparison.points, indicator.direction, step),
        moved,
        step,
        places,
        around,
        parts,
    )


def _is_count(indicator: Indicator) -> bool:
    return indicator.aggregation.rule == "sum"


def _has_zero(indicator: Indicator) -> bool:
    """Scores and classes have no true zero, so no ratio."""
    return indicator.unit not in ("score", "klasse") and (indicator.range is None or indicator.range[0] >= 0)


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


def _against(
    own: Series, other: Series | None, reference: Reference, latest: Point, baseline: int | None
) -> float | None:
    if reference is Reference.START:
        start = _baseline(own, latest, baseline)
        return None if start is None else start.value
    if other is None:
        return None
    point = other.at(latest.year)
    return None if point is None else point.value


def _baseline(own: Series, latest: Point, baseline: int | None) -> Point | None:
    """The own baseline point, if no break lies between it and the latest figure."""
    stretch: list[Point] = []
    for point in own.points:
        if point.value is None:
            continue
        stretch = [*stretch, point] if point.comparable else [point]
    known = [p for p in stretch if p.year < latest.year and (baseline is None or p.year == baseline)]
    return known[0] if known else None


def _alike(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> Alike:
    """Places of the same kind in the same city; gemeenten of the country; for a named area its city's parts."""
    region: str
    levels: tuple[Level, ...]
    match place.level:
        case Level.LAND:
            return (), None
        case Level.GEMEENTE:
            region, levels = COUNTRY, (Level.GEMEENTE,)
        case Level.GEBIED:
            region, levels = str(place.gemeente), (Level.BUURT, Level.WIJK)
        case _:
            region, levels = str(place.gemeente), (place.level,)
    key = (region, levels, indicator.id, year)
    return _known_alike.setdefault(atlas, Memory(MOST_KEPT)).get(
        key, lambda: _with_spread(atlas, region, levels, indicator, year)
    )


def _with_spread(atlas: Atlas, region: str, levels: tuple[Level, ...], indicator: Indicator, year: int) -> Alike:
    places = tuple(_parts(atlas, indicator, year, _with_figures(atlas, region, levels, indicator, year)))
    return places, spread(np.array([np.nan if p.value is None else p.value for p in places]))


def parts_of(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> tuple[Part, ...]:
    """The parts of a place that have a cell in this year, in code order."""
    return tuple(_parts(atlas, indicator, year, _below(atlas, place, indicator, year)))


def _below(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> Positions:
    """The parts of a place that have this figure: the wijken of a gemeente, the buurten of a wijk."""
    if place.level is Level.LAND:
        return np.array([], dtype=np.intp)
    levels = (Level.WIJK, Level.BUURT) if place.level is Level.GEMEENTE else (Level.BUURT, Level.WIJK)
    return _with_figures(atlas, place, levels, indicator, year)


def _with_figures(
    atlas: Atlas, where: str | Place, levels: tuple[Level, ...], indicator: Indicator, year: int
) -> Positions:
    """The areas below a place (or its code) of the first level at which any has a number; else of the first with a cell at all."""
    cube, y, i = atlas.cube, atlas.cube.year_at(year), atlas.cube.indicator_at(indicator.id)
    below = [inside for level in levels if len(inside := atlas.gazetteer.under(where, level))]
    values, deliveries = np.asarray(cube.values)[y, i], np.asarray(cube.deliveries)[y, i]
    for inside in below:
        if not np.isnan(values[inside]).all():
            return inside
    return next((inside for inside in below if deliveries[inside].any()), np.array([], dtype=np.intp))


def _parts(atlas: Atlas, indicator: Indicator, year: int, where: Positions) -> list[Part]:
    """The areas at these positions that have a cell."""
    cube = atlas.cube
    y, i = cube.year_at(year), cube.indicator_at(indicator.id)
    deliveries = np.asarray(cube.deliveries)[y, i, where]
    delivered, deliveries = where[deliveries != 0], deliveries[deliveries != 0]
    values = np.asarray(cube.values)[y, i, delivered].tolist()
    statuses = np.asarray(cube.statuses)[y, i, delivered].tolist()
    codes = [cube.areas[at] for at in delivered]
    return [
        Part(code, name, None if v != v else v, s, of_today)
        for code, name, v, s, of_today in zip(
            codes,
            atlas.names_in(codes, atlas.divisions[deliveries]),
            values,
            statuses,
            atlas.of_today(deliveries, delivered).tolist(),
            strict=True,
        )
    ]
