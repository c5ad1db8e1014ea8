"""The pictures of a figure: its spread over places, and its way through the years."""

import numpy as np
from django.utils.translation import gettext as _

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import Overview
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.web.monitor.labels import PLURAL, higher_is_better
from toetssteen.web.monitor.map.context import spread_words
from toetssteen.web.ui.pictures import (
    LineOfPlaces,
    Mark,
    PathChart,
    PathLine,
    PathPoint,
    Picture,
    Words,
    line_of_places,
    path,
)
from toetssteen.web.ui.pictures.line import direction_words


def line(atlas: Atlas, overview: Overview, region: str) -> Picture | None:
    values = [float(v) for v in overview.values if not np.isnan(v)]
    if overview.indicator.aggregation.rule == "sum" or len(values) < 3 or overview.spread is None:
        return None
    low, high = direction_words(higher_is_better(overview.indicator))
    return line_of_places(
        LineOfPlaces(
            Words(
                _("{name} in {year}").format(name=overview.indicator.name, year=overview.year), spread_words(overview)
            ),
            places=values,
            reference=Mark(_("de middelste"), overview.spread.middle),
            unit=overview.indicator.unit,
            decimals=overview.indicator.decimals,
            low_word=low,
            high_word=high,
            places_are=_("de {kind} van {region}").format(kind=PLURAL[overview.level], region=region),
            context=overview.indicator.direction is Direction.CONTEXT,
            step=_step(atlas, overview),
        ),
        "lijn",
    )


def _step(atlas: Atlas, overview: Overview) -> float:
    """To which the publisher rounds the figures of this year."""
    cube = atlas.cube
    year, figure = cube.year_at(overview.year), cube.indicator_at(overview.indicator.id)
    deliveries = np.unique(cube.deliveries[year, figure, cube.areas_at(overview.codes)]).tolist()
    return max((atlas.rounding(overview.indicator, delivery) for delivery in deliveries if delivery), default=0.0)


def path_of(atlas: Atlas, indicator: Indicator, code: str) -> Picture | None:
    place = atlas.place(code)
    of_place = series(atlas, place, indicator)
    if sum(1 for p in of_place.points if p.value is not None) < 2:
        return None
    text = " ".join(f"{p.year}: {exact(p.value, indicator)}." for p in of_place.points if p.value is not None)
    return path(
        PathChart(
            Words(_("{name} in {place} door de jaren").format(name=indicator.name, place=place.name), text),
            PathLine(place.name, [PathPoint(p.year, p.value, p.status, p.comparable) for p in of_place.points]),
            unit=indicator.unit,
            decimals=indicator.decimals,
            context=indicator.direction is Direction.CONTEXT,
            step=max((atlas.rounding(indicator, p.delivery) for p in of_place.points), default=0.0),
        ),
        "pad",
    )
