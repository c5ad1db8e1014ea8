"""Round values and straight axes. How a number becomes text is `kernel.dutch`, given on here for pictures and pages."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from toetssteen.analysis.equal import within
from toetssteen.kernel.dutch import as_shown, dutch, points, short_unit, with_unit
from toetssteen.kernel.language import _

__all__ = [
    "Scale",
    "about_equal_words",
    "decimals_for",
    "dutch",
    "finite",
    "least_span",
    "points",
    "round_step",
    "round_ticks",
    "short_unit",
    "widened",
    "with_unit",
]

# An axis spans at least so many steps of what is published: a step, which rounding alone can make, is a tenth of it.
LEAST_STEPS = 10


def least_span(low: float, high: float, step: float, unit: str = "") -> tuple[float, float]:
    """The span with room on both sides where it is less than LEAST_STEPS steps; no further than zero, or 100 per cent, on
    the side where all values lie within it."""
    least = LEAST_STEPS * step
    room = (least - (high - low)) / 2
    if not math.isfinite(room) or room <= 0:
        return low, high
    if low >= 0 and low - room < 0:
        return 0.0, least
    if unit == "%" and high <= 100 < high + room:
        return 100.0 - least, 100.0
    return low - room, high + room


def about_equal_words(values: Iterable[float], step: float, decimals: int) -> str:
    """Says so where two or more values differ by no more than rounding can make of equal ones; else ""."""
    shown = [as_shown(value, decimals) for value in values]
    if len(shown) < 2 or not within(max(shown) - min(shown), step):
        return ""
    return _("Vrijwel gelijk: de verschillen zijn niet groter dan de afronding.")


def decimals_for(step: float) -> int:
    """How many decimals a step of an axis needs: 0.25 -> 2, 5 -> 0."""
    for decimals in range(9):
        if abs(step * 10**decimals - round(step * 10**decimals)) < 1e-6:
            return decimals
    return 9


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5, 5 x 10^n that cuts `span` into at most `most` pieces."""
    rough = span / most
    # A span so small that a piece of it is nothing has no round step either.
    if not math.isfinite(rough) or rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 2.0, 2.5, 5.0, 10.0):
        if factor * power >= rough * (1 - 1e-9):
            return factor * power
    return 10.0 * power


def round_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round values within [low, high]: as many as go into `most`, usually three to five."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ()
    if high <= low:
        return (low,)
    step = round_step(high - low, 2 * most)
    while True:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return tuple(0.0 if n == 0 else n * step for n in range(first, last + 1))
        step = round_step(step * 1.01, 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight axis: [low, high] in the unit of the figure onto [start, end] in the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Place in the drawing, kept within the axis and rounded to a tenth."""
        if self.high <= self.low:
            return round((self.start + self.end) / 2, 1)
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + min(1.0, max(0.0, share)) * (self.end - self.start), 1)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def ticks(self, most: int = 5) -> tuple[float, ...]:
        return round_ticks(self.low, self.high, most)


def finite(values: Iterable[float | None]) -> list[float]:
    """Those that are real numbers, in their order."""
    return [float(v) for v in values if v is not None and math.isfinite(v)]


def widened(low: float, high: float) -> tuple[float, float]:
    """A span that is never empty: a single value gets room on both sides, but none below zero where it is not below
    zero itself: an axis of shares does not start at -1 %."""
    if high > low and high - low > 1e-9 * max(abs(low), abs(high)):
        return low, high
    room = max(abs(low) * 0.1, 1.0)
    return (max(0.0, low - room) if low >= 0 else low - room), high + room
