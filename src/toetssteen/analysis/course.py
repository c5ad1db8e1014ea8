"""A path through the years: its last stretch without a break, its ends, and where it turned between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.analysis.chance import Limits, difference, may_be_chance
from toetssteen.analysis.equal import FigureComparison, compare, within
from toetssteen.kernel.cells import Floats


@dataclass(frozen=True, slots=True)
class Turn:
    """A year between the ends in which a path lay higher (peak) or lower than at both. value: of that year."""

    year: int
    value: float
    peak: bool


@dataclass(frozen=True, slots=True)
class Course:
    """One series from the first to the last year of a stretch. ends: the last compared with the first. turn: where the
    path cannot be told by its ends."""

    first_year: int
    last_year: int
    ends: FigureComparison
    turn: Turn | None


def last_stretch(known: NDArray[np.bool_], comparable: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Positions of the years with a value that form the last stretch without a break.

    known, comparable: (years,). The first year of a stretch is the last known one that may not be compared
    with the known one before it.
    """
    years = np.flatnonzero(known)
    start = 0
    for place in range(1, len(years)):
        if not comparable[years[place]]:
            start = place
    return years[start:]


def turning(values: Floats, tolerance: float, limits: Sequence[Limits | None] = ()) -> int | None:
    """The position between the ends that lies furthest above both, or below both; None where the ends tell the path.

    values: (n,), no NaN. It must lie beyond the nearer end by more than `tolerance`, by more than half of what lies
    between the ends, and (limits: of each value) by more than chance.
    """
    if len(values) < 3:
        return None
    low, high = sorted((float(values[0]), float(values[-1])))
    beyond = np.maximum(values - high, low - values)[1:-1]
    position = 1 + int(beyond.argmax())
    furthest = float(beyond[position - 1])
    if within(furthest, tolerance) or furthest <= (high - low) / 2:
        return None
    if limits:
        first, turn, last = limits[0], limits[position], limits[-1]
        if first and turn and last and any(may_be_chance(difference(turn, end)) for end in (first, last)):
            return None
    return position


def course(
    years: Sequence[int],
    values: Floats,
    *,
    step: float,
    decimals: int,
    limits: Sequence[Limits | None] = (),
) -> Course | None:
    """The course of one series over a stretch. years, values, limits: (n,), without gaps; None for fewer than two."""
    if len(values) < 2:
        return None
    last, first = (limits[-1], limits[0]) if limits else (None, None)
    ends = compare(
        float(values[-1]),
        float(values[0]),
        steps=(step, step),
        decimals=decimals,
        chance=None if last is None or first is None else (last, first),
    )
    position = turning(values, ends.tolerance, limits)
    turn = (
        None if position is None else Turn(years[position], float(values[position]), bool(values[position] > values[0]))
    )
    return Course(years[0], years[-1], ends, turn)
