"""Findings about a partner: that partner reads them first, and says what it thinks of them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.refusals import refuse
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Action, may, may_answer
from toetssteen.web.programmes.models import Finding
from toetssteen.web.programmes.models.finding import DAYS_FIRST
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records.record import field_of
from toetssteen.web.site.pages import page, show


@page
def finding(request: ActorRequest, number: int) -> HttpResponse:
    finding = record_selectors.one(Finding, number, request.actor)
    context = {
        "finding": finding,
        "waits": finding.is_embargoed(),
        "days": DAYS_FIRST,
        "may_answer": may_answer(request.actor, finding.subject()),
        "may_edit": may(request.actor, Action.EDIT, finding.subject()),
        "may_see_history": may(request.actor, Action.HISTORY, finding.subject()),
    }
    return show(request, "programmes/finding.html", context)


@page
@require_POST
def answer(request: ActorRequest, number: int) -> HttpResponseBase:
    found = record_selectors.one(Finding, number, request.actor)
    told = request.POST.get("reply", "").strip()
    if len(told) > (field_of(Finding, "reply").max_length or 0):
        raise PermissionDenied(_("Deze reactie is langer dan 5.000 tekens. Maak haar korter."))
    _answer(found, told, request.actor)
    return redirect("programmes:finding", number=number)


@transaction.atomic
def _answer(finding: Finding, reply: str, actor: Actor) -> None:
    """Read today, with what the organisation says; an earlier reply stays when nothing new is said."""
    current = Finding.objects.select_for_update().get(pk=finding.pk)
    if not may_answer(actor, current.subject()):
        raise refuse(actor, "answer", f"finding {current.pk}")
    current.read = current.read or timezone.localdate()
    current.reply = reply or current.reply
    current.version += 1
    with written_by(actor, _("Gelezen door wie het betreft")):
        current.save()
