"""Every change of people, roles and organisations. Each takes who asks, and refuses who may not.

The history of a row says who changed it; the log says who was refused.
"""

import logging
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from toetssteen.web.accounts import areas
from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.models import Grant, Organisation, User
from toetssteen.web.accounts.privacy import forgetting
from toetssteen.web.accounts.roles import EVERYWHERE, Actor, Role
from toetssteen.web.accounts.sign_in import second_factor

M = TypeVar("M", bound=Model)
log = logging.getLogger("toetssteen.access")


def demand_administrator(actor: Actor, action: str) -> None:
    """Raises PermissionDenied, and says so in the log, for who does not keep people and organisations."""
    if not actor.administers():
        log.warning("refused: user %s may not %s", actor.user, action)
        raise PermissionDenied(_("Dit is alleen voor beheerders."))


def add_person(actor: Actor, email: str, name: str) -> User:
    """Somebody without a password or a role: they ask for a link themselves. Raises ValidationError."""
    demand_administrator(actor, "add a person")
    user = User(email=email.strip().lower(), name=name.strip())
    user.set_unusable_password()
    return _save(actor, user)


@transaction.atomic
def change_person(actor: Actor, number: int, email: str, name: str, *, active: bool) -> User:
    """Raises ValidationError, also when nobody would be left to keep people."""
    demand_administrator(actor, "change a person")
    user = User.objects.select_for_update().get(pk=number)
    user.email, user.name, user.is_active = email.strip().lower(), name.strip(), active
    _save(actor, user)
    _demand_one_left()
    return user


def change_self(actor: Actor, name: str, *, digest: bool) -> User:
    """What people may change about themselves. Raises PermissionDenied for a visitor, ValidationError."""
    if actor.user is None:
        raise PermissionDenied
    user = User.objects.get(pk=actor.user)
    user.name, user.digest = name.strip(), digest
    return _save(actor, user)


def sent_digest(number: int, moment: datetime) -> None:
    """The letter to this person told everything until `moment`."""
    User.objects.filter(pk=number).update(digested=moment)


def give_role(
    actor: Actor, number: int, role: str, organisation: Organisation | None, area: str, since: date, until: date | None
) -> Grant:
    """Raises ValidationError, for instance for a role this person has already, or an area that is not there."""
    demand_administrator(actor, "give a role")
    if role == Role.ADMINISTRATOR and (area or organisation):
        raise ValidationError(_("Een beheerder is dat overal. Laat organisatie en gebied leeg."))
    if area != EVERYWHERE and area not in areas.names():
        raise ValidationError({"area": _("Dit gebied kennen wij niet. Kies een gebied uit de lijst, of overal.")})
    user = User.objects.get(pk=number)
    return _save(actor, Grant(user=user, role=role, organisation=organisation, area=area, since=since, until=until))


@transaction.atomic
def end_role(actor: Actor, number: int, last: date) -> None:
    """The role holds up to and including this day; before its first day means that it is taken back altogether, of
    which the history is what remains. Raises ValidationError when nobody would be left to keep people."""
    demand_administrator(actor, "end a role")
    grant = Grant.objects.select_for_update().get(pk=number)
    with written_by(actor):
        if last < grant.since:
            grant.delete()
        else:
            grant.until = last
            grant.save()
    _demand_one_left()


def start_second_factor_anew(actor: Actor, number: int) -> None:
    """For who lost both phone and paper: at the next sign-in they set it up again."""
    demand_administrator(actor, "take away a second factor")
    second_factor.forget(User.objects.get(pk=number))
    log.warning("second factor of user %s taken away by user %s", number, actor.user)


@transaction.atomic
def forget_person(actor: Actor, number: int) -> None:
    """Name, address and roles go for good; what this person did stays, by a number. Raises ValidationError when nobody
    would be left to keep people, and for oneself."""
    demand_administrator(actor, "forget a person")
    if number == actor.user:
        raise ValidationError(_("Uzelf weghalen kan niet. Vraag het een andere beheerder."))
    user = User.objects.select_for_update().get(pk=number)
    joined = User(pk=user.pk, joined=user.joined)
    forgetting.forget(user)
    _demand_one_left()
    # Only when it holds: a note about somebody who stayed would take them away after the next restore.
    transaction.on_commit(lambda: forgetting.write_down(joined))
    log.warning("user %s forgotten by user %s", number, actor.user)


def may_add_organisation(actor: Actor) -> bool:
    """Whether `actor` may add an organisation: who keeps them all, and a bureau, which meets new partners first."""
    return actor.administers() or any(assignment.role == Role.OFFICER for assignment in actor.assignments)


def add_organisation(actor: Actor, name: str, kind: str) -> Organisation:
    """A new one; changing it is for who keeps them all. Raises PermissionDenied, ValidationError."""
    if not may_add_organisation(actor):
        log.warning("refused: user %s may not add an organisation", actor.user)
        raise PermissionDenied(_("Een organisatie toevoegen kan alleen een programmabureau of de beheerder."))
    return _save(actor, Organisation(key=_free_key(name), name=name.strip(), kind=kind))


def _free_key(name: str) -> str:
    """For the address of its page. Numbered when another has it."""
    slug = slugify(name)[:70] or "organisatie"
    taken = set(Organisation.objects.filter(key__startswith=slug).values_list("key", flat=True))
    return next(key for key in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def save_organisation(actor: Actor, organisation: Organisation) -> Organisation:
    """A new one or a changed one. Raises ValidationError."""
    demand_administrator(actor, "change an organisation")
    return _save(actor, organisation)


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def administrators() -> set[int]:
    """The numbers of who keeps people today and has no last day."""
    grants = Grant.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True, since__lte=timezone.localdate(), until__isnull=True
    )
    return set(grants.values_list("user", flat=True))


def _demand_one_left() -> None:
    # Locked, so that two administrators cannot take each other away at the same moment.
    list(Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR))
    if not administrators():
        raise ValidationError(
            _("Dan is er geen beheerder meer. Geef eerst iemand anders de rol van beheerder, zonder laatste dag.")
        )


def _save(actor: Actor, row: M) -> M:
    row.full_clean(exclude=["password"])
    with written_by(actor):
        row.save()
    return row
