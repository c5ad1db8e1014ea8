"""Level, gap, change of the gap: in points and as a ratio, because the two can disagree."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.analysis.chance import Limits, combined, difference, may_be_chance
from toetssteen.analysis.course import Turn, last_stretch, turning
from toetssteen.analysis.equal import Cause, FigureComparison, within
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Direction


@dataclass(frozen=True, slots=True)
class Gap:
    """area - reference in the indicator's unit, and area / reference (None where the reference is zero
    or the scale has no true zero). Not rounded: for what a reader sees, see `analysis.equal`."""

    points: float
    ratio: float | None


class Standing(StrEnum):
    """How an area stands to its reference, where a direction is defined."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNDIRECTED = "undirected"


class Movement(StrEnum):
    """The change of the distance to the reference, on either side of it.

    SAME and UNCLEAR: the change is within what rounding or chance can make. UNCLEAR where the distance as shown changed by more
    than half even so: then it cannot be called the same either.
    """

    SMALLER = "smaller"
    SAME = "same"
    UNCLEAR = "unclear"
    LARGER = "larger"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class GapChange:
    """The gap at the start and the end of a stretch of years without a break. cause: what makes `points` SAME or UNCLEAR.
    turn, ratio_turn: of the distance in points, and of the ratio; with the gap or ratio of that year."""

    first_year: int
    last_year: int
    first: Gap
    last: Gap
    points: Movement
    ratio: Movement | None
    cause: Cause | None = None
    turn: Turn | None = None
    ratio_turn: Turn | None = None


def gap(value: float, reference: float, *, has_zero: bool = True) -> Gap:
    """The gap between two values. has_zero: whether the unit has a true zero, so that a ratio means something."""
    positive = has_zero and reference > 0 and value >= 0
    return Gap(value - reference, value / reference if positive else None)


def standing(comparison: FigureComparison, direction: Direction) -> Standing:
    """How an area stands to its reference. SAME when rounding or chance alone can explain the difference."""
    if direction is Direction.CONTEXT:
        return Standing.UNDIRECTED
    if comparison.equal is not None:
        return Standing.SAME
    return Standing.BETTER if (comparison.points > 0) == (direction is Direction.HIGHER) else Standing.WORSE


Pair = tuple[Limits, Limits]


def movement(before: float, after: float, tolerance: float, chance: Pair | None = None) -> Movement:
    """How the distance to zero changed. tolerance: what rounding can make of the change. chance: limits of `before` and
    `after`. CROSSED when it changed sides by more than both on both."""
    return _movement(before, after, tolerance, chance)[0]


def _movement(
    before: float, after: float, tolerance: float, chance: Pair | None, *, crosses: bool = True
) -> tuple[Movement, Cause | None]:
    """crosses: whether it may be called CROSSED at all."""
    chances = chance is not None and any(may_be_chance(limits) for limits in chance)
    if crosses and before * after < 0 and min(abs(before), abs(after)) > tolerance and not chances:
        return Movement.CROSSED, None
    cause = None
    if within(abs(after) - abs(before), tolerance):
        cause = Cause.ROUNDING
    elif chance is not None and may_be_chance(_growth(before, after, chance)):
        cause = Cause.CHANCE
    if cause is not None:
        return (Movement.UNCLEAR if _by_half(before, after, tolerance) else Movement.SAME), cause
    return (Movement.SMALLER if abs(after) < abs(before) else Movement.LARGER), None


def _growth(before: float, after: float, chance: Pair) -> Limits:
    """By how much the distance to zero grew, with its limits."""
    return combined([(-1 if after < 0 else 1, chance[1]), (1 if before < 0 else -1, chance[0])])


def _by_half(before: float, after: float, tolerance: float) -> bool:
    """Whether the distance changed by more than half of the larger one, or changed sides by more than the tolerance;
    but not where rounding can make all of both."""
    larger = max(abs(before), abs(after))
    if within(larger, tolerance / 2):
        return False
    sides = before * after < 0 and not within(after - before, tolerance)
    return sides or abs(abs(after) - abs(before)) > larger / 2


def shared_stretch(
    values: Floats,
    comparable: NDArray[np.bool_],
    reference: Floats,
    reference_comparable: NDArray[np.bool_],
) -> NDArray[np.intp]:
    """Positions of the last stretch of years that both have and in which neither broke. All arrays (years,)."""
    in_both = ~np.isnan(values) & ~np.isnan(reference)
    return last_stretch(
        in_both, _between(in_both, values, comparable) & _between(in_both, reference, reference_comparable)
    )


def _pair(first: Limits | None, second: Limits | None) -> Pair | None:
    return None if first is None or second is None else (first, second)


# Ratios within two per cent of each other are called the same.
RATIO_TOLERANCE = 0.02


