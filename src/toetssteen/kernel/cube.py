"""The panel as it really is: year x indicator x area, with a status per cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.kernel.paged import PagedArray


@dataclass(frozen=True, slots=True)
class Cube:
    """Labelled arrays, all of shape (years, indicators, areas) and paged; usually memory-mapped and read-only.

    values: float64, NaN where the status carries no number. statuses: uint8, members of `Status`.
    comparable: bool, this cell may be compared with the one before it in its series (same area, same
    indicator, the last earlier year that has a number, for a recoded area under the code it had); False on a series'
    first cell.
    deliveries: uint16, 1 + position in the snapshot's list of deliveries; 0 where nothing was delivered.
    float64 because float32 would turn 17,942,715 inhabitants into 17,942,716.
    """

    years: tuple[int, ...]
    indicators: tuple[str, ...]
    areas: tuple[AreaCode, ...]
    values: PagedArray[np.float64]
    statuses: PagedArray[np.uint8]
    comparable: PagedArray[np.bool_]
    deliveries: PagedArray[np.uint16]
    _year: dict[int, int] = field(init=False, repr=False)
    _indicator: dict[str, int] = field(init=False, repr=False)
    _area: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shape = (len(self.years), len(self.indicators), len(self.areas))
        for name in ("values", "statuses", "comparable", "deliveries"):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has shape {getattr(self, name).shape}, not {shape}")
        object.__setattr__(self, "_year", {y: i for i, y in enumerate(self.years)})
        object.__setattr__(self, "_indicator", {n: i for i, n in enumerate(self.indicators)})
        object.__setattr__(self, "_area", {a: i for i, a in enumerate(self.areas)})

    def year_at(self, year: int) -> int:
        """Position of a year. Raises UnknownNameError."""
        try:
            return self._year[year]
        except KeyError:
            raise UnknownNameError(
                _("Voor het jaar {year} zijn er geen cijfers. Er zijn cijfers van {first} tot en met {last}.").format(
                    year=year, first=self.years[0], last=self.years[-1]
                )
            ) from None

    def indicator_at(self, indicator: str) -> int:
        """Position of an indicator. Raises UnknownNameError."""
        try:
            return self._indicator[indicator]
        except KeyError:
            raise UnknownNameError(
                _("Er zijn hier geen cijfers met de naam “{name}”.").format(name=indicator[:60])
            ) from None

    def area_at(self, area: str) -> int:
        """Position of an area. Raises UnknownNameError."""
        try:
            return self._area[area]
        except KeyError:
            raise UnknownNameError(_("De code “{code}” staat niet in deze cijfers.").format(code=area[:40])) from None

    def has_area(self, area: str) -> bool:
        return area in self._area

    def has_indicator(self, indicator: str) -> bool:
        return indicator in self._indicator

    def areas_at(self, areas: Iterable[str]) -> NDArray[np.intp]:
        """Positions of several areas, in their order. Raises UnknownNameError."""
        return np.array([self.area_at(a) for a in areas], dtype=np.intp)
