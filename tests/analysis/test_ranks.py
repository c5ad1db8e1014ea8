"""Percentile ranks: by definition, by a slow second way, and whatever one does to the values."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toetssteen.analysis import ranks
from toetssteen.analysis.ranks import percentile_ranks

NAN = math.nan
tenths = st.integers(-3000, 3000).map(lambda key: key / 10)
anything = st.floats(allow_nan=False, allow_infinity=True, width=64)
rows = st.one_of(
    st.lists(st.one_of(tenths, st.just(NAN)), max_size=40),
    st.lists(st.one_of(anything, st.just(NAN)), max_size=40),
    st.lists(st.one_of(tenths, anything, st.just(NAN)), max_size=40),
).map(lambda row: np.array(row, dtype=np.float64))


def slow(values: list[float]) -> list[float]:
    """Each value beside each other value, by the definition."""
    known = [value for value in values if not math.isnan(value)]
    found = []
    for value in values:
        if math.isnan(value):
            found.append(NAN)
            continue
        below = sum(other < value for other in known)
        equal = sum(other == value for other in known)
        found.append(100 * (below + equal / 2) / len(known))
    return found


def test_by_hand() -> None:
    found = percentile_ranks(np.array([[3.0, 1.0, 2.0, NAN], [5.0, 5.0, NAN, 7.5]]))
    np.testing.assert_allclose(found, [[250 / 3, 50 / 3, 50.0, NAN], [100 / 3, 100 / 3, NAN, 250 / 3]])


def test_all_alike_is_the_middle_and_nothing_is_nothing() -> None:
    assert percentile_ranks(np.full(7, 2.5)).tolist() == [50.0] * 7
    assert np.isnan(percentile_ranks(np.full(3, NAN))).all()
    assert percentile_ranks(np.empty((2, 0))).shape == (2, 0)
    assert percentile_ranks(np.array([1.0])).tolist() == [50.0]


def test_nought_has_no_sign() -> None:
    assert percentile_ranks(np.array([0.0, -0.0, 0.1])).tolist()[:2] == [100 / 3, 100 / 3]


@given(rows)
def test_the_slow_way_gives_the_same(row: np.ndarray) -> None:
    np.testing.assert_allclose(percentile_ranks(row), slow(row.tolist()), rtol=1e-12)


def counted(row: np.ndarray) -> np.ndarray | None:
    into, known = np.full(len(row), -1.0), ~np.isnan(row)
    if ranks._by_counting(row, known, int(known.sum()), into):
        return into
    assert (into == -1.0).all(), "nothing is written where it does not apply"
    return None


@given(st.lists(st.one_of(tenths, st.just(NAN)), min_size=1, max_size=60).map(np.array))
def test_counting_and_sorting_give_the_same_bits(row: np.ndarray) -> None:
    found, known = counted(row) if not np.isnan(row).all() else None, ~np.isnan(row)
    if found is not None:
        into = np.empty(len(row))
        ranks._by_sorting(row, known, int(known.sum()), into)
        np.testing.assert_array_equal(found, into)


def test_tenths_are_counted_and_neighbours_of_tenths_are_not() -> None:
    row = np.arange(200) / 10
    row[7] = NAN
    assert counted(row) is not None
    near = row.copy()
    near[-1] = np.nextafter(near[-1], np.inf)
    assert counted(near) is None
    far = row.copy()
    far[-1] = 1e6
    assert counted(far) is None
    assert counted(np.array([0.1, np.inf])) is None
    assert counted(np.array([-np.inf, np.inf])) is None


@given(rows, st.randoms(use_true_random=False))
def test_order_of_areas_does_not_matter(row: np.ndarray, chance: object) -> None:
    places = list(range(len(row)))
    chance.shuffle(places)  # type: ignore[attr-defined]
    np.testing.assert_array_equal(percentile_ranks(row[places]), percentile_ranks(row)[places])


@given(
    st.lists(st.one_of(st.integers(-1000, 1000).map(float), st.just(NAN)), max_size=40).map(np.array),
    st.integers(-50, 50),
    st.sampled_from([0.125, 0.5, 2.0, 64.0]),
)
def test_shift_and_scale_do_not_matter(row: np.ndarray, shift: int, scale: float) -> None:
    np.testing.assert_array_equal(percentile_ranks(row * scale + shift), percentile_ranks(row))


@given(rows)
def test_turned_round_the_ranks_turn_round(row: np.ndarray) -> None:
    np.testing.assert_allclose(percentile_ranks(-row), 100 - percentile_ranks(row), atol=1e-9)


@given(rows)
def test_the_mean_rank_is_fifty_and_missing_stays_missing(row: np.ndarray) -> None:
    found = percentile_ranks(row)
    np.testing.assert_array_equal(np.isnan(found), np.isnan(row))
    known = found[~np.isnan(found)]
    if len(known):
        assert known.mean() == pytest.approx(50.0)
        assert ((known > 0) & (known < 100)).all()


@given(arrays(np.float64, (3, 2, 5), elements=st.one_of(tenths, st.just(NAN))))
def test_every_row_of_a_slab_by_itself(slab: np.ndarray) -> None:
    found = percentile_ranks(slab)
    for year in range(3):
        for indicator in range(2):
            np.testing.assert_array_equal(found[year, indicator], percentile_ranks(slab[year, indicator].copy()))


def test_read_only_and_strided_slabs_are_fine() -> None:
    values = np.arange(24.0).reshape(2, 3, 4)
    values.setflags(write=False)
    np.testing.assert_array_equal(percentile_ranks(values[:, :, ::2])[0, 0], [25.0, 75.0])
