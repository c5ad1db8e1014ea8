"""In which years a figure jumped everywhere at once; worked out once per snapshot and figure."""

from weakref import WeakKeyDictionary

import numpy as np

from toetssteen.analysis.jumps import shared_jumps
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.memory import Memory
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.definitions import Indicator, Rule

MOST_KEPT = 512
_memories: WeakKeyDictionary[Atlas, Memory[str, tuple[int, ...]]] = WeakKeyDictionary()


def jumps(atlas: Atlas, indicator: Indicator) -> tuple[int, ...]:
    """Years in which nearly all places of any one level jumped (see `analysis.jumps`). None for totals."""
    if indicator.aggregation.rule is Rule.SUM:
        return ()
    return _memories.setdefault(atlas, Memory(MOST_KEPT)).get(indicator.id, lambda: _work_out(atlas, indicator))


def _work_out(atlas: Atlas, indicator: Indicator) -> tuple[int, ...]:
    cube, at = atlas.cube, atlas.cube.indicator_at(indicator.id)
    years: set[int] = set()
    step = 10.0**-indicator.decimals
    for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT):
        areas = atlas.gazetteer.under(COUNTRY, level)
        values = np.asarray(cube.values)[:, at][:, areas]
        comparable = np.asarray(cube.comparable)[:, at][:, areas]
        years.update(cube.years[year] for year in shared_jumps(values, comparable, step))
    return tuple(sorted(years))
