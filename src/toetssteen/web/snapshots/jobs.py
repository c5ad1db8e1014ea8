"""Asking the publishers for newer figures, as a job."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.web.jobs import commands
from toetssteen.web.jobs.kinds import JobKind, Json, NoArguments, Run, one_at_a_time


def refresh(run: Run, _arguments: NoArguments) -> Json:
    """Fetch, build and publish. A second run finds nothing new; the serving figures stay until all succeeded."""
    run.progress(0.0, _("Cijfers ophalen bij de uitgevers, bouwen en controleren"))
    commands.toetssteen(["refresh"])
    return None


KINDS = (
    JobKind(
        "refresh",
        gettext_lazy("Cijfers verversen"),
        refresh,
        key=one_at_a_time,
        retries=2,
        time_limit=timedelta(hours=12),
        keep=timedelta(days=90),
        # Nothing is asked over the network unless somebody chose that.
        schedule="off",
    ),
)
