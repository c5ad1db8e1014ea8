"""How does this place stand, and does it move? Level, gap, change of the gap, spread, parts; per domain."""

from dataclasses import dataclass

from toetssteen.analysis.gap import Movement, Standing
from toetssteen.answers.figures.against_reference import Reading, Reference, reading
from toetssteen.answers.figures.published import Point
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _


@dataclass(frozen=True, slots=True)
class Theme:
    """One domain of the profile: what is known, what is only known elsewhere, what is wanted; and what the publisher
    has of this place and keeps secret, or has not published yet."""

    domain: Domain
    readings: tuple[Reading, ...]
    wanted: tuple[Indicator, ...]
    unknown_here: tuple[Indicator, ...]
    secret_here: tuple[Indicator, ...]
    unpublished: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A place against a chosen reference. well: key readings that stand better than the reference, of
    indicators that have a direction. alike: that stand about the same. other: that stand worse, as large. closing: of
    these, the counted ones whose distance to the reference became smaller in points and not larger as a ratio. older: key
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
    *,
    now_only: bool = False,
) -> Profile:
    """The profile of a place. baseline: year for Reference.START (the first known one otherwise).

    domain: only this theme. now_only: the readings without course, parts and places around, so that no distance is known
    to become smaller; see `against_reference.reading`. Raises UnknownNameError for a place, reference or year that does not exist.
    """
    place = atlas.place(code)
    chosen = reference or references(place)[0]
    if chosen not in references(place):
        raise UnknownNameError(_("Met deze plek kunnen we {place} niet vergelijken.").format(place=place.name))
    if baseline is not None:
        atlas.cube.year_at(baseline)
    readings = {
        i.id: reading(atlas, place, i, chosen, baseline, now_only=now_only)
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
    if reading.latest is not None and reading.latest.status is Status.ESTIMATED:
        return False  # a model's figures are there to look at; they do not show whether an approach helps
    if moved is None or moved.turn is not None or moved.first.points * moved.last.points < 0:
        return False
    return moved.points is Movement.SMALLER and moved.ratio is not Movement.LARGER


def _theme(atlas: Atlas, place: Place, domain: Domain, readings: dict[str, Reading]) -> Theme:
    of_theme = [i for i in atlas.indicators.values() if i.domain == domain.id]
    silent = [i for i in of_theme if i.id in readings and readings[i.id].latest is None]
    return Theme(
        domain,
        tuple(readings[i.id] for i in of_theme if i.id in readings and readings[i.id].latest is not None),
        tuple(i for i in of_theme if i.wanted is not None and i.wanted.may_stand(place.level)),
        tuple(i for i in silent if not (readings[i.id].secret or readings[i.id].unpublished)),
        tuple(i for i in silent if readings[i.id].secret),
        tuple(i for i in silent if readings[i.id].unpublished),
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


def beside_name(profile: Profile, reading: Reading) -> str:
    """What one figure is held against, in words: an own earlier year is that of the number itself."""
    if profile.reference is not Reference.START or reading.beside is None:
        return profile.reference_name
    return str(reading.beside.year)
