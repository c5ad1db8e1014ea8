"""Up to six places side by side: one indicator a row, always in one and the same year. No order but the reader's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.answers.comparison.apart import DistanceApart, PlaceFigure, apart
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.answers.words.absence import uninhabited
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import AggregationRule, Domain, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _

MOST_PLACES = 6
# The theme a page opens with, where anything is known of it: what the programmes are about.
OPENING = "inkomen"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator. year: the last one that every place with any figure has (None: there is none; then nothing is
    compared). reference: the same indicator elsewhere (None for totals); against: its figure in that year.
    others: float64 (n,), all places of `kind` in `region`, for the line. apart: None with fewer than two figures."""

    indicator: Indicator
    entries: tuple[PlaceFigure, ...]
    year: int | None
    reference: Series | None
    against: float | None
    others: Floats
    kind: Level
    region: str
    apart: DistanceApart | None

    @property
    def known(self) -> tuple[PlaceFigure, ...]:
        """The places with a figure in the year of the row."""
        return tuple(e for e in self.entries if e.value is not None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """rows: indicators known for at least one place; unknown: of the same theme, for none. left_out: codes beyond
    the most that fit. references: what this set of places can be held against."""

    places: tuple[Place, ...]
    domain: Domain
    reference: Reference
    reference_name: str
    references: tuple[Reference, ...]
    rows: tuple[IndicatorRow, ...]
    unknown: tuple[Indicator, ...]
    left_out: tuple[str, ...]
    snapshot: str


def chosen(atlas: Atlas, codes: Iterable[str]) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """The places of these codes in the order given, each once, and the codes beyond MOST_PLACES.

    Raises UnknownNameError for a code that does not exist.
    """
    places: dict[str, Place] = {}
    left_out: list[str] = []
    for code in codes:
        if len(places) < MOST_PLACES:
            place = atlas.place(code)
            places.setdefault(place.code, place)
        elif code not in places:
            left_out.append(code)
    return tuple(places.values()), tuple(left_out)


def compare(
    atlas: Atlas, codes: Sequence[str], domain: str | None = None, reference: Reference | None = None
) -> Comparison:
    """The key indicators of a theme for these places. Raises UnknownNameError for a place, theme or reference that
    does not exist here."""
    places, left_out = chosen(atlas, codes)
    if not places:
        raise UnknownNameError(_("Kies ten minste één plek om te vergelijken."))
    possible = references(places)
    if reference is not None and reference not in possible:
        raise UnknownNameError(_("Met deze plekken kunnen we dat niet vergelijken."))
    picked = reference or possible[0]
    theme = _theme(atlas, places, domain)
    reference_place = _reference(atlas, places, picked)
    rows = [_row(atlas, places, indicator, reference_place) for indicator in key_indicators(atlas, theme.id)]
    return Comparison(
        places,
        theme,
        picked,
        reference_place.name,
        possible,
        tuple(row for row in rows if any(e.latest for e in row.entries)),
        tuple(row.indicator for row in rows if not any(e.latest for e in row.entries)),
        left_out,
        atlas.id,
    )


def references(places: Sequence[Place]) -> tuple[Reference, ...]:
    """The country; and the city, when all lie in the same one."""
    gemeenten = {place.gemeente for place in places}
    if len(gemeenten) == 1 and all(place.level not in (Level.GEMEENTE, Level.LAND) for place in places):
        return (Reference.COUNTRY, Reference.CITY)
    return (Reference.COUNTRY,)


def key_indicators(atlas: Atlas, domain: str) -> tuple[Indicator, ...]:
    """The indicators of a theme that have figures: the key ones, or all where none is key."""
    with_figures = [i for i in atlas.indicators.values() if i.domain == domain and atlas.cube.has_indicator(i.id)]
    return tuple([i for i in with_figures if i.key] or with_figures)


def themes(atlas: Atlas) -> tuple[Domain, ...]:
    """The themes with any figures, in the order of the pages."""
    return tuple(domain for domain in atlas.domains if key_indicators(atlas, domain.id))


def theme(atlas: Atlas, name: str) -> Domain:
    """The theme with this id. Raises UnknownNameError."""
    for domain in atlas.domains:
        if domain.id == name:
            return domain
    raise UnknownNameError(_("Het thema “{theme}” kennen wij niet.").format(theme=name[:40]))


def _theme(atlas: Atlas, places: Sequence[Place], name: str | None) -> Domain:
    """The theme `name`; else the opening one; else the first with figures for every place, or for any. Raises
    UnknownNameError."""
    if name is not None:
        return theme(atlas, name)
    ordered = sorted(themes(atlas), key=lambda domain: domain.id != OPENING)
    if not ordered:
        raise UnknownNameError(_("Er zijn nog geen cijfers om te vergelijken."))
    for enough in (all, any):
        for domain in ordered:
            has_figures = (
                any(series(atlas, place, indicator).latest for indicator in key_indicators(atlas, domain.id))
                for place in places
            )
            if enough(has_figures):
                return domain
    return ordered[0]


def _reference(atlas: Atlas, places: Sequence[Place], reference: Reference) -> Place:
    return atlas.place(str(places[0].gemeente) if reference is Reference.CITY else COUNTRY)


def _row(atlas: Atlas, places: Sequence[Place], indicator: Indicator, reference: Place) -> IndicatorRow:
    all_series = [series(atlas, place, indicator) for place in places]
    year = common_year(atlas, all_series)
    entries = tuple(
        PlaceFigure(place, own, None if year is None else own.at(year), own.latest, _empty(atlas, place, own))
        for place, own in zip(places, all_series, strict=True)
    )
    total = indicator.aggregation.rule is AggregationRule.SUM
    reference_series = None if total or reference in places else series(atlas, reference, indicator)
    if reference_series is not None and reference_series.latest is None:
        reference_series = None
    point = reference_series.at(year) if reference_series is not None and year is not None else None
    kind, region, positions = _others(atlas, places, indicator, year)
    values = np.array([], dtype=np.float64)
    if year is not None and not total:
        cube = atlas.cube
        values = cube.values[cube.year_at(year), cube.indicator_at(indicator.id), positions]
    return IndicatorRow(
        indicator,
        entries,
        year,
        reference_series,
        None if point is None else point.value,
        values[~np.isnan(values)],
        kind,
        region,
        None if total or year is None else apart(atlas, indicator, entries, year),
    )


def _empty(atlas: Atlas, place: Place, own: Series) -> bool:
    return bool(own.points) and uninhabited(atlas, str(place.code), own.points[-1].year)


def common_year(atlas: Atlas, all_series: Sequence[Series]) -> int | None:
    """The last year in which every series that has a number at all has one; None where there is no such year."""
    known = [~np.isnan(own.values) for own in all_series if own.latest is not None]
    if not known:
        return None
    shared = np.flatnonzero(np.all(known, axis=0))
    return atlas.cube.years[int(shared[-1])] if len(shared) else None


def _others(
    atlas: Atlas, places: Sequence[Place], indicator: Indicator, year: int | None
) -> tuple[Level, str, Positions]:
    """The level, region and positions of the comparison areas: gemeenten beside gemeenten; else the wijken (beside buurten alone: the buurten)
    of the one city, or of the country."""
    cities = {place.gemeente for place in places if place.level is not Level.LAND}
    levels = {place.level for place in places}
    if levels <= {Level.GEMEENTE, Level.LAND}:
        order: tuple[Level, ...] = (Level.GEMEENTE,)
    else:
        order = (Level.BUURT,) if levels == {Level.BUURT} else (Level.WIJK, Level.BUURT)
    region = atlas.place(str(next(iter(cities)))) if len(cities) == 1 and order != (Level.GEMEENTE,) else None
    code = COUNTRY if region is None else region.code
    name = atlas.snapshot.manifest.country if region is None else region.name
    if year is not None:
        values = atlas.cube.values[atlas.cube.year_at(year), atlas.cube.indicator_at(indicator.id), :]
        for level in order:
            inside = atlas.gazetteer.under(code, level)
            if len(inside) and not np.isnan(values[inside]).all():
                return level, name, inside
    return order[0], name, np.array([], dtype=np.intp)
