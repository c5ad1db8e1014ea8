"""What is new, in sentences: which figures changed and for which places, newest first. The log behind it: `context`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from toetssteen.answers.snapshot.revisions import RevisedFigure
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.language import listed
from toetssteen.sources.deliveries.refreshes import Outcome, Refresh
from toetssteen.web.monitor.changes.rows import SourceCounts
from toetssteen.web.monitor.labels import span_of_years
from toetssteen.web.ui.dates import day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """A sentence, and the page of the figure that it is about, or "". name: of that figure, the beginning of the sentence."""

    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One refresh. told: what came, or did not, each with the title of its source; the same: how many tables there was
    nothing new of."""

    day: str
    problem: str
    told: tuple[tuple[str, Outcome], ...]
    the_same: int


def came(sources: Iterable[SourceCounts]) -> Iterator[NewsLine]:
    """The tables that brought figures which were not there."""
    for source in sources:
        if source.appeared:
            text = ngettext("{n} nieuw cijfer.", "{n} nieuwe cijfers.", source.appeared)
            yield NewsLine(name=source.title, text=text.format(n=dutch(source.appeared)), address="")


def changed(figures: Iterable[RevisedFigure], *, ours: bool) -> Iterator[NewsLine]:
    """The figures of which the publisher changed something, or that we read otherwise."""
    for figure in figures:
        if figure.ours is ours:
            yield NewsLine(
                name=figure.indicator.name,
                text=_where(figure),
                address=reverse("monitor:figure", args=[figure.indicator.id]),
            )


def _where(figure: RevisedFigure) -> str:
    """ "2023, voor 12 plekken, zoals Utrecht, Overvecht en Zuilen." """
    names = listed([place.name for place in figure.some])
    words = ngettext("{years}, voor {n} plek: {names}.", "{years}, voor {n} plekken, zoals {names}.", figure.places)
    if not names:
        words = ngettext("{years}, voor {n} plek.", "{years}, voor {n} plekken.", figure.places)
    return words.format(years=span_of_years(list(figure.years)), n=dutch(figure.places), names=names)


def round_of(refresh: Refresh, titles: dict[str, str]) -> Round:
    """titles: of sources by id."""
    told = [outcome for outcome in refresh.outcomes if outcome.result != "ongewijzigd"]
    return Round(
        day=day(refresh.started),
        problem=refresh.problem,
        told=tuple((titles.get(outcome.source, outcome.source), outcome) for outcome in told),
        the_same=len(refresh.outcomes) - len(told),
    )
