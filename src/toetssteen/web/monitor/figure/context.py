"""What the page of one figure shows: definition, map, spread, years, table and sources."""

from dataclasses import dataclass

import numpy as np
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.figures.map_years import map_years
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import Overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.web.monitor.figure import pictures
from toetssteen.web.monitor.labels import PLURAL, span_of_years
from toetssteen.web.monitor.map.context import CLASS_CHOICES, CLASSES, classes_asked, map_view, overview_asked
from toetssteen.web.ui.figures import FORM
from toetssteen.web.ui.tables import Column, Row, Table

# A page with every wijk of the country is too long to read; the table of one gemeente is not.
LONGEST_TABLE = 450


def figure(atlas: Atlas, request: HttpRequest, name: str, *, on_map: bool = False) -> dict[str, object]:
    """Definition, map, distribution, time, table of one indicator. on_map: the last year that can be drawn, unless
    a year is asked for."""
    found, within = overview_asked(atlas, request, name, on_map=on_map)
    region = atlas.place(within)
    gemeenten = sorted(
        (atlas.gazetteer.places[atlas.cube.areas[at]] for at in atlas.gazetteer.under(COUNTRY, Level.GEMEENTE)),
        key=lambda p: p.name,
    )
    return {
        "indicator": found.indicator,
        "found": found,
        "region": region,
        "gemeenten": gemeenten,
        "map": map_view(atlas, found, within, classes_asked(request)),
        "drawn_years": [one.year for one in map_years(atlas, name, found.level, within, CLASSES).years],
        "classes": classes_asked(request),
        "class_choices": CLASS_CHOICES,
        "line": pictures.line(found, region.name),
        "path": pictures.path_of(atlas, found.indicator, region.code),
        "table": _table(atlas, found, region.name, None if FORM in request.GET else LONGEST_TABLE),
        "too_long": len(found.codes) > LONGEST_TABLE,
        "plural": PLURAL[found.level],
        "level_choices": [(str(one), PLURAL[one]) for one in found.levels],
        "sources": _sources(atlas, found.indicator),
        "known": int((~np.isnan(found.values)).sum()),
        "spread": pictures.spread(found),
    }


def _table(atlas: Atlas, found: Overview, region: str, most: int | None = LONGEST_TABLE) -> Table:
    """most: how many rows; None: all, for a file."""
    columns = (found.names, found.codes, found.values, found.statuses, found.of_today)
    rows = sorted(zip(*columns, strict=True), key=lambda r: (r[0], r[1]))
    return Table(
        _("{name} in {year}, {plural} van {region}, op naam").format(
            name=found.indicator.name, year=found.year, plural=PLURAL[found.level], region=region
        ),
        (Column(_("Naam")), Column(_("Code")), Column(_("Waarde"), number=True), Column(_("Hoe bekend"))),
        [
            Row(
                name,
                (
                    code,
                    "–" if np.isnan(value) else exact(float(value), found.indicator),
                    _how_known(atlas, found, code, Status(int(status)), of_today=bool(today)),
                ),
                reverse("monitor:profile", kwargs={"code": code}) if today else "",
            )
            for name, code, value, status, today in rows[:most]
        ],
        id="plekken",
        about=(found.indicator.id,),
    )


def _how_known(atlas: Atlas, found: Overview, code: str, status: Status, *, of_today: bool) -> str:
    if of_today:
        return why_none(atlas, code, found.year, status)
    return _("{status}; de plek van toen, deze code heeft nu een andere plek").format(status=sentences.status(status))


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One publication behind an indicator."""

    publisher: str
    title: str
    table: str
    columns: str
    years: str
    licence: str


def _sources(atlas: Atlas, indicator: Indicator) -> list[SourceLine]:
    lines = []
    for use in indicator.columns:
        source = atlas.sources.get(use.source)
        if source is None:
            continue
        years = sorted({d.year for d in atlas.snapshot.manifest.deliveries if d.source == use.source})
        if not years:
            continue
        column = (
            use.column if use.per is None else _("{column} gedeeld door {per}").format(column=use.column, per=use.per)
        )
        lines.append(
            SourceLine(source.publisher, source.title, source.table, column, span_of_years(years), source.licence)
        )
    return lines
