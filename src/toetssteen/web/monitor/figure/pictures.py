"""The pictures of a figure: its spread over places, and its way through the years."""

import numpy as np
from django.utils.translation import gettext as _

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import Overview
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.dutch import dutch
from toetssteen.web.monitor.labels import PLURAL, higher_is_better
from toetssteen.web.monitor.map.context import CLASSES
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


def spread(found: Overview) -> str:
    if found.spread is None or found.spread.n < CLASSES:
        return ""
    return _("Bij de middelste helft van de {n} {places} ligt dit tussen {low} en {high}.").format(
        n=dutch(found.spread.n),
        places=PLURAL[found.level],
        low=exact(found.spread.quarter, found.indicator),
        high=exact(found.spread.three_quarters, found.indicator),
    )


def line(found: Overview, region: str) -> Picture | None:
    known = [float(v) for v in found.values if not np.isnan(v)]
    if found.indicator.aggregation.rule == "sum" or len(known) < 3 or found.spread is None:
        return None
    low, high = direction_words(higher_is_better(found.indicator))
    return line_of_places(
        LineOfPlaces(
            Words(_("{name} in {year}").format(name=found.indicator.name, year=found.year), spread(found)),
            places=known,
            reference=Mark(_("de middelste"), found.spread.middle),
            unit=found.indicator.unit,
            decimals=found.indicator.decimals,
            low_word=low,
            high_word=high,
            places_are=_("de {kind} van {region}").format(kind=PLURAL[found.level], region=region),
            context=found.indicator.direction is Direction.CONTEXT,
        ),
        "lijn",
    )


def path_of(atlas: Atlas, indicator: Indicator, code: str) -> Picture | None:
    place = atlas.place(code)
    own = series(atlas, place, indicator)
    if sum(1 for p in own.points if p.value is not None) < 2:
        return None
    text = " ".join(f"{p.year}: {exact(p.value, indicator)}." for p in own.points if p.value is not None)
    return path(
        PathChart(
            Words(_("{name} in {place} door de jaren").format(name=indicator.name, place=place.name), text),
            PathLine(place.name, [PathPoint(p.year, p.value, p.status, p.comparable) for p in own.points]),
            unit=indicator.unit,
            decimals=indicator.decimals,
            context=indicator.direction is Direction.CONTEXT,
        ),
        "pad",
    )
