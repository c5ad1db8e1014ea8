"""The DuckDB file of a snapshot: every cell with its source, table, year, publisher's column and status."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from toetssteen.kernel.cube import Cube
from toetssteen.warehouse.manifest import Delivery
from toetssteen.warehouse.panel import Cells

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


def _positions(names: Sequence[str], known: dict[str, int]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int16)


def write(path: Path, cube: Cube, cells: Sequence[Cells], deliveries: Sequence[Delivery]) -> int:
    """Write a new file; returns how many cells it holds."""
    columns: dict[str, int] = {"": 0}
    marks: dict[str, int] = {"": 0}
    parts: dict[str, list[Array]] = {}
    for piece in cells:
        n = len(piece.areas)
        row: dict[str, Array] = {
            "area": piece.areas.astype(np.int32),
            "indicator": np.full(n, piece.indicator, np.int16),
            "year": np.full(n, piece.year, np.int16),
            "delivery": np.full(n, piece.delivery, np.int16),
            "col": np.full(n, columns.setdefault(piece.column, len(columns)), np.int16),
            "per": np.full(n, columns.setdefault(piece.per, len(columns)), np.int16),
            "row": piece.rows.astype(np.int32),
            "published": piece.published,
            "divisor": piece.divisor,
            "value": piece.values,
            "status": piece.statuses,
            "mark": _positions(piece.marks, marks),
            "used": piece.used,
        }
        for name, array in row.items():
            parts.setdefault(name, []).append(array)
    incoming = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA)
        connection.executemany(
            "insert into deliveries values (?, ?, ?, ?, ?)",
            [(at, d.source, d.file, d.year, d.division_year) for at, d in enumerate(deliveries)],
        )
        for table, names in (
            ("indicators", cube.indicators),
            ("columns", tuple(columns)),
            ("areas", cube.areas),
            ("marks", tuple(marks)),
        ):
            listing = {  # noqa: F841 - read by DuckDB by its name
                "position": np.arange(len(names)),
                "name": np.array([str(name) for name in names], dtype=object),
            }
            # Table names of our own, four lines up.
            connection.execute(f"insert into {table} select position, name from listing")  # noqa: S608
        if incoming:
            connection.execute(FILL)
    return len(incoming.get("area", ()))


LINEAGE = """
select d.delivery, c.name, p.name, x.row, x.published, x.divisor, x.value, x.status, m.text, x.used
from cells x join deliveries d using (delivery) join columns c on c.col = x.col
    join columns p on p.col = x.per join marks m using (mark)
where x.area = ? and x.indicator = ? and x.year = ?
order by x.used desc, x.delivery
"""


class Reader:
    """Questions to one snapshot's file. Opened read-only, with everything outside the file shut."""

    def __init__(self, path: Path) -> None:
        self._connection = duckdb.connect(
            str(path), read_only=True, config={"enable_external_access": "false", "threads": "1"}
        )

    def cells(self, area: int, indicator: int, year: int) -> list[tuple[object, ...]]:
        """Every cell published for this area, indicator and year; the one the cube uses first."""
        return self._connection.cursor().execute(LINEAGE, [area, indicator, year]).fetchall()

    def close(self) -> None:
        self._connection.close()
