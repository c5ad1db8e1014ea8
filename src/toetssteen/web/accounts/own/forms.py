"""What people may change about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toetssteen.web.ui.forms import tell_browser


class OwnDetails(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=150)
    digest = forms.BooleanField(
        label=_("Stuur mij elke week een e-mail met wat er nieuw is en wat ik nog zou doen"), required=False
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        tell_browser(self.fields["name"], autocomplete="name")
