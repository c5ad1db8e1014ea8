"""The map of a figure: which years can be drawn, in which classes, from which files."""

import numpy as np
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.figures.map_years import DrawnYear, map_years
from toetssteen.answers.figures.overview import Overview, overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.labels import PLURAL
from toetssteen.web.ui.maps import MapView, MapYear, classes
from toetssteen.web.ui.pictures import (
    palette,
)

CLASSES = 5


CLASS_CHOICES = (5, 6, 7)


def opening_indicator(atlas: Atlas) -> str:
    """The figure the map opens with: the key one known for most places, of those with a direction and outlines."""
    best, most = "", -1
    for indicator in atlas.indicators.values():
        if not (indicator.key and atlas.cube.has_indicator(indicator.id)) or indicator.direction is Direction.CONTEXT:
            continue
        places = int((~np.isnan(atlas.cube.values[:, atlas.cube.indicator_at(indicator.id), :])).any(axis=0).sum())
        if places > most and overview(atlas, indicator.id).outlines:
            best, most = indicator.id, places
    return best or next(i.id for i in atlas.indicators.values() if atlas.cube.has_indicator(i.id))


def opening_map(atlas: Atlas) -> MapView | None:
    """The map of the start page."""
    return map_view(atlas, overview(atlas, opening_indicator(atlas)))


def map_view(atlas: Atlas, overview: Overview, within: str = COUNTRY, wanted: int = CLASSES) -> MapView | None:
    """The map of an overview in `wanted` classes with about as many places each, the same in all years; None where
    no outline of the right division year exists or where there are too few values."""
    indicator = overview.indicator
    drawable = map_years(atlas, indicator.id, overview.level, within, wanted)
    if not drawable.breaks or overview.year not in {year.year for year in drawable.years}:
        return None
    hue = palette.NEUTRAL if indicator.direction is Direction.CONTEXT else palette.SEQUENTIAL
    # Ties can leave fewer classes than colours: keep the darkest for the most.
    colours = hue[wanted][wanted - len(drawable.breaks) + 1 :]
    return MapView(
        indicator.name,
        overview.year,
        [_map_year(atlas, indicator, year) for year in drawable.years],
        classes=classes(drawable.breaks, indicator.unit, indicator.decimals, colours),
        unit=indicator.unit,
        decimals=indicator.decimals,
        link=reverse("monitor:profile", kwargs={"code": "{code}"}).replace("%7B", "{").replace("%7D", "}"),
        codes=[] if within == COUNTRY else [c for c in overview.codes if c.gemeente == within],
        uncertain=drawable.uncertain,
        secret=drawable.secret,
        indicator=indicator.id,
    )


def _map_year(atlas: Atlas, indicator: Indicator, year: DrawnYear) -> MapYear:
    names = {"snapshot": atlas.id, "file": year.outlines}
    return MapYear(
        year.year,
        reverse("monitor:outlines", kwargs=names),
        reverse("monitor:values", kwargs={**names, "name": indicator.id, "year": year.year}),
        _whose_outlines(year),
        year.outlines,
        year.others,
    )


def _whose_outlines(year: DrawnYear) -> str:
    if year.drawn == year.places:
        return _("Grenzen van {year}.").format(year=year.division_year)
    return _("Grenzen van {year}. We hebben ze voor {drawn} van de {places} plekken met een cijfer.").format(
        year=year.division_year, drawn=dutch(year.drawn), places=dutch(year.places)
    )


def overview_asked(atlas: Atlas, request: HttpRequest, name: str, *, on_map: bool) -> tuple[Overview, str]:
    level, year, within = _asked(request)
    asked = overview(atlas, name, level, year, within)
    if on_map and year is None and asked.outlines is None:
        years = map_years(atlas, name, asked.level, within, CLASSES).years
        if years:
            asked = overview(atlas, name, asked.level, years[-1].year, within)
    return asked, within


def map_change(atlas: Atlas, request: HttpRequest, name: str) -> dict[str, object]:
    """What the map needs to show another figure without a new page: its settings and its legend. `map` is None where
    there is no map: then the page itself says why."""
    asked, within = overview_asked(atlas, request, name, on_map=True)
    view = map_view(atlas, asked, within, classes_asked(request))
    if view is None:
        return {"map": None}
    legend = render_to_string("ui/legend.html", {"view": view, "prefix": "kaart"})
    return {"map": view.settings(), "legend": legend}


def classes_asked(request: HttpRequest) -> int:
    text = request.GET.get("klassen", "")
    if text and text not in {str(n) for n in CLASS_CHOICES}:
        raise UnknownNameError(_("Kies 5, 6 of 7 klassen."))
    return int(text or CLASSES)


def _asked(request: HttpRequest) -> tuple[Level | None, int | None, str]:
    level, year = request.GET.get("niveau", ""), request.GET.get("jaar", "")
    if level and level not in PLURAL:
        raise UnknownNameError(_("Kies buurt, wijk of gemeente."))
    if year and not (year.isdecimal() and len(year) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=year[:20]))
    return Level(level) if level else None, int(year) if year else None, request.GET.get("binnen", "") or COUNTRY
