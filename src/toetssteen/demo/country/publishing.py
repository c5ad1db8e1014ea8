"""What the publisher does before figures leave the house: withhold what is too small, and round."""

import numpy as np
from numpy.typing import NDArray

from toetssteen.demo.country.schedule import PublicationSchedule
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Bytes, Floats, Status
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.sources.invented.figure_models import scale_of
from toetssteen.sources.invented.rounding import rounding_step

# After the thresholds of Statistics Netherlands: people or households behind a figure, by domain.
_THRESHOLDS = {"inkomen": 100, "werk": 150, "onderwijs": 50, "gezondheid": 50}
_ANYBODY = 10
_CARE = ("zorg", "jeugd")
_CARE_COUNT = 8  # fewer people with care than this are withheld


def publish(
    indicator: Indicator,
    plan: PublicationSchedule,
    years: tuple[int, ...],
    level: Level,
    whole: tuple[Floats, Floats],
    rng: np.random.Generator,
) -> tuple[Floats, Bytes]:
    """(values, statuses), both (t, m), of one indicator at one level. NaN where no number goes out.

    whole: what `Series.whole` gives, unrounded values and what stands behind them.
    """
    values, behind = whole
    statuses = np.full(values.shape, Status.OBSERVED, dtype=np.uint8)
    statuses[_secret(indicator, values, behind)] = Status.SECRET
    statuses[np.isnan(values)] = Status.ABSENT
    for row, year in enumerate(years):
        silence = plan.silence(level, year)
        if silence is not None:
            statuses[row] = silence
    rounded = _rounded(values, rounding_step(indicator), indicator.aggregation.rule, rng)
    return np.where(statuses == Status.OBSERVED, rounded, np.nan), statuses


def _secret(indicator: Indicator, values: Floats, behind: Floats) -> NDArray[np.bool_]:
    if indicator.aggregation.rule is AggregationRule.SUM:
        return np.zeros(values.shape, dtype=np.bool_)
    scale = scale_of(indicator)
    if indicator.domain in _CARE and scale:
        return np.asarray(values * behind / scale < _CARE_COUNT)
    floor = max(indicator.minimum_cell, _THRESHOLDS.get(indicator.domain, 0), _ANYBODY)
    return np.asarray(behind < floor)


def _rounded(values: Floats, step: float, rule: AggregationRule, rng: np.random.Generator) -> Floats:
    if rule is not AggregationRule.SUM:
        return np.asarray(np.round(np.round(values / step) * step, 6))
    # Up or down at random, in such a way that the mean stays right: parts do not add up to the whole.
    under = np.floor(values / step)
    return np.asarray((under + (rng.random(values.shape) < values / step - under)) * step)
