"""Years in which a figure moved in nearly all places: a change of method, or of the whole country."""

import numpy as np
from numpy.typing import NDArray

from toetssteen.analysis.equal import within
from toetssteen.kernel.cells import Floats

# At least so many places, of which at least this share moves the same way ...
LEAST_PLACES, LEAST_SHARE = 20, 0.85
# ... by this many times what the middle place moves in the middle one of the other years, of which there are at least so many.
TIMES, LEAST_OTHERS = 2.5, 3


def shared_jumps(values: Floats, comparable: NDArray[np.bool_], tolerance: float) -> tuple[int, ...]:
    """Positions of the years in which nearly all places jumped, compared with the year with figures before it.

    values, comparable: (years, places); NaN without a figure, comparable with the place's figure before it. tolerance: a move
    of the middle place of at most this, in the values' unit, is none.
    """
    known = ~np.isnan(values)
    rows = np.flatnonzero(known.any(axis=1))
    moves: dict[int, tuple[float, float]] = {}
    for earlier, year in zip(rows[:-1].tolist(), rows[1:].tolist(), strict=True):
        in_both = known[earlier] & known[year] & comparable[year]
        if in_both.sum() >= LEAST_PLACES:
            # What is left of two decimal numbers in binary is no change.
            change = np.round(values[year, in_both] - values[earlier, in_both], 9)
            middle = float(np.median(change))
            moves[year] = middle, float((np.sign(change) == np.sign(middle)).mean())
    return tuple(
        year for year, (middle, share) in moves.items() if _jumped(middle, share, _others(moves, year), tolerance)
    )


def _others(moves: dict[int, tuple[float, float]], year: int) -> list[float]:
    return [abs(middle) for candidate, (middle, _share) in moves.items() if candidate != year]


def _jumped(middle: float, share: float, others: list[float], tolerance: float) -> bool:
    if len(others) < LEAST_OTHERS or share < LEAST_SHARE:
        return False
    return not within(middle, tolerance) and not within(middle, TIMES * float(np.median(others)))
