"""Steps and outputs of an activity: rows on one page, saved together."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toetssteen.kernel.bounds import whole
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.refusals import refuse
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.models import Activity, Milestone, Output
from toetssteen.web.records import services
from toetssteen.web.site.pages import page, show
from toetssteen.web.ui.forms import AmountField, related_field

# MOST_ROWS: more than an activity has in ten years; a request that asks for thousands gets no more.
EMPTY_ROWS, MOST_ROWS = 3, 300


class OutputForm(forms.ModelForm):
    planned = AmountField(label=gettext_lazy("gepland"), required=False)
    realised = AmountField(label=gettext_lazy("gerealiseerd"), required=False)

    class Meta:
        model = Output
        fields = ("name", "unit", "year", "planned", "realised", "dwellings", "by", "people")


def _rows(kind: type[Model], fields: tuple[str, ...], **more: Any) -> type[BaseInlineFormSet]:
    bounds: dict[str, Any] = {"max_num": MOST_ROWS, "absolute_max": MOST_ROWS, "validate_max": True}
    return inlineformset_factory(Activity, kind, fields=fields, extra=EMPTY_ROWS, can_delete=True, **bounds, **more)


MILESTONES = _rows(Milestone, ("name", "due", "done"))
OUTPUTS = _rows(Output, OutputForm.Meta.fields, form=OutputForm)


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: ActorRequest, number: int, rows: type[BaseInlineFormSet], title: str | Promise) -> HttpResponseBase:
    """The page where the rows are changed. title: with {name}."""
    activity = selectors.activity(number, request.actor)
    if not may(request.actor, Action.EDIT, activity.subject()):
        raise refuse(request.actor, "edit", f"parts of activity {number}")
    heading = str(title).format(name=activity.name)
    formset = rows(request.POST or None, instance=activity, prefix="rij")
    _limit_choices(formset, activity)
    seen, trouble = str(activity.version), ""
    if request.method == "POST":
        seen_version = whole(request.POST.get("seen", ""))
        if seen_version is None:
            raise PermissionDenied(_("Dit formulier is niet volledig. Open de pagina opnieuw."))
        try:
            if formset.is_valid():
                _save(activity, formset, request.actor, seen_version)
                return redirect("programmes:activity", number=number)
            trouble = _("Nog niet opgeslagen. Kijk de regels na waar iets bij staat.")
        except services.ConflictError as conflict:
            seen = str(conflict.current.version)
            trouble = _(
                "Iemand anders heeft dit intussen gewijzigd. Hieronder staat wat u typte. Klopt dat, sla dan op."
            )
    context = {"activity": activity, "rows": formset, "heading": heading, "seen": seen, "trouble": trouble}
    return show(request, "programmes/parts.html", context, status=409 if trouble and formset.is_valid() else 200)


def _limit_choices(formset: BaseInlineFormSet, activity: Activity) -> None:
    members = {member.organisation_id for member in activity.alliance.members.all()}
    for form in formset.forms:
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("weghalen")
        if "by" in form.fields:
            by = related_field(form, "by")
            by.queryset = organisations().filter(pk__in=members | {form.instance.by_id} - {None})
            by.empty_label = _("wie de activiteit doet")


@transaction.atomic
def _save(activity: Activity, formset: BaseInlineFormSet, actor: Actor, seen: int) -> None:
    """All rows, and a state of the activity in its history that says so."""
    name = str(formset.get_queryset().model._meta.verbose_name_plural)
    services.change(activity, {}, actor, seen, reason=_("Gewijzigd: {what}").format(what=name))
    with written_by(actor):
        formset.save()
