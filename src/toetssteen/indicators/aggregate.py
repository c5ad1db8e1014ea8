"""One figure for several areas together: a sum, a weighted mean, or a refusal with its reason.

The members' own published figures go in; nothing is ever obtained by subtraction from a larger whole, so
that no withheld cell can be worked out from the answer.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Bytes, Floats, Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.language import _

# A weighted mean is refused when members with less than this share of the weight have a figure.
LEAST_COVERED = 0.8


class FigureKind(StrEnum):
    """How a figure was obtained."""

    PUBLISHED = "published"
    EXACT = "exact"
    APPROXIMATE = "approximate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AreaTotal:
    """The figures of several areas together, by year of the cube: arrays of length (years,).

    values: NaN where refused or nothing is known. kind: EXACT, APPROXIMATE or REFUSED, of all years.
    covered: share of the weight (or of the members, for a sum) that has a figure. members: how many
    areas exist. comparable: with the last earlier year that has a value. statuses: of the value: ESTIMATED
    as soon as one member is, else PROVISIONAL as soon as one is; without a value UNPUBLISHED when that is why, else ABSENT.
    reason: why a year (or all) has no value, in the user's words; "" where it has.
    """

    values: Floats
    kinds: tuple[FigureKind, ...]
    covered: Floats
    members: NDArray[np.int64]
    comparable: NDArray[np.bool_]
    statuses: Bytes
    reasons: tuple[str, ...]


def aggregate(
    cube: Cube,
    indicator: Indicator,
    areas: NDArray[np.intp],
    weights: Floats | None,
    complete: NDArray[np.bool_],
    ground: NDArray[np.intp] | None = None,
    usable: NDArray[np.bool_] | None = None,
    expected: NDArray[np.bool_] | None = None,
) -> AreaTotal:
    """The indicator over `areas` (positions in the cube, each once), for every year of the cube.

    usable: (years, areas), a cell that is not counts as one without a figure; None: all are.
    expected: (years, areas), areas that exist and of which the publisher has no row at all: they count as areas without
    a figure, so that a sum is not called whole without them; None: none.

    weights: (years, areas of the cube), needed for a weighted mean: see `fill_weights`.
    complete: (deliveries + 1,) whether a delivery holds every part of the whole that is asked for; years
    without one are refused. Sum: every member that exists must have a figure. Weighted mean: members
    without a figure are left out as long as the rest carries LEAST_COVERED of the weight; the result is
    then approximate, as it is when a member's weight is one of another year. Ratio: the counts of the members over
    what they are counted among in that very year, under the same rule for members without a figure; members too small for
    a figure of their own count in full.
    """
    if indicator.aggregation.rule in (AggregationRule.WEIGHTED, AggregationRule.RATIO) and weights is None:
        raise ValueError(f"{indicator.id} needs weights")
    position = cube.indicator_at(indicator.aggregation.count or indicator.id)
    result = _no_figures(len(cube.years))
    deliveries = cube.deliveries[:, position, areas]
    delivered = deliveries != 0
    # Most indicators have a few years only; a year in which nothing was delivered is never worked out.
    rows = np.flatnonzero(delivered.any(axis=1))
    if not len(rows):
        return result
    usable = None if usable is None else usable[rows]
    exists = delivered[rows] if expected is None else delivered[rows] | expected[rows]
    masks = MemberMasks(delivered[rows], exists, complete[deliveries[rows]])
    part = _aggregate_years(cube, indicator, areas, weights, masks, rows, ground, usable)
    for name in ("values", "covered", "members", "comparable", "statuses"):
        getattr(result, name)[rows] = getattr(part, name)
    kinds, reasons = list(result.kinds), list(result.reasons)
    for row, kind, reason in zip(rows, part.kinds, part.reasons, strict=True):
        kinds[row], reasons[row] = kind, reason
    return replace(result, kinds=tuple(kinds), reasons=tuple(reasons))


def _no_figures(years: int) -> AreaTotal:
    """No figures in any year."""
    return AreaTotal(
        np.full(years, np.nan),
        (FigureKind.REFUSED,) * years,
        np.zeros(years),
        np.zeros(years, dtype=np.int64),
        np.zeros(years, dtype=np.bool_),
        np.full(years, Status.ABSENT, dtype=np.uint8),
        (_refusal_reason(AggregationRule.NONE, 0, 0.0, unweighted=False),) * years,
    )


@dataclass(frozen=True, slots=True)
class MemberMasks:
    """(rows, areas), of the members in the years at `rows`. delivered: the publisher has a row; exists: the area is there,
    with a row or without; complete: its delivery holds every part of the whole."""

    delivered: NDArray[np.bool_]
    exists: NDArray[np.bool_]
    complete: NDArray[np.bool_]


def _aggregate_years(
    cube: Cube,
    indicator: Indicator,
    areas: NDArray[np.intp],
    weights: Floats | None,
    masks: MemberMasks,
    rows: NDArray[np.intp],
    ground: NDArray[np.intp] | None,
    usable: NDArray[np.bool_] | None,
) -> AreaTotal:
    """`aggregate` for the years at positions `rows`. usable: (rows, areas), whether the cell may count."""
    position = cube.indicator_at(indicator.aggregation.count or indicator.id)
    exists = masks.exists
    cells = np.ix_(rows, areas)
    values = cube.values[cells[0], position, cells[1]]
    known = ~np.isnan(values) if usable is None else ~np.isnan(values) & usable
    own_weight = np.ones(len(rows), dtype=np.bool_)
    unweighted = np.zeros(len(rows), dtype=np.bool_)
    whole = np.asarray((masks.complete & exists).any(axis=1))
    count = np.where(whole, exists.sum(axis=1), 0)
    rule = indicator.aggregation.rule
    if weights is not None and rule in (AggregationRule.WEIGHTED, AggregationRule.RATIO):
        own_weight = _own_weight(cube, indicator, cells, masks.delivered)
        weight = np.where(exists, weights[cells], 0.0)
        unweighted = np.asarray((masks.delivered & np.isnan(weight)).any(axis=1))
        # Nobody knows what a part without a row and without a weight would have added.
        own_weight &= ~(exists & np.isnan(weight)).any(axis=1)
        if rule is AggregationRule.RATIO:
            known &= ~np.isnan(cube.values[cells[0], cube.indicator_at(str(indicator.aggregation.by)), cells[1]])
        weight = np.nan_to_num(weight)
        total = weight.sum(axis=1)
        carried = np.where(known, weight, 0.0).sum(axis=1)
        covered = np.divide(carried, total, out=np.zeros_like(total), where=total > 0)
        terms = values * ratio_factor(indicator) if rule is AggregationRule.RATIO else values * weight
        mean = np.divide(
            np.where(known, terms, 0.0).sum(axis=1),
            carried,
            out=np.full_like(total, np.nan),
            where=carried > 0,
        )
        enough = carried >= max((use.least_divisor for use in indicator.columns), default=0.0)
        result = np.where(whole & (covered >= LEAST_COVERED) & ~unweighted & enough, mean, np.nan)
    else:
        covered = np.divide((known & exists).sum(axis=1), count, out=np.zeros(len(count)), where=count > 0)
        summed = whole & (covered == 1.0) & (rule is AggregationRule.SUM)
        result = np.where(summed, np.where(known, values, 0.0).sum(axis=1), np.nan)
    # One area by itself is not weighed against anything.
    exact = (indicator.aggregation.exact & own_weight | (len(areas) == 1)) & (covered == 1.0)
    kinds = tuple(
        FigureKind.REFUSED if np.isnan(v) else FigureKind.EXACT if e else FigureKind.APPROXIMATE
        for v, e in zip(result, exact, strict=True)
    )
    broken = known & ~cube.comparable[cells[0], position, cells[1]]
    delivered, known_there, broken = _on_ground(areas, ground, (masks.delivered, known, broken))
    steady = _comparable(delivered, known_there, broken, ~np.isnan(result))
    own = cube.statuses[cells[0], position, cells[1]]
    statuses = _statuses(own, known, ~np.isnan(result))
    awaited = (masks.delivered & (own == Status.UNPUBLISHED)).any(axis=1) & ~(exists & (own != Status.UNPUBLISHED)).any(
        axis=1
    )
    statuses[awaited] = Status.UNPUBLISHED
    reasons = tuple(
        "" if not np.isnan(v) else _("nog niet gepubliceerd") if a else _refusal_reason(rule, int(n), float(c), bool(u))
        for v, n, c, u, a in zip(result, count, covered, unweighted, awaited, strict=True)
    )
    return AreaTotal(result, kinds, covered, count, steady, statuses, reasons)


def ratio_factor(indicator: Indicator) -> float:
    """What a count over its denominator is multiplied by, from the unit: % or per 1.000."""
    return 100.0 if indicator.unit == "%" else 1000.0


def _own_weight(
    cube: Cube, indicator: Indicator, cells: tuple[NDArray[np.intp], ...], exists: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """(rows,): whether every member that exists has a weight of that very year."""
    by = indicator.aggregation.by
    if by is None:
        raise ValueError(f"{indicator.id} does not say what it is weighted by")
    missing = np.isnan(cube.values[cells[0], cube.indicator_at(by), cells[1]])
    return np.asarray(~(exists & missing).any(axis=1))


def _statuses(statuses: Bytes, known: NDArray[np.bool_], has_value: NDArray[np.bool_]) -> Bytes:
    """(rows,): ESTIMATED when any member is, else PROVISIONAL when any is, else OBSERVED; ABSENT without a value."""
    result = np.where(has_value, np.uint8(Status.OBSERVED), np.uint8(Status.ABSENT))
    for status in (Status.PROVISIONAL, Status.ESTIMATED):
        result[has_value & (known & (statuses == status)).any(axis=1)] = status
    return result


def _refusal_reason(rule: AggregationRule, members: int, covered: float, unweighted: bool) -> str:
    if rule is AggregationRule.NONE:
        return _("dit cijfer kunnen we niet uit de delen optellen of middelen")
    if unweighted:
        return _("van een van de delen is niet bekend hoe zwaar het meetelt")
    if rule is AggregationRule.RATIO and members and covered == 0:
        return _("van dit jaar is niet bekend hoeveel mensen er wonen in de delen")
    if members == 0 or covered == 0:
        return _("van geen van de delen is er een cijfer over dit jaar")
    if rule is AggregationRule.RATIO and covered >= LEAST_COVERED:
        return _("er wonen te weinig mensen voor een aantal per 1.000")
    return _("van te veel delen ontbreekt het cijfer: wij kennen {share} %").format(share=dutch(100 * covered))


Masks = tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]


def _on_ground(areas: NDArray[np.intp], ground: NDArray[np.intp] | None, masks: Masks) -> Masks:
    """The masks (rows, areas) by place: an area and its former codes share one column."""
    if ground is None:
        return masks
    places, column = np.unique(ground[areas], return_inverse=True)
    if len(places) == len(areas):
        return masks
    first, second, third = (_joined(mask, column, len(places)) for mask in masks)
    return first, second, third


def _joined(mask: NDArray[np.bool_], column: NDArray[np.intp], places: int) -> NDArray[np.bool_]:
    result = np.zeros((places, len(mask)), dtype=np.bool_)
    np.logical_or.at(result, column, mask.T)
    return result.T


def _comparable(
    exists: NDArray[np.bool_],
    known: NDArray[np.bool_],
    broken: NDArray[np.bool_],
    has_value: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """A year may be compared with the last one that has a value when the same places exist in both and
    no place with a figure in both broke with its own past on the way."""
    result = np.zeros(len(has_value), dtype=np.bool_)
    previous: int | None = None
    for year in np.flatnonzero(has_value):
        if previous is not None:
            same_places = bool((exists[year] == exists[previous]).all())
            in_both = known[year] & known[previous]
            between = slice(previous + 1, int(year) + 1)
            result[year] = same_places and not bool((in_both & broken[between].any(axis=0)).any())
        previous = int(year)
    return result


def fill_weights(values: Floats) -> Floats:
    """Weights without gaps: per area the value of the same year, else of the nearest year (the earlier of two).

    values: (years, areas). An area without any value keeps NaN. Years are positions, so call with the rows
    in year order; nearness counts rows.
    """
    years = len(values)
    year = np.arange(years)[:, np.newaxis]
    known = ~np.isnan(values)
    earlier = np.maximum.accumulate(np.where(known, year, -1), axis=0)
    # Later than any year when there is none.
    later = np.minimum.accumulate(np.where(known, year, 2 * years)[::-1], axis=0)[::-1]
    nearest = np.where((earlier >= 0) & (year - earlier <= later - year), earlier, later)
    result = np.take_along_axis(values, np.minimum(nearest, years - 1), axis=0)
    return np.where(nearest < years, result, np.nan)
