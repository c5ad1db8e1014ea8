"""Which pages are for people who signed in, and where they go on afterwards."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from toetssteen.web.accounts import drafts
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.selectors import actor
from toetssteen.web.accounts.sign_in import second_factor
from toetssteen.web.accounts.sign_in.sessions import has_session

View = Callable[..., HttpResponseBase]
# A page with a form.
form_page = require_http_methods(["GET", "HEAD", "POST"])
LONGEST = 2_000


def signed_in(view: View) -> View:
    """Decorator: the page is for people who signed in, second factor included. Others are sent to sign in and come
    back here; what they were sending is kept for them (see `drafts`). Such a page is never kept by a cache."""

    @wraps(view)
    def wrapped(request: ActorRequest, *arguments: object, **parameters: object) -> HttpResponseBase:
        if request.actor.user is not None:
            response = view(request, *arguments, **parameters)
        else:
            if request.method not in ("GET", "HEAD"):
                drafts.save_draft(request)
            response = to_sign_in(request, request.get_full_path())
        add_never_cache_headers(response)
        return response

    return wrapped


def halfway(request: ActorRequest) -> bool:
    """Whether the password was right and the second factor still has to follow."""
    if not has_session(request) or not request.user.is_authenticated or second_factor.passed(request):
        return False
    # `request.actor` is left alone: who passes the second factor further on in this request is somebody by then.
    return second_factor.awaited(request, actor(request.user))


def to_sign_in(request: ActorRequest, target: str) -> HttpResponse:
    step = "accounts:second_step" if halfway(request) else "accounts:sign_in"
    return redirect(with_next(step, target))


def with_next(url_name: str, target: str) -> str:
    """The address of a page, that afterwards leads on to `target`."""
    return reverse(url_name) + (f"?{urlencode({'next': target})}" if target else "")


def safe_next(request: HttpRequest) -> str:
    """Where the question says to go on; "" for anything but a page of this site."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    fine = (
        len(target) <= LONGEST
        and target.startswith("/")
        and url_has_allowed_host_and_scheme(
            target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    )
    return target if fine else ""
