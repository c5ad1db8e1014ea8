"""What the pages of one figure, the map and the snapshot show."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.answers.figures.map_years import DrawnYear, map_years
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import Overview, overview
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Coverage
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.profile.cards import PLURAL, higher_is_better
from toetssteen.web.ui.figures import FORM
from toetssteen.web.ui.maps import MapView, MapYear, classes
from toetssteen.web.ui.pictures import (
    Cell,
    CellKind,
    LineOfPlaces,
    Mark,
    Matrix,
    MatrixRow,
    Path,
    PathLine,
    PathPoint,
    Picture,
    Words,
    line_of_places,
    matrix,
    palette,
    path,
)
from toetssteen.web.ui.pictures.line import direction_words
from toetssteen.web.ui.tables import Column, Row, Table

CLASSES = 5
CLASS_CHOICES = (5, 6, 7)
# A page with every wijk of the country is too long to read; the table of one gemeente is not.
LONGEST_TABLE = 450


def opening_indicator(atlas: Atlas) -> str:
    """The figure the map opens with: the key one known for most places, of those with a direction and outlines."""
    best, most = "", -1
    for indicator in atlas.indicators.values():
        if not (indicator.key and atlas.cube.has_indicator(indicator.id)) or indicator.direction is Direction.CONTEXT:
            continue
        known = int((~np.isnan(atlas.cube.values[:, atlas.cube.indicator_at(indicator.id), :])).any(axis=0).sum())
        if known > most and overview(atlas, indicator.id).outlines:
            best, most = indicator.id, known
    return best or next(i.id for i in atlas.indicators.values() if atlas.cube.has_indicator(i.id))


def opening_map(atlas: Atlas) -> MapView | None:
    """The map of the start page."""
    return map_view(atlas, overview(atlas, opening_indicator(atlas)))


def map_view(atlas: Atlas, found: Overview, within: str = COUNTRY, wanted: int = CLASSES) -> MapView | None:
    """The map of an overview in `wanted` classes with about as many places each, the same in all years; None where
    no outline of the right division year exists or where there are too few values."""
    indicator = found.indicator
    drawn = map_years(atlas, indicator.id, found.level, within, wanted)
    if not drawn.breaks or found.year not in {one.year for one in drawn.years}:
        return None
    hue = palette.NEUTRAL if indicator.direction is Direction.CONTEXT else palette.SEQUENTIAL
    # Ties can leave fewer classes than colours: keep the darkest for the most.
    colours = hue[wanted][wanted - len(drawn.breaks) + 1 :]
    return MapView(
        indicator.name,
        found.year,
        [_map_year(atlas, indicator, one) for one in drawn.years],
        classes=classes(drawn.breaks, indicator.unit, indicator.decimals, colours),
        unit=indicator.unit,
        decimals=indicator.decimals,
        link=reverse("monitor:profile", kwargs={"code": "{code}"}).replace("%7B", "{").replace("%7D", "}"),
        codes=[] if within == COUNTRY else [c for c in found.codes if c.gemeente == within],
        uncertain=drawn.uncertain,
        secret=drawn.secret,
        indicator=indicator.id,
    )


def _map_year(atlas: Atlas, indicator: Indicator, drawn: DrawnYear) -> MapYear:
    at = {"snapshot": atlas.id, "file": drawn.outlines}
    return MapYear(
        drawn.year,
        reverse("monitor:outlines", kwargs=at),
        reverse("monitor:values", kwargs={**at, "name": indicator.id, "year": drawn.year}),
        _whose_outlines(drawn),
        drawn.outlines,
        drawn.others,
    )


def _whose_outlines(drawn: DrawnYear) -> str:
    if drawn.drawn == drawn.places:
        return _("Grenzen van {year}.").format(year=drawn.division_year)
    return _("Grenzen van {year}. We hebben ze voor {drawn} van de {places} plekken met een cijfer.").format(
        year=drawn.division_year, drawn=dutch(drawn.drawn), places=dutch(drawn.places)
    )


def _overview(atlas: Atlas, request: HttpRequest, name: str, *, on_map: bool) -> tuple[Overview, str]:
    level, year, within = _asked(request)
    found = overview(atlas, name, level, year, within)
    if on_map and year is None and found.outlines is None:
        drawn = map_years(atlas, name, found.level, within, CLASSES).years
        if drawn:
            found = overview(atlas, name, found.level, drawn[-1].year, within)
    return found, within


def map_change(atlas: Atlas, request: HttpRequest, name: str) -> dict[str, object]:
    """What the map needs to show another figure without a new page: its settings and its legend. `map` is None where
    there is no map: then the page itself says why."""
    found, within = _overview(atlas, request, name, on_map=True)
    view = map_view(atlas, found, within, _classes(request))
    if view is None:
        return {"map": None}
    legend = render_to_string("ui/legend.html", {"view": view, "prefix": "kaart"})
    return {"map": view.settings(), "legend": legend}


def _classes(request: HttpRequest) -> int:
    asked = request.GET.get("klassen", "")
    if asked and asked not in {str(n) for n in CLASS_CHOICES}:
        raise UnknownNameError(_("Kies 5, 6 of 7 klassen."))
    return int(asked or CLASSES)


def _asked(request: HttpRequest) -> tuple[Level | None, int | None, str]:
    level, year = request.GET.get("niveau", ""), request.GET.get("jaar", "")
    if level and level not in PLURAL:
        raise UnknownNameError(_("Kies buurt, wijk of gemeente."))
    if year and not (year.isdecimal() and len(year) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=year[:20]))
    return Level(level) if level else None, int(year) if year else None, request.GET.get("binnen", "") or COUNTRY


def figure(atlas: Atlas, request: HttpRequest, name: str, *, on_map: bool = False) -> dict[str, object]:
    """Definition, map, distribution, time, table of one indicator. on_map: the last year that can be drawn, unless
    a year is asked for."""
    found, within = _overview(atlas, request, name, on_map=on_map)
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
        "map": map_view(atlas, found, within, _classes(request)),
        "drawn_years": [one.year for one in map_years(atlas, name, found.level, within, CLASSES).years],
        "classes": _classes(request),
        "class_choices": CLASS_CHOICES,
        "line": _line(found, region.name),
        "path": _country_path(atlas, found.indicator, region.code),
        "table": _table(atlas, found, region.name, None if FORM in request.GET else LONGEST_TABLE),
        "too_long": len(found.codes) > LONGEST_TABLE,
        "plural": PLURAL[found.level],
        "level_choices": [(str(one), PLURAL[one]) for one in found.levels],
        "sources": _sources(atlas, found.indicator),
        "known": int((~np.isnan(found.values)).sum()),
        "spread": _spread(found),
    }


def _spread(found: Overview) -> str:
    if found.spread is None or found.spread.n < CLASSES:
        return ""
    return _("Bij de middelste helft van de {n} {places} ligt dit tussen {low} en {high}.").format(
        n=dutch(found.spread.n),
        places=PLURAL[found.level],
        low=exact(found.spread.quarter, found.indicator),
        high=exact(found.spread.three_quarters, found.indicator),
    )


def _line(found: Overview, region: str) -> Picture | None:
    known = [float(v) for v in found.values if not np.isnan(v)]
    if found.indicator.aggregation.rule == "sum" or len(known) < 3 or found.spread is None:
        return None
    low, high = direction_words(higher_is_better(found.indicator))
    return line_of_places(
        LineOfPlaces(
            Words(_("{name} in {year}").format(name=found.indicator.name, year=found.year), _spread(found)),
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


def _country_path(atlas: Atlas, indicator: Indicator, code: str) -> Picture | None:
    place = atlas.place(code)
    own = series(atlas, place, indicator)
    if sum(1 for p in own.points if p.value is not None) < 2:
        return None
    text = " ".join(f"{p.year}: {exact(p.value, indicator)}." for p in own.points if p.value is not None)
    return path(
        Path(
            Words(_("{name} in {place} door de jaren").format(name=indicator.name, place=place.name), text),
            PathLine(place.name, [PathPoint(p.year, p.value, p.status, p.comparable) for p in own.points]),
            unit=indicator.unit,
            decimals=indicator.decimals,
            context=indicator.direction is Direction.CONTEXT,
        ),
        "pad",
    )


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
        lines.append(SourceLine(source.publisher, source.title, source.table, column, _span(years), source.licence))
    return lines


def _span(years: list[int]) -> str:
    """ "2016", or "2012–2016": first and last of years in order."""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _day(iso: str) -> str:
    """ "2026-11-23" -> "23 november 2026"; nothing for nothing."""
    return date_format(date.fromisoformat(iso[:10]), "j F Y") if iso else ""


def about(atlas: Atlas, held: Coverage) -> dict[str, object]:
    """What the snapshot holds: sources, coverage, calendar, gaps, checks."""
    manifest = atlas.snapshot.manifest
    used = {d.source for d in manifest.deliveries} | {s for o in manifest.outlines for s in o.sources}
    retrieved = {d.source: d.retrieved for d in manifest.deliveries}
    years: dict[str, list[int]] = {}
    for delivery in manifest.deliveries:
        years.setdefault(delivery.source, []).append(delivery.year)
    sources = [
        (s, _day(retrieved.get(s.id, "")), _span(sorted(years[s.id])) if s.id in years else _("alleen grenzen"))
        for s in atlas.sources.values()
        if s.id in used
    ]
    return {
        "manifest": manifest,
        "made": _day(manifest.created),
        "sources": sources,
        "matrix": _matrix(atlas, held),
        "matrix_table": _matrix_table(atlas, held),
        "calendar": [i for i in atlas.indicators.values() if i.next_publication],
        "wanted": [i for i in atlas.indicators.values() if i.wanted],
        "failed": [c for c in manifest.checks if not c.ok],
        "passed": sum(1 for c in manifest.checks if c.ok),
        "notes": manifest.notes[:60],
        "more_notes": max(0, len(manifest.notes) - 60),
        "domains": atlas.domains,
        "secret": sum(row.secret for row in held.rows),
    }


def _matrix(atlas: Atlas, held: Coverage) -> Picture:
    names = {d.id: d.name for d in atlas.domains}
    rows, last = [], ""
    for row in sorted(held.rows, key=lambda r: [d.id for d in atlas.domains].index(r.indicator.domain)):
        heading = names[row.indicator.domain] if row.indicator.domain != last else ""
        last = row.indicator.domain
        most = max(row.counts, default=0)
        cells = [_shade(row.indicator, count, most) for count in row.counts]
        rows.append(MatrixRow(row.indicator.name, cells, heading))
    return matrix(
        Matrix(
            Words(
                _("Welke cijfers zijn er per jaar"),
                _("Elke rij is een cijfer, elke kolom een jaar. Een donker vak betekent: voor veel plekken bekend."),
            ),
            [str(year) for year in held.years],
            rows,
            low=_("enkele plekken"),
            high=_("veel plekken"),
        ),
        "dekking",
    )


def _shade(indicator: Indicator, count: int, most: int) -> Cell:
    if count == 0:
        return Cell(CellKind.WANTED if indicator.wanted else CellKind.NOTHING)
    # Logarithmic: 20 wijken of one city must still be seen beside 3,300 of the country.
    return Cell(CellKind.VALUE, min(1.0, float(np.log10(count + 1)) / 4.2))


def _matrix_table(atlas: Atlas, held: Coverage) -> Table:
    return Table(
        _("Voor hoeveel plekken elk cijfer bekend is, per jaar"),
        (Column(_("Cijfer")), *(Column(str(y), number=True) for y in held.years)),
        [
            Row(
                row.indicator.name,
                tuple(str(c) if c else "–" for c in row.counts),
                reverse("monitor:figure", kwargs={"name": row.indicator.id}),
            )
            for row in held.rows
        ],
        id="dekking",
    )
