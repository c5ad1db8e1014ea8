"""How to read records. Whoever asks gets what they may see and nothing else; that there is more is not told."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.roles import EVERYWHERE, Actor, Role
from toetssteen.web.alliances.rules import OFFICERS, SIGHT, Visibility
from toetssteen.web.alliances.selectors import existing
from toetssteen.web.records.record import Record

R = TypeVar("R", bound=Record)
SUBMITTED = Q(visibility__gt=Visibility.CONCEPT)


def visible(kind: type[R], actor: Actor) -> QuerySet[R]:
    """The records that are here and that `actor` may see: `rules.may(actor, SEE, ...)` for a whole table, and whether what
    the alliance keeps stands beside these figures (`alliances.selectors.existing`)."""
    wanted = Q(visibility=Visibility.PUBLIC)
    for visibility, roles in SIGHT.items():
        areas = actor.areas(roles)
        if EVERYWHERE in areas:
            wanted |= Q(visibility=visibility)
        elif areas:
            wanted |= Q(visibility=visibility, alliance__key__in=areas)
    if kind.addressee:
        addressed = _of_partners(actor, kind.addressee) & SUBMITTED
        wanted = wanted & ~kind.under_embargo() | _of_officers(actor) | addressed
    wanted |= _of_partners(actor, "owner")
    return kind._default_manager.filter(wanted & existing("alliance__")).select_related("alliance", "owner")


def _of_officers(actor: Actor) -> Q:
    areas = actor.areas(OFFICERS)
    return ~Q(pk=None) if EVERYWHERE in areas else Q(alliance__key__in=areas)


def _of_partners(actor: Actor, field: str) -> Q:
    """The records where `field` is an organisation that `actor` speaks for."""
    wanted = Q(pk=None)
    for assignment in actor.assignments:
        if assignment.role == Role.PARTNER and assignment.organisation is not None:
            of_organisation = Q(**{field: assignment.organisation})
            wanted |= (
                of_organisation if assignment.area == EVERYWHERE else of_organisation & Q(alliance__key=assignment.area)
            )
    return wanted


def one(kind: type[R], number: int, actor: Actor) -> R:
    """A record of any sort. Raises UnknownNameError, also for one that `actor` may not see."""
    record = visible(kind, actor).filter(pk=number).first()
    if record is None:
        raise UnknownNameError(_("Dit is er niet, of u mag het niet zien."))
    return record
