"""“Wat gebeurt hier” on a profile: what everybody may see of the activities around a place."""

from dataclasses import dataclass

from django.utils import timezone

from toetssteen.answers.around import around
from toetssteen.answers.atlas import Atlas
from toetssteen.answers.places import Place
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.programmes import selectors

stamp = selectors.stamp
MOST = 12


@dataclass(frozen=True, slots=True)
class Here:
    """activities: at most MOST, those that end first in front; more: how many others; meeting: the next where residents are
    welcome."""

    activities: list[object]
    more: int
    alliances: list[object]
    meeting: object | None
    decisions: list[object]


def here(atlas: Atlas, place: Place) -> Here | None:
    """What goes on around a place, the same for everybody; None when no alliance works there."""
    area = around(atlas, place)
    alliances = list(selectors.alliances_around(area))
    found = list(selectors.happening(VISITOR, area))
    if not alliances and not found:
        return None
    keys = {one.key for one in alliances} | {one.alliance.key for one in found}
    meeting = selectors.next_open_meeting(VISITOR, keys, timezone.localdate())
    decisions = list(selectors.last_decisions(VISITOR, keys))
    return Here(found[:MOST], max(0, len(found) - MOST), alliances, meeting, decisions)
