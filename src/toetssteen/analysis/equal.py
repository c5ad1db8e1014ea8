"""Whether two figures are equal: the one rule for every list, sentence, arrow, table and difference on a page.

A reader has the numbers as shown, so the rule works on these: the difference is that of the shown numbers, and the ratio
too. Two causes make a difference none: rounding (hard bounds), and chance (a stated model, see `analysis.chance`). Each
is asked by itself; they are never added together.
"""

from dataclasses import dataclass
from enum import StrEnum

from toetssteen.analysis.chance import Limits, difference, may_be_chance
from toetssteen.kernel.dutch import as_shown

# A ratio is shown with two decimals where rounding can change it by at most this much, else with one up to the next.
TWO_DECIMALS, ONE_DECIMAL = 0.05, 0.5


class Cause(StrEnum):
    """What alone can explain a difference, so that two figures are called about equal."""

    ROUNDING = "rounding"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """Two figures as a reader sees them.

    value, reference: as shown. points: the one minus the other, exact at `decimals`. ratio: the one divided by the other
    as shown with `ratio_decimals`; None without a true zero, where rounding leaves nothing of it, or where it would read 0 or
    1. inverse: likewise, the other divided by the one. equal: what can make this difference by itself; None: the figures differ. tolerance: what rounding can make.
    """

    value: float
    reference: float
    points: float
    decimals: int
    ratio: float | None
    ratio_decimals: int
    equal: Cause | None
    tolerance: float
    inverse: float | None = None
    inverse_decimals: int = 0

    @property
    def same_shown(self) -> bool:
        """Whether a reader sees one and the same number twice."""
        return self.points == 0


def within(size: float, tolerance: float) -> bool:
    """Whether `size` is at most `tolerance`, with a hair of slack: 0.30000000000000004 is not more than 0.3."""
    return abs(size) <= tolerance * (1 + 1e-9) + 1e-12


def finest(step: float, decimals: int) -> float:
    """The step of a figure as a reader has it: what its publisher rounds to, never finer than what is shown."""
    return max(step, 10.0**-decimals)


def compare(
    value: float,
    reference: float,
    *,
    steps: tuple[float, float],
    decimals: int,
    has_zero: bool = True,
    chance: tuple[Limits, Limits] | None = None,
) -> FigureComparison:
    """Compare two finite figures in one unit.

    steps: what each is rounded to (0: not rounded by its publisher). decimals: shown. has_zero: whether the unit has a
    true zero, so that a ratio means something. chance: the limits of both under a model; None: no model is known.
    """
    own, other = as_shown(value, decimals), as_shown(reference, decimals)
    points = as_shown(own - other, decimals)
    halves = (finest(steps[0], decimals) / 2, finest(steps[1], decimals) / 2)
    tolerance = sum(halves)
    ratio, places = _ratio(own, other, halves) if has_zero else (None, 0)
    inverse = _ratio(other, own, (halves[1], halves[0])) if has_zero else (None, 0)
    cause = _cause(points, tolerance, chance)
    return FigureComparison(own, other, points, decimals, ratio, places, cause, tolerance, *inverse)


def _cause(points: float, tolerance: float, chance: tuple[Limits, Limits] | None) -> Cause | None:
    if within(points, tolerance):
        return Cause.ROUNDING
    if chance is not None and may_be_chance(difference(*chance)):
        return Cause.CHANCE
    return None


def _ratio(own: float, other: float, halves: tuple[float, float]) -> tuple[float | None, int]:
    """The ratio with the decimals that the rounding of both leaves; (None, 0) where that is nothing."""
    if other <= halves[1] or own < 0:
        return None, 0
    largest = (own + halves[0]) / (other - halves[1])
    smallest = max(own - halves[0], 0.0) / (other + halves[1])
    room = (largest - smallest) / 2
    if room > ONE_DECIMAL:
        return None, 0
    places = 2 if room <= TWO_DECIMALS else 1
    ratio = as_shown(own / other, places)
    return (None, 0) if ratio in (0.0, 1.0) else (ratio, places)
