"""On the way to a target: where the agreed steps lie between two years, how quickly a series ever moved, and whether it is
nearer to its target than when it began.

Plain arithmetic on years and values; no forecast, and nothing about causes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from toetssteen.analysis.chance import Limits
from toetssteen.analysis.course import Course
from toetssteen.analysis.equal import Cause, within
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Direction


class TargetDistance(StrEnum):
    """How a figure lies towards its target, against where it began. The only values there are: pages and the API say these."""

    REACHED = "reached"
    REACHED_ELSEWHERE_TOO = "reached elsewhere too"
    CLOSER = "closer"
    SAME = "same"
    FURTHER = "further"
    UNCLEAR = "unclear"
    NO_FIGURE = "no figure"


class Unclear(StrEnum):
    """Why a distance cannot be told."""

    NO_TARGET = "no target"
    NO_SIDE = "no side"
    MODELLED = "modelled"
    NO_BEGIN = "no begin"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """why: of UNCLEAR only. near: what alone could make the difference between the figure and its target, where there is one."""

    distance: TargetDistance
    why: Unclear | None = None
    near: Cause | None = None


@dataclass(frozen=True, slots=True)
class FigureNow:
    """The last figure, as shown. tolerance: half the step to which it is rounded. limits: under a model of chance; None: no
    model is known. modelled: the publisher estimated it."""

    value: float
    tolerance: float
    limits: Limits | None = None
    modelled: bool = False


def wanted_side(direction: Direction, base: float | None, target: float) -> int:
    """On which side of the target the figure has to come: 1 at or above it, -1 at or below it; 0 where that cannot be told,
    because the target lies on the worse side of the baseline or because no side is better and there is no way to go."""
    way = 0 if base is None else int(np.sign(target - base))
    if direction is Direction.CONTEXT:
        return way
    better = 1 if direction is Direction.HIGHER else -1
    return 0 if way == -better else better


def verdict(
    now: FigureNow | None, target: float | None, side: int, own: Course | None, elsewhere: Course | None
) -> TargetVerdict:
    """How far the target is. side: see `wanted_side`. own: from the begin to now; None without a begin that may be compared.
    elsewhere: of the rest, over the same years."""
    if now is None:
        return TargetVerdict(TargetDistance.NO_FIGURE)
    why = _unclear(now, target, side)
    if target is None or why is not None:
        return TargetVerdict(TargetDistance.UNCLEAR, why)
    near = _near(now, target)
    if side * (now.value - target) >= 0:
        both = own is not None and elsewhere is not None and _elsewhere_too(side, own, elsewhere)
        return TargetVerdict(TargetDistance.REACHED_ELSEWHERE_TOO if both else TargetDistance.REACHED, None, near)
    if own is None:
        return TargetVerdict(TargetDistance.UNCLEAR, Unclear.NO_BEGIN, near)
    if own.ends.equal is Cause.CHANCE:
        return TargetVerdict(TargetDistance.UNCLEAR, Unclear.CHANCE, near)
    if own.ends.equal is Cause.ROUNDING:
        return TargetVerdict(TargetDistance.SAME, None, near)
    moved = TargetDistance.CLOSER if side * own.ends.points > 0 else TargetDistance.FURTHER
    return TargetVerdict(moved, None, near)


def _unclear(now: FigureNow, target: float | None, side: int) -> Unclear | None:
    if target is None:
        return Unclear.NO_TARGET
    if side == 0:
        return Unclear.NO_SIDE
    return Unclear.MODELLED if now.modelled else None


def _near(now: FigureNow, target: float) -> Cause | None:
    if now.value == target:
        return None
    if within(now.value - target, now.tolerance):
        return Cause.ROUNDING
    return Cause.CHANCE if now.limits is not None and now.limits.low <= target <= now.limits.high else None


def _elsewhere_too(side: int, own: Course, elsewhere: Course) -> bool:
    """Whether the rest went the same way, by at least half as much in per cent of where it began; in points where either began
    at nothing or below."""
    here, there = side * own.ends.points, side * elsewhere.ends.points
    if own.ends.equal is not None or elsewhere.ends.equal is not None or here <= 0 or there <= 0:
        return False
    begins = (own.ends.reference, elsewhere.ends.reference)
    if min(begins) > 0:
        here, there = here / begins[0], there / begins[1]
    return there >= here / 2 * (1 - 1e-9)


def agreed(steps: Sequence[tuple[int, float]], year: int) -> float:
    """The value that belongs to `year` on straight lines between the steps (year, value), in the indicator's unit.

    NaN before the first step, after the last one, and without steps. Steps may come in any order.
    """
    if not steps:
        return float("nan")
    years, values = np.array(sorted(steps), dtype=np.float64).T
    return float(np.interp(year, years, values, left=np.nan, right=np.nan))


def needed(steps: Sequence[tuple[int, float]]) -> float:
    """The mean change per year from the first step to the last; NaN with fewer than two years."""
    ordered = sorted(steps)
    if len(ordered) < 2 or ordered[-1][0] == ordered[0][0]:
        return float("nan")
    return (ordered[-1][1] - ordered[0][1]) / (ordered[-1][0] - ordered[0][0])


def quickest(years: Sequence[int], values: Floats, comparable: Sequence[bool], direction: int) -> float:
    """The largest change per year in `direction` (+1 up, -1 down) between two years with a number after each other.

    years: (n,), rising; values: (n,), NaN where there is none; comparable: (n,), with the number before it. Gives the
    change with its sign; NaN when no two years may be compared. A series that only went the other way gives 0.
    """
    changes = []
    previous: int | None = None
    for position, value in enumerate(values):
        if np.isnan(value):
            continue
        if previous is not None and comparable[position]:
            changes.append((value - values[previous]) / (years[position] - years[previous]) * direction)
        previous = position
    return float(max(0.0, *changes) * direction) if changes else float("nan")
