"""The DuckDB file of a snapshot: every cell with its source, table, year, publisher's column and status."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cube import Cube
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.language import _
from toetssteen.warehouse.manifest import DeliveredYear
from toetssteen.warehouse.panel import Cells

log = logging.getLogger(__name__)
Array = np.ndarray[tuple[int], np.dtype[Any]]

SCHEMA = """
create table deliveries (delivery smallint, source varchar, file varchar, year smallint, division_year smallint);
create table indicators (indicator smallint, id varchar);
create table columns (col smallint, name varchar);
create table areas (area integer, code varchar);
create table marks (mark smallint, text varchar);
create table cells (area integer, indicator smallint, year smallint, delivery smallint, col smallint,
    per smallint, row integer, published double, divisor double, value double, status utinyint,
    mark smallint, used boolean);
"""
# Area first: the cells of one area lie together, so lineage reads one row group.
FILL = """
insert into cells select * from incoming order by area, indicator, year, used desc
"""


# Areas written at once: their cells fit in memory beside the cube.
AREAS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _Words:
    """The number of each publisher's column and of each mark, in the order in which cells bring them."""

    columns: dict[str, int]
    marks: dict[str, int]

    @classmethod
    def of(cls, cells: Sequence[Cells]) -> "_Words":
        columns, marks = {"": 0}, {"": 0}
        for piece in cells:
            for name in (piece.column, piece.per):
                columns.setdefault(name, len(columns))
            for text in piece.mark_texts:
                marks.setdefault(text, len(marks))
        return cls(columns, marks)


class _Order:
    """Which rows of a piece lie in a range of areas. Pieces of one table share their areas: sorted once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]] = {}

    def within(self, areas: NDArray[np.intp], start: int, stop: int) -> NDArray[np.intp]:
        if id(areas) not in self._known:
            order = np.argsort(areas, kind="stable")
            # The array is kept too: as long as it lives, no other can have its id.
            self._known[id(areas)] = (order, areas[order], areas)
        order, ordered, _areas = self._known[id(areas)]
        first, last = np.searchsorted(ordered, (start, stop))
        return order[first:last]


def _incoming(cells: Sequence[Cells], words: _Words, order: _Order, start: int, stop: int) -> dict[str, Array]:
    """All cells of the areas in a range, as columns; empty when there are none."""
    parts: dict[str, list[Array]] = {}
    for piece in cells:
        rows = order.within(piece.areas, start, stop)
        n = len(rows)
        if not n:
            continue
        marks = np.array([words.marks[text] for text in piece.mark_texts], dtype=np.int16)
        row: dict[str, Array] = {
            "area": piece.areas[rows].astype(np.int32),
            "indicator": np.full(n, piece.indicator, np.int16),
            "year": np.full(n, piece.year, np.int16),
            "delivery": np.full(n, piece.delivery, np.int16),
            "col": np.full(n, words.columns[piece.column], np.int16),
            "per": np.full(n, words.columns[piece.per], np.int16),
            "row": piece.rows[rows].astype(np.int32),
            "published": piece.published[rows],
            "divisor": piece.divisor[rows],
            "value": piece.values[rows],
            "status": piece.statuses[rows],
            "mark": marks[piece.mark_codes[rows]],
            "used": piece.used[rows],
        }
        for name, array in row.items():
            parts.setdefault(name, []).append(array)
    return {name: np.concatenate(arrays) for name, arrays in parts.items()}


def write(path: Path, cube: Cube, cells: Sequence[Cells], deliveries: Sequence[DeliveredYear]) -> int:
    """Write a new file; returns how many cells it holds."""
    words, order, count = _Words.of(cells), _Order(), 0
    with duckdb.connect(str(path)) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(SCHEMA)
        connection.executemany(
            "insert into deliveries values (?, ?, ?, ?, ?)",
            [(position, d.source, d.file, d.year, d.division_year) for position, d in enumerate(deliveries)],
        )
        for table, names in (
            ("indicators", cube.indicators),
            ("columns", tuple(words.columns)),
            ("areas", cube.areas),
            ("marks", tuple(words.marks)),
        ):
            listing = {  # noqa: F841 - read by DuckDB by its name
                "position": np.arange(len(names)),
                "name": np.array([str(name) for name in names], dtype=object),
            }
            # Table names of our own, four lines up.
            connection.execute(f"insert into {table} select position, name from listing")  # noqa: S608
        for start in range(0, len(cube.areas), AREAS_AT_ONCE):
            incoming = _incoming(cells, words, order, start, start + AREAS_AT_ONCE)
            if incoming:
                connection.execute(FILL)
                count += len(incoming["area"])
    return count


LINEAGE = """
select d.delivery, c.name, p.name, x.row, x.published, x.divisor, x.value, x.status, m.text, x.used
from cells x join deliveries d using (delivery) join columns c on c.col = x.col
    join columns p on p.col = x.per join marks m using (mark)
where x.area = ? and x.indicator = ? and x.year = ?
order by x.used desc, x.delivery
"""

USED = """
select x.area, d.delivery, c.name, p.name, x.row, x.published, x.divisor, x.value, x.status, m.text, x.used
from cells x join deliveries d using (delivery) join columns c on c.col = x.col
    join columns p on p.col = x.per join marks m using (mark)
where x.area in (select unnest(?)) and x.indicator = ? and x.year = ? and x.used
"""


class SnapshotReader:
    """Queries on one snapshot's DuckDB file, opened read-only without access to other files."""

    def __init__(self, path: Path) -> None:
        self._connection = duckdb.connect(
            str(path), read_only=True, config={"enable_external_access": "false", "threads": "1"}
        )

    def cells(self, area: int, indicator: int, year: int) -> list[tuple[object, ...]]:
        """Every cell published for this area, indicator and year; the one the cube uses first. Raises SnapshotError
        for a block that the disk has spoiled since the file was opened."""
        return self._rows(LINEAGE, [area, indicator, year])

    def used_cells(self, areas: Sequence[int], indicator: int, year: int) -> dict[int, tuple[object, ...]]:
        """By area: the cell that the cube uses, of the areas that have one. Raises SnapshotError as `cells` does."""
        rows = self._rows(USED, [list(areas), indicator, year])
        return {int(row[0]): row[1:] for row in rows}

    def _rows(self, query: str, asked: list[Any]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.cursor().execute(query, asked).fetchall()
        except duckdb.Error as problem:
            log.exception("a cell cannot be read")
            raise SnapshotError(
                _("Waar dit cijfer vandaan komt is nu niet te lezen: het bestand met cellen is beschadigd.")
            ) from problem

    def close(self) -> None:
        self._connection.close()
