"""How far a place is on the way to a target: the figures of today beside what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.analysis.towards import agreed, needed, quickest
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
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
