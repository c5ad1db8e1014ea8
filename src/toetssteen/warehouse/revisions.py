"""Changes between two snapshots, cell by cell: revisions by the publisher, and changes in our own processing.

Written beside a snapshot when it begins to serve, against the one that served until then.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cube import Cube
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.warehouse import integrity
from toetssteen.warehouse.manifest import DeliveredYear, read_json, write_json

SUMMARY, CELLS = "revisions.json", "revisions.npy"
# More revised cells than this are counted and not listed.
MOST = 200_000
KIND = np.dtype(
    [
        ("area", "S64"),
        ("indicator", "S64"),
        ("year", "i2"),
        ("kind", "u1"),
        ("ours", "?"),
        ("delivery", "u2"),
        ("old", "f8"),
        ("new", "f8"),
        ("old_status", "u1"),
        ("new_status", "u1"),
    ]
)
Listing = NDArray[Any]
Layer = tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.uint16]]


class CellChange(IntEnum):
    """The change of a cell. APPEARED cells are counted, not listed: a new year has thousands of them."""

    VALUE = 1
    STATUS = 2
    VANISHED = 3
    APPEARED = 4


@dataclass(frozen=True, slots=True)
class Count:
    """The number of changed cells of one source, year and indicator. ours: the file is the same, so the change is not the publisher's."""

    source: str
    year: int
    indicator: str
    change: CellChange
    ours: bool
    cells: int


@dataclass(frozen=True, slots=True)
class Summary:
    """before, after: ids of the snapshots. listed: how many revised cells are in the list; the counts know of all.
    checksums: the sha256 of the list; none when it was written before there were any. seal: of the summary itself."""

    before: str
    after: str
    counts: tuple[Count, ...]
    listed: int
    checksums: Mapping[str, str] = field(default_factory=dict)
    seal: str = integrity.UNSEALED


def compare(
    before: Cube, after: Cube, old: Sequence[DeliveredYear], new: Sequence[DeliveredYear]
) -> tuple[tuple[Count, ...], Listing]:
    """All counts, and the cells that changed value or status or vanished, by area, indicator and year (KIND).

    No tolerance: another number is another number. The delivery is 1 + its position in `new`, for a cell that
    vanished in `old`.
    """
    indicators = sorted({*before.indicators, *after.indicators})
    areas = sorted({*before.areas, *after.areas})
    same_file = _same_file(old, new)
    counted: Counter[tuple[str, int, str, int, bool]] = Counter()
    listings: list[Listing] = []
    for year in sorted({*before.years, *after.years}):
        earlier, later = _layer(before, year, indicators, areas), _layer(after, year, indicators, areas)
        change = changes(earlier, later)
        i, a = np.nonzero(change)
        kinds = change[i, a]
        by_us = same_file[earlier[2][i, a], later[2][i, a]]
        delivery = np.where(kinds == CellChange.VANISHED, earlier[2][i, a], later[2][i, a])
        _count(counted, (i, kinds, by_us, delivery), indicators, year, old, new)
        listed = kinds != CellChange.APPEARED
        cells = np.zeros(int(listed.sum()), dtype=KIND)
        cells["area"] = np.array(areas, dtype="S64")[a[listed]] if len(areas) else b""
        cells["indicator"] = np.array(indicators, dtype="S64")[i[listed]] if len(indicators) else b""
        cells["year"], cells["kind"], cells["ours"] = year, kinds[listed], by_us[listed]
        cells["delivery"] = delivery[listed]
        for name, layer in (("old", earlier), ("new", later)):
            cells[name], cells[f"{name}_status"] = layer[0][i, a][listed], layer[1][i, a][listed]
        listings.append(cells)
    listing = np.concatenate(listings) if listings else np.zeros(0, dtype=KIND)
    order = np.lexsort((listing["year"], listing["indicator"], listing["area"]))
    counts = tuple(Count(s, y, i, CellChange(k), o, n) for (s, y, i, k, o), n in sorted(counted.items()))
    return counts, listing[order]


