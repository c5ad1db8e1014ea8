"""A link to choose a password, as a job: a hard kill loses none. `accounts` asks for it without knowing this app."""

import logging
import smtplib
from datetime import timedelta

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.web.accounts.sign_in.forms import AskReset
from toetssteen.web.jobs.kinds import JobError, JobKind, Json, Run
from toetssteen.web.jobs.models import Job, RunState
from toetssteen.web.jobs.services import enqueue

log = logging.getLogger("toetssteen.access")
# However many ask from however many places.
MOST_WAITING = 100


class ResetRequest(msgspec.Struct, frozen=True):
    """To whom, and at which address of the site they ask."""

    email: str
    domain: str
    secure: bool


def queue(email: str, domain: str, secure: bool) -> None:
    """As `accounts.sign_in.letters.later` calls it. A letter too many is dropped, which only the log tells."""
    if Job.objects.filter(kind=KIND.name, state=RunState.QUEUED).count() >= MOST_WAITING:
        log.warning("a letter was not sent: %s are waiting", MOST_WAITING)
        return
    enqueue(KIND.name, ResetRequest(email, domain, secure))


def send_link(_run: Run, link: ResetRequest) -> Json:
    """To an unknown address nothing goes, and the job is done all the same. Killed halfway, a second letter may come:
    a newer link that works as well."""
    form = AskReset({"email": link.email})
    if form.is_valid():
        try:
            form.send(link.domain, secure=link.secure)
        except (OSError, smtplib.SMTPException) as problem:
            # Only the kind, and no trace of it: the rest may hold an address.
            words = _("De mailserver nam de e-mail niet aan ({kind}).").format(kind=type(problem).__name__)
            raise JobError(words) from None
    return None


KIND = JobKind(
    "link",
    gettext_lazy("Link voor een nieuw wachtwoord"),
    send_link,
    ResetRequest,
    retries=6,
    time_limit=timedelta(minutes=2),
    # It names an address.
    keep=timedelta(hours=1),
)
KINDS = (KIND,)
