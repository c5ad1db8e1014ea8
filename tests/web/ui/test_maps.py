"""The bytes of a map, read back by a second, slow reader."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.ui.maps import packed


def unpacked(body: bytes, count: int) -> tuple[int, list[float | None], list[int]]:
    """Number by number, as map.js does."""
    size, decimals = body[0], body[1]
    letter, none = {2: ("h", -(2**15)), 4: ("i", -(2**31)), 8: ("d", None)}[size]
    assert len(body) == 8 + count * (size + 1)
    numbers: list[float | None] = []
    for position in range(count):
        (number,) = struct.unpack_from(f"<{letter}", body, 8 + position * size)
        absent = number != number if size == 8 else number == none
        numbers.append(None if absent else number if size == 8 else number / 10**decimals)
    return size, numbers, list(body[8 + count * size :])


@given(
    decimals=st.integers(0, 4),
    cells=st.lists(st.tuples(st.one_of(st.none(), st.floats(-1e9, 1e9)), st.integers(0, 6)), max_size=60),
)
def test_what_is_packed_is_read_back(decimals: int, cells: list[tuple[float | None, int]]) -> None:
    shown = [None if v is None else round(v, decimals) + 0.0 for v, _status in cells]
    values = np.array([np.nan if v is None else v for v in shown], dtype=np.float64)
    statuses = np.array([status for _v, status in cells], dtype=np.uint8)
    _size, numbers, read = unpacked(packed(values, statuses, decimals), len(cells))
    assert read == statuses.tolist()
    assert [n is None for n in numbers] == [v is None for v in shown]
    for number, value in zip(numbers, shown, strict=True):
        if number is not None and value is not None:
            assert number == pytest.approx(value, abs=0.5 * 10**-decimals)


@pytest.mark.parametrize(
    ("values", "decimals", "size"),
    [
        ([12.6, np.nan], 1, 2),
        ([3276.7, -3276.7], 1, 2),
        ([3276.8], 1, 4),
        ([-3276.8], 1, 4),  # that integer means no number
        ([17_942_942.0], 0, 4),
        ([3e9], 0, 8),
        ([np.nan, np.nan], 1, 2),
        ([], 0, 2),
    ],
)
def test_the_fewest_bytes_that_hold_every_number(values: list[float], decimals: int, size: int) -> None:
    body = packed(np.array(values), np.ones(len(values), dtype=np.uint8), decimals)
    found_size, numbers, _statuses = unpacked(body, len(values))
    assert found_size == size
    assert numbers == [None if v != v else v for v in values]


def test_a_map_of_all_buurten_is_small() -> None:
    rng = np.random.default_rng(3)
    values = np.round(rng.gamma(4, 3, 14_574), 1)
    assert len(packed(values, np.ones(len(values), dtype=np.uint8), 1)) < 44_000  # before compression