def changes(earlier: Layer, later: Layer) -> NDArray[np.uint8]:
    """Per cell a `CellChange`, or 0."""
    had, has = earlier[2] > 0, later[2] > 0
    in_both = had & has
    different = (earlier[0] != later[0]) & ~(np.isnan(earlier[0]) & np.isnan(later[0]))
    numbers = ~np.isnan(earlier[0]) & ~np.isnan(later[0])
    result = np.zeros(had.shape, dtype=np.uint8)
    result[in_both & (earlier[1] != later[1])] = CellChange.STATUS
    result[in_both & numbers & different] = CellChange.VALUE
    result[had & ~has] = CellChange.VANISHED
    result[has & ~had] = CellChange.APPEARED
    return result


def _count(
    counted: Counter[tuple[str, int, str, int, bool]],
    cells: tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]],
    indicators: Sequence[str],
    year: int,
    old: Sequence[DeliveredYear],
    new: Sequence[DeliveredYear],
) -> None:
    table = np.column_stack([column.astype(np.int64) for column in cells])
    rows, numbers = np.unique(table, axis=0, return_counts=True)
    for (indicator, kind, by_us, delivery), n in zip(rows.tolist(), numbers.tolist(), strict=True):
        source = (old if kind == CellChange.VANISHED else new)[delivery - 1].source
        counted[source, year, indicators[indicator], kind, bool(by_us)] += n


def _same_file(old: Sequence[DeliveredYear], new: Sequence[DeliveredYear]) -> NDArray[np.bool_]:
    """[number in old, number in new]: whether both deliveries are of the same source and the very same file."""
    result = np.zeros((len(old) + 1, len(new) + 1), dtype=np.bool_)
    for i, earlier in enumerate(old, start=1):
        for j, later in enumerate(new, start=1):
            result[i, j] = (earlier.source, earlier.sha256) == (later.source, later.sha256)
    return result


def _layer(cube: Cube, year: int, indicators: Sequence[str], areas: Sequence[str]) -> Layer:
    shape = (len(indicators), len(areas))
    layer = (np.full(shape, np.nan), np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=np.uint16))
    if year not in cube.years:
        return layer
    i = np.flatnonzero([cube.has_indicator(name) for name in indicators])
    a = np.flatnonzero([cube.has_area(code) for code in areas])
    y = cube.years.index(year)
    from_i = np.array([cube.indicator_at(indicators[position]) for position in i.tolist()], dtype=np.intp)
    from_a = cube.areas_at(areas[position] for position in a.tolist())
    to, of = np.ix_(i, a), np.ix_(from_i, from_a)
    layer[0][to] = cube.values[y, of[0], of[1]]
    layer[1][to] = cube.statuses[y, of[0], of[1]]
    layer[2][to] = cube.deliveries[y, of[0], of[1]]
    return layer


def write(folder: Path, summary: Summary, cells: Listing) -> None:
    """Beside the snapshot; the summary last, so that a list without one is never read."""
    half = folder / f".half-{CELLS}"
    np.save(half, cells[:MOST])
    sums = {CELLS: integrity.checksum(half)}
    half.replace(folder / CELLS)
    write_json(folder / SUMMARY, replace(summary, checksums=sums))


def check(folder: Path) -> None:
    """Verify the revisions beside a snapshot. Raises DamagedError, or OSError."""
    try:
        noted = read_json(folder / SUMMARY, Summary)
        integrity.verify(folder, noted.checksums)
    except FileNotFoundError:
        if (folder / SUMMARY).exists():
            raise integrity.damaged(folder.name, CELLS) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise integrity.damaged(folder.name, SUMMARY) from problem


# Of each folder the seal of the summary whose list was found to be whole: pages ask often, the list can be long.
_found_whole: dict[Path, str] = {}


def read(folder: Path) -> tuple[Summary, Listing] | None:
    """The revisions written beside a snapshot, or None. Raises SnapshotError when they cannot be read."""
    try:
        if not (folder / SUMMARY).exists():
            return None
        noted = read_json(folder / SUMMARY, Summary)
        if _found_whole.get(folder) != noted.seal:
            check(folder)
            _found_whole[folder] = noted.seal
        return noted, np.load(folder / CELLS, mmap_mode="r")
    except (SnapshotError, OSError, EOFError, ValueError, msgspec.MsgspecError) as problem:
        cause = _("zij is beschadigd") if isinstance(problem, SnapshotError) else why(problem)
        raise SnapshotError(
            _(
                "De lijst van herziene cijfers van {id} is niet te lezen ({why}). Herstel haar met “toetssteen publish”."
            ).format(id=folder.name, why=cause)
        ) from problem
