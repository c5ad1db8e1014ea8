"""What the list of all figures shows: by theme, with the key figures first, filtered by words, theme and sort of place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Cover, coverage
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.labels import span_of_years
from toetssteen.web.monitor.search.results import of_figures

LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE, Level.LAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFigure:
    """publishers, years, levels: what tells it from others with nearly the same name; years is "" without figures."""

    indicator: Indicator
    publishers: str
    years: str
    levels: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTheme:
    """first: the key figures; more: the others with figures; without: those without figures yet, or without a source."""

    domain: Domain
    first: tuple[ListedFigure, ...]
    more: tuple[ListedFigure, ...]
    without: tuple[ListedFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """What the template reads. query, theme, level: what is asked for, "" = everything; filtered: whether anything is; then
    every figure stands open with what it means."""

    themes: tuple[ListedTheme, ...]
    domains: tuple[Domain, ...]
    levels: tuple[Level, ...]
    query: str
    theme: str
    level: str
    number: int

    @property
    def filtered(self) -> bool:
        return bool(self.query or self.theme or self.level)


def figures_page(atlas: Atlas, asked: QueryDict) -> FiguresPage:
    """Raises UnknownNameError for a theme or a level that is not there."""
    query, theme, level = asked.get("q", "").strip()[:100], asked.get("thema", ""), asked.get("niveau", "")
    if theme and theme not in {domain.id for domain in atlas.domains}:
        raise UnknownNameError(_("Het thema “{theme}” kennen wij niet.").format(theme=theme[:40]))
    if level and level not in {str(known) for known in LEVELS}:
        raise UnknownNameError(_("“{level}” is geen soort plek met cijfers.").format(level=level[:40]))
    rows = [row for row in coverage(atlas).rows if (not theme or row.indicator.domain == theme) and _has(row, level)]
    if query:
        # The same words find a figure here and in the box at the top of a page.
        found = {hit.thing.id for hit in of_figures(atlas)["cijfers"].search(query)}
        rows = [row for row in rows if row.indicator.id in found]
    return FiguresPage(
        themes=tuple(_themes(atlas, rows)),
        domains=tuple(atlas.domains),
        levels=LEVELS,
        query=query,
        theme=theme,
        level=level,
        number=len(rows),
    )


def _has(row: Cover, level: str) -> bool:
    return not level or any(str(known) == level for known in row.levels)


def _themes(atlas: Atlas, rows: Iterable[Cover]) -> Iterator[ListedTheme]:
    listed = [(row.indicator, _listed(atlas, row)) for row in rows]
    for domain in atlas.domains:
        own = [(indicator, figure) for indicator, figure in listed if indicator.domain == domain.id]
        there = [(indicator, figure) for indicator, figure in own if figure.years]
        if own:
            yield ListedTheme(
                domain=domain,
                first=tuple(figure for indicator, figure in there if indicator.key),
                more=tuple(figure for indicator, figure in there if not indicator.key),
                without=tuple(figure for _indicator, figure in own if not figure.years),
            )


def _listed(atlas: Atlas, row: Cover) -> ListedFigure:
    years = [year for year, count in zip(coverage(atlas).years, row.counts, strict=True) if count]
    return ListedFigure(
        indicator=row.indicator,
        publishers=", ".join(dict.fromkeys(_publishers(atlas, row.indicator))),
        years=span_of_years(years) if years else "",
        levels=", ".join(str(level) for level in LEVELS if level in row.levels),
    )


def _publishers(atlas: Atlas, indicator: Indicator) -> Iterator[str]:
    """Of the tables that are in; of all that were looked for, where none is. What stands in brackets is too long here."""
    delivered = {delivery.source for delivery in atlas.snapshot.manifest.deliveries}
    uses = [use for use in indicator.columns if use.source in delivered] or indicator.columns
    for use in uses:
        if use.source in atlas.sources:
            yield atlas.sources[use.source].publisher.partition(" (")[0]
