"""Axes are round, few and inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.ui.pictures.scale import Scale, decimals_for, round_ticks, widened


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(3, 6))
def test_ticks_lie_inside_and_are_at_most_as_many_as_asked(low: float, size: float, most: int) -> None:
    ticks = round_ticks(low, low + size, most)
    slack = 1e-6 * (abs(low) + size)
    assert len(ticks) <= most
    assert all(low - slack <= t <= low + size + slack for t in ticks)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 20, (0, 5, 10, 15, 20)),
        (3.5, 18.5, (5, 10, 15)),
        (0, 1, (0, 0.25, 0.5, 0.75, 1)),
        (-5, 10, (-5, 0, 5, 10)),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert round_ticks(low, high, 5) == pytest.approx(expected)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_a_place_never_leaves_the_axis(a: float, b: float, value: float) -> None:
    low, high = widened(min(a, b), max(a, b))
    assert 10 <= Scale(low, high, 10, 90).at(value) <= 90


@pytest.mark.parametrize(("step", "decimals"), [(5, 0), (2.5, 1), (0.25, 2), (1000, 0)])
def test_decimals_of_a_step(step: float, decimals: int) -> None:
    assert decimals_for(step) == decimals


@pytest.mark.parametrize(
    ("value", "low", "high"), [(0.0, 0.0, 1.0), (5.0, 4.0, 6.0), (0.4, 0.0, 1.4), (-2.0, -3.0, -1.0)]
)
def test_one_value_gets_room_but_none_below_zero(value: float, low: float, high: float) -> None:
    """An axis of a share of 0 per cent began at -1 per cent."""
    assert widened(value, value) == (low, high)
