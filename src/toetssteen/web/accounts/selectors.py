"""How to read people and organisations."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from toetssteen.web.accounts.models import Grant, Organisation, User
from toetssteen.web.accounts.roles import VISITOR, Actor, Role, RoleAssignment


def actor(user: object, day: date | None = None) -> Actor:
    """Who this is on a day (today). Anybody who is not signed in, or may no longer sign in, is a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return VISITOR
    day = day or timezone.localdate()
    grants = Grant.objects.filter(Q(until__isnull=True) | Q(until__gte=day), user=user, since__lte=day)
    assignments = frozenset(RoleAssignment(Role(g.role), g.organisation_id, g.area) for g in grants)
    return Actor(user.pk, user.name, assignments)


def organisations() -> QuerySet[Organisation]:
    """All organisations, in name order."""
    return Organisation.objects.order_by("name")


def organisation_kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of organisation with its name, in the order of a form."""
    return tuple((value, str(label)) for value, label in Organisation.Kind.choices)


def organisation(key: str) -> Organisation | None:
    return Organisation.objects.filter(key=key).first()


def names(users: set[int]) -> dict[int, str]:
    """The names of users by number."""
    return dict(User.objects.filter(pk__in=users).values_list("pk", "name"))


def user(number: int | None) -> User | None:
    """The user with this number."""
    return None if number is None else User.objects.filter(pk=number).first()


def awaiting_digest(moment: datetime) -> QuerySet[User]:
    """Who asked for the letter and may sign in, and got none after `moment`."""
    subscribers = User.objects.filter(digest=True, is_active=True)
    return subscribers.filter(Q(digested__isnull=True) | Q(digested__lte=moment)).order_by("pk")
