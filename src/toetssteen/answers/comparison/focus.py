"""The focus areas side by side, in name order, each with its distribution. Never a league table: no sum, no order by figure."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from toetssteen.answers.comparison.compare import OPENING, key_indicators, theme, themes
from toetssteen.answers.figures.alike import PartFigure, parts_of
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import normalized
from toetssteen.answers.words.absence import why_none
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import AggregationRule, Domain, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _

KIND = "focusgebied"


@dataclass(frozen=True, slots=True)
class FocusRow:
    """One area in the year of its figure. point: its own figure (None: nothing is known of that year). parts: its wijken
    or buurten that year. city: its city's figure. why: the reason there is no figure, "" where there is one."""

    place: Place
    point: Point | None
    parts: tuple[PartFigure, ...]
    city: float | None
    why: str

    @property
    def value(self) -> float | None:
        return None if self.point is None else self.point.value


@dataclass(frozen=True, slots=True)
class FocusFigure:
    """One indicator over all areas, one year for all. years: in which any area has a figure. country: of that year."""

    indicator: Indicator
    year: int
    years: tuple[int, ...]
    rows: tuple[FocusRow, ...]
    country: float | None

    @property
    def known(self) -> int:
        return sum(1 for row in self.rows if row.value is not None)


@dataclass(frozen=True, slots=True)
class FocusComparison:
    """A theme over all focus areas, in name order. unknown: indicators of which no area has a figure."""

    domain: Domain
    places: tuple[Place, ...]
    figures: tuple[FocusFigure, ...]
    unknown: tuple[Indicator, ...]
    country_name: str
    snapshot: str


def focus_places(atlas: Atlas) -> tuple[Place, ...]:
    """The focus areas in name order."""
    places = [p for p in atlas.gazetteer.places.values() if p.named is not None and p.named.kind == KIND]
    return tuple(sorted(places, key=lambda p: (normalized(p.name), p.code)))


def focus(atlas: Atlas, domain: str | None = None, year: int | None = None) -> FocusComparison:
    """The key indicators of a theme over all focus areas, in `year` or in the year that most areas have.

    Raises UnknownNameError for a theme or a year that does not exist.
    """
    if year is not None:
        atlas.cube.year_at(year)
    places = focus_places(atlas)
    chosen = _opening(atlas) if domain is None else theme(atlas, domain)
    figures, unknown = [], []
    for indicator in key_indicators(atlas, chosen.id):
        all_series = [series(atlas, place, indicator) for place in places]
        years = Counter(p.year for own in all_series for p in own.points if p.value is not None)
        if not years:
            unknown.append(indicator)
            continue
        picked = year if year is not None and year in years else max(years, key=lambda y: (years[y], y))
        figures.append(_figure(atlas, indicator, places, all_series, picked, tuple(sorted(years))))
    # The order of figures, never that of areas: what is known for most areas first.
    figures.sort(key=lambda figure: -figure.known)
    return FocusComparison(chosen, places, tuple(figures), tuple(unknown), atlas.snapshot.manifest.country, atlas.id)


def _opening(atlas: Atlas) -> Domain:
    available = themes(atlas)
    if not available:
        raise UnknownNameError(_("Er zijn nog geen cijfers om te vergelijken."))
    return next((domain for domain in available if domain.id == OPENING), available[0])


def _figure(
    atlas: Atlas,
    indicator: Indicator,
    places: tuple[Place, ...],
    all_series: list[Series],
    year: int,
    years: tuple[int, ...],
) -> FocusFigure:
    rows = tuple(_row(atlas, indicator, place, own, year) for place, own in zip(places, all_series, strict=True))
    country = series(atlas, atlas.place(COUNTRY), indicator).at(year) if not _total(indicator) else None
    return FocusFigure(indicator, year, years, rows, None if country is None else country.value)


def _total(indicator: Indicator) -> bool:
    """Whether the indicator is a total, which cannot be compared between an area and its city."""
    return indicator.aggregation.rule is AggregationRule.SUM


def _row(atlas: Atlas, indicator: Indicator, place: Place, figures: Series, year: int) -> FocusRow:
    point = figures.at(year)
    parts = parts_of(atlas, place, indicator, year) if place.members else ()
    city = None
    if not _total(indicator) and str(place.gemeente) in atlas.gazetteer.places:
        city_point = series(atlas, atlas.place(str(place.gemeente)), indicator).at(year)
        city = None if city_point is None else city_point.value
    return FocusRow(place, point, parts, city, _why(atlas, place, point, figures, year))


def _why(atlas: Atlas, place: Place, point: Point | None, own: Series, year: int) -> str:
    if point is not None and point.value is not None:
        return ""
    if not place.members:
        return _("de buurten van dit gebied zijn niet bekend")
    if point is not None and (point.reason or point.status in (Status.SECRET, Status.UNPUBLISHED)):
        return point.reason or why_none(atlas, str(place.code), year, point.status)
    latest = own.latest
    if latest is not None:
        return _("geen cijfer in {year}, wel in {other}").format(year=year, other=latest.year)
    return _("voor dit gebied niet bekend")


def reach(figure: FocusFigure) -> tuple[float, float] | None:
    """From least to most of everything drawn, for one scale over all areas; None when nothing is drawn."""
    values = [v for row in figure.rows for v in (row.value, row.city, *(p.value for p in row.parts)) if v is not None]
    if figure.country is not None:
        values.append(figure.country)
    drawn = np.array(values, dtype=np.float64)
    return (float(drawn.min()), float(drawn.max())) if len(drawn) else None
