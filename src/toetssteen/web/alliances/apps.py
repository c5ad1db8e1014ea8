"""The app's name for Django, and where roles can hold."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks


class AlliancesConfig(hooks.WebApp):
    name = "toetssteen.web.alliances"
    verbose_name = _("Allianties")
    # Read by `accounts`, which stands lower.
    role_areas = "toetssteen.web.alliances.selectors.area_names"
