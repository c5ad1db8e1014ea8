"""The one place where what nobody caught becomes a page: in words, with the fitting status, and with what was typed.

Django's `handler500`. The log has the whole of it, under the number that the page mentions.
"""

import sys

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from toetssteen.kernel import trouble
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.site.request_ids import request_id
from toetssteen.web.snapshots.pages import manifest

# Seconds after which a browser, or a program, may ask again.
AGAIN = "5"
# Of the fields that go along to try again.
LARGEST = 200_000
_OURS = "csrfmiddlewaretoken"
_NEVER = ("password", "wachtwoord", "secret", "token")


def server_error(request: ActorRequest) -> HttpResponse:
    """A page for the exception that is being handled."""
    problem = sys.exc_info()[1] or RuntimeError()
    status, title, text = _words(problem)
    context = {"title": title, "text": text, "number": request_id.get(), **_typed(request)}
    response = HttpResponse(_page(request, context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = AGAIN
    return response


def _words(problem: BaseException) -> tuple[int, str, str]:
    if trouble.is_busy(problem):
        return (
            503,
            _("Het is nu even te druk"),
            _("Iets anders was te lang met de database bezig. Wacht een paar tellen."),
        )
    if trouble.is_full(problem):
        return (
            503,
            _("Opslaan lukt nu niet"),
            _("De schijf van de website is vol. Wie deze website beheert, moet eerst ruimte maken."),
        )
    if trouble.is_of_database(problem):
        return (
            503,
            _("Dat lukt nu niet"),
            _("De website kan nu niet bij haar gegevens. Probeer het over een minuut nog eens."),
        )
    if isinstance(problem, ToetssteenError):
        return 503, _("Dat lukt nu niet"), str(problem)
    if isinstance(problem, (OSError, MemoryError)):
        return (
            503,
            _("Dat lukt nu niet"),
            _("Er ging iets mis op de computer van de website: {why}.").format(why=trouble.why(problem)),
        )
    return (
        500,
        _("Er ging iets mis"),
        _("De fout ligt bij ons, niet bij u. Probeer het over een minuut nog eens."),
    )


def _typed(request: ActorRequest) -> dict[str, object]:
    """What somebody sent, to send it once more with a button; `lost`: something that cannot go along."""
    if request.method != "POST":
        return {}
    try:
        sent, files = request.POST, bool(request.FILES)
    except Exception:
        # What was sent cannot be read; that may be what went wrong.
        return {"posted": True, "lost": True}
    fields = [(n, v) for n, values in sent.lists() if n != _OURS for v in values if isinstance(v, str)]
    never = any(word in name.lower() for name, _v in fields for word in _NEVER)
    if files or never or _size(sent) > LARGEST:
        return {"posted": True, "lost": True}
    return {"posted": True, "fields": fields, "action": request.get_full_path()}


def _size(sent: QueryDict) -> int:
    return sum(len(name) + len(value) for name, values in sent.lists() for value in values)


def _page(request: ActorRequest, context: dict[str, object]) -> str:
    try:
        return render_to_string("snapshots/trouble.html", {**context, "snapshot": manifest()}, request)
    except Exception:
        # Who is signed in stands in the database, and that may be what does not answer.
        request.user, request.actor = AnonymousUser(), VISITOR
    try:
        return render_to_string("snapshots/trouble.html", context, request)
    except Exception:
        return render_to_string("snapshots/trouble_bare.html", context)
