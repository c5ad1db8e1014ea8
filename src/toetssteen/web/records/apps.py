"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "toetssteen.web.records"
    verbose_name = _("Gegevens van allianties")