def change(
    years: tuple[int, ...],
    values: Floats,
    comparable: NDArray[np.bool_],
    reference: Floats,
    reference_comparable: NDArray[np.bool_],
    *,
    steps: tuple[float, float],
    has_zero: bool = True,
    limits: tuple[Sequence[Limits | None], Sequence[Limits | None]] | None = None,
) -> GapChange | None:
    """The change of the gap over the last stretch that has no break in area or reference.

    All arrays (years,), NaN where nothing is known; give values as shown, so that a reader can do the sum. None when
    fewer than two years are left. steps: to which the values of area and reference are rounded, in the indicator's unit.
    limits: (years,) of area and reference, under a model of chance; None: none is known.
    """
    stretch = shared_stretch(values, comparable, reference, reference_comparable)
    if len(stretch) < 2:
        return None
    first, last = int(stretch[0]), int(stretch[-1])
    before = gap(float(values[first]), float(reference[first]), has_zero=has_zero)
    after = gap(float(values[last]), float(reference[last]), has_zero=has_zero)
    tolerance = sum(steps)
    gaps = _gap_limits(limits, stretch)
    moved, cause = _movement(before.points, after.points, tolerance, _pair(gaps[0], gaps[-1]))
    ratio, ratio_turn = None, None
    if has_zero:
        logs = _log_limits(limits, stretch)
        crosses = moved is Movement.CROSSED
        ratio, ratio_turn = _ratio(values[stretch], reference[stretch], steps, logs, crosses=crosses)
    return GapChange(
        years[first],
        years[last],
        before,
        after,
        moved,
        ratio,
        cause,
        _turn(years, stretch, values[stretch] - reference[stretch], tolerance, gaps),
        None if ratio_turn is None else Turn(years[stretch[ratio_turn[0]]], *ratio_turn[1:]),
    )


Both = tuple[Sequence[Limits | None], Sequence[Limits | None]]


def _gap_limits(limits: Both | None, stretch: NDArray[np.intp]) -> list[Limits | None]:
    """The limits of the gap in each year of the stretch."""
    if limits is None:
        return [None] * len(stretch)
    pairs = (_pair(limits[0][year], limits[1][year]) for year in stretch)
    return [None if pair is None else difference(*pair) for pair in pairs]


def _turn(
    years: tuple[int, ...],
    stretch: NDArray[np.intp],
    points: Floats,
    tolerance: float,
    gaps: Sequence[Limits | None],
) -> Turn | None:
    """Where the distance, whichever side it lies on, was larger or smaller than at both ends."""
    sizes = np.abs(points)
    position = turning(sizes, tolerance, [_size(limits) for limits in gaps])
    return (
        None
        if position is None
        else Turn(years[stretch[position]], float(points[position]), bool(sizes[position] > sizes[0]))
    )


def _size(limits: Limits | None) -> Limits | None:
    return Limits(-limits.value, -limits.high, -limits.low) if limits is not None and limits.value < 0 else limits


def _ratio(
    values: Floats,
    reference: Floats,
    steps: tuple[float, float],
    logs: Sequence[Limits | None],
    *,
    crosses: bool,
) -> tuple[Movement | None, tuple[int, float, bool] | None]:
    """The movement of the ratio over the stretch, and where it turned: position, ratio, whether that is the largest.

    values, reference, logs (of the logarithm of the ratio): (n,). crosses: whether the points did; then only may the ratio.
    """
    ends = [values[0], values[-1], reference[0], reference[-1]]
    if min(ends) <= 0:
        return None, None
    before, after = math.log(values[0] / reference[0]), math.log(values[-1] / reference[-1])
    tolerance = max(RATIO_TOLERANCE, _log_room(values, reference, steps))
    moved, _cause = _movement(before, after, tolerance, _pair(logs[0], logs[-1]), crosses=crosses)
    if min(values.min(), reference.min()) <= 0:
        return moved, None
    distances = np.abs(np.log(values / reference))
    position = turning(distances, tolerance, [_size(limits) for limits in logs])
    if position is None:
        return moved, None
    return moved, (position, float(values[position] / reference[position]), bool(distances[position] > distances[0]))


def _log_room(own: Floats, reference: Floats, steps: tuple[float, float]) -> float:
    """By how much rounding of all four numbers can change the logarithm of one ratio against that of the other."""
    room = 0.0
    for values, step in ((own, steps[0]), (reference, steps[1])):
        for end in (0, -1):
            share = step / 2 / float(values[end])
            room += -math.log1p(-share) if share < 1 else math.inf
    return room


def _log_limits(limits: Both | None, stretch: NDArray[np.intp]) -> list[Limits | None]:
    if limits is None:
        return [None] * len(stretch)
    result: list[Limits | None] = []
    for year in stretch:
        pair = _pair(limits[0][year], limits[1][year])
        logs = None if pair is None else _pair(pair[0].logarithm, pair[1].logarithm)
        result.append(None if logs is None else difference(*logs))
    return result


def _between(in_both: NDArray[np.bool_], values: Floats, comparable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a year in `in_both` may be compared with the one in `in_both` before it: no break on the way."""
    result = np.zeros(len(in_both), dtype=np.bool_)
    broken = False
    known = ~np.isnan(values)
    for year in range(len(in_both)):
        if known[year] and not comparable[year]:
            broken = True
        if in_both[year]:
            result[year] = not broken
            broken = False
    return result
