"""What somebody was writing when their session had ended is kept until they signed in again.

It stays in the same browser session, so only who signs in in this browser can get it back. A form carries
`{% draft_owner %}`: the signed number of the user who opened it. Nobody but that user gets the work back, and without
that number nothing is kept, for then anybody could fill the database.
"""

from datetime import timedelta
from typing import Any

from django.contrib import auth
from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.sign_in import brakes

DRAFTS = "kept_work"
OWNER = "kept_for"
# Of forms that stand open while the program is renewed.
SALT = "accounts.keeping"
# Of one form; of all forms together at most this number. How often for one user stands in `brakes.DRAFT`.
LARGEST, MOST = 200_000, 3
DRAFT_SECONDS = 3600
# How long a form may have stood open.
OPEN_FOR = timedelta(days=7)
_NEVER = ("csrfmiddlewaretoken", "password", "wachtwoord", "secret", "token")


def save_draft(request: ActorRequest) -> bool:
    """Keep the fields of this form, for who opened it while signed in: no files, no passwords, nothing very large, not
    without end. Whether that was done."""
    owner = _owner(request)
    if owner is None:
        return False
    fields = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name != OWNER and not any(word in name.lower() for word in _NEVER):
            fields.setlist(name, values)
    text = fields.urlencode()
    if len(text) > LARGEST:
        return False
    try:
        brakes.take(brakes.DRAFT, request, str(owner))
    except brakes.TooManyAttemptsError:
        return False
    drafts = {path: draft for path, draft in _all(request).items() if path != request.path}
    newest = sorted(drafts.items(), key=lambda pair: pair[1]["at"])[1 - MOST :]
    draft_of_page = {"fields": text, "owner": owner, "at": int(timezone.now().timestamp())}
    request.session[DRAFTS] = dict(newest) | {request.path: draft_of_page}
    if auth.SESSION_KEY not in request.session:
        # The rest of a session of nobody is of no use; `sessions.renew` gives it the usual length again.
        request.session.set_expiry(DRAFT_SECONDS)
    return True


def saved_draft(request: ActorRequest) -> QueryDict | None:
    """What was kept for this page and this user, once: give it to the form, and say so with accounts/kept.html."""
    drafts = _all(request)
    draft = drafts.get(request.path)
    user = request.actor.user
    if draft is None or user is None or draft["owner"] != user:
        return None
    request.session[DRAFTS] = {path: other for path, other in drafts.items() if path != request.path}
    return QueryDict(draft["fields"])


def owner_field(user: int) -> str:
    """The value that says who opened the form."""
    return signing.dumps(user, salt=SALT)


def _owner(request: ActorRequest) -> int | None:
    """Who opened the form; None when the field is not there, or not ours."""
    try:
        return int(signing.loads(request.POST.get(OWNER, ""), salt=SALT, max_age=OPEN_FOR))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def _all(request: ActorRequest) -> dict[str, dict[str, Any]]:
    now = timezone.now().timestamp()
    return {p: draft for p, draft in request.session.get(DRAFTS, {}).items() if now - draft["at"] <= DRAFT_SECONDS}
