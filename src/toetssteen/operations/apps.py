"""The app's name for Django, and its kinds of job."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks


class OperationsConfig(hooks.WebApp):
    name = "toetssteen.operations"
    verbose_name = _("Beheer van de installatie")
    job_kinds = "toetssteen.operations.jobs.KINDS"
