"""The app's name for Django, and its pages for the menu."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks
from toetssteen.web.ui.navigation import Navigation, NavigationEntry


class ProgrammesConfig(hooks.WebApp):
    name = "toetssteen.web.programmes"
    verbose_name = _("Programma")
    # Read by `records`, which stands lower.
    record_kinds = "toetssteen.web.programmes.kinds.KINDS"
    job_kinds = "toetssteen.web.programmes.jobs.KINDS"
    navigation = Navigation(menu=(NavigationEntry("programmes:happening", _("Wat gebeurt er")),))
