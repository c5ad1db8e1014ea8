"""The form of any sort of record. The rules decide what somebody may choose from; services decide what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toetssteen.kernel.texts import lines
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.alliances.rules import Subject, Visibility, may_add, may_show
from toetssteen.web.records.kinds import parties
from toetssteen.web.records.readers import reader
from toetssteen.web.ui.forms import choice_field, related_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toetssteen.web.alliances.models import Alliance

DASHES = "---------"


def say_nothing_chosen(field: forms.Field) -> None:
    """In words what Django shows as dashes."""
    words = _("kies er een") if field.required else _("geen")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = field.empty_label and words
    elif isinstance(field, forms.ChoiceField):
        choices = cast("Iterable[tuple[Any, Any]]", field.choices)
        field.choices = [(value, words if label == DASHES else label) for value, label in choices]


# Said apart from the rest of the form.
APART = ("visibility", "seen", "entry")


# What may be chosen in a field that points at another record, and what stands there while nothing is.
RelatedChoices = tuple[QuerySet[Any], str | Promise]


class RecordForm(forms.ModelForm):
    """seen: the version that the writer saw; entry: the number of this form, so that sending it twice makes one.

    A field that points at something the writer may not see says only that, and stays so unless something else is chosen.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    entry = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, actor: Actor, alliance: Alliance, **options: Any) -> None:
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
        for name, (records, nothing) in self.related_choices().items():
            self._limit_choices(name, records, nothing)

    # The fields that come first, above who may see it; the others are optional and stand below. None: all come first.
    ten: tuple[str, ...] | None = None

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Of the fields of the model that this form is about."""
        return tuple(cls._meta.fields or ())

    def related_choices(self) -> dict[str, RelatedChoices]:
        """By name of each field that points at another record."""
        return {}

    def _limit_choices(self, name: str, records: QuerySet[Any], nothing: str | Promise) -> None:
        field, unseen = related_field(self, name), self._unseen.get(name)
        if unseen is None:
            # What it points at now can be chosen, also when it would not be offered any more.
            now = Q(pk=self.initial.get(name)) if self.instance.pk else Q(pk=None)
            field.queryset = records.model._default_manager.filter(Q(pk__in=records.values("pk")) | now)
        else:
            field.queryset, field.required = records, False
            nothing = _("{what}; dat blijft zo").format(what=unseen.unseen_name)
            self.initial[name] = None
        # A lazy text is one when it is shown.
        field.empty_label = cast("str", nothing)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
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
        related_field(self, "owner").queryset = organisations().filter(pk__in=mine)
        # What nobody does or keeps is not done or kept.
        self.fields["owner"].required = True
        if len(mine) == 1:
            self.initial.setdefault("owner", mine[0])
        if "partners" in self.fields:
            related_field(self, "partners").queryset = around

    def _visibility(self) -> None:
        subject = self.instance.subject()
        owners = {subject.owner} if self.instance.pk else {h.organisation for h in self.actor.assignments} | {None}
        choice_field(self, "visibility").choices = [
            (value, label)
            for value, label in Visibility.choices
            if any(
                may_show(self.actor, Subject(subject.area, owner, subject.visibility), Visibility(value))
                for owner in owners
            )
        ]
