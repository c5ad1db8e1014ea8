"""The DuckDB file gives back every cell as it was put in."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pytest
from warehouse.small_country import indicators, tables

from toetssteen.warehouse import store
from toetssteen.warehouse.divisions import register
from toetssteen.warehouse.manifest import DeliveredYear
from toetssteen.warehouse.panel import panel


def test_every_cell_comes_back(tmp_path: Path) -> None:
    found = [one for several in tables().values() for one in several]
    cube, cells = panel(found, indicators(), register(found))
    deliveries = [DeliveredYear(t.source, t.file, "0" * 64, "2026-01-02", t.year, t.division_year) for t in found]
    count = store.write(tmp_path / "cells.duckdb", cube, cells, deliveries)
    assert count == sum(len(piece.areas) for piece in cells)
    reader = store.SnapshotReader(tmp_path / "cells.duckdb")
    for piece in cells:
        for at, area in enumerate(piece.areas):
            rows = reader.cells(int(area), piece.indicator, piece.year)
            (row,) = [r for r in rows if r[0] == piece.delivery]
            assert row[1:4] == (piece.column, piece.per, piece.rows[at])
            expected = [piece.published[at], piece.divisor[at], piece.values[at]]
            np.testing.assert_array_equal(np.array(row[4:7], dtype=np.float64), np.array(expected))
            assert row[7:] == (piece.statuses[at], piece.marks[at], piece.used[at])
    reader.close()


def test_the_used_cell_comes_first(tmp_path: Path) -> None:
    found = [one for several in tables().values() for one in several]
    cube, cells = panel(found, indicators(), register(found))
    passed_over = replace(cells[0], used=np.zeros_like(cells[0].used))
    taken = replace(cells[0], delivery=1, used=np.ones_like(cells[0].used))
    deliveries = [DeliveredYear(t.source, t.file, "", "", t.year, t.division_year) for t in found]
    twice = [passed_over, taken]
    store.write(tmp_path / "cells.duckdb", cube, twice, deliveries)
    reader = store.SnapshotReader(tmp_path / "cells.duckdb")
    rows = reader.cells(int(cells[0].areas[0]), cells[0].indicator, cells[0].year)
    assert [(r[0], r[9]) for r in rows] == [(1, True), (0, False)]
    reader.close()


def test_a_snapshot_without_cells_is_still_a_file(tmp_path: Path) -> None:
    found = [one for several in tables().values() for one in several]
    cube, _cells = panel(found, indicators(), register(found))
    delivery = DeliveredYear("survey", "survey.csv", "", "", 2021, 2021)
    assert store.write(tmp_path / "cells.duckdb", cube, [], [delivery]) == 0


def test_the_reader_cannot_write_nor_look_outside(tmp_path: Path) -> None:
    found = [one for several in tables().values() for one in several]
    cube, cells = panel(found, indicators(), register(found))
    deliveries = [DeliveredYear(t.source, t.file, "", "", t.year, t.division_year) for t in found]
    store.write(tmp_path / "cells.duckdb", cube, cells, deliveries)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    reader = store.SnapshotReader(tmp_path / "cells.duckdb")
    for statement in (
        f"select * from '{tmp_path / 'secret.csv'}'",
        "delete from cells",
        "set enable_external_access=true",
    ):
        with pytest.raises(duckdb.Error):
            reader._connection.execute(statement)
    reader.close()
