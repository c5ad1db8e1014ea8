"""Paged arrays beside the plain arrays of numpy they stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from toetssteen.kernel.paged import PAGE, PagedArray, PagedCells, paged

NAMES = ("values", "statuses", "comparable", "deliveries")


@st.composite
def plain_arrays(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.uint16]]:
    """Values, and deliveries that are 0 in whole stretches of areas, as they are in real figures."""
    years, indicators = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    areas = draw(st.integers(1, 3 * PAGE + 1))
    deliveries = np.zeros((years, indicators, areas), dtype=np.uint16)
    for _ in range(draw(st.integers(0, 5))):
        y, i = draw(st.integers(0, years - 1)), draw(st.integers(0, indicators - 1))
        start = draw(st.integers(0, areas - 1))
        deliveries[y, i, start : start + draw(st.integers(1, PAGE))] = draw(st.integers(1, 9))
    values = np.arange(deliveries.size, dtype=np.float64).reshape(deliveries.shape)
    values[deliveries == 0] = np.nan
    return values, deliveries


def as_paged(values: NDArray[np.float64], deliveries: NDArray[np.uint16]) -> dict[str, PagedArray[np.generic]]:
    return paged(values, (deliveries > 0).astype(np.uint8), deliveries % 2 == 1, deliveries)


@given(plain_arrays())
def test_every_cell_comes_back(arrays: tuple[NDArray[np.float64], NDArray[np.uint16]]) -> None:
    values, deliveries = arrays
    kept = as_paged(values, deliveries)
    plain = (values, (deliveries > 0).astype(np.uint8), deliveries % 2 == 1, deliveries)
    for name, expected in zip(NAMES, plain, strict=True):
        assert kept[name].shape == expected.shape
        assert kept[name].cells.dtype == expected.dtype
        np.testing.assert_array_equal(kept[name].toarray(), expected)


@given(plain_arrays(), st.data())
def test_positions_mean_what_they_mean_in_numpy(
    arrays: tuple[NDArray[np.float64], NDArray[np.uint16]], data: st.DataObject
) -> None:
    values, deliveries = arrays
    kept = as_paged(values, deliveries)["values"]
    years, indicators, areas = values.shape
    y, i, a = (data.draw(st.integers(0, size - 1)) for size in values.shape)
    several = np.array(data.draw(st.lists(st.integers(0, areas - 1), max_size=6)), dtype=np.intp)
    some_years = np.array(data.draw(st.lists(st.integers(0, years - 1), max_size=4)), dtype=np.intp)
    pairs = np.array([data.draw(st.integers(0, indicators - 1)) for _ in several], dtype=np.intp)
    keys = (
        (y, i, a),
        (y, i, several),
        (y, i, slice(None)),
        (y, slice(None), slice(None)),
        (slice(None), i, a),
        (slice(None), i, several),
        (slice(None), i, slice(None)),
        (slice(None), slice(None), several),
        (slice(None), i, slice(a, None)),
        (some_years[:, np.newaxis], i, several),
        (y, pairs, several),
        (y, pairs[:, np.newaxis], several),
    )
    for key in keys:
        np.testing.assert_array_equal(kept[key], values[key])


@given(plain_arrays())
def test_what_is_empty_takes_no_pages(arrays: tuple[NDArray[np.float64], NDArray[np.uint16]]) -> None:
    values, deliveries = arrays
    kept = as_paged(values, deliveries)["values"]
    padded = np.zeros((*deliveries.shape[:2], kept.starts.shape[2] * PAGE), dtype=np.bool_)
    padded[:, :, : deliveries.shape[2]] = deliveries > 0
    filled = padded.reshape(*deliveries.shape[:2], -1, PAGE).any(axis=3)
    assert len(kept.cells) == PAGE * (1 + int(filled.sum()))
    np.testing.assert_array_equal(kept.starts > 0, filled)


@given(plain_arrays(), st.data())
def test_writing_in_any_order_gives_the_same(
    arrays: tuple[NDArray[np.float64], NDArray[np.uint16]], data: st.DataObject
) -> None:
    values, deliveries = arrays
    cells = PagedCells(*values.shape)
    for y, i in data.draw(st.permutations(list(np.ndindex(values.shape[:2])))):
        for a in data.draw(st.permutations(np.flatnonzero(deliveries[y, i]).tolist())):
            at = np.array([a], dtype=np.intp)
            cells.write(y, i, at, values=values[y, i, at], deliveries=deliveries[y, i, at])
    layer = np.asarray(deliveries % 2 == 1)
    for y in range(len(values)):
        cells.write_year("comparable", y, layer[y])
    kept, at_once = cells.finished(), as_paged(values, deliveries)
    for name in ("values", "deliveries", "comparable"):
        np.testing.assert_array_equal(kept[name].cells, at_once[name].cells)
        np.testing.assert_array_equal(kept[name].starts, at_once[name].starts)


def test_replaced_cells_leave_the_array_as_it_was() -> None:
    values = np.array([[[1.0, 2.0, 3.0]]])
    kept = as_paged(values, np.ones(values.shape, dtype=np.uint16))["values"]
    at = np.array([0]), np.array([0]), np.array([1])
    assert kept.replaced(*at, np.nan)[0, 0, 1] != kept[0, 0, 1] == 2.0
    np.testing.assert_array_equal(kept.replaced(*at, 9.0).toarray(), [[[1.0, 9.0, 3.0]]])


def test_two_positions_are_not_enough() -> None:
    kept = as_paged(np.ones((1, 1, 1)), np.ones((1, 1, 1), dtype=np.uint16))["values"]
    with pytest.raises(ValueError, match="unpack"):
        kept[0, 0]  # type: ignore[index]
