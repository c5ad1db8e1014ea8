"""The request as our views get it. For annotations: Django's handler makes the request, and middleware completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from toetssteen.web.accounts.models import User
    from toetssteen.web.accounts.roles import Actor


class ActorRequest(HttpRequest):
    """A request of which is known who asks: `accounts.middleware.actors` gives every request its `actor`."""

    actor: Actor


class SignedInRequest(ActorRequest):
    """A request behind `access.signed_in`, or one between the password and the second factor: `user` is a person."""

    user: User
