"""One rule for equal: by hand, and as properties of what a reader sees."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toetssteen.analysis.chance import Limits, counted
from toetssteen.analysis.course import course, turning
from toetssteen.analysis.equal import Cause, FigureComparison, compare
from toetssteen.analysis.gap import Movement, Standing, change, standing
from toetssteen.kernel.definitions import ChanceModel, Direction
from toetssteen.kernel.dutch import amount_in, as_shown, dutch

values = st.floats(0, 1e5, allow_subnormal=False)
steps = st.sampled_from([0.0, 0.01, 0.1, 1.0, 5.0, 100.0])
places = st.integers(0, 3)


def whole(value: float, reference: float) -> FigureComparison:
    return compare(value, reference, steps=(1.0, 1.0), decimals=0)


@pytest.mark.parametrize(
    ("value", "reference", "points"),
    [(11.4, 12.6, -2.0), (81.4, 86.6, -6.0), (12.4, 10.6, 1.0), (45.0, 44.4, 1.0), (2.675, 2.665, 0.01)],
)
def test_the_difference_is_the_one_a_reader_finds(value: float, reference: float, points: float) -> None:
    decimals = 2 if value < 3 else 0
    assert compare(value, reference, steps=(0, 0), decimals=decimals).points == points


@given(values, values, places)
def test_the_sum_on_the_page_fits(a: float, b: float, decimals: int) -> None:
    """Read back from the text, in decimal arithmetic."""
    found = compare(a, b, steps=(0, 0), decimals=decimals)
    texts = [amount_in(dutch(value, decimals)) for value in (a, b)]
    here, there = (Decimal(repr(text.value)) for text in texts if text is not None)
    assert amount_in(dutch(abs(found.points), decimals)) == amount_in(dutch(float(abs(here - there)), decimals))
    assert Decimal(repr(found.points)) == (here - there).quantize(Decimal(1).scaleb(-decimals))


@given(values, places)
def test_as_shown_is_what_is_written(value: float, decimals: int) -> None:
    slow = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert dutch(as_shown(value, decimals), decimals) == dutch(value, decimals) == dutch(float(slow), decimals)


@given(values, values, steps, steps, places)
def test_equal_does_not_know_left_from_right(a: float, b: float, one: float, two: float, decimals: int) -> None:
    there = compare(a, b, steps=(one, two), decimals=decimals)
    back = compare(b, a, steps=(two, one), decimals=decimals)
    assert there.points == -back.points
    assert there.equal is back.equal


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from([1.0, 5.0, 100.0]))
def test_a_shift_changes_nothing(a: int, b: int, shift: int, step: float) -> None:
    plain = compare(a, b, steps=(step, step), decimals=0)
    shifted = compare(a + shift, b + shift, steps=(step, step), decimals=0)
    assert (shifted.points, shifted.equal) == (plain.points, plain.equal)


@given(st.integers(0, 10**5), st.integers(0, 10**5), places)
def test_scaling_values_and_step_together_changes_nothing(a: int, b: int, decimals: int) -> None:
    """As whole numbers, and as the same numbers with so many decimals."""
    scale = 10.0**-decimals
    plain = compare(a, b, steps=(0, 0), decimals=0)
    scaled = compare(a * scale, b * scale, steps=(0, 0), decimals=decimals)
    assert scaled.equal is plain.equal
    assert scaled.ratio == plain.ratio


@given(values, values, values, steps, places)
def test_what_lies_between_is_never_less_equal(a: float, b: float, c: float, step: float, decimals: int) -> None:
    low, middle, high = sorted((a, b, c))
    if compare(low, high, steps=(step, step), decimals=decimals).equal:
        assert compare(low, middle, steps=(step, step), decimals=decimals).equal


@given(values, values, steps, places)
def test_list_sentence_and_subtraction_agree(a: float, b: float, step: float, decimals: int) -> None:
    """Who stands among the better lies on the better side as shown, by more than a step."""
    found = compare(a, b, steps=(step, step), decimals=decimals)
    where = standing(found, Direction.HIGHER)
    assert (where is Standing.SAME) == (found.equal is not None)
    if where is Standing.BETTER:
        assert found.value > found.reference
        assert found.points > 0
    if found.points == 0:
        assert where is Standing.SAME
        assert found.ratio is None


@given(values, values, steps, places)
def test_a_ratio_that_is_shown_is_the_quotient_and_says_something(
    a: float, b: float, step: float, decimals: int
) -> None:
    found = compare(a, b, steps=(step, step), decimals=decimals)
    if found.ratio is None:
        return
    assert found.ratio == pytest.approx(found.value / found.reference, abs=0.51 * 10**-found.ratio_decimals)
    assert found.ratio not in (0.0, 1.0)
    assert (found.ratio > 1) == (found.points > 0)


def test_no_ratio_where_rounding_leaves_nothing_of_it() -> None:
    assert whole(2, 1).ratio is None, "anything from 1 to 5"
    assert whole(24, 12).ratio == 2.0
    assert whole(24, 12).ratio_decimals == 1
    assert compare(24, 12, steps=(0.1, 0.1), decimals=1).ratio_decimals == 2
    assert compare(24, 12, steps=(0, 0), decimals=1, has_zero=False).ratio is None
    assert compare(0.001, 12, steps=(0, 0), decimals=1).ratio is None, "0,00 times says nothing"


def share(value: float, n: float) -> Limits:
    found = counted(value, n, 100, ChanceModel.BINOMIAL)
    assert found is not None
    return found


def test_chance_and_rounding_are_two_causes() -> None:
    """12 against 9 %: of 200 people that is chance, of 20,000 it is not."""

    def of(n: float) -> FigureComparison:
        return compare(12, 9, steps=(0.1, 0.1), decimals=1, chance=(share(12, n), share(9, 10 * n)))

    assert of(200).equal is Cause.CHANCE
    assert of(20_000).equal is None
    assert compare(12, 12.1, steps=(0.1, 0.1), decimals=1, chance=(share(12, 1e9), share(12.1, 1e9))).equal is (
        Cause.ROUNDING
    )


@given(st.floats(1, 99), st.floats(1, 99), st.integers(20, 2000))
def test_more_people_never_make_a_difference_more_like_chance(a: float, b: float, n: int) -> None:
    def equal(people: int) -> bool:
        return compare(a, b, steps=(0, 0), decimals=1, chance=(share(a, people), share(b, people))).equal is not None

    assume(not equal(n))
    assert not equal(10 * n)


def test_a_path_that_turned() -> None:
    """Morgenstond: 3.3, 6.7, 3.9; an odd year that the ends outweigh; a path within rounding."""
    assert turning(np.array([3.3, 6.7, 3.9]), 0.2) == 1
    assert turning(np.array([10.0, 12.0, 3.0]), 0.2) is None
    assert turning(np.array([3.3, 3.4, 3.3]), 0.2) is None
    assert turning(np.array([6.0, 1.0, 7.0]), 0.2) == 1
    assert turning(np.array([3.0, 4.0]), 0.2) is None


@given(st.lists(st.integers(0, 100), min_size=3, max_size=12), st.integers(0, 1000))
def test_a_turn_against_looking_at_every_year(drawn: list[int], shift: int) -> None:
    path = np.array(drawn, dtype=np.float64)
    found = turning(path, 2.0)
    low, high = min(drawn[0], drawn[-1]), max(drawn[0], drawn[-1])
    beyond = [max(v - high, low - v) for v in drawn[1:-1]]
    assert (found is None) == (max(beyond) <= 2 or max(beyond) <= (high - low) / 2)
    assert turning(path + shift, 2.0) == found
    assert turning(-path, 2.0) == found
    back = turning(path[::-1], 2.0)
    assert (back is None) == (found is None)


def test_a_turn_that_may_be_chance_is_none() -> None:
    path, few = np.array([3.0, 7.0, 3.0]), [share(v, 100) for v in (3.0, 7.0, 3.0)]
    assert turning(path, 0.2, few) is None
    assert turning(path, 0.2, [share(v, 10_000) for v in path]) == 1


def test_a_course_says_its_ends_and_its_turn() -> None:
    found = course((2011, 2017, 2022), np.array([3.3, 6.7, 3.9]), step=0.1, decimals=1)
    assert found is not None
    assert (found.first_year, found.last_year, found.ends.points) == (2011, 2022, 0.6)
    assert found.turn is not None
    assert (found.turn.year, found.turn.value, found.turn.peak) == (2017, 6.7, True)
    assert course((2011,), np.array([3.3]), step=0.1, decimals=1) is None


STEADY = np.array([False, True])


def test_chance_decides_the_words_larger_and_smaller() -> None:
    def moved(n: float) -> Movement:
        here, there = np.array([8.0, 12.0]), np.array([6.0, 6.0])
        bands = ([share(v, n) for v in here], [share(v, 100 * n) for v in there])
        found = change((1, 2), here, STEADY, there, STEADY, steps=(0.1, 0.1), limits=bands)
        assert found is not None
        return found.points

    assert moved(150) is Movement.UNCLEAR, "from 2 to 6 points among 150 people may be chance, and is not the same"
    assert moved(15_000) is Movement.LARGER


def test_the_rounding_of_whole_per_cents_decides_about_the_ratio() -> None:
    """4 against 2 becomes 5 against 2 per cent: 2.0 and 2.5 times, but anything from 1.4 to 3.7."""
    found = change((1, 2), np.array([4.0, 5.0]), STEADY, np.array([2.0, 2.0]), STEADY, steps=(1.0, 1.0))
    assert found is not None
    assert found.ratio in (Movement.SAME, Movement.UNCLEAR)
    finer = change((1, 2), np.array([4.0, 5.0]), STEADY, np.array([2.0, 2.0]), STEADY, steps=(0.01, 0.01))
    assert finer is not None
    assert finer.ratio is Movement.LARGER


def test_a_gap_that_went_up_and_down_is_not_told_by_its_ends() -> None:
    steady = np.array([False, True, True])
    found = change(
        (2011, 2017, 2022), np.array([9.3, 12.7, 9.9]), steady, np.array([6.0] * 3), steady, steps=(0.1, 0.1)
    )
    assert found is not None
    assert found.turn is not None
    assert (found.turn.year, round(found.turn.value, 1), found.turn.peak) == (2017, 6.7, True)
    assert found.ratio_turn is not None
    assert found.ratio_turn.year == 2017
