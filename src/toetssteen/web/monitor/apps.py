from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks
from toetssteen.web.ui.navigation import Navigation, NavigationEntry


class MonitorConfig(hooks.WebApp):
    name = "toetssteen.web.monitor"
    label = "monitor"
    warming = "toetssteen.web.monitor.warming.PAGES"
    navigation = Navigation(
        home="monitor:start",
        search="monitor:search",
        suggestions="monitor:suggestions",
        menu=(
            NavigationEntry("monitor:areas", _("Gebieden")),
            NavigationEntry("monitor:compare", _("Vergelijken")),
            NavigationEntry("monitor:map", _("Kaart")),
            NavigationEntry("monitor:figures", _("Cijfers")),
            NavigationEntry("monitor:about", _("Over de cijfers")),
        ),
        foot=(
            NavigationEntry("monitor:changes", _("Wat is er nieuw")),
            NavigationEntry("monitor:privacy", _("Privacy")),
            NavigationEntry("monitor:accessibility", _("Toegankelijkheid")),
            NavigationEntry("monitor:about", _("Over de cijfers")),
            NavigationEntry("monitor:open_data", _("Open data")),
        ),
    )
