"""The app's name for Django, and its kinds of job."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks


class OwnFiguresConfig(hooks.WebApp):
    name = "toetssteen.web.own_figures"
    verbose_name = _("Eigen cijfers")
    job_kinds = "toetssteen.web.own_figures.jobs.KINDS"
