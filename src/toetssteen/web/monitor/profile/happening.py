"""“Wat gebeurt hier” on a profile: what everybody may see of the activities around a place."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import Error as DatabaseTrouble
from django.db.models import QuerySet
from django.utils import timezone

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.snapshots.selectors import asked_for

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance
    from toetssteen.web.programmes.models import Activity, Decision, Meeting

MOST = 12
log = logging.getLogger("toetssteen.programmes")


def stamp() -> str:
    """Another text whenever `happening` may be another. Figures of another day have none: nothing of today stands
    beside them."""
    if asked_for.get() is not None:
        return ""
    try:
        return selectors.stamp()
    except DatabaseTrouble:
        return "-?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """place: its code; activities: at most MOST, what ends first in front; more: how many others; lost: those of which
    it is not known any more whether they go on, at most MOST, each with how it stands; more_lost: how many others;
    meeting: the next where residents are welcome. unknown: the database does not answer; the figures of the page do not
    depend on it."""

    place: str = ""
    activities: Sequence[Activity] = ()
    more: int = 0
    alliances: Sequence[Alliance] = ()
    meeting: Meeting | None = None
    decisions: Sequence[Decision] = ()
    programmes: Sequence[alliance_selectors.Under] = ()
    lost: Sequence[tuple[Activity, str]] = ()
    more_lost: int = 0
    unknown: bool = False

    @property
    def number(self) -> int:
        """Of all activities that are planned or go on here."""
        return len(self.activities) + self.more


def happening(atlas: Atlas, place: Place) -> Happening | None:
    """What goes on around a place, the same for everybody. None when no alliance works there, for a place that a reader
    put together, and on a page of an older snapshot."""
    if place.custom or asked_for.get() is not None:
        return None
    try:
        return _happening(atlas, place)
    except DatabaseTrouble:
        log.exception("no answer from the database for %s", place.code)
        return Happening(unknown=True)


def _happening(atlas: Atlas, place: Place) -> Happening | None:
    area, today = around(atlas, place), timezone.localdate()
    working = list(alliance_selectors.alliances_around(area))
    claimed = selectors.happening(VISITOR, area, standing.claims(today)).prefetch_related(None)
    going_on, unclear = claimed.filter(standing.going_on(today)), claimed.filter(standing.unclear(today))
    activities, number = _first(going_on)
    unheard, unheard_number = _first(unclear)
    lost = [(activity, standing.words(activity, today)) for activity in unheard]
    programmes = alliance_selectors.programmes_around(area, today.year)
    if not working and not activities and not lost and not programmes:
        return None
    keys = {alliance.key for alliance in working} | set(claimed.order_by().values_list("alliance__key", flat=True))
    return Happening(
        place=place.code,
        activities=activities,
        more=number - len(activities),
        alliances=working,
        meeting=selectors.next_open_meeting(VISITOR, keys, today),
        decisions=list(selectors.last_decisions(VISITOR, keys)),
        programmes=programmes,
        lost=lost,
        more_lost=unheard_number - len(lost),
    )


def _first(activities: QuerySet[Activity]) -> tuple[list[Activity], int]:
    """At most MOST of them, and how many there are; counted only where there are more."""
    found = list(activities[: MOST + 1])
    return found[:MOST], len(found) if len(found) <= MOST else activities.count()
