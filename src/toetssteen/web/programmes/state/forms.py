"""What people type about what the State promised."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes.called import topics
from toetssteen.web.programmes.models import StatePromise
from toetssteen.web.records.forms import RecordForm
from toetssteen.web.ui.forms import choice_field


class StatePromiseForm(RecordForm):
    domain = forms.ChoiceField(label=_("onderwerp"))

    class Meta:
        model = StatePromise
        fields = (
            "name", "department", "domain", "substance", "programme", "finance", "document", "day", "owner",
            "visibility", "post", "post_since", "post_until",
        )  # fmt: skip
        labels = {"owner": _("wie houdt het bij")}
        help_texts = {
            "substance": _("Is duidelijk wat er komt?"),
            "programme": _("Is duidelijk wie wat wanneer doet?"),
            "finance": _("Is er geld, en hoe zeker is dat?"),
            "document": _("De brief of regeling, met het adres als die openbaar is."),
            "post": _("De functie, niet de naam van een persoon. Functies veranderen met kabinetten."),
        }
        widgets = {
            "document": forms.TextInput,
        }

    ten = ("name", "department", "domain", "substance", "programme", "finance", "document", "day", "owner")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choice_field(self, "domain").choices = [("", _("kies een onderwerp")), *topics().items()]
