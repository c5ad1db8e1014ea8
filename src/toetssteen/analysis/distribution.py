"""Where a value lies among others, without a rank."""

from dataclasses import dataclass

import numpy as np

from toetssteen.kernel.cells import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """Values in rising order, and the usual summary: n, least, quarter, middle, three quarters, most."""

    values: Floats
    n: int
    least: float
    quarter: float
    middle: float
    three_quarters: float
    most: float


def spread(values: Floats) -> Spread | None:
    """The spread of the values that are known; None when there are none. Quantiles: linear (Hyndman-Fan 7)."""
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return None
    low, quarter, middle, three, high = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
    return Spread(known, len(known), float(low), float(quarter), float(middle), float(three), float(high))


def share_below(values: Floats, value: float) -> float:
    """Share of the known values below `value`, ties for half (0..1); NaN when none is known."""
    known = values[~np.isnan(values)]
    if not len(known):
        return float("nan")
    return float((np.sum(known < value) + 0.5 * np.sum(known == value)) / len(known))
