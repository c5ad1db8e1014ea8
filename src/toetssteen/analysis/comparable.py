"""Which places are comparable with one place: a distance over features, the nearest within a caliper, and the balance that follows.

Arrays in, frozen results out. See docs/methods/vergelijkbare-plekken.md.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats

# Fewer known places than this have no spread to speak of.
LEAST_PLACES = 10
# Between the 10th and the 90th percentile of a normal distribution lie so many standard deviations.
NORMAL_RANGE = 2.5631031310892007
# Distances are told apart up to so many decimals, so that arithmetic does not decide between equals.
DECIMALS = 9

Positions = NDArray[np.intp]
Mask = NDArray[np.bool_]


class Verdict(StrEnum):
    """GOOD: enough places, and alike in every feature. UNEVEN: enough places, not alike in every feature. FEW: too few within the
    caliper. NONE: not one. UNKNOWN: too little is known of the place itself."""

    GOOD = "good"
    UNEVEN = "uneven"
    FEW = "few"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MatchingRule:
    """nearest: most places. least: fewest for a comparison. caliper: largest distance. balance: largest difference from the mean
    of the matches, per feature. shared: share of the weight that two places must both know."""

    nearest: int
    least: int
    caliper: float
    balance: float
    shared: float


@dataclass(frozen=True, slots=True)
class Standardised:
    """Features in units of spread. values: (n, f), 0 where unknown. known: (n, f). weights: (f,), 0 for a feature without spread."""

    values: Floats
    known: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Match:
    """positions, distances: of the chosen places, nearest first. candidates: how many there were; compared: of which enough is
    known; within: of these how many within the caliper. nearest: the smallest distance, None without a compared candidate.
    before, after: (f,) the place minus the mean of all compared candidates and of the chosen, in units of spread; NaN where unknown.
    uneven: positions of the features that are further off than the rule allows, or that no chosen place knows."""

    verdict: Verdict
    positions: Positions
    distances: Floats
    candidates: int
    compared: int
    within: int
    nearest: float | None
    before: Floats
    after: Floats
    uneven: Positions


def robust_spread(values: Floats) -> Floats:
    """(f,): the distance between the 10th and 90th percentile of each column of (n, f), on the scale of a standard deviation.
    NaN for fewer than LEAST_PLACES known values and where these percentiles are the same."""
    spreads = np.full(values.shape[1], np.nan)
    for column, of_feature in enumerate(values.T):
        known = of_feature[np.isfinite(of_feature)]
        if len(known) >= LEAST_PLACES:
            low, high = np.quantile(known, [0.1, 0.9])
            spread = float(high - low) / NORMAL_RANGE
            spreads[column] = spread if spread > 0 else np.nan
    return spreads


def standardised(values: Floats, weights: Floats) -> Standardised:
    """(n, f) features and their (f,) weights, in units of spread around the median. Infinite counts as unknown."""
    spreads = robust_spread(values)
    usable = np.isfinite(spreads)
    known = np.isfinite(values) & usable
    centred = np.zeros(values.shape)
    for column in np.flatnonzero(usable).tolist():
        at = known[:, column]
        centred[at, column] = (values[at, column] - np.median(values[at, column])) / spreads[column]
    return Standardised(centred, known.astype(np.float64), np.where(usable, weights, 0.0))


def distances(features: Standardised, row: int, shared: float) -> Floats:
    """(n,): root of the weighted mean square difference over the features that both know; NaN where these bear less than
    `shared` of all weight."""
    total = features.weights.sum()
    weights = features.weights * features.known[row]
    both = features.known @ weights
    squares = (np.square(features.values - features.values[row]) * features.known) @ weights
    enough = (both > 0) & (both >= shared * total * (1 - 1e-12))
    apart = np.divide(squares, both, out=np.full(len(both), np.nan), where=enough)
    return np.asarray(np.round(np.sqrt(apart), DECIMALS))


def match(features: Standardised, row: int, candidates: Mask, order: Positions, rule: MatchingRule) -> Match:
    """The places most like the one in `row` among `candidates` (n,), never itself.

    order: (n,) a number for each place that decides between equal distances, smallest first.
    """
    allowed = candidates.copy()
    allowed[row] = False
    apart = distances(features, row, rule.shared)
    compared = np.flatnonzero(allowed & ~np.isnan(apart))
    near = compared[apart[compared] <= rule.caliper]
    chosen = near[np.lexsort((order[near], apart[near]))][: rule.nearest]
    before, after = _difference(features, row, compared), _difference(features, row, chosen)
    asked = (features.weights > 0) & (features.known[row] > 0)
    uneven = np.flatnonzero(asked & ~(np.abs(after) <= rule.balance)) if len(chosen) else np.array([], dtype=np.intp)
    return Match(
        _verdict(features, row, len(near), len(uneven), rule),
        chosen,
        apart[chosen],
        int(np.count_nonzero(allowed)),
        len(compared),
        len(near),
        float(apart[compared].min()) if len(compared) else None,
        before,
        after,
        uneven,
    )


def _difference(features: Standardised, row: int, others: Positions) -> Floats:
    """(f,): the place minus the mean of the others that know the feature."""
    known = features.known[others]
    count = known.sum(axis=0)
    enough = (count > 0) & (features.known[row] > 0) & (features.weights > 0)
    mean = np.divide(features.values[others].sum(axis=0), count, out=np.full(len(count), np.nan), where=enough)
    return np.asarray(np.round(features.values[row] - mean, DECIMALS))


def _verdict(features: Standardised, row: int, near: int, uneven: int, rule: MatchingRule) -> Verdict:
    total = float(features.weights.sum())
    own = float(features.known[row] @ features.weights)
    if total == 0 or own < rule.shared * total * (1 - 1e-12):
        return Verdict.UNKNOWN
    if near == 0:
        return Verdict.NONE
    if near < rule.least:
        return Verdict.FEW
    return Verdict.UNEVEN if uneven else Verdict.GOOD
