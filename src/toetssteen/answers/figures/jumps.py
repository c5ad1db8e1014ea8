"""In which years a figure jumped everywhere at once; worked out once per snapshot and figure."""

from toetssteen.analysis.jumps import shared_jumps
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.definitions import AggregationRule, Indicator


@derived(most=512, key=lambda indicator: indicator.id)
def jumps(atlas: Atlas, indicator: Indicator) -> tuple[int, ...]:
    """Years in which nearly all places of any one level jumped (see `analysis.jumps`). None for totals."""
    if indicator.aggregation.rule is AggregationRule.SUM:
        return ()
    cube, row = atlas.cube, atlas.cube.indicator_at(indicator.id)
    years: set[int] = set()
    step = 10.0**-indicator.decimals
    for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT):
        areas = atlas.gazetteer.under(COUNTRY, level)
        values = cube.values[:, row, areas]
        comparable = cube.comparable[:, row, areas]
        years.update(cube.years[year] for year in shared_jumps(values, comparable, step))
    return tuple(sorted(years))
