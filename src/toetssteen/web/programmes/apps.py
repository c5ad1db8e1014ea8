"""The app's name for Django, and its pages for the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from toetssteen.web.ui.navigation import Entry, Navigation


class ProgrammesConfig(AppConfig):
    name = "toetssteen.web.programmes"
    verbose_name = _("Programma")
    # Read by `accounts`, which stands lower.
    role_areas = "toetssteen.web.programmes.selectors.area_names"
    navigation = Navigation(menu=(Entry("programmes:happening", _("Wat gebeurt er")),))
