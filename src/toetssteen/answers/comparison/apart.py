"""The distance between places in one row, and its change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from toetssteen.analysis.chance import Limits, difference, may_be_chance
from toetssteen.analysis.distribution import Drift, drift
from toetssteen.analysis.equal import Cause, FigureComparison, finest
from toetssteen.analysis.equal import compare as side_by_side
from toetssteen.answers.figures.chances import Bands, limits, pair
from toetssteen.answers.figures.courses import values_as_shown
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Indicator


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One place in one row. point: its figure in the year of the row (None: none in that year). latest: its last one.
    empty: nobody lived there in the last year about which something is known."""

    place: Place
    series: Series
    point: Point | None
    latest: Point | None
    empty: bool = False

    @property
    def value(self) -> float | None:
        return None if self.point is None else self.point.value


@dataclass(frozen=True, slots=True)
class DistanceApart:
    """How far the places lie apart in the year of the row, as shown, in the indicator's unit, and since `first_year`
    whether they came closer. cause: what can make all of this distance by itself; None: they differ. first_year, drift:
    None where a break, or a place without figures, leaves no stretch for all; drift: also where chance may have done it."""

    reach: float
    cause: Cause | None
    first_year: int | None
    drift: Drift | None

    @property
    def alike(self) -> bool:
        return self.cause is not None


def step(atlas: Atlas, indicator: Indicator, points: Iterable[Point | None]) -> float:
    """The coarsest rounding of these figures, in the indicator's unit; never finer than what is shown."""
    rounded = (atlas.rounding(indicator, p.delivery) for p in points if p is not None)
    return finest(max(rounded, default=0.0), decimals_shown(indicator))


def apart(atlas: Atlas, indicator: Indicator, entries: Sequence[PlaceFigure], year: int) -> DistanceApart | None:
    known = [e for e in entries if e.value is not None]
    if len(known) < 2:
        return None
    decimals, last = decimals_shown(indicator), atlas.cube.year_at(year)
    values = np.array([values_as_shown(e.series, decimals) for e in known])
    bands = [limits(atlas, indicator, e.series, partial(series, atlas, e.place)) for e in known]
    rounding = step(atlas, indicator, (e.point for e in known))
    at_end = _ends(values[:, last], bands, year, (rounding, decimals))
    first = _first_shared(values, np.array([e.series.comparable for e in known]), last)
    if first is None:
        return DistanceApart(at_end[0].points, at_end[0].equal, None, None)
    at_start = _ends(values[:, first], bands, atlas.cube.years[first], (rounding, decimals))
    drifted: Drift | None = drift(values[:, first], values[:, last], 2 * rounding)
    if at_start[1] and at_end[1] and drifted is not Drift.SAME and may_be_chance(difference(at_end[1], at_start[1])):
        drifted = None
    return DistanceApart(at_end[0].points, at_end[0].equal, atlas.cube.years[first], drifted)


def _ends(
    values: Floats, bands: Sequence[Bands], year: int, rounding: tuple[float, int]
) -> tuple[FigureComparison, Limits | None]:
    """The place with most beside the one with least, and how far chance reaches in the distance between them.

    values: as shown; rounding: the step, and the decimals shown.
    """
    highest, lowest = int(values.argmax()), int(values.argmin())
    chance = pair((bands[highest], bands[lowest]), year, year)
    steps = (rounding[0], rounding[0])
    comparison = side_by_side(
        float(values[highest]), float(values[lowest]), steps=steps, decimals=rounding[1], chance=chance
    )
    return comparison, None if chance is None else difference(*chance)


def _first_shared(values: Floats, comparable: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], last: int) -> int | None:
    """The first year that all places have, with no break of any of them between it and `last`; None without one.

    values, comparable: (places, years).
    """
    first = None
    known = ~np.isnan(values)
    for year in range(last, -1, -1):
        if year < last and known[:, year].all():
            first = year
        # Whoever has a figure here that may not be compared with the one before it ends the stretch for all.
        if (known[:, year] & ~comparable[:, year]).any():
            break
    return first
