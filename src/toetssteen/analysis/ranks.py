"""Percentile ranks of many figures at once: where each area lies among all areas that have the figure.

The definition: of n known values, with b below a value and e equal to it (itself included), its percentile rank is
100 (b + e / 2) / n. So ties share their mean rank, the middle of three is 50, the lowest of n is 50 / n; a missing value
(NaN) has none and counts for nobody. This is Hazen's plotting position (1914) of the mean rank r: 100 (r - 1/2) / n.

For methods only: no rank of a named place is ever shown on a public page (honesty rule 10).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TENTHS = 10.0
# Counting pays as long as there are not many more possible figures than areas.
_KEYS_PER_VALUE = 16
_FIRST_LOOK = 64


def percentile_ranks(values: Floats) -> Floats:
    """Ranks along the last axis, in per cent, above 0 and below 100; NaN where the value is.

    values: float64 (..., areas), such as years x indicators x areas of one level. Rows whose values are tenths (12.3, 40, -0.1)
    are counted in place of sorted: the answer is the same to the last bit. Infinite values are ranked as any other.
    """
    ranks = np.empty(values.shape, dtype=np.float64)
    if not values.size:
        return ranks
    for row, into in zip(values.reshape(-1, values.shape[-1]), ranks.reshape(-1, values.shape[-1]), strict=True):
        _rank(row, into)
    return ranks


def _rank(row: Floats, into: Floats) -> None:
    known = row == row
    n = int(np.count_nonzero(known))
    if not n:
        into.fill(np.nan)
    elif not _by_counting(row, known, n, into):
        _by_sorting(row, known, n, into)


def _by_counting(row: Floats, known: NDArray[np.bool_], n: int, into: Floats) -> bool:
    """Ranks of tenths within a limited range; False, and nothing written, for other values. No value may fall on
    another's key, so every key must give back its value exactly. Whole rows at a time, gaps and all: taking the known
    ones out and putting them back would cost more than counting them."""
    # Too large and infinite values are refused by the range: their difference is infinite or no number.
    with np.errstate(invalid="ignore", over="ignore"):
        if _tenths_in(row[:_FIRST_LOOK]) != np.count_nonzero(known[:_FIRST_LOOK]):
            return False
        keys = np.rint(row * _TENTHS)
        low, high = np.fmin.reduce(keys), np.fmax.reduce(keys)
        if not high - low < _KEYS_PER_VALUE * n or np.count_nonzero(keys / _TENTHS == row) != n:
            return False
    missing = int(high - low) + 1
    keys -= low
    if n < len(row):
        keys = np.where(known, keys, missing)
    positions = keys.astype(np.intp)
    equal = np.bincount(positions, minlength=missing + 1)
    equal[missing] = 0
    percents = _percent(2 * np.cumsum(equal) - equal, n)
    percents[missing] = np.nan
    # "clip" only spares a check: every key is in range.
    np.take(percents, positions, out=into, mode="clip")
    return True


def _tenths_in(values: Floats) -> int:
    return int(np.count_nonzero(np.rint(values * _TENTHS) / _TENTHS == values))


def _by_sorting(row: Floats, known: NDArray[np.bool_], n: int, into: Floats) -> None:
    # Missing values are sorted to the end.
    order = np.argsort(row)[:n]
    ordered = row[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    stop = np.append(first[1:], n)
    if n < len(row):
        into[~known] = np.nan
    # Below stand `first` values, equal are those up to `stop`.
    into[order] = np.repeat(_percent(first + stop, n), stop - first)


def _percent(twice: NDArray[np.intp], n: int) -> Floats:
    """100 (b + e / 2) / n from 2 b + e: whole numbers until the one division, so that every way gives the same bits."""
    return np.asarray(twice * 50.0 / n)
