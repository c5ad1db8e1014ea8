from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks
from toetssteen.web.ui.navigation import Entry, Navigation


class MonitorConfig(hooks.WebApp):
    name = "toetssteen.web.monitor"
    label = "monitor"
    navigation = Navigation(
        home="monitor:start",
        search="monitor:search",
        menu=(
            Entry("monitor:search", _("Zoek")),
            Entry("monitor:areas", _("Gebieden")),
            Entry("monitor:compare", _("Vergelijken")),
            Entry("monitor:map", _("Kaart")),
            Entry("monitor:figures", _("Cijfers")),
            Entry("monitor:about", _("Over de cijfers")),
        ),
        foot=(
            Entry("monitor:changes", _("Wat is er nieuw")),
            Entry("monitor:accessibility", _("Toegankelijkheid")),
            Entry("monitor:about", _("Over de cijfers")),
            Entry("monitor:open_data", _("Open data")),
        ),
    )
