"""Where a value lies among others: by hand, by counting, and under permutation, shift and scale."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.distribution import Drift, counted, drift, equal_steps, reach, share_below, spread

values = st.lists(st.one_of(st.just(float("nan")), st.integers(-50, 50).map(float)), max_size=30)


def slow_quantile(known: list[float], share: float) -> float:
    """Hyndman and Fan's seventh: between the two values around (n - 1) * share."""
    place = (len(known) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (place - low)


def test_spread_by_hand() -> None:
    found = spread(np.array([4.0, float("nan"), 1.0, 2.0, 3.0, 10.0]))
    assert found is not None
    assert found.values.tolist() == [1, 2, 3, 4, 10]
    assert (found.n, found.least, found.quarter, found.middle, found.three_quarters, found.most) == (5, 1, 2, 3, 4, 10)


@pytest.mark.parametrize("nothing", [[], [float("nan")]])
def test_no_spread_of_nothing(nothing: list[float]) -> None:
    assert spread(np.array(nothing)) is None
    assert math.isnan(share_below(np.array(nothing), 1.0))


@given(values)
def test_spread_against_counting(drawn: list[float]) -> None:
    known = sorted(v for v in drawn if v == v)
    found = spread(np.array(drawn, dtype=np.float64))
    if not known:
        assert found is None
        return
    assert found is not None
    assert found.values.tolist() == known
    shown = (found.least, found.quarter, found.middle, found.three_quarters, found.most)
    assert shown == pytest.approx([slow_quantile(known, s) for s in (0, 0.25, 0.5, 0.75, 1)])


@given(values, st.integers(-60, 60), st.randoms())
def test_share_below_against_counting(drawn: list[float], value: int, luck: object) -> None:
    known = [v for v in drawn if v == v]
    shuffled = drawn.copy()
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    found = share_below(np.array(shuffled, dtype=np.float64), float(value))
    if not known:
        assert math.isnan(found)
        return
    expected = sum(1.0 if v < value else 0.5 if v == value else 0.0 for v in known) / len(known)
    assert found == pytest.approx(expected)
    mirrored = share_below(-np.array(drawn, dtype=np.float64), -float(value))
    assert found + mirrored == pytest.approx(1.0)


@given(values, st.integers(-100, 100), st.integers(1, 9))
def test_shift_and_scale_move_the_summary_along(drawn: list[float], shift: int, scale: int) -> None:
    plain = spread(np.array(drawn, dtype=np.float64))
    moved = spread(np.array(drawn, dtype=np.float64) * scale + shift)
    if plain is None:
        assert moved is None
        return
    assert moved is not None
    assert moved.middle == pytest.approx(plain.middle * scale + shift)
    assert moved.quarter == pytest.approx(plain.quarter * scale + shift)


def test_drift_by_hand() -> None:
    first, nearer = np.array([18.0, 6.0, float("nan")]), np.array([8.0, 5.0, 6.0])
    assert reach(first) == 12
    assert drift(first, nearer, 0.2) is Drift.CLOSER
    assert drift(nearer, first, 0.2) is Drift.FURTHER
    assert drift(first, np.array([17.9, 6.1]), 0.3) is Drift.SAME
    assert math.isnan(reach(np.array([float("nan")])))


@given(st.lists(st.integers(-50, 50).map(float), min_size=2, max_size=6), st.integers(-9, 9), st.floats(0, 5))
def test_drift_knows_no_shift_and_no_order(found: list[float], shift: int, tolerance: float) -> None:
    one = np.array(found)
    assert drift(one, one[::-1] + shift, tolerance) is Drift.SAME


@given(
    numbers=st.lists(st.integers(-2000, 2000), min_size=1, max_size=60),
    limits=st.lists(st.integers(-2000, 2000), max_size=5, unique=True),
)
def test_every_value_is_counted_once_in_its_class(numbers: list[int], limits: list[int]) -> None:
    shown = np.array(numbers) / 10
    rising = sorted(limit / 10 for limit in limits)
    steps = equal_steps(shown, 0.1, 32)
    counts = counted(shown, steps, rising)
    assert counts.shape == (steps.number, len(rising) + 1)
    assert steps.number <= 34
    assert steps.width >= 0.1
    for place in range(len(rising) + 1):
        low = rising[place - 1] if place else -math.inf
        high = rising[place] if place < len(rising) else math.inf
        assert counts[:, place].sum() == sum(1 for value in shown.tolist() if low <= value < high)


def test_steps_by_hand() -> None:
    steps = equal_steps(np.array([0.0, 3.0, 9.0]), 1.0, 32)
    assert (steps.low, steps.width, steps.number, steps.high) == (0, 1, 10, 10)
    assert counted(np.array([0.0, 3.0, 9.0]), steps, [3.0]).sum(axis=0).tolist() == [1, 2]


def test_a_few_far_away_do_not_press_the_others_together() -> None:
    many = np.append(np.linspace(0, 50, 990).round(), 4000.0)
    steps = equal_steps(many, 1.0, 32)
    assert steps.high < 100
    assert counted(many, steps, [])[-1, 0] >= 1
