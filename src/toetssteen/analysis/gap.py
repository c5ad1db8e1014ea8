"""Level, gap, change of the gap: in points and as a ratio, because the two can disagree."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Direction


@dataclass(frozen=True, slots=True)
class Gap:
    """area - reference in the indicator's unit, and area / reference (None where the reference is zero
    or the scale has no true zero)."""

    points: float
    ratio: float | None


class Standing(StrEnum):
    """How an area stands to its reference, where a direction is defined."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNDIRECTED = "undirected"


class Movement(StrEnum):
    """What became of the distance to the reference, whichever side it lies on."""

    SMALLER = "smaller"
    SAME = "same"
    LARGER = "larger"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Change:
    """The gap at the start and the end of a stretch of years without a break."""

    first_year: int
    last_year: int
    first: Gap
    last: Gap
    points: Movement
    ratio: Movement | None


def gap(value: float, reference: float, *, has_zero: bool = True) -> Gap:
    """The gap between two values. has_zero: whether the unit has a true zero, so that a ratio means something."""
    positive = has_zero and reference > 0 and value >= 0
    return Gap(value - reference, value / reference if positive else None)


def standing(points: float, direction: Direction, tolerance: float) -> Standing:
    """SAME when the gap is no larger than `tolerance` (what rounding alone can make of it)."""
    if direction is Direction.CONTEXT:
        return Standing.UNDIRECTED
    # A hair of slack: 0.30000000000000004 is not more than 0.3.
    if abs(points) <= tolerance * (1 + 1e-9) + 1e-12:
        return Standing.SAME
    return Standing.BETTER if (points > 0) == (direction is Direction.HIGHER) else Standing.WORSE


def movement(before: float, after: float, tolerance: float) -> Movement:
    """How the distance to zero changed. CROSSED when it changed sides by more than the tolerance on both."""
    if before * after < 0 and min(abs(before), abs(after)) > tolerance:
        return Movement.CROSSED
    if abs(abs(after) - abs(before)) <= tolerance * (1 + 1e-9) + 1e-12:
        return Movement.SAME
    return Movement.SMALLER if abs(after) < abs(before) else Movement.LARGER


def last_stretch(known: NDArray[np.bool_], comparable: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Positions of the years with a value that form the last stretch without a break.

    known, comparable: (years,). The first year of a stretch is the last known one that may not be compared
    with the known one before it.
    """
    years = np.flatnonzero(known)
    start = 0
    for place in range(1, len(years)):
        if not comparable[years[place]]:
            start = place
    return years[start:]


# Ratios within two per cent of each other are called the same.
RATIO_TOLERANCE = 0.02


def change(
    years: tuple[int, ...],
    values: Floats,
    comparable: NDArray[np.bool_],
    reference: Floats,
    reference_comparable: NDArray[np.bool_],
    *,
    tolerance: float,
    has_zero: bool = True,
) -> Change | None:
    """The change of the gap over the last stretch that has no break in area or reference.

    All arrays (years,), NaN where nothing is known. None when fewer than two years are left. tolerance in
    the indicator's unit: two gaps each within one rounding step, so callers give twice that step.
    """
    both = ~np.isnan(values) & ~np.isnan(reference)
    stretch = last_stretch(both, _between(both, values, comparable) & _between(both, reference, reference_comparable))
    if len(stretch) < 2:
        return None
    first, last = int(stretch[0]), int(stretch[-1])
    before = gap(float(values[first]), float(reference[first]), has_zero=has_zero)
    after = gap(float(values[last]), float(reference[last]), has_zero=has_zero)
    ratio = None
    if before.ratio and after.ratio:
        ratio = movement(float(np.log(before.ratio)), float(np.log(after.ratio)), RATIO_TOLERANCE)
    return Change(
        years[first],
        years[last],
        before,
        after,
        movement(before.points, after.points, tolerance),
        ratio,
    )


def _between(both: NDArray[np.bool_], values: Floats, comparable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a year in `both` may be compared with the one in `both` before it: no break on the way."""
    result = np.zeros(len(both), dtype=np.bool_)
    broken = False
    known = ~np.isnan(values)
    for year in range(len(both)):
        if known[year] and not comparable[year]:
            broken = True
        if both[year]:
            result[year] = not broken
            broken = False
    return result
