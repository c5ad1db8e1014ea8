"""On the way to a target: checked against slow, obvious ways and by what must hold whatever the numbers are."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.towards import agreed, needed, quickest

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
