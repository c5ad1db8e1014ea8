"""Who may do what with a record of an alliance: pure functions of plain values.

`records.selectors.visible` says the same of a whole table at once; a test holds the two together for every role and state.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.roles import EVERYWHERE, Actor, Role


class Visibility(IntegerChoices):
    """Who may see a record; each wider than the one before."""

    CONCEPT = 0, _("alleen wie het schrijft (concept)")
    ALLIANCE = 1, _("de alliantie")
    COUNCIL = 2, _("ook de raad")
    PUBLIC = 3, _("iedereen")


class Action(StrEnum):
    SEE = "see"
    EDIT = "edit"
    PUBLISH = "publish"  # show to the council and to everybody
    HISTORY = "history"
    RESTORE = "restore"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Subject:
    """A record as the rules see it. area: key of its alliance; owner: number of the organisation that keeps it.

    addressee: number of the organisation that it is about, and that reads it before others do; embargoed: only that
    organisation, the owner and the bureau see it yet.
    """

    area: str
    owner: int | None
    visibility: Visibility
    addressee: int | None = None
    embargoed: bool = False


OFFICERS = frozenset({Role.OFFICER})
TABLE = frozenset({Role.PARTNER, Role.OFFICER, Role.ANALYST, Role.ALDERMAN, Role.AUDITOR})
SIGHT = {
    Visibility.CONCEPT: OFFICERS,
    Visibility.ALLIANCE: TABLE,
    Visibility.COUNCIL: TABLE | {Role.COUNCIL},
}
READERS_OF_HISTORY = frozenset({Role.OFFICER, Role.AUDITOR, Role.ALDERMAN})


def may(actor: Actor, action: Action, subject: Subject) -> bool:
    """Whether `actor` may do this with this record. Nobody may do anything with what they may not see."""
    speaks = actor.speaks_for(subject.owner, subject.area)
    officer = actor.has_role(OFFICERS, subject.area)
    if not _sees(actor, speaks, subject):
        return False
    match action:
        case Action.SEE:
            return True
        case Action.EDIT:
            return officer or speaks
        case Action.HISTORY:
            return speaks or actor.has_role(READERS_OF_HISTORY, subject.area)
        case Action.REMOVE:
            return subject.visibility == Visibility.CONCEPT and (officer or speaks)
        case Action.PUBLISH | Action.RESTORE:
            return officer


def _sees(actor: Actor, speaks: bool, subject: Subject) -> bool:
    if speaks or actor.has_role(OFFICERS, subject.area):
        return True
    submitted = subject.visibility > Visibility.CONCEPT
    if submitted and subject.addressee is not None and actor.speaks_for(subject.addressee, subject.area):
        return True
    if subject.embargoed:
        return False
    return subject.visibility == Visibility.PUBLIC or actor.has_role(
        SIGHT[Visibility(subject.visibility)], subject.area
    )


def inside(actor: Actor, area: str, owner: int | None) -> bool:
    """Whether `actor` sits at the table of this area, or is who keeps the record: sees counts of people as they are."""
    return actor.has_role(TABLE, area) or actor.speaks_for(owner, area)


def may_answer(actor: Actor, subject: Subject) -> bool:
    """Whether `actor` may say, for the organisation that is addressed, that it was read and what that one thinks of it."""
    return (
        subject.addressee is not None
        and subject.visibility > Visibility.CONCEPT
        and actor.speaks_for(subject.addressee, subject.area)
    )


def may_add(actor: Actor, area: str, owner: int | None) -> bool:
    """Whether `actor` may make a record that `owner` keeps in this area."""
    return actor.has_role(OFFICERS, area) or actor.speaks_for(owner, area)


def may_show(actor: Actor, subject: Subject, to: Visibility) -> bool:
    """Whether `actor` may give this record that visibility. A partner shows its own to the alliance; wider is the
    bureau's to decide, and what is wider already stays so until the bureau says otherwise."""
    if to == subject.visibility:
        return True
    if may(actor, Action.PUBLISH, subject):
        return True
    return max(to, subject.visibility) <= Visibility.ALLIANCE and actor.speaks_for(subject.owner, subject.area)


def may_found(actor: Actor) -> bool:
    """Whether `actor` may begin an alliance: who keeps people and organisations, and a bureau that works everywhere."""
    return actor.administers() or actor.has_role(OFFICERS, EVERYWHERE)


def may_keep(actor: Actor, area: str) -> bool:
    """Whether `actor` may change who sits at the table of an area, and where it works."""
    return may_found(actor) or actor.has_role(OFFICERS, area)


def may_read_history(actor: Actor, area: str | None) -> bool:
    """Whether `actor` may read who changed an alliance, or a programme that an area keeps. area: None for a programme
    that no area keeps, such as those of the list that comes with the software."""
    if area is None:
        return bool(actor.areas(READERS_OF_HISTORY))
    return actor.has_role(READERS_OF_HISTORY, area)


def may_enter_programme(actor: Actor) -> bool:
    """Whether `actor` may enter a programme over places: any bureau, and who keeps people and organisations."""
    return may_found(actor) or bool(actor.areas(OFFICERS))
