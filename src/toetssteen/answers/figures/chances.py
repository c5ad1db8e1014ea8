"""Chance bands of a series, where the publisher counted out of a known number (see `analysis.chance`)."""

from collections.abc import Callable, Mapping

import numpy as np

from toetssteen.analysis.chance import Limits, counted
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import fill_weights
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.definitions import Indicator

# By year; empty where no model of chance is known.
Bands = Mapping[int, Limits]
# The unit of a counted figure, and what stands there for everybody.
SCALES = {"%": 100.0}
PER_THOUSAND = "per 1.000 "


def scale(unit: str) -> float | None:
    """What a counted figure would be if all of them counted; None for a unit that is no share and no rate."""
    return 1000.0 if unit.startswith(PER_THOUSAND) else SCALES.get(unit)


def limits(atlas: Atlas, indicator: Indicator, figures: Series, number: Callable[[Indicator], Series | None]) -> Bands:
    """Chance limits by year with a figure; empty where no model of chance is known for this indicator.

    number: gives the series of another indicator for the same place, here of how many there are. A year without has the
    number of the nearest year. A year whose figure comes from a model of the publisher has no limits.
    """
    of, unit_scale = indicator.counted, scale(indicator.unit)
    if of is None or unit_scale is None or not atlas.cube.has_indicator(of.of):
        return {}
    people = number(atlas.indicator(of.of))
    if people is None:
        return {}
    estimated = {p.year for p in figures.points if p.status is Status.ESTIMATED}
    n: Floats = fill_weights(people.values[:, np.newaxis])[:, 0]
    bands = {
        year: counted(value, population, unit_scale, of.model)
        for year, value, population in zip(atlas.cube.years, figures.values.tolist(), n.tolist(), strict=True)
        if year not in estimated
    }
    return {year: band for year, band in bands.items() if band is not None}


def pair(bands: tuple[Bands, Bands], year: int, other_year: int) -> tuple[Limits, Limits] | None:
    """The limits of the figure of `year` in the first and of `other_year` in the second; None where either is not known."""
    first, second = bands[0].get(year), bands[1].get(other_year)
    return None if first is None or second is None else (first, second)
