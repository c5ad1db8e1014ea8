"""Who may see, stop and repeat jobs."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.jobs.models import Job


def may_see(actor: Actor, job: Job) -> bool:
    """An administrator sees all, others what they asked for themselves."""
    return actor.administers() or (actor.user is not None and actor.user == job.requested_by_id)


def may_cancel(actor: Actor, job: Job) -> bool:
    return may_see(actor, job)


def may_see_inside(actor: Actor) -> bool:
    """Log, arguments and the trace of an error: they can hold what is nobody else's business."""
    return actor.administers()


def demand_administrator(actor: Actor) -> None:
    """Raises PermissionDenied."""
    if not actor.administers():
        raise PermissionDenied(_("Dit is alleen voor beheerders."))
