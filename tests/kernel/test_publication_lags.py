"""Months between a year and its figures, and what dated evidence proves of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.kernel.publication_lags import LagBounds, LagEvidence, Month, PublicationLag, Sighting

YEARS = st.integers(1901, 2090)


def _lag(*evidence: tuple[int, str, Sighting], every: int = 1) -> PublicationLag:
    return PublicationLag("a", "A", ("s",), every=every, evidence=tuple(LagEvidence(*piece, "x") for piece in evidence))


@given(YEARS, st.integers(0, 300))
def test_a_lag_and_its_month_agree(year: int, lag: int) -> None:
    month = Month.after(year, lag)
    assert 1 <= month.month <= 12
    assert month.lag(year) == lag
    assert Month(month.year + 1, month.month).lag(year) == lag + 12


@given(YEARS, st.integers(1, 12))
def test_a_month_is_read_as_it_is_written(year: int, month: int) -> None:
    assert Month.parse(str(Month(year, month))) == Month(year, month)


@pytest.mark.parametrize("text", ["2024", "2024-00", "2024-13", "2024-8", "08-2024", "2024-08-01", "1824-08", ""])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Month.parse(text)


@given(
    st.lists(st.tuples(st.integers(2000, 2030), st.integers(0, 30)), min_size=1),
    st.lists(st.tuples(st.integers(2000, 2030), st.integers(0, 30)), min_size=1),
)
def test_bounds_are_the_tightest_that_all_years_prove(
    there: list[tuple[int, int]], missing: list[tuple[int, int]]
) -> None:
    seen = [(year, str(Month.after(year, lag)), Sighting.THERE) for year, lag in there]
    empty = [(year, str(Month.after(year, lag)), Sighting.MISSING) for year, lag in missing]
    bounds = _lag(*seen, *empty).bounds()
    assert bounds.last is not None
    assert bounds.first is not None
    assert all(bounds.last <= lag for _year, lag in there)
    assert bounds.last in [lag for _year, lag in there]
    assert all(bounds.first > lag for _year, lag in missing)
    assert bounds.first - 1 in [lag for _year, lag in missing]


def test_what_the_publisher_said_of_the_newest_year_goes_before_what_was_seen() -> None:
    lag = _lag(
        (2022, "2023-03", Sighting.PUBLISHED),
        (2024, "2025-01", Sighting.PUBLISHED),
        (2025, "2026-07", Sighting.THERE),
    )
    assert lag.bounds() == LagBounds(12, 12, published=True)
    expected = lag.expected(2026)
    assert (expected.first, expected.last) == (Month(2027, 1), Month(2027, 1))


def test_housing_of_the_key_figures() -> None:
    """Missing in October of its own year, there in October of the next: between November and October."""
    expected = _lag((2024, "2024-10", Sighting.MISSING), (2023, "2024-10", Sighting.THERE)).expected(2027)
    assert (expected.first, expected.last) == (Month(2027, 11), Month(2028, 10))


def test_without_evidence_nothing_is_expected() -> None:
    expected = _lag().expected(2027)
    assert (expected.first, expected.last, expected.published) == (None, None, False)
