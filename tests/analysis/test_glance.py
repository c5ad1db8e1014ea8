"""The scale of the overview: units of spread, distances, and how far the scale reaches."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.glance import LEAST, LEAST_PLACES, LEAST_STEPS, MOST, distance, scale_limits, spread_unit

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


def slow_quantile(values: list[float], share: float) -> float:
    """Hyndman and Fan, definition 7: between the two nearest in order."""
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


@given(st.lists(NUMBERS, min_size=LEAST_PLACES, max_size=40), st.integers(0, 5), st.floats(0.001, 10))
def test_the_unit_is_half_the_middle_of_the_places(values: list[float], unknown: int, step: float) -> None:
    expected = max((slow_quantile(values, 0.9) - slow_quantile(values, 0.1)) / 2, LEAST_STEPS * step)
    assert spread_unit(np.array([*values, *[math.nan] * unknown]), step) == pytest.approx(expected)


def test_places_that_are_alike_do_not_magnify_a_step() -> None:
    values = np.array([1.0] * 6 + [1.1] * 6)
    unit = spread_unit(values, 0.1)
    assert unit == pytest.approx(0.5)
    assert unit is not None
    assert distance(1.1, 1.0, unit, higher_is_better=False) == pytest.approx(-0.2)


def test_too_few_places_have_no_unit() -> None:
    assert spread_unit(np.arange(LEAST_PLACES - 1.0), 0.1) is None
    assert spread_unit(np.append(np.arange(LEAST_PLACES - 1.0), math.nan), 0.1) is None
    assert spread_unit(np.ones(20), 0.0) is None, "all the same and not rounded"


@given(NUMBERS, NUMBERS, st.floats(0.01, 1e3))
def test_better_is_above_zero(value: float, reference: float, unit: float) -> None:
    up = distance(value, reference, unit, higher_is_better=True)
    assert up == -distance(value, reference, unit, higher_is_better=False)
    assert (up > 0) == (value > reference) or value - reference == 0
    assert up * unit == pytest.approx(value - reference)


@given(st.lists(st.floats(-20, 20), max_size=30))
def test_the_scale_holds_what_it_may_in_whole_halves(distances: list[float]) -> None:
    low, high = scale_limits(distances)
    assert -MOST <= low <= -LEAST < LEAST <= high <= MOST
    assert (2 * low).is_integer()
    assert (2 * high).is_integer()
    assert all(low <= position <= high for position in distances if abs(position) <= MOST)
