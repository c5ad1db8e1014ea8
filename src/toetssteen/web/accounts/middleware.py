"""Who asks, on every request: `request.actor`, looked up when first asked for."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import VISITOR, Actor
from toetssteen.web.accounts.selectors import actor
from toetssteen.web.accounts.sign_in import second_factor
from toetssteen.web.accounts.sign_in.sessions import has_session


def actors(get_response: Callable[[ActorRequest], HttpResponse]) -> Callable[[ActorRequest], HttpResponse]:
    """Django middleware; stands after those that know the user and the second factor."""

    def middleware(request: ActorRequest) -> HttpResponse:
        # Without a cookie nobody is signed in, and the session is not even touched: no cookie, no "Vary".
        request.actor = cast("Actor", SimpleLazyObject(lambda: asking(request))) if has_session(request) else VISITOR
        return get_response(request)

    return middleware


def asking(request: ActorRequest) -> Actor:
    """Who this is. Somebody with a role who has not passed the second factor has none yet: a visitor."""
    candidate = actor(request.user)
    return VISITOR if second_factor.awaited(request, candidate) else candidate


def cookies_stay_private(
    get_response: Callable[[ActorRequest], HttpResponse],
) -> Callable[[ActorRequest], HttpResponse]:
    """Django middleware; stands outside whatever calls an answer public. An answer that sets a cookie is one reader's."""

    def middleware(request: ActorRequest) -> HttpResponse:
        response = get_response(request)
        cache_control = response.headers.get("Cache-Control", "public")
        if response.cookies and "public" in cache_control:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    return middleware
