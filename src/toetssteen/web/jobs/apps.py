"""The app's name for Django, and its hooks."""

from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from toetssteen.web.jobs.checks import check_schedule
from toetssteen.web.site import hooks


class JobsConfig(hooks.WebApp):
    name = "toetssteen.web.jobs"
    verbose_name = _("Taken")
    # An app with jobs of its own names them the same way; `kinds` reads it.
    job_kinds = "toetssteen.web.jobs.letters.KINDS"
    # Read by `accounts`, which stands lower.
    letter_queue = "toetssteen.web.jobs.letters.queue"

    def ready(self) -> None:
        register(check_schedule)
