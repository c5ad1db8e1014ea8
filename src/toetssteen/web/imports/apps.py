"""The app's name for Django."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks


class ImportsConfig(hooks.WebApp):
    name = "toetssteen.web.imports"
    verbose_name = _("Lijsten overnemen")
