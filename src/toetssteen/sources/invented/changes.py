"""How a division changes: wijken split or get another code, borders move, gemeenten merge.

Each change works on the numbers of all plots at once. `base` (n, 3) are the numbers on the map, `now` (n, 3) those of
the year asked, changed in place: gemeente, wijk, buurt.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_GEMEENTE, _WIJK, _BUURT = range(3)


def _in(base: Numbers, wijk: tuple[int, int]) -> NDArray[np.bool_]:
    return np.asarray((base[:, _GEMEENTE] == wijk[0]) & (base[:, _WIJK] == wijk[1]))


@dataclass(frozen=True, slots=True)
class Split:
    """Plots `first` and further go to a new wijk `to`; until then plot `first` and the one before are one buurt."""

    year: int
    wijk: tuple[int, int]
    first: int
    to: int

    def apply(self, base: Numbers, now: Numbers, year: int) -> None:
        here = _in(base, self.wijk)
        if year < self.year:
            now[here & (base[:, _BUURT] == self.first), _BUURT] = self.first - 1
            return
        rows = here & (base[:, _BUURT] >= self.first)
        now[rows, _WIJK] = self.to
        now[rows, _BUURT] = base[rows, _BUURT] - self.first

    def new_half(self, base: Numbers, year: int) -> NDArray[np.bool_]:
        """The plots that lie in the new wijk in this year."""
        return np.asarray(_in(base, self.wijk) & (base[:, _BUURT] >= self.first) & (year >= self.year))


@dataclass(frozen=True, slots=True)
class Recode:
    """A wijk keeps its borders and gets another number."""

    year: int
    wijk: tuple[int, int]
    to: int

    def apply(self, base: Numbers, now: Numbers, year: int) -> None:
        if year >= self.year:
            now[_in(base, self.wijk), _WIJK] = self.to


@dataclass(frozen=True, slots=True)
class Shift:
    """A border moves inside a wijk: one plot goes from a buurt to the one beside it; no code changes."""

    year: int
    wijk: tuple[int, int]
    plot: int
    before: int
    after: int

    def apply(self, base: Numbers, now: Numbers, year: int) -> None:
        rows = _in(base, self.wijk) & (base[:, _BUURT] == self.plot)
        now[rows, _BUURT] = self.after if year >= self.year else self.before


@dataclass(frozen=True, slots=True)
class Merge:
    """A gemeente goes into another; its wijken are numbered after the other's, from `start` on."""

    year: int
    gone: int
    into: int
    start: int

    def apply(self, base: Numbers, now: Numbers, year: int) -> None:
        if year >= self.year:
            rows = base[:, _GEMEENTE] == self.gone
            now[rows, _GEMEENTE] = self.into
            now[rows, _WIJK] += self.start


DivisionChange = Split | Recode | Shift | Merge


def numbers_in(base: Numbers, changes: tuple[DivisionChange, ...], year: int) -> Numbers:
    """The numbers of all plots in the division of a year, (n, 3). A merger comes last: it moves what others made."""
    now = base.copy()
    for change in sorted(changes, key=lambda one: isinstance(one, Merge)):
        change.apply(base, now, year)
    return now
