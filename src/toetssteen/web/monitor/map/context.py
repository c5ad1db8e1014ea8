"""The map of a figure: which years can be drawn, in which classes, from which files."""

from collections.abc import Sequence
from urllib.parse import urlencode

import numpy as np
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetssteen.answers.figures.map_years import DrawnYear, map_years
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import Overview, overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.dutch import dutch, short_unit, with_unit
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.labels import PLURAL
from toetssteen.web.monitor.map.histogram import YearSpread, map_spread
from toetssteen.web.monitor.map.names import map_names
from toetssteen.web.monitor.map.still_maps import drawn_outlines
from toetssteen.web.ui.maps import MapAxis, MapView, MapYear, classes
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.choropleth import tight_frame
from toetssteen.web.ui.pictures.location import NamedSpot, names_over

CLASSES = 5


CLASS_CHOICES = (5, 6, 7)


# A figure of more than so many years before the newest is not the first thing to show of a country.
RECENT = 5


@derived(most=1)
def opening_indicator(atlas: Atlas) -> str:
    """The figure the map opens with: of the key figures with a direction whose last map is recent, mostly of measured figures,
    and drawn for at least half as many places as that of the widest known, the first in the order of domains and
    definitions."""
    domains = [domain.id for domain in atlas.domains]
    drawn = {
        i.id: _drawn(atlas, i)
        for i in sorted(atlas.indicators.values(), key=lambda i: domains.index(i.domain))
        if i.key and i.direction is not Direction.CONTEXT and atlas.cube.has_indicator(i.id)
    }
    most = max(drawn.values(), default=0)
    wide = (name for name, places in drawn.items() if places and places * 2 >= most)
    return next(wide, "") or next(i.id for i in atlas.indicators.values() if atlas.cube.has_indicator(i.id))


def _drawn(atlas: Atlas, indicator: Indicator) -> int:
    """Of how many places the last map of the figure has an outline; 0 without one that is recent and mostly measured."""
    last = _last_drawn(atlas, overview(atlas, indicator.id), COUNTRY)
    years = map_years(atlas, indicator.id, last.level, COUNTRY, CLASSES).years
    if not years or last.outlines is None or last.year < atlas.cube.years[-1] - RECENT:
        return 0
    unsure = int(np.isin(last.statuses, (Status.ESTIMATED, Status.PROVISIONAL)).sum())
    return 0 if unsure * 2 > len(last.codes) else years[-1].drawn


def opening_map(atlas: Atlas) -> MapView | None:
    """The map of the start page."""
    name = opening_indicator(atlas)
    return map_view(atlas, _last_drawn(atlas, overview(atlas, name), COUNTRY))


def _last_drawn(atlas: Atlas, asked: Overview, within: str) -> Overview:
    """The same of the last year that can be drawn, where that of `asked` cannot."""
    years = map_years(atlas, asked.indicator.id, asked.level, within, CLASSES).years
    if asked.outlines is not None or not years:
        return asked
    return overview(atlas, asked.indicator.id, asked.level, years[-1].year, within)


def map_view(atlas: Atlas, overview: Overview, within: str = COUNTRY, wanted: int = CLASSES) -> MapView | None:
    """The map of an overview in `wanted` classes with about as many places each, the same in all years; None where
    no outline of the right division year exists or where there are too few values."""
    indicator, within = overview.indicator, atlas.place(within).code
    drawable = map_years(atlas, indicator.id, overview.level, within, wanted)
    spread = map_spread(atlas, indicator.id, overview.level, within, wanted)
    codes = [] if within == COUNTRY else _inside(atlas, overview.level, within)
    drawn = {year.year for year in drawable.years if drawn_outlines(atlas, year.outlines, codes)}
    if spread is None or overview.year not in drawn:
        return None
    hue = palette.NEUTRAL if indicator.direction is Direction.CONTEXT else palette.SEQUENTIAL
    # Too few different figures leave fewer classes than colours: keep the darkest for the most.
    colours = hue[wanted][wanted - len(drawable.breaks) + 1 :]
    query = urlencode({"binnen": within, "klassen": wanted})
    return MapView(
        indicator.name,
        overview.year,
        [
            _map_year(atlas, overview, year, year_spread, query)
            for year, year_spread in zip(drawable.years, spread.years, strict=True)
            if year.year in drawn
        ],
        classes=classes(drawable.breaks, indicator.unit, indicator.decimals, colours),
        unit=indicator.unit,
        decimals=indicator.decimals,
        link=reverse("monitor:profile", kwargs={"code": "{code}"}).replace("%7B", "{").replace("%7D", "}"),
        codes=codes,
        uncertain=drawable.uncertain,
        secret=drawable.secret,
        indicator=indicator.id,
        axis=MapAxis(spread.steps.low, spread.steps.high, spread.steps.number, spread.most),
        places=PLURAL[overview.level],
        card=f"{reverse('monitor:map_card')}?cijfer={indicator.id}",
        names=reverse("monitor:names", kwargs={"snapshot": atlas.id, "file": _file(drawable.years, overview.year)}),
        over=_names_over(atlas, _file(drawable.years, overview.year), overview, within),
        fewer=_fewer(len(drawable.breaks) - 1, wanted),
        note=spread_words(overview),
    )


