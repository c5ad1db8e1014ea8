"""The distribution of values, and where one value lies in it, without ranks."""

from dataclasses import dataclass
from enum import StrEnum

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


class Drift(StrEnum):
    """Whether several values came closer together, by the distance between the least and the most."""

    CLOSER = "closer"
    SAME = "same"
    FURTHER = "further"


def reach(values: Floats) -> float:
    """The distance between the least and the most of the known values; NaN when none is known."""
    known = values[~np.isnan(values)]
    return float(known.max() - known.min()) if len(known) else float("nan")


def drift(first: Floats, last: Floats, tolerance: float) -> Drift:
    """How the reach of the same places changed between two years. A change of at most `tolerance`, in the values'
    unit, is none: each reach is made of two rounded values."""
    change = reach(last) - reach(first)
    if abs(change) <= tolerance:
        return Drift.SAME
    return Drift.CLOSER if change < 0 else Drift.FURTHER
