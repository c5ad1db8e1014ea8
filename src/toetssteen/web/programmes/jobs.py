"""The weekly letter, as a job."""

from datetime import timedelta

from django.utils.translation import gettext_lazy

from toetssteen.web.jobs import commands
from toetssteen.web.jobs.kinds import JobKind, Json, NoArguments, Run, one_at_a_time


def send_digests(_run: Run, _arguments: NoArguments) -> Json:
    """To whoever is due. Of each letter it is noted that it left, so again sends only those that did not."""
    commands.manage("digest")
    return None


KINDS = (
    JobKind(
        "digest",
        gettext_lazy("Wekelijkse e-mail"),
        send_digests,
        key=one_at_a_time,
        retries=3,
        keep=timedelta(days=90),
        schedule="07:00",
    ),
)
