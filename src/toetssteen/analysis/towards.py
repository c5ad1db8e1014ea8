"""On the way to a target: where the agreed steps lie between two years, and how quickly a series ever moved.

Plain arithmetic on years and values; no forecast, and nothing about causes.
"""

from collections.abc import Sequence

import numpy as np

from toetssteen.kernel.cells import Floats


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
