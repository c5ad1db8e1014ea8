"""How the places of a map are spread over its figures: the same steps in every year, so that years can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.analysis.distribution import EqualSteps, counted, equal_steps
from toetssteen.answers.figures.map_years import DrawnYear, as_shown, map_years
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Bytes, Floats, Status

# Narrower than eight pixels in the card, a bar is a hair.
MOST_STEPS = 32


@dataclass(frozen=True, slots=True)
class YearSpread:
    """bars: (step, class, places) of each piece of a bar. middle: figure of the middle place, None without figures. known, secret,
    absent: how many places."""

    year: int
    bars: tuple[tuple[int, int, int], ...]
    middle: float | None
    known: int
    secret: int
    absent: int


@dataclass(frozen=True, slots=True)
class MapSpread:
    """steps: on the axis of all years. most: places in the fullest bar of any year. years: in order, those of the map."""

    steps: EqualSteps
    most: int
    years: tuple[YearSpread, ...]


@derived(most=256)
def map_spread(atlas: Atlas, name: str, level: Level, region: str, wanted: int) -> MapSpread | None:
    """None where there is no map."""
    drawn = map_years(atlas, name, level, region, wanted)
    if not drawn.breaks:
        return None
    cells = [_cells(atlas, name, level, region, year) for year in drawn.years]
    decimals = atlas.indicator(name).decimals
    shown = np.concatenate([as_shown(values[~np.isnan(values)], decimals) for values, _statuses in cells])
    steps = equal_steps(shown, 10.0**-decimals, MOST_STEPS)
    years = tuple(
        _year(year, of_year, decimals, steps, drawn.breaks) for year, of_year in zip(drawn.years, cells, strict=True)
    )
    return MapSpread(steps, max(_fullest(year.bars) for year in years), years)


def _cells(atlas: Atlas, name: str, level: Level, region: str, year: DrawnYear) -> tuple[Floats, Bytes]:
    """(n,) figures and statuses of the places with a cell in this year."""
    cube, inside = atlas.cube, atlas.gazetteer.under(region, level)
    y, i = cube.year_at(year.year), cube.indicator_at(name)
    inside = inside[cube.deliveries[y, i, inside] != 0]
    return np.asarray(cube.values[y, i, inside], dtype=np.float64), np.asarray(cube.statuses[y, i, inside])


def _year(
    year: DrawnYear, cells: tuple[Floats, Bytes], decimals: int, steps: EqualSteps, breaks: Sequence[float]
) -> YearSpread:
    values, statuses = cells
    known = values[~np.isnan(values)]
    counts = counted(as_shown(known, decimals), steps, breaks[1:-1])
    bars = tuple((int(s), int(c), int(counts[s, c])) for s, c in np.argwhere(counts))
    secret = int((statuses == Status.SECRET).sum())
    middle = float(np.median(known)) if len(known) else None
    return YearSpread(year.year, bars, middle, len(known), secret, len(values) - len(known) - secret)


def _fullest(bars: Sequence[tuple[int, int, int]]) -> int:
    totals: dict[int, int] = {}
    for step, _class, places in bars:
        totals[step] = totals.get(step, 0) + places
    return max(totals.values(), default=1)
