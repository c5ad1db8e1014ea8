"""What is new: what came in, what failed, and which figures the publisher revised."""

from collections import Counter
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.revisions import Revised, Revisions, revised_figures
from toetssteen.answers.words import sentences
from toetssteen.kernel.cells import Status
from toetssteen.sources.deliveries.refreshes import Refresh
from toetssteen.warehouse.revisions import CellChange, Summary
from toetssteen.web.monitor.changes.news import NewsLine, Round, came, changed, round_of
from toetssteen.web.monitor.changes.rows import SourceCounts
from toetssteen.web.ui.dates import day

PER_PAGE = 100
REFRESHES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedRow:
    """A cell that is not what it was. old, new: in words; old_link, new_link: to where each comes from, or ""."""

    code: str
    place: str
    name: str
    year: int
    old: str
    new: str
    old_link: str
    new_link: str
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """What the template reads. summary: None when nothing was compared; since: the day of these figures; came, changed,
    ours: the news; source: the one that is asked for, or ""; asked: whether a part of the log is asked for; previous,
    next: parts of the list of cells, 0 where there is none."""

    rounds: tuple[Round, ...]
    source: str
    asked: bool
    summary: Summary | None
    since: str
    came: tuple[NewsLine, ...] = ()
    changed: tuple[NewsLine, ...] = ()
    ours: tuple[NewsLine, ...] = ()
    sources: tuple[SourceCounts, ...] = ()
    cells: tuple[RevisedRow, ...] = ()
    previous: int = 0
    next: int = 0


def changes_page(
    atlas: Atlas, refreshes: tuple[Refresh, ...], revisions: Revisions | None, source: str, part: int, *, old: bool
) -> ChangesPage:
    """part: the number of the part of the list that `revisions` holds. old: the figures of before can still be read."""
    titles = {known.id: known.title for known in atlas.sources.values()}
    page = ChangesPage(
        rounds=tuple(round_of(refresh, titles) for refresh in refreshes[:REFRESHES]),
        source=source,
        asked=bool(source) or part > 1,
        summary=None,
        since=day(atlas.snapshot.manifest.created),
    )
    if revisions is None:
        return page
    before = revisions.summary.before if old else ""
    sources, figures = tuple(_sources(atlas, revisions.summary)), revised_figures(atlas)
    return replace(
        page,
        summary=revisions.summary,
        came=tuple(came(sources)),
        changed=tuple(changed(figures, ours=False)),
        ours=tuple(changed(figures, ours=True)),
        sources=sources,
        cells=tuple(_row(cell, before) for cell in revisions.cells),
        previous=part - 1,
        next=part + 1 if part * PER_PAGE < revisions.total else 0,
    )


def _title(atlas: Atlas, source: str) -> str:
    return atlas.sources[source].title if source in atlas.sources else source


def _sources(atlas: Atlas, summary: Summary) -> list[SourceCounts]:
    """In order of title."""
    cells: Counter[tuple[str, str]] = Counter()
    for count in summary.counts:
        ours = count.ours and count.change is not CellChange.APPEARED
        cells[count.source, "ours" if ours else count.change.name] += count.cells
    sources = [
        SourceCounts(
            id=source,
            title=_title(atlas, source),
            appeared=cells[source, CellChange.APPEARED.name],
            value=cells[source, CellChange.VALUE.name],
            status=cells[source, CellChange.STATUS.name],
            vanished=cells[source, CellChange.VANISHED.name],
            ours=cells[source, "ours"],
        )
        for source in {source for source, _change in cells}
    ]
    return sorted(sources, key=lambda row: (row.title, row.id))


def _row(cell: Revised, snapshot: str) -> RevisedRow:
    followed = cell.place is not None and cell.indicator is not None
    address = reverse("monitor:lineage", args=[cell.indicator_id, cell.code, cell.year]) if followed else ""
    return RevisedRow(
        code=cell.code,
        place=cell.code if cell.place is None else cell.place.name,
        name=cell.indicator_id if cell.indicator is None else cell.indicator.name,
        year=cell.year,
        old=_words(cell, cell.old, cell.old_status),
        new=_("vervallen") if cell.change is CellChange.VANISHED else _words(cell, cell.new, cell.new_status),
        old_link=f"{address}?{urlencode({'momentopname': snapshot})}" if address and snapshot else "",
        new_link="" if cell.change is CellChange.VANISHED else address,
        ours=cell.ours,
    )


def _words(cell: Revised, value: float | None, status: Status) -> str:
    word = sentences.status(status)
    if value is None or cell.indicator is None:
        return word
    return (
        f"{exact(value, cell.indicator)} ({word})" if cell.change is CellChange.STATUS else exact(value, cell.indicator)
    )
