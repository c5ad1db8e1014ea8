"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    name = "toetssteen.web.areas"
    verbose_name = _("Gebieden")
