"""One indicator on the map through the years: which years can be drawn, and classes that hold for all of them."""

from dataclasses import dataclass

import numpy as np

from toetssteen.answers.figures.overview import division_and_outlines
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Positions
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Bytes, Floats, Status
from toetssteen.warehouse.geometry import file_name

MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class DrawnYear:
    """A year with figures and the outlines its codes belong to. outlines: file name in the snapshot. places: how
    many have a cell; drawn: how many outlines there are at most for these. others: codes that stood for other ground
    than today."""

    year: int
    division_year: int
    outlines: str
    places: int
    drawn: int
    others: tuple[AreaCode, ...] = ()


@dataclass(frozen=True, slots=True)
class MapYears:
    """What the map of one indicator, level and region needs beside the values of a year.

    years: those that can be drawn, in order. breaks: (classes + 1,) rising values as shown on the page, over
    all these years together, or empty when there are too few figures for a map; the same classes in every
    year, so that the same colour is the same figure. uncertain, secret: whether any cell is.
    """

    years: tuple[DrawnYear, ...]
    breaks: tuple[float, ...]
    uncertain: bool
    secret: bool


def as_shown(values: Floats, decimals: int) -> Floats:
    """Values as the page writes them. Map, legend and table then agree on who is in which class."""
    scale = 10.0**decimals
    # Halves away from zero, as `kernel.dutch` does; the little bit more makes up for 2.675 being stored as 2.67499...
    rounded: Floats = np.sign(values) * np.floor(np.abs(values) * scale + 0.5 + 1e-9) / scale + 0.0
    return rounded


def map_years(atlas: Atlas, name: str, level: Level, within: str, classes: int) -> MapYears:
    """The years and classes for the places of `level` in `within`. `classes` with about as many places each.

    Raises UnknownNameError.
    """
    return _work_out(atlas, name, level, atlas.place(within).code, classes)


@derived(most=MOST_KEPT)
def _work_out(atlas: Atlas, name: str, level: Level, region: str, classes: int) -> MapYears:
    cube, indicator = atlas.cube, atlas.indicator(name)
    row = cube.indicator_at(name)
    inside = atlas.gazetteer.under(region, level)
    drawn_codes = {file_name(o.division_year, o.level): o.codes for o in atlas.snapshot.manifest.outlines}
    years: list[DrawnYear] = []
    rows: list[int] = []
    for y, year in enumerate(cube.years):
        delivered = inside[cube.deliveries[y, row, inside] != 0]
        division, outlines = division_and_outlines(atlas, y, row, delivered, level)
        if division is not None and outlines is not None and not np.isnan(cube.values[y, row, delivered]).all():
            today = atlas.of_today(cube.deliveries[y, row, delivered], delivered)
            others = tuple(cube.areas[a] for a in delivered[~today])
            years.append(
                DrawnYear(year, division, outlines, len(delivered), min(len(delivered), drawn_codes[outlines]), others)
            )
            rows.append(y)
    values, statuses = _cells(atlas, rows, row, inside)
    return MapYears(
        tuple(years),
        _breaks(as_shown(values[~np.isnan(values)], indicator.decimals), classes),
        bool(np.isin(statuses, (Status.ESTIMATED, Status.PROVISIONAL)).any()),
        bool((statuses == Status.SECRET).any()),
    )


def _cells(atlas: Atlas, rows: list[int], row: int, inside: Positions) -> tuple[Floats, Bytes]:
    years = np.array(rows, dtype=np.intp)[:, np.newaxis]
    return atlas.cube.values[years, row, inside], atlas.cube.statuses[years, row, inside]


def _breaks(values: Floats, classes: int) -> tuple[float, ...]:
    """Limits that are figures themselves, for classes with about as many places each. Where one figure is that of many
    places the quantiles coincide: then a class ends after it and the others share the rest, so that there are fewer
    classes than asked only where there are too few different figures."""
    if len(values) < classes:
        return ()
    bounds = np.unique(np.quantile(values, np.linspace(0, 1, classes + 1), method="inverted_cdf"))
    if len(bounds) <= classes:
        bounds = _shared_out(values, classes)
    return tuple(bounds.tolist()) if len(bounds) > 1 else ()


def _shared_out(values: Floats, classes: int) -> Floats:
    """The least figure of each class, and the greatest of all. The last class has two different figures, for its ends differ."""
    figures, places = np.unique(values, return_counts=True)
    classes = min(classes, len(figures) - 1)
    lows, at = [0], 0
    for left in range(classes, 1, -1):
        share = places[at:].sum() / left
        ends = np.cumsum(places[at:])
        size = int(np.abs(ends - share).argmin()) + 1
        at += min(size, len(figures) - at - left)
        lows.append(at)
    return figures[[*lows, -1]] if classes > 0 else figures
