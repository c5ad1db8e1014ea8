"""Axes are round, few and inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.ui.pictures.scale import (
    LEAST_STEPS,
    Scale,
    about_equal_words,
    decimals_for,
    least_span,
    round_ticks,
    widened,
)


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


@given(st.integers(-500, 500), st.integers(0, 400), st.integers(0, 2), st.sampled_from(["%", "km", ""]))
def test_an_axis_spans_some_steps_and_holds_what_it_must(first: int, size: int, decimals: int, unit: str) -> None:
    step = 10.0**-decimals
    low, high = first * step, (first + size) * step
    start, end = least_span(low, high, step, unit)
    assert start <= low
    assert high <= end
    assert end - start >= LEAST_STEPS * step * (1 - 1e-9)
    if size >= LEAST_STEPS:
        assert (start, end) == (low, high)
    assert start >= 0 or low < 0
    assert unit != "%" or end <= 100 or high > 100 or low < LEAST_STEPS * step


@pytest.mark.parametrize(
    ("values", "step", "said"),
    [
        ([39.98, 39.99, 40.0], 0.1, True),
        ([1.0, 1.1], 0.1, True),
        ([1.0, 1.2], 0.1, False),
        ([40.0, 45.0], 5.0, True),
        ([40.0], 0.1, False),
        ([], 0.1, False),
    ],
)
def test_only_what_rounding_can_make_is_called_about_equal(values: list[float], step: float, said: bool) -> None:
    assert bool(about_equal_words(values, step, 1)) is said
