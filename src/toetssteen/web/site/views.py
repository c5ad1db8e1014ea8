"""The page for an error that nobody caught, with a form to send again what was typed.

Django's `handler500`. The log has the whole error, under the number that the page mentions.
"""

import sys

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

from toetssteen.web.site.errors import uncaught_answer
from toetssteen.web.site.pages import frame
from toetssteen.web.site.request_ids import request_id

# Seconds after which a browser, or a program, may ask again.
RETRY_AFTER = "5"
# Largest size of the fields that go along to try again.
LARGEST = 200_000
_OURS = "csrfmiddlewaretoken"
_NEVER = ("password", "wachtwoord", "secret", "token")


def server_error(request: HttpRequest) -> HttpResponse:
    """A page for the exception that is being handled."""
    answer = uncaught_answer(sys.exc_info()[1] or RuntimeError())
    context = {"title": answer.title, "text": answer.text, "number": request_id.get(), **_typed(request)}
    response = HttpResponse(_page(request, context), status=answer.status)
    response.headers["Cache-Control"] = "no-store"
    if answer.status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _typed(request: HttpRequest) -> dict[str, object]:
    """What somebody sent, to send it once more with a button; `lost`: something that cannot go along."""
    if request.method != "POST":
        return {}
    try:
        sent, files = request.POST, bool(request.FILES)
    except Exception:
        # What was sent cannot be read; that may be what went wrong.
        return {"posted": True, "lost": True}
    fields = [(n, v) for n, values in sent.lists() if n != _OURS for v in values if isinstance(v, str)]
    never = any(word in name.lower() for name, _value in fields for word in _NEVER)
    if files or never or _size(sent) > LARGEST:
        return {"posted": True, "lost": True}
    return {"posted": True, "fields": fields, "action": request.get_full_path()}


def _size(sent: QueryDict) -> int:
    return sum(len(name) + len(value) for name, values in sent.lists() for value in values)


def _page(request: HttpRequest, context: dict[str, object]) -> str:
    context = {**_frame(), **context}
    try:
        return render_to_string("site/error.html", context, request)
    except Exception:
        # The corner reads the signed-in user from the database, which may be what fails.
        context = {**context, "without_corner": True}
    try:
        return render_to_string("site/error.html", context, request)
    except Exception:
        return render_to_string("site/error_bare.html", context)


def _frame() -> dict[str, object]:
    """The banner of invented figures stands above an error too, unless the figures are what fails."""
    try:
        return frame()
    except Exception:
        return {}
