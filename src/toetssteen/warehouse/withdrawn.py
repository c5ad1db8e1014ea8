"""Figures that a later snapshot calls secret are hidden in the earlier ones too: see docs/decisions/033."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Status
from toetssteen.kernel.cube import Cube
from toetssteen.warehouse.opening import Snapshot


def made_secret(old: Cube, new: Cube) -> NDArray[np.intp]:
    """(n, 3) positions in `old` (year, indicator, area) of the numbers whose cell is secret in `new`."""
    indicators = [name for name in old.indicators if new.has_indicator(name)]
    areas = [code for code in old.areas if new.has_area(code)]
    i, a = (np.array([old.indicator_at(n) for n in indicators], dtype=np.intp), old.areas_at(areas))
    there_i, there_a = (np.array([new.indicator_at(n) for n in indicators], dtype=np.intp), new.areas_at(areas))
    positions = []
    for y, year in enumerate(old.years):
        if year not in new.years:
            continue
        secret = new.statuses[new.year_at(year), there_i[:, np.newaxis], there_a] == Status.SECRET
        which, columns = np.nonzero(secret)
        had_number = ~np.isnan(old.values[y, i[which], a[columns]])
        which, columns = which[had_number], columns[had_number]
        positions.append(np.column_stack([np.full(len(which), y, dtype=np.intp), i[which], a[columns]]))
    return np.concatenate(positions) if positions else np.zeros((0, 3), dtype=np.intp)


def hide(snapshot: Snapshot, cells: NDArray[np.intp]) -> Snapshot:
    """The snapshot with these cells (n, 3: year, indicator, area) secret, in memory; the files stay as they are."""
    cube = snapshot.cube
    year, indicator, area = cells.T
    values = cube.values.replaced(year, indicator, area, np.nan)
    statuses = cube.statuses.replaced(year, indicator, area, Status.SECRET)
    return replace(
        snapshot,
        cube=replace(cube, values=values, statuses=statuses),
        withdrawn=frozenset(map(tuple, cells.tolist())),
    )