def _inside(atlas: Atlas, level: Level, within: str) -> list[str]:
    return [str(atlas.cube.areas[at]) for at in atlas.gazetteer.under(within, level)]


def _file(years: Sequence[DrawnYear], shown: int) -> str:
    return next(year.outlines for year in years if year.year == shown)


def _fewer(drawn: int, wanted: int) -> str:
    if drawn == wanted:
        return ""
    text = ngettext(
        "Er is {n} kleur en geen {wanted}: er zijn te weinig verschillende waarden.",
        "Er zijn {n} kleuren en geen {wanted}: er zijn te weinig verschillende waarden.",
        drawn,
    )
    return text.format(n=drawn, wanted=wanted)


@derived(most=24, key=lambda file, overview, within: (file, str(overview.level), within))
def _names_over(atlas: Atlas, file: str, overview: Overview, within: str) -> str:
    """The names over the still drawing."""
    codes = [] if within == COUNTRY else _inside(atlas, overview.level, within)
    frame = tight_frame([ring for _code, rings in drawn_outlines(atlas, file, codes) for ring in rings])
    names = map_names(atlas, file)
    towns = [NamedSpot(one.name, one.centre, one.low, one.high) for one in names.gemeenten if within == COUNTRY]
    areas = [
        NamedSpot(
            one.name, one.centre, one.low, one.high, one.rings, reverse("monitor:profile", kwargs={"code": one.code})
        )
        for one in names.focus
        if within in (COUNTRY, str(atlas.place(one.code).gemeente))
    ]
    return names_over(frame, towns, areas, _("Gebieden met een eigen programma"))


def _map_year(atlas: Atlas, overview: Overview, year: DrawnYear, spread: YearSpread, query: str) -> MapYear:
    indicator = overview.indicator
    names = {"snapshot": atlas.id, "file": year.outlines}
    of_year = {**names, "name": indicator.id, "year": year.year}
    middle = spread.middle
    return MapYear(
        year.year,
        reverse("monitor:outlines", kwargs=names),
        reverse("monitor:values", kwargs=of_year),
        _whose_outlines(year),
        year.outlines,
        year.others,
        still=f"{reverse('monitor:still', kwargs=of_year)}?{query}",
        bars=spread.bars,
        middle=middle,
        middle_words=""
        if middle is None
        else _middle(overview.level).format(value=with_unit(middle, short_unit(indicator.unit), indicator.decimals)),
        secret=spread.secret,
        absent=spread.absent,
    )


def _middle(level: Level) -> str:
    return {
        Level.BUURT: _("de middelste buurt: {value}"),
        Level.WIJK: _("de middelste wijk: {value}"),
        Level.GEMEENTE: _("de middelste gemeente: {value}"),
    }[level]


def spread_words(overview: Overview) -> str:
    """The middle half of the places, in a sentence; "" with too few of them."""
    if overview.spread is None or overview.spread.n < CLASSES:
        return ""
    return _(
        "In ongeveer de helft van de {n} {places} ligt dit tussen {low} en {high}. In de rest is het lager of hoger."
    ).format(
        n=dutch(overview.spread.n),
        places=PLURAL[overview.level],
        low=exact(overview.spread.quarter, overview.indicator),
        high=exact(overview.spread.three_quarters, overview.indicator),
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
    return (_last_drawn(atlas, asked, within) if on_map and year is None else asked), within


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
