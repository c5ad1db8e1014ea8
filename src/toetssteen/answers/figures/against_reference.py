"""One indicator of a place beside its reference: level, gap, change of the gap, and how far chance reaches."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from toetssteen.analysis.course import Course
from toetssteen.analysis.distribution import Spread
from toetssteen.analysis.equal import FigureComparison, compare
from toetssteen.analysis.gap import Gap, GapChange, Standing, gap, standing
from toetssteen.answers.figures.alike import PartFigure, parts_of, places_alike
from toetssteen.answers.figures.chances import Bands, limits, pair
from toetssteen.answers.figures.courses import courses, has_zero
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.figures.steps import step
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator


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
    seen: FigureComparison | None = None
    standing: Standing | None = None
    change: GapChange | None = None
    own: Course | None = None
    there: Course | None = None
    jumps: tuple[int, ...] = ()
    bands: tuple[Bands, Bands] = field(default_factory=lambda: ({}, {}))
    places: tuple[PartFigure, ...] = ()
    spread: Spread | None = None
    parts: tuple[PartFigure, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether the publisher keeps the last thing it has of this place secret."""
        return bool(self.series.points) and self.series.points[-1].status is Status.SECRET

    @property
    def unpublished(self) -> bool:
        """Whether the last thing the publisher has is a column that it has not filled yet."""
        return bool(self.series.points) and self.series.points[-1].status is Status.UNPUBLISHED

    @property
    def tolerance(self) -> float:
        """The gap that rounding alone can make, in the indicator's unit."""
        return 0.0 if self.seen is None else self.seen.tolerance

    @property
    def years_known(self) -> int:
        return sum(1 for p in self.series.points if p.value is not None)


def reading(
    atlas: Atlas,
    place: Place,
    indicator: Indicator,
    reference: Reference,
    baseline: int | None = None,
    *,
    now_only: bool = False,
) -> Reading:
    """One indicator of one place against one reference. now_only: how it stands in its last year and nothing else, without
    its course, its parts and the places around it, which cost most of the work."""
    own = series(atlas, place, indicator)
    latest = own.latest
    if latest is None or latest.value is None:
        return Reading(indicator, own, None)
    places, around = ((), None) if now_only else places_alike(atlas, place, indicator, latest.year)
    parts = () if now_only else parts_of(atlas, place, indicator, latest.year)
    reference_series = _reference(atlas, place, indicator, reference)
    reference_point = _beside(own, reference_series, reference, latest, baseline)
    against = None if reference_point is None else reference_point.value
    unjudged = Reading(
        indicator, own, latest, reference_series, against, reference_point, places=places, spread=around, parts=parts
    )
    bands = _bands(atlas, place, unjudged, reference)
    # A total grows with the size of a place: its gap to another place's total says nothing.
    if against is None or reference_point is None or (_is_count(indicator) and reference is not Reference.START):
        unheld = replace(unjudged, bands=bands)
        return unheld if now_only else _through_time(atlas, unheld, None)
    comparison = compare(
        latest.value,
        against,
        steps=(step(atlas, indicator, own, latest), step(atlas, indicator, reference_series or own, reference_point)),
        decimals=decimals_shown(indicator),
        has_zero=has_zero(indicator),
        chance=pair(bands, latest.year, reference_point.year),
    )
    full = replace(
        unjudged,
        gap=gap(latest.value, against, has_zero=has_zero(indicator)),
        seen=comparison,
        standing=standing(comparison, indicator.direction),
        bands=bands,
    )
    return full if now_only else _through_time(atlas, full, reference_series)


def _through_time(atlas: Atlas, base: Reading, other: Series | None) -> Reading:
    """The reading with its change and courses, against `other` or by itself."""
    both = courses(atlas, base.indicator, base.series, other, base.bands)
    return replace(base, change=both.change, own=both.own, there=both.there, jumps=both.jumps)


def _bands(atlas: Atlas, place: Place, base: Reading, reference: Reference) -> tuple[Bands, Bands]:
    """The chance bands of the place and of the reference; the same bands against an earlier own year."""
    own = limits(atlas, base.indicator, base.series, lambda of: series(atlas, place, of))
    if not own or reference is Reference.START:
        return own, own
    if base.reference is None:
        return own, {}
    return own, limits(atlas, base.indicator, base.reference, lambda of: _numbers(atlas, place, of, reference))


@derived(most=512, key=lambda place, of, reference: (place.code, reference, of.id))
def _numbers(atlas: Atlas, place: Place, of: Indicator, reference: Reference) -> Series | None:
    """The denominators of the reference, cached: one place needs the same one many times."""
    return _reference(atlas, place, of, reference)


def _is_count(indicator: Indicator) -> bool:
    return indicator.aggregation.rule == "sum"


def _reference(atlas: Atlas, place: Place, indicator: Indicator, reference: Reference) -> Series | None:
    match reference:
        case Reference.REST:
            result = rest(atlas, place, indicator)
        case Reference.CITY:
            result = series(atlas, atlas.place(str(place.gemeente)), indicator)
        case Reference.COUNTRY:
            result = series(atlas, atlas.place(COUNTRY), indicator)
        case _:
            return None
    return result if result.latest is not None else None


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
    candidates = [p for p in stretch if p.year < latest.year and (baseline is None or p.year == baseline)]
    return candidates[0] if candidates else None
