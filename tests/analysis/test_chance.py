"""Limits of counted figures: published values, slow sums, and properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.chance import Limits, combined, counted, difference, may_be_chance, poisson, wilson
from toetssteen.kernel.definitions import ChanceModel

BINOMIAL, POISSON = ChanceModel.BINOMIAL, ChanceModel.POISSON


def limits(count: int, n: int) -> Limits:
    return Limits(count / n, *wilson(count, n))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(8, 100, 0.041093, 0.149981), (0, 25, 0.0, 0.133192), (25, 25, 1 - 0.133192, 1.0)],
)
def test_wilson_as_published(count: int, n: int, low: float, high: float) -> None:
    assert wilson(count, n) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(3, 400, 154.668, 2191.818), (80, 1000, 6343.287, 9956.815)],
)
def test_rates_per_100_000_as_published(count: int, n: int, low: float, high: float) -> None:
    """Three events: exact. Eighty: Byar."""
    found = poisson(count)
    assert [1e5 * end / n for end in found] == pytest.approx([low, high], abs=5e-3)


def test_byar_would_give_other_limits_for_three_events() -> None:
    low = 3 * (1 - 1 / 27 - 1.959964 / (3 * math.sqrt(3))) ** 3
    assert 1e5 * low / 400 == pytest.approx(150.743, abs=5e-3)
    assert 1e5 * poisson(3)[0] / 400 != pytest.approx(150.743, abs=1)


@pytest.mark.parametrize("count", range(10))
def test_the_exact_limits_leave_two_and_a_half_per_cent_on_each_side(count: int) -> None:
    def at_most(k: int, mean: float) -> float:
        return sum(math.exp(-mean) * mean**j / math.factorial(j) for j in range(k + 1))

    low, high = poisson(count)
    assert at_most(count, high) == pytest.approx(0.025, abs=1e-7)
    if count == 0:
        assert low == 0.0
    else:
        assert 1 - at_most(count - 1, low) == pytest.approx(0.025, abs=1e-7)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_by_its_definition(count: int, n: int) -> None:
    """The limits are the shares p at which the count is 1.96 standard errors off: (x - n p)^2 = z^2 n p (1 - p)."""
    count = min(count, n)
    for p in wilson(count, n):
        assert (count - n * p) ** 2 == pytest.approx(1.959964**2 * n * p * (1 - p), abs=1e-6)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_newcombes_table(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, 873-890, Table II, method 10."""
    found = difference(limits(*one), limits(*other))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5.1e-5)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(60, 99), st.integers(60, 99))
def test_exchanging_the_two_flips_the_limits(a: int, b: int, n: int, m: int) -> None:
    there, back = difference(limits(a, n), limits(b, m)), difference(limits(b, m), limits(a, n))
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert may_be_chance(there) is may_be_chance(back)
    assert there.low <= there.value <= there.high


@given(*[st.integers(1, 60)] * 4)
def test_a_difference_of_differences_is_the_one_of_all_four(a: int, b: int, c: int, d: int) -> None:
    one, two, three, four = (limits(count, 100) for count in (a, b, c, d))
    nested = difference(difference(one, two), difference(three, four))
    flat = combined([(1, one), (-1, two), (-1, three), (1, four)])
    assert (nested.low, nested.high) == pytest.approx((flat.low, flat.high))


def test_the_limits_hold_what_they_promise() -> None:
    """Every outcome of two places with 12 % and 12 % of 80 and 400 people, weighed by its probability: a difference
    that is not called chance comes up in about one of twenty years."""

    def chance_of(k: int, n: int) -> float:
        return math.comb(n, k) * 0.12**k * 0.88 ** (n - k)

    wrong = sum(
        chance_of(a, 80) * chance_of(b, 400)
        for a in range(0, 31)
        for b in range(15, 90)
        if not may_be_chance(difference(limits(a, 80), limits(b, 400)))
    )
    assert 0.02 < wrong < 0.07


def test_a_published_share_in_its_own_unit() -> None:
    found = counted(8.0, 100, 100, BINOMIAL)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((4.1093, 14.9981), abs=5e-5)
    rate = counted(7.5, 400, 1000, POISSON)
    assert rate is not None
    assert (rate.low, rate.high) == pytest.approx((1.54668, 21.91818), abs=5e-5)


@pytest.mark.parametrize(
    ("value", "n"), [(8.0, 0), (8.0, math.nan), (math.nan, 10), (-1.0, 10), (101.0, 10), (8.0, -5)]
)
def test_no_limits_without_a_number_to_count_in(value: float, n: float) -> None:
    assert counted(value, n, 100, BINOMIAL) is None


def test_more_events_than_people_are_possible() -> None:
    assert counted(1500.0, 20, 1000, POISSON) is not None


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_no_share_no_limits(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(count, n)
    with pytest.raises(ValueError, match="no count"):
        poisson(-1)


def test_a_logarithm_of_limits() -> None:
    assert Limits(0.0, 0.0, 1.0).logarithm is None
    found = Limits(0.1, 0.0, math.e).logarithm
    assert found is not None
    assert (found.low, found.high) == (-math.inf, 1.0)
