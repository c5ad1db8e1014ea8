"""The app's name for Django."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks


class RecordsConfig(hooks.WebApp):
    name = "toetssteen.web.records"
    verbose_name = _("Gegevens van allianties")
    retention_rules = "toetssteen.web.records.kinds.retention_rules"
