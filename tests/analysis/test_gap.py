"""Level, gap, change: by hand, by a slow second implementation, and under shift, scale and permutation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.course import last_stretch
from toetssteen.analysis.equal import FigureComparison, compare
from toetssteen.analysis.gap import GapChange, Movement, Standing, change, gap, movement, standing
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Direction

amounts = st.floats(0.5, 1e6)
points = st.floats(-1e6, 1e6)
NONE = float("nan")
STEADY = np.array([False, True, True, True, True])


def series(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def moved(area: Floats, reference: Floats, *, tolerance: float = 0.2) -> GapChange | None:
    """The change where nothing breaks."""
    steady = np.arange(len(area)) > 0
    return change(
        tuple(range(2015, 2015 + len(area))), area, steady, reference, steady, steps=(tolerance / 2, tolerance / 2)
    )


def test_a_gap_in_points_and_as_a_ratio() -> None:
    found = gap(18.0, 8.0)
    assert found.points == 10.0
    assert found.ratio == 2.25


@pytest.mark.parametrize(("value", "reference", "zero"), [(3.0, 0.0, True), (-1.0, 2.0, True), (3.0, 2.0, False)])
def test_no_ratio_without_a_true_zero(value: float, reference: float, zero: bool) -> None:
    found = gap(value, reference, has_zero=zero)
    assert found.points == value - reference
    assert found.ratio is None


@given(amounts, amounts)
def test_exchanging_area_and_reference_flips_the_sign_and_inverts_the_ratio(a: float, b: float) -> None:
    there, back = gap(a, b), gap(b, a)
    assert there.points == -back.points
    assert there.ratio is not None
    assert back.ratio is not None
    assert there.ratio * back.ratio == pytest.approx(1.0)


@given(amounts, amounts, st.floats(0, 1e5), st.floats(0.01, 100))
def test_shift_keeps_points_and_scale_keeps_the_ratio(a: float, b: float, shift: float, scale: float) -> None:
    plain = gap(a, b)
    assert gap(a + shift, b + shift).points == pytest.approx(plain.points, abs=1e-9)
    assert gap(a * scale, b * scale).ratio == pytest.approx(plain.ratio)
    assert gap(a * scale, b * scale).points == pytest.approx(plain.points * scale)


def beside(value: float, reference: float, decimals: int = 1) -> FigureComparison:
    return compare(value, reference, steps=(0.0, 0.0), decimals=decimals)


def test_standing_follows_the_direction_of_the_indicator() -> None:
    assert standing(beside(12.0, 10.0), Direction.HIGHER) is Standing.BETTER
    assert standing(beside(12.0, 10.0), Direction.LOWER) is Standing.WORSE
    assert standing(beside(8.0, 10.0), Direction.LOWER) is Standing.BETTER
    assert standing(beside(8.0, 10.0), Direction.HIGHER) is Standing.WORSE
    assert standing(beside(60.0, 10.0), Direction.CONTEXT) is Standing.UNDIRECTED


def test_what_rounding_alone_can_make_is_the_same() -> None:
    assert standing(beside(10.1, 10.0), Direction.HIGHER) is Standing.SAME
    assert standing(beside(0.3, 0.2), Direction.HIGHER) is Standing.SAME  # 0.09999999999999998
    assert standing(beside(0.1 + 0.2, 0.2), Direction.HIGHER) is Standing.SAME  # 0.10000000000000003
    assert standing(beside(10.2, 10.0), Direction.HIGHER) is Standing.BETTER
    assert standing(beside(10.0, 10.0), Direction.LOWER) is Standing.SAME


@given(points, points)
def test_better_on_one_scale_is_worse_on_its_mirror(here: float, there: float) -> None:
    mirror = {Standing.BETTER: Standing.WORSE, Standing.WORSE: Standing.BETTER, Standing.SAME: Standing.SAME}
    found = standing(beside(here, there), Direction.HIGHER)
    assert standing(beside(here, there), Direction.LOWER) is mirror[found]
    assert standing(beside(there, here), Direction.LOWER) is found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (10.0, 5.0, Movement.SMALLER),
        (-10.0, -5.0, Movement.SMALLER),
        (5.0, 10.0, Movement.LARGER),
        (-5.0, -10.0, Movement.LARGER),
        (5.0, 5.2, Movement.SAME),
        (5.0, -5.0, Movement.CROSSED),
        (-1.0, 3.0, Movement.CROSSED),
        (0.1, -0.1, Movement.SAME),
        (0.1, -3.0, Movement.LARGER),  # on one side it was within rounding of nothing
        (0.0, 0.0, Movement.SAME),
        (0.3, 0.1, Movement.UNCLEAR),  # no more than rounding can make, and yet not the same
        (0.3, 0.2, Movement.SAME),
    ],
)
def test_movement(before: float, after: float, expected: Movement) -> None:
    assert movement(before, after, 0.2) is expected


@given(points, points, st.floats(0, 100))
def test_movement_does_not_know_left_from_right(before: float, after: float, tolerance: float) -> None:
    assert movement(before, after, tolerance) is movement(-before, -after, tolerance)


@given(points, points, st.floats(0, 100))
def test_backwards_in_time_smaller_is_larger(before: float, after: float, tolerance: float) -> None:
    mirror = {Movement.SMALLER: Movement.LARGER, Movement.LARGER: Movement.SMALLER}
    found = movement(before, after, tolerance)
    assert movement(after, before, tolerance) is mirror.get(found, found)


def test_poverty_halves_everywhere_the_gap_in_points_halves_and_the_ratio_stays() -> None:
    """The example of the honesty rules: 18 to 8 per cent, while the country more than halved as well."""
    found = moved(series(18.0, 13.0, 8.0), series(7.2, 5.2, 3.2))
    assert found is not None
    assert (found.first_year, found.last_year) == (2015, 2017)
    assert found.first.points == pytest.approx(10.8)
    assert found.last.points == pytest.approx(4.8)
    assert found.points is Movement.SMALLER
    assert found.first.ratio == pytest.approx(2.5)
    assert found.last.ratio == pytest.approx(2.5)
    assert found.ratio is Movement.SAME


def test_the_gap_can_shrink_in_points_and_grow_as_a_ratio() -> None:
    found = moved(series(18.0, 8.0), series(9.0, 3.0))
    assert found is not None
    assert found.points is Movement.SMALLER
    assert found.ratio is Movement.LARGER


def test_a_scale_without_zero_has_no_ratio_to_change() -> None:
    steady = np.array([False, True])
    found = change((1, 2), series(1, 2), steady, series(2, 2), steady, steps=(0.05, 0.05), has_zero=False)
    assert found is not None
    assert found.ratio is None
    assert found.points is Movement.SMALLER


def test_only_the_stretch_after_the_last_break_counts() -> None:
    area = series(30, 20, 10, 9, 8)
    broken = np.array([False, True, False, True, True])
    found = change((1, 2, 3, 4, 5), area, broken, series(5, 5, 5, 5, 5), STEADY, steps=(0.05, 0.05))
    assert found is not None
    assert (found.first_year, found.last_year) == (3, 5)
    assert (found.first.points, found.last.points) == (5.0, 3.0)


def test_a_break_in_the_reference_counts_as_well() -> None:
    broken = np.array([False, True, True, False, True])
    area = series(9, 8, 7, 6, 5)
    found = change((1, 2, 3, 4, 5), area, STEADY, series(1, 1, 1, 3, 3), broken, steps=(0.05, 0.05))
    assert found is not None
    assert found.first_year == 4


def test_a_break_in_a_year_the_other_is_silent_about_is_not_lost() -> None:
    """The area breaks in year 3, about which the reference has nothing: years 2 and 4 must not be compared."""
    broken = np.array([False, True, False, True])
    found = change(
        (1, 2, 3, 4),
        series(10, 9, 5, 4),
        broken,
        series(2, 2, NONE, 2),
        np.array([False, True, False, True]),
        steps=(0.05, 0.05),
    )
    assert found is None


@pytest.mark.parametrize("known", [0, 1])
def test_no_change_from_fewer_than_two_years(known: int) -> None:
    area = series(*([1.0] * known + [NONE] * (3 - known)))
    assert moved(area, series(1, 1, 1)) is None
    assert moved(series(1, 1, 1), area) is None


def test_last_stretch_by_hand() -> None:
    known = np.array([True, True, False, True, True])
    comparable = np.array([False, False, False, True, True])
    assert last_stretch(known, comparable).tolist() == [1, 3, 4]
    assert last_stretch(np.zeros(3, dtype=np.bool_), np.zeros(3, dtype=np.bool_)).tolist() == []


cells = st.lists(
    st.tuples(
        st.one_of(st.none(), st.floats(0.5, 100)),
        st.booleans(),
        st.one_of(st.none(), st.floats(0.5, 100)),
        st.booleans(),
    ),
    max_size=9,
)
Drawn = list[tuple[float | None, bool, float | None, bool]]


def arrays(drawn: Drawn) -> tuple[tuple[int, ...], Floats, np.ndarray, Floats, np.ndarray]:  # type: ignore[type-arg]
    area, steady, reference, reference_steady = zip(*drawn, strict=True) if drawn else ((), (), (), ())
    return (
        tuple(range(2000, 2000 + len(drawn))),
        np.array([NONE if v is None else v for v in area], dtype=np.float64),
        np.array(steady, dtype=np.bool_),
        np.array([NONE if v is None else v for v in reference], dtype=np.float64),
        np.array(reference_steady, dtype=np.bool_),
    )


def slow_stretch(drawn: Drawn) -> list[int]:
    """Years about which both are known, walking back from the last one until something breaks on the way."""
    both = [year for year, (a, _, r, _) in enumerate(drawn) if a is not None and r is not None]
    stretch: list[int] = []
    for year in reversed(both):
        if not stretch:
            stretch = [year]
            continue
        way = range(year + 1, stretch[0] + 1)
        breaks = [
            y
            for y in way
            if (drawn[y][0] is not None and not drawn[y][1]) or (drawn[y][2] is not None and not drawn[y][3])
        ]
        if breaks:
            break
        stretch.insert(0, year)
    return stretch


@given(cells)
def test_change_against_walking_back(drawn: Drawn) -> None:
    found = change(*arrays(drawn), steps=(0.25, 0.25))
    stretch = slow_stretch(drawn)
    if len(stretch) < 2:
        assert found is None
        return
    assert found is not None
    assert (found.first_year, found.last_year) == (2000 + stretch[0], 2000 + stretch[-1])
    for year, shown in ((stretch[0], found.first), (stretch[-1], found.last)):
        area, reference = drawn[year][0], drawn[year][2]
        assert area is not None
        assert reference is not None
        assert shown.points == area - reference
        assert shown.ratio == area / reference


# Whole numbers, so that shifting and scaling are exact and nothing lies on the edge of a tolerance of a half.
pairs = st.lists(st.tuples(st.integers(1, 100), st.integers(1, 100)), min_size=2, max_size=6)


def of_pairs(drawn: list[tuple[int, int]]) -> tuple[Floats, Floats]:
    area, reference = zip(*drawn, strict=True)
    return np.array(area, dtype=np.float64), np.array(reference, dtype=np.float64)


@given(pairs, st.integers(0, 1000))
def test_the_movement_in_points_does_not_see_a_shift(drawn: list[tuple[int, int]], shift: int) -> None:
    area, reference = of_pairs(drawn)
    found = moved(area, reference, tolerance=0.5)
    shifted = moved(area + shift, reference + shift, tolerance=0.5)
    assert found is not None
    assert shifted is not None
    assert shifted.points is found.points
    assert shifted.last.points == found.last.points


@given(pairs, st.integers(-6, 6))
def test_the_movement_of_the_ratio_does_not_see_a_scale(drawn: list[tuple[int, int]], power: int) -> None:
    area, reference = of_pairs(drawn)
    scale = 2.0**power
    found = moved(area, reference, tolerance=0.5)
    scaled = moved(area * scale, reference * scale, tolerance=0.5 * scale)
    assert found is not None
    assert scaled is not None
    assert scaled.ratio is found.ratio
    assert scaled.points is found.points
    assert scaled.last.ratio == found.last.ratio


@given(pairs)
def test_exchanging_area_and_reference_changes_no_movement(drawn: list[tuple[int, int]]) -> None:
    area, reference = of_pairs(drawn)
    found, turned = moved(area, reference, tolerance=0.5), moved(reference, area, tolerance=0.5)
    assert found is not None
    assert turned is not None
    assert turned.points is found.points
    assert turned.last.points == -found.last.points
    assert found.last.ratio
    assert turned.last.ratio == pytest.approx(1 / found.last.ratio)


@given(cells)
def test_a_change_over_a_break_is_never_reported(drawn: Drawn) -> None:
    found = change(*arrays(drawn), steps=(0.25, 0.25))
    if found is None:
        return
    for year in range(found.first_year - 2000 + 1, found.last_year - 2000 + 1):
        area, steady, reference, other = drawn[year]
        assert area is None or steady
        assert reference is None or other
