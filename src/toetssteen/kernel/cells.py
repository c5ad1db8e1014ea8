"""What a cell can be, and the table of cells a publisher's file turns into."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.published_columns import ResolvedColumn

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]


class Status(IntEnum):
    """Why a cell is what it is. Only OBSERVED, ESTIMATED and PROVISIONAL cells carry a number."""

    ABSENT = 0  # the publisher gives no figure here
    OBSERVED = 1
    SECRET = 2  # withheld because too few people or homes stand behind it
    LATER = 3  # the publisher says it comes later
    STOPPED = 4  # the publisher has stopped with this figure
    ESTIMATED = 5  # a model's figure, not a count
    PROVISIONAL = 6
    UNPUBLISHED = 7  # the table has the column, and not one figure in it yet


NUMERIC = (Status.OBSERVED, Status.ESTIMATED, Status.PROVISIONAL)


class Marks(Mapping[int, str]):
    """What stood in each cell that gave no number, by row position. Two bytes a row: a country's worth fits in memory.

    codes: uint16 (n,), 0 where a number came of it, else a position in `texts`; texts[0] is "" and never stood there.
    """

    __slots__ = ("codes", "texts")

    def __init__(self, codes: NDArray[np.uint16], texts: tuple[str, ...]) -> None:
        self.codes = codes
        self.texts = texts

    @classmethod
    def of(cls, marks: Mapping[int, str], n: int) -> "Marks":
        """The same marks of n rows, whatever they were kept in."""
        if isinstance(marks, Marks):
            return marks
        places: dict[str, int] = {}
        codes = np.zeros(n, dtype=np.uint16)
        for row, text in marks.items():
            codes[row] = 1 + places.setdefault(text, len(places))
        return cls(codes, ("", *places))

    def __getitem__(self, row: int) -> str:
        if not 0 <= row < len(self.codes) or not self.codes[row]:
            raise KeyError(row)
        return self.texts[int(self.codes[row])]

    def __iter__(self) -> Iterator[int]:
        return iter(np.flatnonzero(self.codes).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self.codes))


@dataclass(frozen=True, slots=True)
class PublishedColumn:
    """One column of a publisher's table.

    values: float64 (n,), NaN exactly where the status is not in NUMERIC.
    statuses: uint8 (n,), members of Status.
    marks: what stood in the cell, by row position, only where no number came of it ("." or "-99997").
    """

    values: Floats
    statuses: Bytes
    marks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader did that a reviewer should know: a double row folded, an unknown place dropped."""

    file: str
    text: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One year of one file, as the publisher wrote it: one row an area, unfolded into columns.

    source: id of the source definition; year: the year the figures are about.
    division_year: the wijk- en buurtindeling the codes belong to.
    codes: (n,) area codes, each once; rows: int32 (n,), the row in the file (header = row 1).
    names: (n,) names as published (trimmed), or empty when the file has none.
    columns: the publisher's column name -> Column.
    changes: int8 (n,) the publisher's `indelingswijziging` (1 unchanged, 2 recoded, 3 boundary
    changed, 0 not given), or None. surface: float64 (n,) total surface in hectares, or None. land: of its land
    alone. dry: as it was drawn, without large water: between the two.
    resolved: where `columns` bears names of ours, the publisher's column behind each. missing: why others are not there.
    apart: figures are compared only with those of tables with the same word here.
    country: by column what the publisher's row of the whole country says, where that row is no area here: for checks.
    """

    source: str
    file: str
    year: int
    division_year: int
    codes: tuple[AreaCode, ...]
    rows: Ints
    columns: Mapping[str, PublishedColumn]
    names: tuple[str, ...] = ()
    changes: NDArray[np.int8] | None = None
    surface: Floats | None = None
    land: Floats | None = None
    dry: Floats | None = None
    notes: tuple[Note, ...] = ()
    resolved: tuple[ResolvedColumn, ...] = ()
    missing: tuple[str, ...] = ()
    apart: str = ""
    country: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Polygons of one division year and one level.

    codes: (n,) each once; shapes: (n,) WKB bytes in EPSG:28992 (metres), parts of one area united,
    made valid; empty geometries are left out. epsg of `shapes` is 28992 unless `local` is set: then
    the coordinates are metres on an invented plane. sketched: for drawing only, not for measuring.
    """

    source: str
    file: str
    division_year: int
    level: Level
    codes: tuple[AreaCode, ...]
    shapes: tuple[bytes, ...]
    notes: tuple[Note, ...] = ()
    sketched: bool = False
