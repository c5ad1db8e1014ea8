"""What the page of one figure shows: definition, map, spread, years, table and sources."""

from dataclasses import dataclass, replace

import numpy as np
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.figures.map_years import map_years
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import Overview
from toetssteen.answers.snapshot.atlas import PEOPLE, Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.answers.words.publication import NextYear, next_year
from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.web.monitor.figure import pictures
from toetssteen.web.monitor.labels import PLURAL, span_of_years
from toetssteen.web.monitor.map.card import MapCard, map_card
from toetssteen.web.monitor.map.context import (
    CLASS_CHOICES,
    CLASSES,
    classes_asked,
    map_view,
    overview_asked,
    spread_words,
)
from toetssteen.web.ui.figures import FORM
from toetssteen.web.ui.maps import MapView
from toetssteen.web.ui.pictures import Picture
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

# Room for the wijken of one gemeente; every wijk of the country is too long to read.
LONGEST_TABLE = 450


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One publication behind an indicator."""

    publisher: str
    title: str
    table: str
    columns: str
    years: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """What the templates of a figure and of its map read. overview: its values in one year; region: within which; places_known: for how many; places_there: how many there are in all; drawn_years: of which there is a map; choices: every figure by theme; card: of the region; both on the map only."""

    indicator: Indicator
    overview: Overview
    region: Place
    gemeenten: tuple[Place, ...]
    map: MapView | None
    drawn_years: tuple[int, ...]
    classes: int
    class_choices: tuple[int, ...]
    line: Picture | None
    path: Picture | None
    table: Table
    too_long: bool
    plural: str
    level_choices: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]
    places_known: int
    places_there: int
    spread: str
    next_year: NextYear
    choices: tuple[tuple[Domain, tuple[Indicator, ...]], ...] = ()
    card: MapCard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPage:
    """What the template of a figure without figures reads."""

    indicator: Indicator


def figure_page(atlas: Atlas, request: HttpRequest, name: str) -> FigurePage:
    """The page of an indicator: definition, map, distribution, years and table."""
    return _page(atlas, request, *overview_asked(atlas, request, name, on_map=False))


def map_page(atlas: Atlas, request: HttpRequest, name: str) -> FigurePage:
    """The same of the last year that can be drawn, unless a year is asked for, with every other figure to choose."""
    page = _page(atlas, request, *overview_asked(atlas, request, name, on_map=True))
    indicators = [i for i in atlas.indicators.values() if atlas.cube.has_indicator(i.id)]
    return replace(
        page,
        card=replace(map_card(atlas, name, page.region.code, page.overview.year), whole=True),
        choices=tuple((domain, tuple(i for i in indicators if i.domain == domain.id)) for domain in atlas.domains),
    )


def _page(atlas: Atlas, request: HttpRequest, overview: Overview, within: str) -> FigurePage:
    region, indicator, classes = atlas.place(within), overview.indicator, classes_asked(request)
    gemeenten = (atlas.gazetteer.places[atlas.cube.areas[i]] for i in atlas.gazetteer.under(COUNTRY, Level.GEMEENTE))
    # Gemeenten of years long gone stand in the files by code alone: nobody can choose these. Nor those that went up into others,
    # except the one that is asked for.
    gone = atlas.snapshot.register.gone_since
    gemeenten = (
        place
        for place in gemeenten
        if place.name != place.code and (gone(AreaCode(place.code)) is None or place.code == region.code)
    )
    return FigurePage(
        indicator=indicator,
        overview=overview,
        region=region,
        gemeenten=tuple(sorted(gemeenten, key=lambda p: p.name)),
        map=map_view(atlas, overview, within, classes),
        drawn_years=tuple(
            level.year for level in map_years(atlas, indicator.id, overview.level, within, CLASSES).years
        ),
        classes=classes,
        class_choices=CLASS_CHOICES,
        line=pictures.line(atlas, overview, region.name),
        path=pictures.path_of(atlas, indicator, region.code),
        table=_table(atlas, overview, region.name, None if FORM in request.GET else LONGEST_TABLE),
        too_long=len(overview.codes) > LONGEST_TABLE,
        plural=PLURAL[overview.level],
        level_choices=tuple((str(level), PLURAL[level]) for level in overview.levels),
        sources=tuple(_sources(atlas, indicator)),
        places_known=int((~np.isnan(overview.values)).sum()),
        places_there=max(_places_there(atlas, region.code, overview.level, overview.year), len(overview.codes)),
        spread=spread_words(overview),
        next_year=next_year(atlas, indicator),
    )


@derived(most=256)
def _places_there(atlas: Atlas, region: str, level: Level, year: int) -> int:
    """How many places of a level a region has: those of which the number of residents was delivered, in the year nearest to `year`
    in which it was for most of them. A publisher of one city has only its own."""
    if not atlas.cube.has_indicator(PEOPLE):
        return 0
    people = atlas.cube.indicator_at(PEOPLE)
    there = atlas.cube.deliveries[:, people, atlas.gazetteer.under(region, level)] != 0
    counts = there.sum(axis=1)
    full = [(abs(y - year), -y, int(n)) for y, n in zip(atlas.cube.years, counts, strict=True) if 2 * n > counts.max()]
    return min(full)[2] if full else 0


def _table(atlas: Atlas, overview: Overview, region: str, most: int | None = LONGEST_TABLE) -> Table:
    """most: how many rows; None: all, for a file."""
    columns = (overview.names, overview.codes, overview.values, overview.statuses, overview.of_today)
    rows = sorted(zip(*columns, strict=True), key=lambda r: (r[0], r[1]))
    return Table(
        _("{name} in {year}, {plural} van {region}, op naam").format(
            name=overview.indicator.name, year=overview.year, plural=PLURAL[overview.level], region=region
        ),
        (
            TableColumn(_("Naam")),
            TableColumn(_("Code")),
            TableColumn(_("Waarde"), number=True),
            TableColumn(_("Hoe bekend")),
        ),
        [
            TableRow(
                name,
                (
                    code,
                    "–" if np.isnan(value) else exact(float(value), overview.indicator),
                    _how_known(atlas, overview, code, Status(int(status)), of_today=bool(today)),
                ),
                reverse("monitor:profile", kwargs={"code": code}) if today else "",
            )
            for name, code, value, status, today in rows[:most]
        ],
        id="plekken",
        about=(overview.indicator.id,),
    )


def _how_known(atlas: Atlas, overview: Overview, code: str, status: Status, *, of_today: bool) -> str:
    if of_today:
        return why_none(atlas, code, overview.year, status)
    return _("{status}; de plek van toen, deze code heeft nu een andere plek").format(status=sentences.status(status))


def _sources(atlas: Atlas, indicator: Indicator) -> list[SourceLine]:
    lines = []
    for use in indicator.columns:
        source = atlas.sources.get(use.source)
        if source is None:
            continue
        deliveries = [d for d in atlas.snapshot.manifest.deliveries if d.source == use.source]
        if not deliveries:
            continue
        years = sorted({delivery.year for delivery in deliveries})
        column = deliveries[-1].published(use.column)
        if below := deliveries[-1].published(use.per) if use.per else use.over and atlas.indicator(use.over).name:
            column = _("{column} gedeeld door {per}").format(column=column, per=below)
        lines.append(
            SourceLine(
                publisher=source.publisher,
                title=source.title,
                table=source.table,
                columns=column,
                years=span_of_years(years),
                licence=source.licence,
            )
        )
    return lines
