"""Dutch numbers and round axes. The one place where a number becomes text on a page."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
NO_BREAK = "\u00a0"


def dutch(value: float | None, decimals: int = 0, *, sign: bool = False) -> str:
    """10930 -> "10.930", 12.64 with 1 decimal -> "12,6". None, NaN and infinity -> "–".

    `sign` puts a plus before what is above zero. Halves go away from zero, as people round.
    """
    if value is None or not math.isfinite(value):
        return "–"
    size = _rounded(abs(value), decimals)
    text = f"{size:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if size == 0:
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def _rounded(size: float, decimals: int) -> Decimal:
    """Half up on the number as people write it: 2.675 is stored as 2.67499..., and still becomes 2,68."""
    exact = Decimal(repr(float(size)))
    if size >= 1e15:
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def with_unit(value: float | None, unit: str = "", decimals: int = 0, *, sign: bool = False) -> str:
    """The number with its unit: "12,6 %", "€ 24.300", "10.930" for a count."""
    number = dutch(value, decimals, sign=sign)
    if number == "–" or unit in ("", "aantal"):
        return number
    if unit in ("euro", "€"):
        return f"€{NO_BREAK}{number}"
    return f"{number}{NO_BREAK}{unit}"


def points(gap: float | None, unit: str = "", decimals: int = 0) -> str:
    """A difference: "+2,8 procentpunt" for percentages, otherwise the number with its sign and unit."""
    return with_unit(gap, "procentpunt" if unit == "%" else unit, decimals, sign=True)


def decimals_for(step: float) -> int:
    """How many decimals a step of an axis needs: 0.25 -> 2, 5 -> 0."""
    for decimals in range(9):
        if abs(step * 10**decimals - round(step * 10**decimals)) < 1e-6:
            return decimals
    return 9


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5, 5 x 10^n that cuts `span` into at most `most` pieces."""
    if not math.isfinite(span) or span <= 0:
        return 1.0
    rough = span / most
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
    """A span that is never empty: a single value gets room on both sides."""
    if high > low and high - low > 1e-9 * max(abs(low), abs(high)):
        return low, high
    room = max(abs(low) * 0.1, 1.0)
    return low - room, high + room
