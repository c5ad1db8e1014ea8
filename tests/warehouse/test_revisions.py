"""What changed between two snapshots, against a slow second way in plain Python."""

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse.conftest import Workshop

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.paged import paged
from toetssteen.warehouse import revisions
from toetssteen.warehouse.manifest import DeliveredYear
from toetssteen.warehouse.revisions import CellChange, compare

CELL = st.sampled_from(
    [(np.nan, 0, 0), (1.0, 1, 1), (2.0, 1, 1), (1.0, 6, 1), (np.nan, int(Status.SECRET), 1), (1.0, 1, 2)]
)
OLD = (DeliveredYear("a", "a", "1", "", 2020, 2020), DeliveredYear("b", "b", "1", "", 2020, 2020))
NEW = (DeliveredYear("a", "a", "2", "", 2020, 2020), DeliveredYear("b", "b", "1", "", 2020, 2020))


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    years = tuple(sorted(draw(st.sets(st.integers(2020, 2022), min_size=1))))
    names = tuple(sorted(draw(st.sets(st.sampled_from("xyz"), min_size=1))))
    areas = tuple(
        AreaCode(c) for c in sorted(draw(st.sets(st.sampled_from(["GM9001", "GM9002", "GM9003"]), min_size=1)))
    )
    n = len(years) * len(names) * len(areas)
    cells = np.array(draw(st.lists(CELL, min_size=n, max_size=n))).reshape(len(years), len(names), len(areas), 3)
    return Cube(
        years,
        names,
        areas,
        **paged(
            cells[..., 0],
            cells[..., 1].astype(np.uint8),
            np.zeros(cells.shape[:3], dtype=np.bool_),
            cells[..., 2].astype(np.uint16),
        ),
    )


def known(cube: Cube) -> dict[tuple[str, str, int], tuple[float, int, int]]:
    return {
        (a, i, y): (float(cube.values[t, n, m]), int(cube.statuses[t, n, m]), int(cube.deliveries[t, n, m]))
        for t, y in enumerate(cube.years)
        for n, i in enumerate(cube.indicators)
        for m, a in enumerate(cube.areas)
        if cube.deliveries[t, n, m]
    }


def slowly(before: Cube, after: Cube) -> dict[tuple[str, str, int], CellChange]:
    one, two, found = known(before), known(after), {}
    for key in one.keys() | two.keys():
        if key not in two:
            found[key] = CellChange.VANISHED
        elif key not in one:
            found[key] = CellChange.APPEARED
        elif one[key][0] == one[key][0] and two[key][0] == two[key][0] and one[key][0] != two[key][0]:
            found[key] = CellChange.VALUE
        elif one[key][1] != two[key][1]:
            found[key] = CellChange.STATUS
    return found


@settings(max_examples=200, deadline=None)
@given(before=cubes(), after=cubes())
def test_changes_are_those_of_the_slow_way(before: Cube, after: Cube) -> None:
    counts, cells = compare(before, after, OLD, NEW)
    expected = slowly(before, after)
    found = {(r["area"].decode(), r["indicator"].decode(), int(r["year"])): CellChange(r["kind"]) for r in cells}
    assert found == {key: change for key, change in expected.items() if change is not CellChange.APPEARED}
    totals: Counter[CellChange] = Counter()
    for one in counts:
        totals[one.change] += one.cells
    assert totals == Counter(expected.values())
    one, two = known(before), known(after)
    for row in cells:
        key = (row["area"].decode(), row["indicator"].decode(), int(row["year"]))
        assert bool(row["ours"]) == (key in one and key in two and one[key][2] == two[key][2] == 2)


@settings(max_examples=50, deadline=None)
@given(cube=cubes())
def test_nothing_changed_against_itself(cube: Cube) -> None:
    counts, cells = compare(cube, cube, OLD, NEW)
    assert counts == ()
    assert len(cells) == 0


def test_they_are_noted_when_new_figures_follow_and_not_when_somebody_goes_back(workshop: Workshop) -> None:
    first = workshop.build(day=3)
    workshop.shelf.publish(first)
    (table,) = workshop.tables["figures-2020"]
    column = table.columns["AANT_INW"]
    values = column.values.copy()
    values[0] += 5
    workshop.tables["figures-2020"] = (
        replace(table, columns={**table.columns, "AANT_INW": replace(column, values=values)}),
    )
    workshop.known = replace(workshop.known, named_areas=())
    second = workshop.build(day=4)
    workshop.shelf.publish(second)
    noted = revisions.read(workshop.shelf.folder / second)
    assert noted is not None
    summary, cells = noted
    assert (summary.before, summary.after) == (first, second)
    people = [c for c in cells if c["indicator"] == b"inwoners"]
    assert [(c["area"], c["year"], c["new"] - c["old"]) for c in people] == [(table.codes[0].encode(), 2020, 5.0)]
    workshop.shelf.rollback()
    assert revisions.read(workshop.shelf.folder / first) is None
