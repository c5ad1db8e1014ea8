"""Somebody leaves and is forgotten: what they did stays, who they were does not.

The row of the user stays, for the history of other rows names it by its number; its name and address go, and those in
its own history. That it happened is written down beside the database, so that a backup does not bring anybody back.
"""

import logging
from datetime import UTC
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext as _

from toetssteen.kernel.home import Home
from toetssteen.web.accounts.models import Grant, User
from toetssteen.web.accounts.sign_in import second_factor

log = logging.getLogger("toetssteen.access")
# A domain that can never be (RFC 2606).
DOMAIN = "@vergeten.invalid"
FORGOTTEN = Q(email__endswith=DOMAIN)


def forget(user: User) -> None:
    """Takes away name, address, password, second factor and roles, with their history."""
    name, email = _("iemand die weg is ({number})").format(number=user.pk), f"{user.pk}{DOMAIN}"
    second_factor.forget(user)
    user.groups.set(Group.objects.none())
    user.user_permissions.set(Permission.objects.none())
    Grant.objects.filter(user=user).delete()
    Grant.history.filter(user_id=user.pk).delete()
    user.set_unusable_password()
    # Not through `save`: one more state of history would say who it was until now.
    User.objects.filter(pk=user.pk).update(
        name=name,
        email=email,
        password=user.password,
        is_active=False,
        is_superuser=False,
        last_login=None,
        digest=False,
    )
    User.history.filter(id=user.pk).update(name=name, email=email, is_active=False)
    log.warning("user %s forgotten", user.pk)


def write_down(user: User) -> None:
    """That this user is forgotten, by number and the moment it was made: nothing else of the person."""
    path = _note(user)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def was_forgotten(user: User) -> bool:
    """Whether this user was forgotten before, and is here with a name again."""
    return not user.email.endswith(DOMAIN) and _note(user).exists()


def _note(user: User) -> Path:
    return Home.find().forgotten / f"{user.pk}-{user.joined.astimezone(UTC):%Y%m%dT%H%M%S%f}"
