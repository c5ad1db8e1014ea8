"""“Wat gebeurt hier” on a profile: what everybody may see of the activities around a place."""

import logging
from dataclasses import dataclass, field

from django.db import Error as DatabaseTrouble
from django.utils import timezone

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.snapshots.selectors import asked_for

MOST = 12
log = logging.getLogger("toetssteen.programmes")


def stamp() -> str:
    """What `here` shows, in short: another text when it may be another. A page of an older snapshot shows nothing of today."""
    if asked_for.get() is not None:
        return ""
    try:
        return selectors.stamp()
    except DatabaseTrouble:
        return "-?"


@dataclass(frozen=True, slots=True)
class Here:
    """place: its code; activities: at most MOST, what ends first in front; more: how many others; lost: those of which it is not known any more
    whether they go on, at most MOST, each with how it stands; more_lost: how many others; meeting: the next where residents are
    welcome. unknown: the database does not answer; the figures of the page do not depend on it."""

    place: str = ""
    activities: list[object] = field(default_factory=list)
    more: int = 0
    alliances: list[object] = field(default_factory=list)
    meeting: object | None = None
    decisions: list[object] = field(default_factory=list)
    programmes: list[alliance_selectors.Under] = field(default_factory=list)
    lost: list[tuple[object, str]] = field(default_factory=list)
    more_lost: int = 0
    unknown: bool = False

    @property
    def number(self) -> int:
        """Of all activities that are planned or go on here."""
        return len(self.activities) + self.more


def here(atlas: Atlas, place: Place) -> Here | None:
    """What goes on around a place, the same for everybody. None when no alliance works there, for a place that a reader
    put together, and on a page of an older snapshot."""
    if place.custom or asked_for.get() is not None:
        return None
    try:
        return _here(atlas, place)
    except DatabaseTrouble:
        log.exception("no answer from the database for %s", place.code)
        return Here(unknown=True)


def _here(atlas: Atlas, place: Place) -> Here | None:
    area = around(atlas, place)
    alliances, today = list(alliance_selectors.alliances_around(area)), timezone.localdate()
    all_of_them = selectors.happening(VISITOR, area, standing.claims(today)).prefetch_related(None)
    going_on, lost = all_of_them.filter(standing.going_on(today)), all_of_them.filter(standing.unclear(today))
    found, number = list(going_on[:MOST]), going_on.count()
    untold = [(one, standing.words(one, today)) for one in lost[:MOST]]
    programmes = alliance_selectors.programmes_around(area, today.year)
    if not alliances and not found and not untold and not programmes:
        return None
    keys = {one.key for one in alliances} | set(all_of_them.order_by().values_list("alliance__key", flat=True))
    meeting = selectors.next_open_meeting(VISITOR, keys, today)
    decisions = list(selectors.last_decisions(VISITOR, keys))
    return Here(
        place=place.code,
        activities=found,
        more=number - len(found),
        alliances=alliances,
        meeting=meeting,
        decisions=decisions,
        programmes=programmes,
        lost=untold,
        more_lost=lost.count() - len(untold),
    )
