"""What people type. The rules decide what they may choose from; services decide what becomes of it."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.programmes.models import Activity, Alliance, Goal, PlaceName, PlanKind
from toetssteen.web.programmes.models.activity import TEN
from toetssteen.web.programmes.models.exact import Exact
from toetssteen.web.programmes.readers import UNSEEN, reader
from toetssteen.web.programmes.rules import Subject, Visibility, may_add, may_show
from toetssteen.web.programmes.selectors import goals, parties, plans
from toetssteen.web.programmes.worksheets import lines
from toetssteen.web.ui.bounds import Several

TEXT = {"class": "utrecht-textbox"}
CHOICE = {"class": "utrecht-select utrecht-select--html-select"}


def day() -> forms.DateInput:
    """A day as the browser's own calendar gives it."""
    return forms.DateInput(attrs={"type": "date", **TEXT}, format="%Y-%m-%d")


# Days that may be known by their month or year only.
EXACTLY = ("start", "end", "status_day")
DASHES = "---------"


def say_nothing_chosen(field: forms.Field) -> None:
    """In words what Django shows as dashes."""
    words = _("kies er een") if field.required else _("geen")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = field.empty_label and words
    elif isinstance(field, forms.ChoiceField):
        field.choices = [(value, words if label == DASHES else label) for value, label in field.choices]


# Said apart from the rest of the form.
APART = ("visibility", "seen", "entry")


# What may be chosen in a field that points at another record, and what stands there while nothing is.
Offer = tuple[QuerySet, str | Promise]


