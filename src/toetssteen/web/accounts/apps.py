"""The app's name for Django, and what it puts on every page."""

from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks
from toetssteen.web.ui.navigation import Navigation


class AccountsConfig(hooks.WebApp):
    name = "toetssteen.web.accounts"
    verbose_name = _("Gebruikers")
    navigation = Navigation(corner="accounts/corner.html")

    def ready(self) -> None:
        # `sessions.begin` writes it: saving the whole user would be a change in their history at each sign-in.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
