"""How far a place is on the way to a target: the figures of today beside what was agreed, and beside the rest of the city or
country over the same years."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.analysis.course import Course, course, last_stretch
from toetssteen.analysis.equal import finest
from toetssteen.analysis.towards import FigureNow, TargetVerdict, agreed, needed, quickest, verdict, wanted_side
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.chances import limits
from toetssteen.answers.figures.courses import values_as_shown
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.profile import default_reference, reference_name
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.figures.steps import coarsest, step
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator


@dataclass(frozen=True, slots=True)
class Towards:
    """latest: the last year with a number; agreed: what belongs to that year on the agreed way (NaN: outside it);
    pace: change per year from baseline to target; quickest: the quickest change per year in that direction until now
    (both NaN when unknown); base: what the publisher now gives for the year of the baseline."""

    series: Series
    latest: Point | None
    agreed: float
    pace: float
    quickest: float
    base: float | None


def towards(atlas: Atlas, place: Place, indicator: Indicator, steps: Sequence[tuple[int, float]]) -> Towards:
    """The figures of a place against a target. steps: (year, value) of baseline, milestones and target."""
    figures = series(atlas, place, indicator)
    latest, pace = figures.latest, needed(steps)
    years = [point.year for point in figures.points]
    values = np.array([np.nan if p.value is None else p.value for p in figures.points], dtype=np.float64)
    direction = -1 if pace < 0 else 1
    base = figures.at(min(steps)[0]) if steps else None
    return Towards(
        series=figures,
        latest=latest,
        agreed=float("nan") if latest is None else agreed(steps, latest.year),
        pace=pace,
        quickest=quickest(years, values, [p.comparable for p in figures.points], direction),
        base=None if base is None else base.value,
    )


@dataclass(frozen=True, slots=True)
class TargetAim:
    """What was agreed, as far as it was. since: the year of the baseline, or else the first in which somebody worked on it."""

    value: float | None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """own: from the first year since the baseline that may be compared with now; elsewhere: the rest over the same years, None
    where it has no figure of both that may be compared. reference: the rest itself, None for the whole country. step: the
    coarsest to which the figures of the place are rounded, never finer than what is shown."""

    indicator: Indicator
    figures: Series
    latest: Point | None
    own: Course | None
    reference: Series | None
    reference_name: str
    elsewhere: Course | None
    verdict: TargetVerdict
    step: float

    @property
    def secret(self) -> bool:
        """Whether the publisher keeps the last thing it has of this place secret."""
        return bool(self.figures.points) and self.figures.points[-1].status is Status.SECRET

    @property
    def reason(self) -> str:
        """Why the rest has no figure over these years, as far as its publisher or its parts tell; "" otherwise."""
        if self.reference is None or self.elsewhere is not None:
            return ""
        years = (self.own.last_year, self.own.first_year) if self.own is not None else ()
        points = [self.reference.at(year) for year in years]
        return next((point.reason for point in points if point is not None and point.reason), "")

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years from which the rest may not be compared with before, where that is why it is not told."""
        if self.reference is None or self.elsewhere is not None or self.own is None:
            return ()
        within = range(self.own.first_year + 1, self.own.last_year + 1)
        points = self.reference.points
        return tuple(p.year for p in points if p.value is not None and not p.comparable and p.year in within)


def target_progress(atlas: Atlas, place: Place, indicator: Indicator, aim: TargetAim) -> TargetProgress:
    """How far a place is from a target, with everything a page shows of it."""
    figures = series(atlas, place, indicator)
    latest, decimals = figures.latest, decimals_shown(indicator)
    values = values_as_shown(figures, decimals)
    bands = limits(atlas, indicator, figures, lambda of: series(atlas, place, of))
    stretch = _since(atlas, last_stretch(~np.isnan(values), figures.comparable), aim)
    years = [atlas.cube.years[position] for position in stretch]
    rounded = finest(coarsest(atlas, indicator, figures), decimals)
    own = course(
        years,
        values[stretch],
        step=rounded,
        decimals=decimals,
        limits=tuple(bands.get(year) for year in years) if bands else (),
    )
    reference = _reference(atlas, place, indicator)
    elsewhere = None if reference is None or own is None else _elsewhere(atlas, indicator, reference, stretch)
    base = None if aim.since is None else figures.at(aim.since)
    side = 0 if aim.value is None else wanted_side(indicator.direction, base.value if base else None, aim.value)
    now = None
    if latest is not None:
        newest = values[atlas.cube.year_at(latest.year)].item()
        tolerance = finest(step(atlas, indicator, figures, latest), decimals) / 2
        now = FigureNow(newest, tolerance, bands.get(latest.year), latest.status is Status.ESTIMATED)
    name = "" if reference is None else reference_name(atlas, place, default_reference(place))
    judged = verdict(now, aim.value, side, own, elsewhere)
    return TargetProgress(indicator, figures, latest, own, reference, name, elsewhere, judged, rounded)


def _since(atlas: Atlas, stretch: Positions, aim: TargetAim) -> Positions:
    """The years of a stretch from then on."""
    return stretch if aim.since is None else stretch[np.asarray(atlas.cube.years)[stretch] >= aim.since]


def _reference(atlas: Atlas, place: Place, indicator: Indicator) -> Series | None:
    if place.level is Level.LAND:
        return None
    if default_reference(place) is Reference.COUNTRY:
        return series(atlas, atlas.place(COUNTRY), indicator)
    return rest(atlas, place, indicator)


def _elsewhere(atlas: Atlas, indicator: Indicator, reference: Series, stretch: Positions) -> Course | None:
    """Its first and last year only: a break anywhere between makes them two stretches."""
    decimals = decimals_shown(indicator)
    values = values_as_shown(reference, decimals)
    ends = [int(stretch[0]), int(stretch[-1])]
    between = np.arange(ends[0] + 1, ends[1] + 1)
    known = between[~np.isnan(values[between])]
    # However its gemeenten are divided, the country stays the country.
    steady = reference.code == COUNTRY or bool(reference.comparable[known].all())
    if np.isnan(values[ends]).any() or not steady:
        return None
    years = [atlas.cube.years[position] for position in ends]
    rounded = finest(coarsest(atlas, indicator, reference), decimals)
    return course(years, values[ends], step=rounded, decimals=decimals)
