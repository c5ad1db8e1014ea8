"""The form of an activity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toetssteen.web.alliances.selectors import places
from toetssteen.web.programmes.models import Activity, PlanKind
from toetssteen.web.programmes.models.activity import TEN
from toetssteen.web.programmes.selectors import goals, plans
from toetssteen.web.records.forms import RecordForm, RelatedChoices
from toetssteen.web.records.precision import Precision
from toetssteen.web.ui.bounds import Several
from toetssteen.web.ui.forms import related_field, text_areas

# Days that may be known by their month or year only.
WITH_PRECISION = ("start", "end", "status_day")


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
            "start_precision",
            "end_precision",
            "status_day",
            "status_day_precision",
        )
        widgets = {
            "places": forms.CheckboxSelectMultiple,
            "partners": forms.CheckboxSelectMultiple,
            **text_areas(change=3, money=2, why=2, assumption=2, after_money=2, source=2),
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
        values = super().clean()
        for name in WITH_PRECISION:
            precision = f"{name}_precision"
            untouched = name in self.changed_data and precision not in self.changed_data
            day, precision_value = values.get(name), values.get(precision)
            # A day is the end of it, whatever was said before of its being open.
            if untouched or not precision_value or (day and precision_value == Precision.OPEN):
                values[precision] = Precision.DAY
        return values

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        place_ids = set(self.alliance.places.values_list("pk", flat=True))
        if self.instance.pk:
            place_ids |= set(self.instance.places.values_list("pk", flat=True))
        related_field(self, "places").queryset = places(place_ids)
        for name in WITH_PRECISION:
            self.fields[f"{name}_precision"].required = False

    def related_choices(self) -> dict[str, RelatedChoices]:
        programmes = plans(self.actor).filter(alliance=self.alliance, kind=PlanKind.IMPLEMENTATION)
        return {
            "goal": (goals(self.actor, self.alliance.key), _("nog geen doel gekozen")),
            "plan": (programmes, _("geen")),
        }
