"""A year in which a figure moved everywhere at once: by hand, and with a second count."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.jumps import shared_jumps
from toetssteen.kernel.cells import Floats


def places(yearly: list[float], n: int = 25) -> Floats:
    """Places of different heights that all move by these changes, with a little of their own."""
    own = np.linspace(0.9, 1.1, n)
    return np.cumsum(np.array([np.linspace(3, 12, n), *(change * own for change in yearly)]), axis=0)


def found(values: Floats) -> tuple[int, ...]:
    comparable = np.ones(values.shape, dtype=np.bool_)
    comparable[0] = False
    return shared_jumps(values, comparable, 0.1)


def test_all_fall_at_once_in_one_year() -> None:
    assert found(places([0.2, -0.2, 0.1, -1.6])) == (4,)


def test_a_steady_course_has_no_jump() -> None:
    assert found(places([-0.8, -0.7, -0.8, -0.9])) == ()


def test_half_up_and_half_down_is_no_shared_jump() -> None:
    values = places([0.2, -0.2, 0.1, -1.6])
    values[4, ::2] += 3.2
    assert found(values) == ()


def test_few_places_and_few_years_say_nothing() -> None:
    assert found(places([0.2, -0.2, 0.1, -1.6], n=12)) == ()
    assert found(places([0.2, -1.6])) == ()


def test_a_break_is_no_jump_and_a_year_without_figures_is_passed_over() -> None:
    values = places([0.2, -0.2, 0.1, -1.6])
    comparable = np.ones(values.shape, dtype=np.bool_)
    comparable[4] = False
    assert shared_jumps(values, comparable, 0.1) == ()
    gap = np.insert(values, 3, np.nan, axis=0)
    assert found(gap) == (5,)


@given(st.lists(st.integers(-30, 30), min_size=4, max_size=7), st.integers(-1000, 1000))
def test_a_shift_changes_nothing_and_a_mirror_neither(yearly: list[int], shift: int) -> None:
    values = places([change / 10 for change in yearly])
    assert found(values + shift) == found(values)
    assert found(-values) == found(values)
