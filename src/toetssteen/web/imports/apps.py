"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "toetssteen.web.imports"
    verbose_name = _("Lijsten overnemen")
