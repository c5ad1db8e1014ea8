"""What a cell can be, and the table of cells a publisher's file turns into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode, Level

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


NUMERIC = (Status.OBSERVED, Status.ESTIMATED, Status.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Column:
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
class Table:
    """One year of one file, as the publisher wrote it: one row an area, unfolded into columns.

    source: id of the source definition; year: the year the figures are about.
    division_year: the wijk- en buurtindeling the codes belong to.
    codes: (n,) area codes, each once; rows: int32 (n,), the row in the file (header = row 1).
    names: (n,) names as published (trimmed), or empty when the file has none.
    columns: the publisher's column name -> Column.
    changes: int8 (n,) the publisher's `indelingswijziging` (1 unchanged, 2 recoded, 3 boundary
    changed, 0 not given), or None. surface: float64 (n,) total surface in hectares, or None.
    """

    source: str
    file: str
    year: int
    division_year: int
    codes: tuple[AreaCode, ...]
    rows: Ints
    columns: Mapping[str, Column]
    names: tuple[str, ...] = ()
    changes: NDArray[np.int8] | None = None
    surface: Floats | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlines:
    """Polygons of one division year and one level.

    codes: (n,) each once; shapes: (n,) WKB bytes in EPSG:28992 (metres), parts of one area united,
    made valid; empty geometries are left out. epsg of `shapes` is 28992 unless `local` is set: then
    the coordinates are metres on an invented plane.
    """

    source: str
    file: str
    division_year: int
    level: Level
    codes: tuple[AreaCode, ...]
    shapes: tuple[bytes, ...]
    notes: tuple[Note, ...] = ()
