"""Findings about a partner: that partner reads them first, and says what it thinks of them."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import user
from toetssteen.web.programmes import selectors, services
from toetssteen.web.programmes.forms import CHOICE, TEXT, RecordForm
from toetssteen.web.programmes.models import Finding
from toetssteen.web.programmes.models.finding import DAYS_FIRST
from toetssteen.web.programmes.pages import page, show
from toetssteen.web.programmes.rules import Action, may, may_answer


class FindingForm(RecordForm):
    class Meta:
        model = Finding
        fields = ("name", "about", "text", "owner", "visibility")
        labels = {"owner": gettext_lazy("wie houdt het bij")}
        help_texts = {
            "visibility": gettext_lazy(
                "Eerst leest de organisatie zelf het. De anderen zien het als die het gelezen heeft, en anders na 14 dagen."
            )
        }
        widgets = {
            "name": forms.TextInput(attrs=TEXT),
            "about": forms.Select(attrs=CHOICE),
            "text": forms.Textarea(attrs={"rows": 6, **TEXT}),
            "owner": forms.Select(attrs=CHOICE),
            "visibility": forms.Select(attrs=CHOICE),
        }

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        # It stays about whom it is about, also when that one left the table.
        table = Q(pk__in=self.alliance.members.values("organisation")) | Q(pk=self.instance.about_id)
        self.fields["about"].queryset = self.fields["about"].queryset.filter(table)


@page
def finding(request: HttpRequest, number: int) -> HttpResponse:
    found = selectors.one(Finding, number, request.actor)
    context = {
        "finding": found,
        "waits": found.waits(),
        "days": DAYS_FIRST,
        "may_answer": may_answer(request.actor, found.subject()),
        "may_edit": may(request.actor, Action.EDIT, found.subject()),
        "may_see_history": may(request.actor, Action.HISTORY, found.subject()),
    }
    return show(request, "programmes/finding.html", context)


@page
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponseBase:
    found = selectors.one(Finding, number, request.actor)
    told = request.POST.get("reply", "").strip()
    if len(told) > Finding._meta.get_field("reply").max_length:
        raise PermissionDenied(_("Deze reactie is langer dan 5.000 tekens. Maak haar korter."))
    _answer(found, told, request.actor)
    return redirect("programmes:finding", number=number)


@transaction.atomic
def _answer(finding: Finding, reply: str, actor: Actor) -> None:
    """Read today, with what the organisation says; an earlier reply stays when nothing new is said."""
    current = Finding.objects.select_for_update().get(pk=finding.pk)
    if not may_answer(actor, current.subject()):
        raise services.refuse(actor, "answer", f"finding {current.pk}")
    current.read = current.read or timezone.localdate()
    current.reply = reply or current.reply
    current.version += 1
    current._history_user = user(actor.user)
    current._change_reason = _("Gelezen door wie het betreft")
    current.save()
