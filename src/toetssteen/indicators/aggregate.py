"""One figure for several areas together: a sum, a weighted mean, or a refusal with its reason.

The members' own published figures go in; nothing is ever obtained by subtraction from a larger whole, so
that no withheld cell can be worked out from the answer.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import Indicator, Rule
from toetssteen.kernel.language import _

# A weighted mean is refused when members with less than this share of the weight have a figure.
LEAST_COVERED = 0.8


class Kind(StrEnum):
    """How a figure came to be."""

    PUBLISHED = "published"
    EXACT = "exact"
    APPROXIMATE = "approximate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Together:
    """The figures of several areas together, by year of the cube: arrays of length (years,).

    values: NaN where refused or nothing is known. kind: EXACT, APPROXIMATE or REFUSED, of all years.
    covered: share of the weight (or of the members, for a sum) that has a figure. members: how many
    areas exist. comparable: with the last earlier year that has a value. statuses: of the value.
    reason: why a year (or all) has no value, in the user's words; "" where it has.
    """

    values: Floats
    kinds: tuple[Kind, ...]
    covered: Floats
    members: NDArray[np.int64]
    comparable: NDArray[np.bool_]
    reasons: tuple[str, ...]


def together(
    cube: Cube,
    indicator: Indicator,
    areas: NDArray[np.intp],
    weights: Floats | None,
    complete: NDArray[np.bool_],
) -> Together:
    """The indicator over `areas` (positions in the cube, each once), for every year of the cube.

    weights: (years, areas of the cube), needed for a weighted mean: see `filled`.
    complete: (deliveries + 1,) whether a delivery holds every part of the whole that is asked for; years
    without one are refused. Sum: every member that exists must have a figure. Weighted mean: members without a figure are left out as long as the rest
    carries LEAST_COVERED of the weight; the result is then approximate.
    """
    at = cube.indicator_at(indicator.id)
    values = np.asarray(cube.values[:, at, areas], dtype=np.float64)
    exists = cube.deliveries[:, at, areas] != 0
    known = ~np.isnan(values)
    whole = (complete[cube.deliveries[:, at, areas]] & exists).any(axis=1)
    count = np.where(whole, exists.sum(axis=1), 0)
    rule = indicator.aggregation.rule
    if rule is Rule.WEIGHTED:
        if weights is None:
            raise ValueError(f"{indicator.id} needs weights")
        weight = np.where(exists, weights[:, areas], 0.0)
        unweighted = (exists & np.isnan(weight)).any(axis=1)
        weight = np.nan_to_num(weight)
        total = weight.sum(axis=1)
        carried = np.where(known, weight, 0.0).sum(axis=1)
        covered = np.divide(carried, total, out=np.zeros_like(total), where=total > 0)
        mean = np.divide(
            np.where(known, values * weight, 0.0).sum(axis=1),
            carried,
            out=np.full_like(total, np.nan),
            where=carried > 0,
        )
        result = np.where(whole & (covered >= LEAST_COVERED) & ~unweighted, mean, np.nan)
    else:
        covered = np.divide(
            (known & exists).sum(axis=1), count, out=np.zeros(len(count)), where=count > 0
        )
        summed = whole & (covered == 1.0) & (rule is Rule.SUM)
        result = np.where(summed, np.where(known, values, 0.0).sum(axis=1), np.nan)
    exact = indicator.aggregation.exact & (covered == 1.0)
    kinds = tuple(
        Kind.REFUSED if np.isnan(v) else Kind.EXACT if e else Kind.APPROXIMATE
        for v, e in zip(result, exact, strict=True)
    )
    reasons = tuple(
        "" if not np.isnan(v) else _why_not(rule, int(n), float(c))
        for v, n, c in zip(result, count, covered, strict=True)
    )
    steady = _steady(exists, known, np.asarray(cube.comparable[:, at, areas]), ~np.isnan(result))
    return Together(result, kinds, covered, count, steady, reasons)


def _why_not(rule: Rule, members: int, covered: float) -> str:
    if members == 0:
        return _("voor geen van de delen zijn er cijfers over dit jaar")
    if rule is Rule.NONE:
        return _("dit cijfer kunnen we niet uit de delen optellen of middelen")
    return _("van te veel delen ontbreekt het cijfer: wij kennen {share:.0%}").format(share=covered)


def _steady(
    exists: NDArray[np.bool_],
    known: NDArray[np.bool_],
    comparable: NDArray[np.bool_],
    has_value: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """A year may be compared with the last one that has a value when the same members exist in both and
    each member with a figure in both may be compared."""
    result = np.zeros(len(has_value), dtype=np.bool_)
    last: int | None = None
    for year in np.flatnonzero(has_value):
        if last is not None:
            same = bool((exists[year] == exists[last]).all())
            both = known[year] & known[last]
            result[year] = same and bool(comparable[year][both].all())
        last = int(year)
    return result


def filled(values: Floats) -> Floats:
    """Weights without gaps: per area the value of the same year, else of the nearest year (the earlier of two).

    values: (years, areas). An area without any value keeps NaN. Years are positions, so call with the rows
    in year order; nearness counts rows.
    """
    result = values.copy()
    years = len(values)
    for step in range(1, years):
        for year in range(years):
            for other in (year - step, year + step):
                if 0 <= other < years:
                    gap = np.isnan(result[year]) & ~np.isnan(values[other])
                    result[year, gap] = values[other, gap]
    return result


def exact_weights(values: Floats, areas: NDArray[np.intp]) -> NDArray[np.bool_]:
    """(years,): whether every one of `areas` has its own weight in that year."""
    return ~np.isnan(values[:, areas]).any(axis=1)


