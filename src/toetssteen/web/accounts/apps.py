"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "toetssteen.web.accounts"
    verbose_name = _("Gebruikers")
