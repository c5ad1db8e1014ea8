"""Forms of an administrator: people, roles, organisations."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts import areas
from toetssteen.web.accounts.models import Organisation
from toetssteen.web.accounts.roles import Role
from toetssteen.web.ui.forms import text_area


class NewPerson(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=150)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)


class Person(NewPerson):
    active = forms.BooleanField(
        label=_("Mag inloggen"), required=False, help_text=_("Zonder vinkje is deze persoon overal meteen uitgelogd.")
    )


class GiveRole(forms.Form):
    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        label=_("Organisatie"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=_("geen"),
        help_text=_("Een partner hoort bij een organisatie. Bij andere rollen hoeft het niet."),
    )
    area = forms.ChoiceField(
        label=_("Gebied"),
        choices=areas.choices,
        required=False,
        help_text=_("Het gebied van een alliantie. Staat het er niet bij? Begin dan eerst de alliantie."),
    )
    since = forms.DateField(label=_("Vanaf"), initial=timezone.localdate)
    until = forms.DateField(label=_("Tot en met"), required=False, help_text=_("Leeg: zonder einde."))


class OrganisationForm(forms.ModelForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ("name", "key", "kind", "website", "about", "ended")
        widgets = {"about": text_area(5)}
        help_texts = {"key": _("Kleine letters, cijfers en streepjes: het laatste stuk van het adres van haar pagina.")}
