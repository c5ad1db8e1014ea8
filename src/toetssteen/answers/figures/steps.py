"""The step to which a figure is rounded: as its publisher says, or as the rounding of the counts behind it leaves."""

import numpy as np

from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.definitions import Indicator


def step(atlas: Atlas, indicator: Indicator, figures: Series, point: Point) -> float:
    """The rounding step of a point, in the indicator's unit; 0 where nothing is rounded.

    A count in tens, divided by few people, is known less well than by many: count step * factor / number. For an area
    that was added up, each of its parts is rounded.
    """
    published_step, counted = atlas.rounding(indicator, point.delivery), count_step(atlas, indicator, point)
    place = atlas.gazetteer.places.get(figures.code)
    if not counted or place is None:
        return published_step
    code = place.cells_code
    members = atlas.cube.areas_at(place.members or ((code,) if atlas.cube.has_area(code) else ()))
    weights = atlas.weights(indicator, members)
    if weights is None or not len(members):
        return published_step
    number = float(np.nansum(weights[atlas.cube.year_at(point.year), members]))
    roundings = 1 if point.kind is FigureKind.PUBLISHED else len(members)
    return max(published_step, counted * roundings / number) if number > 0 else published_step


def count_step(atlas: Atlas, indicator: Indicator, point: Point) -> float:
    """The step of the count behind a share, times its factor; 0 where the share is not made of a rounded count."""
    source = atlas.delivery(point.delivery)
    uses = [use for use in indicator.columns if source is None or use.source == source.source]
    return max((use.count_step * use.factor for use in uses), default=0.0)


def coarsest(atlas: Atlas, indicator: Indicator, figures: Series) -> float:
    """The coarsest step in a series."""
    return max((step(atlas, indicator, figures, p) for p in figures.points if p.value is not None), default=0.0)
