"""The snapshot's cells that pages use, as one plain SQLite table for a general-purpose server."""

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb

from toetssteen.kernel.cells import Status

USED = """
select a.code, i.id, x.year, x.value, x.status, d.source, c.name, p.name, x.published, x.divisor, x.row
from cells x join areas a using (area) join indicators i using (indicator) join deliveries d using (delivery)
    join columns c on c.col = x.col join columns p on p.col = x.per
where x.used
"""
TABLE = """
create table cells (area text, indicator text, year integer, value real, status text, source text,
    "column" text, divided_by text, published real, divisor real, row integer)
"""
MANY = 50_000
# DuckDB wants one process to open a file in one manner: as the library does.
OPENED = {"enable_external_access": "false", "threads": "1"}


def export(snapshot: Path, into: Path) -> int:
    """Write table `cells` with an index on area; returns how many cells it holds."""
    words = {int(status): status.name.lower() for status in Status}
    with (
        duckdb.connect(str(snapshot), read_only=True, config=OPENED) as source,
        closing(sqlite3.connect(into)) as target,
    ):
        target.execute(TABLE)
        found = source.execute(USED)
        while rows := found.fetchmany(MANY):
            cells = (
                (*row[:3], _number(row[3]), words[row[4]], *row[5:8], *map(_number, row[8:10]), row[10]) for row in rows
            )
            target.executemany(f"insert into cells values ({','.join('?' * 11)})", cells)
        target.execute("create index cells_area on cells (area)")
        target.execute("analyze")
        target.commit()
        return int(target.execute("select count(*) from cells").fetchone()[0])


def _number(value: float | None) -> float | None:
    return value if value is not None and value == value else None
