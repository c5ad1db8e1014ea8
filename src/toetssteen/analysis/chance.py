"""The chance band: by how much a counted figure can differ through chance alone, under a stated model.

A register counts everybody; there is no sample. The model is of the year-to-year kind: each of `n` people has the
characteristic with the same chance, independent of the others (binomial), or events fall independently at a steady
rate (Poisson). Never merged with the band of rounding, which holds hard bounds.

Wilson (1927) for shares; exact Poisson under ten and Byar's approximation from ten on for rates; the method of variance
estimates recovery (MOVER: Newcombe 1998, Zou and Donner 2008) for a difference, and for a difference of differences.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.kernel.definitions import ChanceModel

# Two-sided 95 per cent.
Z95 = 1.959964
# From this count on Byar's approximation is used.
LEAST_BYAR = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """An estimate with its limits, low <= value <= high, in one unit."""

    value: float
    low: float
    high: float

    @property
    def logarithm(self) -> "Limits | None":
        """The same on the scale of logarithms; None where the estimate is not above zero. A lower limit of zero
        becomes minus infinity."""
        if self.value <= 0:
            return None
        low = math.log(self.low) if self.low > 0 else -math.inf
        return Limits(math.log(self.value), low, math.log(self.high))


def wilson(count: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Limits of a share `count` / `n`, both between 0 and 1. count: 0..n, not necessarily whole; n > 0."""
    if not 0 <= count <= n or n <= 0:
        raise ValueError(f"{count} of {n} is no share")
    share = count / n
    middle, reach = 2 * count + z * z, z * math.sqrt(z * z + 4 * count * (1 - share))
    denominator = 2 * (n + z * z)
    return max(0.0, (middle - reach) / denominator), min(1.0, (middle + reach) / denominator)


def poisson(count: int, z: float = Z95) -> tuple[float, float]:
    """Limits of a count of independent events. Exact under LEAST_BYAR, by Byar from there on. count >= 0."""
    if count < 0:
        raise ValueError(f"{count} is no count")
    if count < LEAST_BYAR:
        return _exact_poisson(count, math.erfc(z / math.sqrt(2)) / 2)
    next_count = count + 1
    return (
        count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3,
        next_count * (1 - 1 / (9 * next_count) + z / (3 * math.sqrt(next_count))) ** 3,
    )


def _exact_poisson(count: int, tail: float) -> tuple[float, float]:
    """The means at which `count` or more, and at which `count` or fewer, have probability `tail`."""
    high = _mean_where(count, tail)
    return (0.0 if count == 0 else _mean_where(count - 1, 1 - tail)), high


def _mean_where(count: int, probability: float) -> float:
    """The mean at which a Poisson count of at most `count` has this probability, by halving."""
    low, high = 0.0, 10.0 * (count + 1) + 50.0
    for _halving in range(200):
        middle = (low + high) / 2
        if _at_most(count, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    term = math.exp(-mean)
    total = term
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


def counted(value: float, n: float, scale: float, model: ChanceModel) -> Limits | None:
    """The limits of a published figure `value` = `scale` * count / `n`, in the unit of the figure.

    None where there is no denominator, or where the figure is no share of it (more than all, or below zero).
    """
    if not (math.isfinite(value) and math.isfinite(n)) or n <= 0 or value < 0:
        return None
    count = value * n / scale
    if model is ChanceModel.POISSON:
        low, high = poisson(round(count))
        return Limits(value, min(value, low * scale / n), max(value, high * scale / n))
    if value > scale:
        return None
    low, high = wilson(min(count, n), n)
    return Limits(value, min(value, low * scale), max(value, high * scale))


def combined(terms: Sequence[tuple[int, Limits]]) -> Limits:
    """The sum of independent estimates, each with sign +1 or -1, and its limits by MOVER."""
    value = sum(sign * limits.value for sign, limits in terms)
    to_low = [limits.value - limits.low if sign > 0 else limits.high - limits.value for sign, limits in terms]
    to_high = [limits.high - limits.value if sign > 0 else limits.value - limits.low for sign, limits in terms]
    return Limits(value, value - math.hypot(*to_low), value + math.hypot(*to_high))


def difference(minuend: Limits, subtrahend: Limits) -> Limits:
    """minuend - subtrahend. For two shares with Wilson's limits this is Newcombe's hybrid score interval (his method 10)."""
    return combined([(1, minuend), (-1, subtrahend)])


def may_be_chance(limits: Limits) -> bool:
    """Whether zero lies within the limits."""
    return limits.low <= 0 <= limits.high
