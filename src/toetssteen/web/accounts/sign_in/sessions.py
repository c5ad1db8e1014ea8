"""How long one stays signed in: an hour without use, twelve hours at most; and what begins a session."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from toetssteen.web.accounts.models import User

BEGUN, USED = "begun", "used"
# The last use is written at most this often (seconds): reading a page should cost no write.
NOTED_EVERY = 60


def has_session(request: HttpRequest) -> bool:
    """Whether the browser sent a session cookie. Who sent none is never looked up: public pages stay the same for all."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def for_whom(request: HttpRequest) -> str:
    """What tells the page of this reader from that of another: "" for who is not signed in, and for figures of another
    day, which are the same for all. It changes with the session key: the page holds tokens that do."""
    if getattr(request, "pinned", None) or not has_session(request) or not request.user.is_authenticated:
        return ""
    return salted_hmac("accounts.sessions.page", f"{request.session.session_key} {request.user.pk}").hexdigest()[:16]


def begin(request: HttpRequest, user: User, backend: str) -> None:
    """Sign in: a new session key, a new clock, and the leftovers of sessions that have ended are removed."""
    auth.login(request, user, backend=backend)
    renew(request)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def renew(request: HttpRequest) -> None:
    """Somebody just showed who they are: a new key, so that one known before is worth nothing."""
    request.session.cycle_key()
    request.session.set_expiry(None)
    request.session[BEGUN] = request.session[USED] = int(timezone.now().timestamp())


def session_rules(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Django middleware; stands after the one that knows the user."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if has_session(request) and auth.SESSION_KEY in request.session:
            now = int(timezone.now().timestamp())
            if _over(request.session, now):
                auth.logout(request)
            elif now - request.session[USED] >= NOTED_EVERY:
                request.session[USED] = now
        return get_response(request)

    return middleware


def _over(session: SessionBase, now: int) -> bool:
    if BEGUN not in session or USED not in session:
        session[BEGUN] = session[USED] = now
    idle, longest = settings.SESSION_IDLE.total_seconds(), settings.SESSION_LONGEST.total_seconds()
    used, begun = int(session[USED]), int(session[BEGUN])
    return now - used > idle or now - begun > longest
