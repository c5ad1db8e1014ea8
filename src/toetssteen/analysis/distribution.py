"""The distribution of values, and where one value lies in it, without ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class EqualSteps:
    """Equal steps on an axis. low: where the first begins; width: of each; number: of them."""

    low: float
    width: float
    number: int

    @property
    def high(self) -> float:
        return self.low + self.width * self.number


# A tail longer than this many times the middle 98 per cent does not stretch the axis.
_LONG_TAIL = 1.5


def equal_steps(values: Floats, finest: float, most: int) -> EqualSteps:
    """At most about `most` steps of 1, 2 or 5 times a power of ten, none finer than `finest`, over known values (n > 0).

    They hold all values, or the middle 98 per cent where a few lie so far away that they would press the others together:
    then the outer steps stand for what lies beyond as well.
    """
    low, high = float(values.min()), float(values.max())
    inner_low, inner_high = (float(v) for v in np.quantile(values, [0.01, 0.99]))
    if high - low > _LONG_TAIL * (inner_high - inner_low) > 0:
        low, high = inner_low, inner_high
    width = finest
    factors = (2.0, 2.5, 2.0)
    turn = 0
    while (high - low) / width > most:
        width *= factors[turn % 3]
        turn += 1
    start = np.floor(low / width + 1e-9)
    number = int(np.floor(high / width + 1e-9) - start) + 1
    return EqualSteps(float(start * width), float(width), number)


def counted(values: Floats, steps: EqualSteps, limits: Sequence[float]) -> NDArray[np.intp]:
    """(steps, classes): how many known values lie in each step and in each class between the rising `limits`; a value on a
    limit belongs to the class above it. What lies outside the steps counts in the outer ones."""
    step = np.clip(np.floor((values - steps.low) / steps.width + 1e-9), 0, steps.number - 1).astype(np.intp)
    place = np.searchsorted(np.asarray(limits), values, side="right")
    counts = np.zeros((steps.number, len(limits) + 1), dtype=np.intp)
    np.add.at(counts, (step, place), 1)
    return counts
