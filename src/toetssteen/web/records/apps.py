"""The app's name for Django."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site.hooks import WebApp


class RecordsConfig(WebApp):
    name = "toetssteen.web.records"
    verbose_name = _("Gegevens van allianties")
