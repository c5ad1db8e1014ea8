"""What somebody was writing when their session had ended is kept until they signed in again.

It stays in the same browser session, so only who signs in in this browser can get it back. With `{% keep_work %}` in
the form (a signed number of the user who opened it) nobody but that user gets it. Without it whoever signs in here
within the hour does: the fields came from a page that stood open on this very screen, so they show nobody anything
new. A form in which people write about others should carry the tag; all forms had better.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone

KEPT = "kept_work"
OWNER = "kept_for"
SALT = "accounts.keeping"
# Of one form; of all forms together at most this number.
LARGEST, MOST = 200_000, 3
KEPT_FOR = 3600
_NEVER = ("csrfmiddlewaretoken", "password", "wachtwoord", "secret", "token")


def keep(request: HttpRequest) -> bool:
    """Keep the fields of this form: no files, no passwords, nothing very large. Whether that was done."""
    fields = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name != OWNER and not any(word in name.lower() for word in _NEVER):
            fields.setlist(name, values)
    text = fields.urlencode()
    if len(text) > LARGEST:
        return False
    others = {path: one for path, one in _all(request).items() if path != request.path}
    newest = sorted(others.items(), key=lambda pair: pair[1]["at"])[1 - MOST :]
    mine = {"fields": text, "owner": _owner(request), "at": int(timezone.now().timestamp())}
    request.session[KEPT] = dict(newest) | {request.path: mine}
    return True


def kept_work(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page and this user, once: give it to the form, and say so with accounts/kept.html."""
    kept = _all(request)
    found = kept.get(request.path)
    user = request.actor.user
    if found is None or user is None or found["owner"] not in (None, user):
        return None
    request.session[KEPT] = {path: one for path, one in kept.items() if path != request.path}
    return QueryDict(found["fields"])


def owner_field(user: int) -> str:
    """The value that says who opened the form."""
    return signing.dumps(user, salt=SALT)


def _owner(request: HttpRequest) -> int | None:
    """Who opened the form; 0, which is nobody, when the field is there and is not ours."""
    if OWNER not in request.POST:
        return None
    try:
        return int(signing.loads(request.POST[OWNER], salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return 0


def _all(request: HttpRequest) -> dict[str, dict]:
    now = timezone.now().timestamp()
    return {p: one for p, one in request.session.get(KEPT, {}).items() if now - one["at"] <= KEPT_FOR}
