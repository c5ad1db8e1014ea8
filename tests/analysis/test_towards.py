"""On the way to a target: checked against slow, obvious ways and by what must hold whatever the numbers are."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.chance import Limits
from toetssteen.analysis.course import Course, course
from toetssteen.analysis.equal import Cause
from toetssteen.analysis.towards import (
    FigureNow,
    TargetDistance,
    TargetVerdict,
    Unclear,
    agreed,
    needed,
    quickest,
    verdict,
    wanted_side,
)
from toetssteen.kernel.definitions import Direction

steps = st.dictionaries(st.integers(2000, 2050), st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=8).map(
    lambda found: list(found.items())
)


def slow_agreed(points: list[tuple[int, float]], year: int) -> float:
    for (y0, v0), (y1, v1) in pairwise(sorted(points)):
        if y0 <= year <= y1:
            return v0 + (v1 - v0) * (year - y0) / (y1 - y0)
    return dict(points).get(year, float("nan"))


@given(steps, st.integers(1995, 2055))
def test_the_agreed_way_is_straight_between_steps(points: list[tuple[int, float]], year: int) -> None:
    assert agreed(points, year) == pytest.approx(slow_agreed(points, year), nan_ok=True, abs=1e-6)
    assert agreed(points[::-1], year) == pytest.approx(agreed(points, year), nan_ok=True)


@given(steps, st.floats(-1e5, 1e5))
def test_a_shift_of_all_steps_shifts_the_way_and_not_the_pace(points: list[tuple[int, float]], by: float) -> None:
    moved = [(year, value + by) for year, value in points]
    assert agreed(moved, points[0][0]) == pytest.approx(agreed(points, points[0][0]) + by, abs=1e-6)
    assert needed(moved) == pytest.approx(needed(points), nan_ok=True, abs=1e-6)


def test_without_two_years_there_is_no_pace() -> None:
    assert np.isnan([needed([]), needed([(2020, 3.0)]), agreed([], 2020)]).all()
    assert needed([(2020, 12.0), (2030, 10.0), (2024, 11.9)]) == pytest.approx(-0.2)


@given(
    st.lists(st.tuples(st.floats(-100, 100) | st.just(float("nan")), st.booleans()), max_size=12),
    st.sampled_from([-1, 1]),
)
def test_the_quickest_change_is_the_largest_between_neighbours(cells: list[tuple[float, bool]], way: int) -> None:
    years = list(range(2010, 2010 + len(cells)))
    known = [(y, v, c) for y, (v, c) in zip(years, cells, strict=True) if v == v]
    paces = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(known) if b[2]]
    found = quickest(years, np.array([v for v, _c in cells]), [c for _v, c in cells], way)
    if not paces:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(max([0.0, *paces]) if way > 0 else min([0.0, *paces]))


# In tenths, as a publisher gives them; and sides of a target.
tenths = st.integers(1, 2000).map(lambda number: number / 10)
sides = st.sampled_from([-1, 1])


def run(first: float, last: float, step: float = 0.1, spread: float | None = None) -> Course:
    """From 2017 to 2023. spread: how far chance reaches on either side of both."""
    limits = () if spread is None else tuple(Limits(v, v - spread, v + spread) for v in (first, last))
    made = course([2017, 2023], np.array([first, last]), step=step, decimals=1, limits=limits)
    assert made is not None
    return made


def judged(first: float, last: float, target: float, side: int, **more: object) -> TargetVerdict:
    there = more.pop("there", None)
    assert there is None or isinstance(there, tuple)
    return verdict(
        FigureNow(last, 0.05),
        target,
        side,
        run(first, last),
        None if there is None else run(*there),
    )


@given(tenths, tenths, tenths, sides)
def test_one_word_for_every_distance_and_the_slow_way_gives_the_same(
    first: float, last: float, target: float, side: int
) -> None:
    found = judged(first, last, target, side).distance
    in_tenths = [round(value * 10) for value in (first, last, target)]
    if (in_tenths[1] - in_tenths[2]) * side >= 0:
        slow = TargetDistance.REACHED
    elif abs(in_tenths[1] - in_tenths[0]) <= 1:
        slow = TargetDistance.SAME
    elif (
        abs(in_tenths[1] - in_tenths[2]) < abs(in_tenths[0] - in_tenths[2]) and (in_tenths[0] - in_tenths[2]) * side < 0
    ):
        slow = TargetDistance.CLOSER
    else:
        slow = TargetDistance.FURTHER
    assert found is slow


@given(tenths, tenths, tenths, sides, st.integers(-500, 500), st.none() | st.tuples(tenths, tenths))
def test_neither_a_mirror_nor_a_shift_changes_the_word(
    first: float, last: float, target: float, side: int, by: int, there: tuple[float, float] | None
) -> None:
    plain = judged(first, last, target, side)
    shifted = [round(value + by, 1) for value in (first, last, target)]
    assert judged(*shifted, side).distance is plain.distance
    assert judged(-first, -last, -target, -side).distance is plain.distance
    # The rest only ever says of a target that is reached that it is not of here alone.
    beside = judged(first, last, target, side, there=there).distance
    assert beside is plain.distance or (
        plain.distance is TargetDistance.REACHED and beside is TargetDistance.REACHED_ELSEWHERE_TOO
    )


@given(tenths, tenths, tenths, tenths)
def test_elsewhere_too_is_at_least_half_as_much_in_per_cent(
    first: float, last: float, there_first: float, there_last: float
) -> None:
    found = judged(first, last, last, -1, there=(there_first, there_last)).distance
    here, there = (first - last) / first, (there_first - there_last) / there_first
    clear = min(first - last, there_first - there_last) > 0.11
    assert (found is TargetDistance.REACHED_ELSEWHERE_TOO) == (clear and there >= here / 2 * (1 - 1e-9))


@pytest.mark.parametrize(
    ("there", "word"),
    [
        ((47.0, 39.0), TargetDistance.REACHED_ELSEWHERE_TOO),
        ((47.0, 44.0), TargetDistance.REACHED),
        ((47.0, 55.0), TargetDistance.REACHED),
        (None, TargetDistance.REACHED),
    ],
)
def test_a_target_of_91_that_is_84(there: tuple[float, float] | None, word: TargetDistance) -> None:
    assert judged(101.0, 84.0, 91.0, -1, there=there).distance is word


def test_what_cannot_be_told_says_why() -> None:
    here, now = run(101.0, 98.0), FigureNow(98.0, 0.05)
    unclear = TargetDistance.UNCLEAR
    assert verdict(None, 91.0, -1, None, None) == TargetVerdict(TargetDistance.NO_FIGURE)
    assert verdict(now, None, 0, here, None) == TargetVerdict(unclear, Unclear.NO_TARGET)
    assert verdict(now, 91.0, 0, here, None) == TargetVerdict(unclear, Unclear.NO_SIDE)
    assert verdict(FigureNow(98.0, 0.05, modelled=True), 91.0, -1, here, None) == TargetVerdict(
        unclear, Unclear.MODELLED
    )
    assert verdict(now, 91.0, -1, None, None) == TargetVerdict(unclear, Unclear.NO_BEGIN)
    assert verdict(now, 91.0, -1, run(101.0, 98.0, spread=9), None) == TargetVerdict(unclear, Unclear.CHANCE)
    # Reached needs no begin, and what rounding or chance can make of the difference is told beside it.
    assert verdict(now, 98.0, -1, None, None) == TargetVerdict(TargetDistance.REACHED)
    assert verdict(FigureNow(98.0, 5.0), 100.0, -1, None, None).near is Cause.ROUNDING
    assert verdict(FigureNow(98.0, 0.05, Limits(98.0, 90, 106)), 100.0, -1, None, None).near is Cause.CHANCE
    # A published step of ten leaves nothing of a move of ten.
    coarse = verdict(FigureNow(100.0, 5.0), 80.0, -1, run(110.0, 100.0, step=10.0), None)
    assert coarse == TargetVerdict(TargetDistance.SAME)


@pytest.mark.parametrize(
    ("direction", "base", "target", "side"),
    [
        (Direction.LOWER, 101.0, 91.0, -1),
        (Direction.LOWER, None, 91.0, -1),
        (Direction.LOWER, 91.0, 91.0, -1),
        (Direction.LOWER, 84.0, 91.0, 0),
        (Direction.HIGHER, 20.0, 30.0, 1),
        (Direction.HIGHER, 40.0, 30.0, 0),
        (Direction.CONTEXT, 20.0, 30.0, 1),
        (Direction.CONTEXT, 20.0, 20.0, 0),
        (Direction.CONTEXT, None, 30.0, 0),
    ],
)
def test_the_side_that_is_wanted(direction: Direction, base: float | None, target: float, side: int) -> None:
    assert wanted_side(direction, base, target) == side
