"""Arrays over years, indicators and areas of which only the parts that hold something are kept."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

# Areas on a page: a power of two. Codes are in order, so a page holds neighbours of one level, and a table about one city
# fills a few pages.
PAGE = 64
_SHIFT, _WITHIN = PAGE.bit_length() - 1, PAGE - 1
Position = int | slice | NDArray[np.intp]
Key = tuple[Position, Position, Position]
Starts = NDArray[np.int32]
Scalar = TypeVar("Scalar", bound=np.generic)


def pages_for(areas: int) -> int:
    """How many pages a row of areas takes."""
    return -(-areas // PAGE)


@dataclass(frozen=True, slots=True, eq=False)
class PagedArray(Generic[Scalar]):
    """An array of shape (years, indicators, areas), kept as pages of PAGE areas.

    starts: (years, indicators, pages of a row), where in `cells` each page begins; 0 where nothing was ever written.
    cells: (pages * PAGE,); the first page holds what an empty cell holds. areas: the length of the last axis.
    Read it with three positions, as an array of numpy: `array[:, row, areas]`; two raise ValueError.
    """

    starts: Starts
    cells: NDArray[Scalar]
    areas: int

    @property
    def shape(self) -> tuple[int, int, int]:
        """(years, indicators, areas)."""
        years, indicators, _ = self.starts.shape
        return years, indicators, self.areas

    def __getitem__(self, key: Key) -> NDArray[Scalar]:
        """A copy of the cells at these positions, with numpy's rules for indexing. Positions of areas count from the
        start: negative ones are not understood."""
        year, indicator, area = key
        if isinstance(area, slice):
            rows = self.cells.reshape(-1, PAGE)[self.starts[year, indicator] >> _SHIFT]
            whole: NDArray[Scalar] = rows.reshape(*rows.shape[:-2], -1)[..., : self.areas]
            return whole[..., area]
        if isinstance(year, np.ndarray) or isinstance(indicator, np.ndarray):
            starts = self.starts[year, indicator, area >> _SHIFT]
        else:
            # The same, and twice as quick for many areas.
            starts = self.starts[year, indicator].take(area >> _SHIFT, axis=-1)
        return self.cells.take(starts | (area & _WITHIN))

    def replaced(
        self, years: NDArray[np.intp], indicators: NDArray[np.intp], areas: NDArray[np.intp], cell: float
    ) -> "PagedArray[Scalar]":
        """A copy with `cell` at these positions (n,), each of which has a page."""
        cells = np.array(self.cells)
        cells[self.starts[years, indicators, areas >> _SHIFT] | (areas & _WITHIN)] = cell
        return PagedArray(self.starts, cells, self.areas)

    def toarray(self) -> NDArray[Scalar]:
        """All cells as one array of numpy; large."""
        return self[:, :, :]


class PagedCells:
    """The four arrays of a cube (see `Cube`) while they are filled: pages are added as cells come in."""

    def __init__(self, years: int, indicators: int, areas: int) -> None:
        self.areas = areas
        self._starts: Starts = np.zeros((years, indicators, pages_for(areas)), dtype=np.int32)
        self._filled = PAGE
        self._arrays: dict[str, NDArray[Any]] = {
            "values": np.full(PAGE, np.nan),
            "statuses": np.zeros(PAGE, dtype=np.uint8),
            "comparable": np.zeros(PAGE, dtype=np.bool_),
            "deliveries": np.zeros(PAGE, dtype=np.uint16),
        }

    def array(self, name: str) -> PagedArray[Any]:
        """One of the four arrays, as filled until now."""
        return PagedArray(self._starts, self._arrays[name], self.areas)

    def write(self, year: int, indicator: int, areas: NDArray[np.intp], **cells: NDArray[Any] | int) -> None:
        """Write cells (n,) of some of the arrays at areas (n,) of one year of an indicator."""
        starts, page = self._starts[year, indicator], areas >> _SHIFT
        new = np.unique(page[starts[page] == 0])
        if len(new):
            self._make_room(len(new) * PAGE)
            starts[new] = self._filled + PAGE * np.arange(len(new), dtype=np.int32)
            self._filled += len(new) * PAGE
        for name, array in cells.items():
            self._arrays[name][starts[page] | (areas & _WITHIN)] = array

    def write_year(self, name: str, year: int, cells: NDArray[Any]) -> None:
        """Write one of the arrays of a whole year, (indicators, areas); cells on pages that do not exist are dropped."""
        indicator, page = np.nonzero(self._starts[year])
        padded = np.zeros((cells.shape[0], self._starts.shape[2] * PAGE), dtype=cells.dtype)
        padded[:, : self.areas] = cells
        rows = self._arrays[name].reshape(-1, PAGE)
        rows[self._starts[year, indicator, page] >> _SHIFT] = padded.reshape(len(cells), -1, PAGE)[indicator, page]

    def _make_room(self, cells: int) -> None:
        needed = self._filled + cells
        for name, array in self._arrays.items():
            if needed > len(array):
                length = max(needed, len(array) // (2 * PAGE) * 3 * PAGE)
                self._arrays[name] = np.concatenate([array, np.full(length - len(array), array[0])])

    def finished(self) -> dict[str, PagedArray[Any]]:
        """The four arrays, pages in order of area, then indicator, then year: what a page of one place asks lies together."""
        by_area = self._starts.transpose(2, 1, 0)
        used = by_area[by_area > 0] >> _SHIFT
        position = np.zeros(self._filled >> _SHIFT, dtype=np.int32)
        position[used] = np.arange(1, len(used) + 1, dtype=np.int32)
        starts = position[self._starts >> _SHIFT] << _SHIFT
        order = np.concatenate([[0], used])
        return {
            name: PagedArray(starts, array.reshape(-1, PAGE)[order].reshape(-1), self.areas)
            for name, array in self._arrays.items()
        }


def paged(
    values: NDArray[np.float64],
    statuses: NDArray[np.uint8],
    comparable: NDArray[np.bool_],
    deliveries: NDArray[np.uint16],
) -> dict[str, PagedArray[Any]]:
    """Plain arrays of shape (years, indicators, areas) as paged ones. A cell that nobody delivered must be empty."""
    cells = PagedCells(*deliveries.shape)
    for year, indicator in np.ndindex(deliveries.shape[:2]):
        areas = np.flatnonzero(deliveries[year, indicator])
        cells.write(
            year,
            indicator,
            areas,
            values=values[year, indicator][areas],
            statuses=statuses[year, indicator][areas],
            comparable=comparable[year, indicator][areas],
            deliveries=deliveries[year, indicator][areas],
        )
    return cells.finished()
