"""What does the snapshot hold? Indicator by year, how many areas have a number."""

from dataclasses import dataclass

import numpy as np

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Indicator


@dataclass(frozen=True, slots=True)
class Cover:
    """One indicator: per year of the cube the number of areas with a figure, per level and in all."""

    indicator: Indicator
    counts: tuple[int, ...]
    levels: tuple[Level, ...]
    secret: int

    @property
    def years(self) -> int:
        return sum(1 for count in self.counts if count)


@dataclass(frozen=True, slots=True)
class Coverage:
    years: tuple[int, ...]
    rows: tuple[Cover, ...]


@derived(most=1)
def coverage(atlas: Atlas) -> Coverage:
    """The matrix indicator x year, over all areas. It looks at every cell."""
    cube = atlas.cube
    level_of = np.array([str(code.level) for code in cube.areas])
    rows = []
    for indicator in atlas.indicators.values():
        if not cube.has_indicator(indicator.id):
            rows.append(Cover(indicator, (0,) * len(cube.years), (), 0))
            continue
        row = cube.indicator_at(indicator.id)
        known = ~np.isnan(cube.values[:, row, :])
        present = known.any(axis=0)
        levels = tuple(level for level in Level if (present & (level_of == level)).any())
        secret = int((cube.statuses[:, row, :] == 2).sum())
        rows.append(Cover(indicator, tuple(int(n) for n in known.sum(axis=1)), levels, secret))
    return Coverage(cube.years, tuple(rows))
