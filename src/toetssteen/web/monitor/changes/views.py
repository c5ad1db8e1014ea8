"""What is new: what came in, what failed, and which figures the publisher revised."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.revisions import Revised, refreshes, revised
from toetssteen.answers.words import sentences
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.warehouse.revisions import CellChange, Summary
from toetssteen.web.monitor.pages import show
from toetssteen.web.snapshots.pages import with_snapshot
from toetssteen.web.snapshots.selectors import current, shelf

PER_PAGE = 100
REFRESHES = 10


@with_snapshot
def changes(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    """No ETag: the log of refreshes grows while the snapshot stays the same."""
    return show(request, atlas, "monitor/changes.html", _context(request, atlas))


def _context(request: HttpRequest, atlas: Atlas) -> dict[str, object]:
    source = request.GET.get("bron", "")
    if source and source not in atlas.sources:
        raise UnknownNameError(_("De bron “{name}” kennen wij niet.").format(name=source[:60]))
    number = request.GET.get("deel", "1")
    part = int(number) if number.isdecimal() and len(number) < 6 else 1
    rounds = [
        {"one": one, "rows": [(_title(atlas, o.source), o) for o in one.outcomes]} for one in refreshes()[:REFRESHES]
    ]
    found = revised(atlas, source or None, max(0, part - 1) * PER_PAGE, PER_PAGE, current() or atlas)
    context: dict[str, object] = {"rounds": rounds, "found": found, "source": source, "part": part}
    if found is None:
        return context
    old = found.summary.before in shelf().readable()
    return context | {
        "table": _table(atlas, found.summary),
        "cells": [_cell(atlas, one, found.summary.before if old else "") for one in found.cells],
        "next": part + 1 if part * PER_PAGE < found.total else 0,
        "previous": part - 1,
    }


def _title(atlas: Atlas, source: str) -> str:
    return atlas.sources[source].title if source in atlas.sources else source


def _table(atlas: Atlas, summary: Summary) -> list[dict[str, object]]:
    """Per source how many cells, in order of title."""
    counts: dict[str, Counter[str]] = {}
    for one in summary.counts:
        row = counts.setdefault(one.source, Counter())
        listed = one.change is not CellChange.APPEARED
        row["ours" if one.ours and listed else one.change.name.lower()] += one.cells
    rows = [{"id": source, "title": _title(atlas, source), **row} for source, row in counts.items()]
    return sorted(rows, key=lambda row: (row["title"], row["id"]))


def _cell(atlas: Atlas, one: Revised, before: str) -> dict[str, object]:
    known = one.place is not None and one.indicator is not None
    address = reverse("monitor:lineage", args=[one.indicator_id, one.code, one.year]) if known else ""
    return {
        "one": one,
        "place": one.code if one.place is None else one.place.name,
        "name": one.indicator_id if one.indicator is None else one.indicator.name,
        "old": _said(one, one.old, one.old_status),
        "new": _("vervallen") if one.change is CellChange.VANISHED else _said(one, one.new, one.new_status),
        "now": "" if one.change is CellChange.VANISHED else address,
        "then": f"{address}?{urlencode({'momentopname': before})}" if address and before else "",
        "title": _title(atlas, one.source),
    }


def _said(one: Revised, value: float | None, status: Status) -> str:
    word = sentences.status(status)
    if value is None or one.indicator is None:
        return word
    return f"{exact(value, one.indicator)} ({word})" if one.change is CellChange.STATUS else exact(value, one.indicator)