class RecordForm(forms.ModelForm):
    """seen: the version that the writer saw; entry: the number of this form, so that sending it twice makes one.

    A field that points at something the writer may not see says only that, and stays so unless something else is chosen.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    entry = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: object, actor: Actor, alliance: Alliance, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.actor, self.alliance = actor, alliance
        self.instance.alliance = alliance
        if self.instance.pk:
            self.initial["seen"] = self.instance.version
        else:
            self.initial["entry"] = self.instance.entry
        self._who()
        self._visibility()
        # What Django makes of the form is put in the instance: what was kept there is remembered.
        self._unseen = reader(actor).unseen(self.instance) if self.instance.pk else {}
        for field in self.fields.values():
            say_nothing_chosen(field)
        for name, (records, nothing) in self.offered().items():
            self._offer(name, records, nothing)

    # The fields that come first, above who may see it; the others are optional and stand below. None: all come first.
    ten: tuple[str, ...] | None = None

    def offered(self) -> dict[str, Offer]:
        """By name of each field that points at another record."""
        return {}

    def _offer(self, name: str, records: QuerySet, nothing: str | Promise) -> None:
        field, unseen = self.fields[name], self._unseen.get(name)
        if unseen is None:
            # What it points at now can be chosen, also when it would not be offered any more.
            now = Q(pk=self.initial.get(name)) if self.instance.pk else Q(pk=None)
            field.queryset = field.queryset.model.objects.filter(Q(pk__in=records.values("pk")) | now)
        else:
            field.queryset, field.required = records, False
            nothing = _("{what}; dat blijft zo").format(what=UNSEEN[type(unseen)])
            self.initial[name] = None
        field.empty_label = nothing

    def clean(self) -> dict[str, object]:
        told = super().clean()
        return {**told, **{name: kept for name, kept in self._unseen.items() if name in told and told[name] is None}}

    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ten or self.fields if name not in APART]

    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (*(self.ten or self.fields), *APART)]

    def values(self) -> dict[str, object]:
        """What was typed, for the services."""
        return {
            # A browser sends the ends of lines in another form than lists and files have them.
            name: lines(value) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
            if name not in ("seen", "entry")
        }

    def _who(self) -> None:
        members = {m.organisation_id for m in self.alliance.members.all()} | parties(self.actor, self.alliance)
        partners = (
            self.instance.partners.values_list("pk", flat=True)
            if self.instance.pk and "partners" in self.fields
            else ()
        )
        known = members | {self.instance.owner_id} | set(partners)
        around = organisations().filter(pk__in=known - {None})
        area = self.alliance.key
        mine = [o.pk for o in around if may_add(self.actor, area, o.pk) or o.pk == self.instance.owner_id]
        self.fields["owner"].queryset = organisations().filter(pk__in=mine)
        # What nobody does or keeps is not done or kept.
        self.fields["owner"].required = True
        if len(mine) == 1:
            self.initial.setdefault("owner", mine[0])
        if "partners" in self.fields:
            self.fields["partners"].queryset = around

    def _visibility(self) -> None:
        subject = self.instance.subject()
        owners = {subject.owner} if self.instance.pk else {h.organisation for h in self.actor.hats} | {None}
        self.fields["visibility"].choices = [
            (value, label)
            for value, label in Visibility.choices
            if any(
                may_show(self.actor, Subject(subject.area, owner, subject.visibility), Visibility(value))
                for owner in owners
            )
        ]


class ActivityForm(RecordForm):
    """The ten fields first; the rest is optional."""

    class Meta:
        model = Activity
        fields = (
            "name",
            "change",
            "places",
            "owner",
            "partners",
            "goal",
            "start",
            "end",
            "status",
            "money",
            "visibility",
            "contact",
            "key",
            "why",
            "assumption",
            "evidence",
            "failing",
            "path",
            "after",
            "after_money",
            "after_by",
            "after_day",
            "plan",
            "group",
            "group_size",
            "source",
            "start_exact",
            "end_exact",
            "status_day",
            "status_day_exact",
        )
        widgets = {
            "name": forms.TextInput(attrs=TEXT),
            "change": forms.Textarea(attrs={"rows": 3, **TEXT}),
            "places": forms.CheckboxSelectMultiple,
            "partners": forms.CheckboxSelectMultiple,
            "owner": forms.Select(attrs=CHOICE),
            "goal": forms.Select(attrs=CHOICE),
            "status": forms.Select(attrs=CHOICE),
            "visibility": forms.Select(attrs=CHOICE),
            "evidence": forms.Select(attrs=CHOICE),
            "path": forms.Select(attrs=CHOICE),
            "start": day(),
            "end": day(),
            "money": forms.Textarea(attrs={"rows": 2, **TEXT}),
            "contact": forms.TextInput(attrs=TEXT),
            "key": forms.TextInput(attrs=TEXT),
            "why": forms.Textarea(attrs={"rows": 2, **TEXT}),
            "assumption": forms.Textarea(attrs={"rows": 2, **TEXT}),
            "failing": forms.TextInput(attrs=TEXT),
            "after": forms.Select(attrs=CHOICE),
            "after_money": forms.Textarea(attrs={"rows": 2, **TEXT}),
            "after_by": forms.TextInput(attrs=TEXT),
            "after_day": day(),
            "status_day": day(),
            **{f"{name}_exact": forms.Select(attrs=CHOICE) for name in EXACTLY},
            "plan": forms.Select(attrs=CHOICE),
            "group": forms.TextInput(attrs=TEXT),
            "group_size": forms.NumberInput(attrs=TEXT),
            "source": forms.Textarea(attrs={"rows": 2, **TEXT}),
        }
        field_classes = {"places": Several, "partners": Several}
        help_texts = {
            "change": _("Bijvoorbeeld: jongeren van 12 tot 18 jaar hebben na schooltijd een plek om te sporten."),
            "money": _("Bijvoorbeeld: 50.000 euro per jaar van de gemeente, tot en met 2027."),
            "contact": _("Een functie, telefoonnummer of algemeen e-mailadres. Liever geen naam van een persoon."),
            "key": _("Het nummer in uw eigen lijst, als u dat heeft."),
            "failing": _("Een cijfer of iets anders dat laat zien dat het niet werkt."),
            "group_size": _("Een klein aantal ziet alleen de alliantie, zodat niemand te herkennen is."),
        }

    ten = TEN

    def clean(self) -> dict[str, object]:
        """Another day that is typed is known to the day, unless somebody says otherwise."""
        told = super().clean()
        for name in EXACTLY:
            exact = f"{name}_exact"
            untouched = name in self.changed_data and exact not in self.changed_data
            day, said = told.get(name), told.get(exact)
            # A day is the end of it, whatever was said before of its being open.
            if untouched or not said or (day and said == Exact.OPEN):
                told[exact] = Exact.DAY
        return told

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        known = set(self.alliance.places.values_list("pk", flat=True))
        if self.instance.pk:
            known |= set(self.instance.places.values_list("pk", flat=True))
        self.fields["places"].queryset = PlaceName.objects.filter(pk__in=known)
        for name in EXACTLY:
            self.fields[f"{name}_exact"].required = False

    def offered(self) -> dict[str, Offer]:
        programmes = plans(self.actor).filter(alliance=self.alliance, kind=PlanKind.IMPLEMENTATION)
        return {
            "goal": (goals(self.actor, self.alliance.key), _("nog geen doel gekozen")),
            "plan": (programmes, _("geen")),
        }


class GoalForm(RecordForm):
    class Meta:
        model = Goal
        fields = (
            "name",
            "level",
            "parent",
            "about",
            "owner",
            "visibility",
            "why",
            "assumption",
            "evidence",
            "failing",
            "order",
            "source",
        )
        labels = {"owner": _("wie houdt het bij")}
        widgets = {
            "name": forms.TextInput(attrs=TEXT),
            "level": forms.TextInput(attrs=TEXT),
            "parent": forms.Select(attrs=CHOICE),
            "about": forms.Textarea(attrs={"rows": 3, **TEXT}),
            "owner": forms.Select(attrs=CHOICE),
            "visibility": forms.Select(attrs=CHOICE),
            "why": forms.Textarea(attrs={"rows": 2, **TEXT}),
            "assumption": forms.Textarea(attrs={"rows": 2, **TEXT}),
            "evidence": forms.Select(attrs=CHOICE),
            "failing": forms.TextInput(attrs=TEXT),
            "order": forms.NumberInput(attrs=TEXT),
            "source": forms.TextInput(attrs=TEXT),
        }
        help_texts = {
            "level": _("Zoals u het noemt: ambitie, doel, resultaat."),
            "parent": _("Het doel waar dit bij moet helpen."),
            "order": _("Een getal. Het kleinste staat bovenaan."),
            "failing": _("Een cijfer of iets anders dat laat zien dat het niet werkt."),
        }

    ten = ("name", "level", "parent", "about", "owner")

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        # It has a number of its own when nobody chooses one.
        self.fields["order"].required = False

    def offered(self) -> dict[str, Offer]:
        others = goals(self.actor, self.alliance.key).exclude(pk=self.instance.pk)
        return {"parent": (others, _("staat bovenaan"))}

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0
