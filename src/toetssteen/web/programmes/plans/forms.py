"""What people type about plans: the plan, a reaction, and adopting it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import OFFICERS
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.models import Plan, PlanKind, Remark, Stage
from toetssteen.web.records.forms import RecordForm, RelatedChoices
from toetssteen.web.ui.bounds import DAY
from toetssteen.web.ui.forms import choice_field, related_field, text_areas


class PlanForm(RecordForm):
    class Meta:
        model = Plan
        fields = (
            "name", "kind", "above", "since", "until", "about", "stage", "react_until", "source", "owner", "visibility",
        )  # fmt: skip
        labels = {"owner": _("wie houdt het bij")}
        help_texts = {
            "above": _("Alleen voor een uitvoeringsprogramma."),
            "react_until": _("Alleen als het plan is voorgelegd. Wie meedoet, kan tot die dag reageren."),
        }
        widgets = text_areas(about=12)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Adopting is an act of its own: it fixes a version.
        if self.instance.stage != Stage.ADOPTED:
            choice_field(self, "stage").choices = [one for one in Stage.choices if one[0] != Stage.ADOPTED]

    def related_choices(self) -> dict[str, RelatedChoices]:
        plans = selectors.plans(self.actor).filter(alliance=self.alliance, kind=PlanKind.AREA)
        return {"above": (plans.exclude(pk=self.instance.pk), _("geen"))}


class RemarkForm(RecordForm):
    class Meta:
        model = Remark
        fields = ("plan", "name", "text", "owner", "answer", "visibility")
        labels = {"owner": _("wie reageert")}
        help_texts = {"answer": _("Het programmabureau zegt hier wat er met de reactie is gedaan, en waarom.")}
        widgets = text_areas(text=6, answer=4)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not self.actor.has_role(OFFICERS, self.alliance.key):
            del self.fields["answer"]

    def related_choices(self) -> dict[str, RelatedChoices]:
        plans = selectors.plans(self.actor).filter(alliance=self.alliance)
        if not self.actor.has_role(OFFICERS, self.alliance.key):
            until = Q(react_until=None) | Q(react_until__gte=timezone.localdate())
            plans = plans.filter(until, stage=Stage.REVIEW)
        return {"plan": (plans, _("kies een plan dat is voorgelegd"))}


class AdoptForm(forms.Form):
    """The day it was adopted, and by which decision."""

    day = forms.DateField(label=_("vastgesteld op"), validators=DAY)
    decision: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("met welk besluit"),
        queryset=None,
        required=False,
        empty_label=_("staat hier niet bij"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, actor: Actor, plan: Plan, **options: Any) -> None:
        super().__init__(*arguments, **options)
        related_field(self, "decision").queryset = selectors.decisions(actor, plan.alliance.key)
        self.initial = {"seen": plan.version, "day": timezone.localdate()}

    def clean_day(self) -> object:
        told = self.cleaned_data["day"]
        if told > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Leg het plan vast als het is vastgesteld."))
        return told
