"""From a publisher's column to an indicator's figures: factor, divisor, and what a model or a first estimate is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import NUMERIC, Bytes, Floats, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import ColumnUse


def is_number(statuses: Bytes) -> NDArray[np.bool_]:
    """Where a status carries a number."""
    return np.isin(statuses, NUMERIC)


@dataclass(frozen=True, slots=True)
class Divisor:
    """What a count is divided by, by row of the table: values and the status of each."""

    values: Floats
    statuses: Bytes


def convert(
    table: PublishedTable, use: ColumnUse, over: Divisor | None = None, bounds: tuple[float, float] | None = None
) -> tuple[Floats, Bytes, Floats, Floats]:
    """(values, statuses, published, divisor) of one use, by row of the table. Units: the indicator's.

    over: the figures of the indicator that the use divides by, when it does. A divisor that is missing passes on its
    own status; one that is zero or below the least gives an absent cell. bounds: the values that are possible.
    """
    column: PublishedColumn = table.columns[use.column]
    if use.per is None and over is None and use.factor == 1.0 and not (use.estimated or use.provisional):
        return column.values, column.statuses, column.values, _no_divisor(len(table.codes))
    statuses = column.statuses.copy()
    divisor = _no_divisor(len(table.codes))
    values = column.values * use.factor
    below = _published_divisor(table, use.per) if over is None else over
    if below is not None:
        divisor = below.values
        without = is_number(statuses) & ~is_number(below.statuses)
        statuses[without] = below.statuses[without]
        statuses[is_number(statuses) & ((divisor == 0) | (divisor < use.least_divisor))] = Status.ABSENT
        with np.errstate(divide="ignore", invalid="ignore"):
            values = _within(values / divisor, divisor, use, bounds)
    observed = statuses == Status.OBSERVED
    if use.estimated:
        statuses[observed] = Status.ESTIMATED
    elif use.provisional:
        statuses[observed] = Status.PROVISIONAL
    values = np.where(is_number(statuses), values, np.nan)
    return values, statuses, column.values, divisor


def _within(values: Floats, divisor: Floats, use: ColumnUse, bounds: tuple[float, float] | None) -> Floats:
    """The values, with a share that only rounding brought beyond its bounds put on the bound.

    Two counts that are each rounded to `count_step` can give 720 of 715 households. A share further away than both
    roundings explain stays, for the checks to refuse.
    """
    if bounds is None or not use.count_step:
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        room = 2 * use.count_step * use.factor / divisor
    inside = np.clip(values, *bounds)
    return np.where(np.abs(values - inside) <= room, inside, values)


def _published_divisor(table: PublishedTable, column: str | None) -> Divisor | None:
    return None if column is None else Divisor(table.columns[column].values, table.columns[column].statuses)


def _no_divisor(n: int) -> Floats:
    return np.broadcast_to(np.nan, n)
