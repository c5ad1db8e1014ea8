"""The form of a goal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes.models import Goal
from toetssteen.web.programmes.selectors import goals
from toetssteen.web.records.forms import RecordForm, RelatedChoices
from toetssteen.web.ui.forms import text_areas


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
        widgets = text_areas(about=3, why=2, assumption=2)
        help_texts = {
            "level": _("Zoals u het noemt: ambitie, doel, resultaat."),
            "parent": _("Het doel waar dit bij moet helpen."),
            "order": _("Een getal. Het kleinste staat bovenaan."),
            "failing": _("Een cijfer of iets anders dat laat zien dat het niet werkt."),
        }

    ten = ("name", "level", "parent", "about", "owner")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # It has a number of its own when nobody chooses one.
        self.fields["order"].required = False

    def related_choices(self) -> dict[str, RelatedChoices]:
        others = goals(self.actor, self.alliance.key).exclude(pk=self.instance.pk)
        return {"parent": (others, _("staat bovenaan"))}

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0
