"""Every change of jobs and of when recurring ones run."""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

import msgspec
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.jobs import recurrence, rules
from toetssteen.web.jobs.kinds import JobError, JobKind, kind_named, kinds
from toetssteen.web.jobs.models import ACTIVE, Job, RunState, Schedule

log = logging.getLogger("toetssteen.jobs")
TRIES = 5
# Jobs of a kind that this version does not have any more.
KEEP_UNKNOWN = timedelta(days=30)


def enqueue(
    name: str,
    arguments: msgspec.Struct | None = None,
    actor: Actor | None = None,
    *,
    key: str | None = None,
    not_before: datetime | None = None,
) -> Job:
    """The job, waiting; or the one of the same kind and key that waits or runs already.

    name: of the kind. arguments: of the type the kind says; None where it has nothing without a default. actor: who
    asks, None for the installation itself. key: in place of the one the kind makes. Raises JobError for a kind that is
    not there, msgspec.ValidationError for arguments that do not fit. Within a transaction it waits for the commit.
    """
    kind = kind_named(name)
    values = msgspec.to_builtins(arguments if arguments is not None else msgspec.convert({}, kind.arguments))
    checked = msgspec.convert(values, kind.arguments)
    return _add(kind, values, actor, kind.key(checked) if key is None else key, not_before or timezone.now())


def _add(kind: JobKind, values: object, actor: Actor | None, key: str, not_before: datetime) -> Job:
    fields = {
        "kind": kind.name,
        "arguments": values,
        "key": key,
        "requested_by_id": None if actor is None else actor.user,
        "not_before": not_before,
    }
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return Job.objects.create(uid=uuid4().hex, **fields)
        except IntegrityError:
            # Somebody was first. When that one ended meanwhile, there is room now.
            active = Job.objects.filter(kind=kind.name, key=key, state__in=ACTIVE).first()
            if active is not None:
                return active
    raise JobError(_("De taak kon niet in de wachtrij. Probeer het nog eens."))


def cancel(actor: Actor, job: Job) -> None:
    """A waiting job is gone from the queue; the process of a running one is ended soon, by its worker. One that ended
    stays as it is. Raises PermissionDenied."""
    if not rules.may_cancel(actor, job):
        log.warning("refused: user %s may not stop job %s", actor.user, job.uid)
        raise PermissionDenied(_("Deze taak kunt u niet stoppen."))
    # In this order: a run that ends in between sees it, and does not go back in the queue.
    Job.objects.filter(pk=job.pk, state__in=ACTIVE).update(cancel_asked=True)
    waiting = Job.objects.filter(pk=job.pk, state=RunState.QUEUED, cancel_asked=True)
    waiting.update(state=RunState.CANCELLED, ended_at=timezone.now())
    log.warning("job %s (%s) stopped by user %s", job.uid, job.kind, actor.user)


def again(actor: Actor, job: Job) -> Job:
    """A new job that does the same. Raises PermissionDenied, JobError."""
    rules.demand_administrator(actor)
    return _add(kind_named(job.kind), job.arguments, actor, job.key, timezone.now())


def run_now(actor: Actor, name: str) -> Job:
    """A recurring kind, out of turn. Raises PermissionDenied, JobError."""
    rules.demand_administrator(actor)
    return enqueue(name, actor=actor)


def reschedule(actor: Actor, name: str, own: str) -> None:
    """From now on at other times; "" for those of the installation. Raises PermissionDenied, JobError, ValueError."""
    rules.demand_administrator(actor)
    if own:
        recurrence.parse(own)
    # Counted anew by the next worker that looks.
    Schedule.objects.update_or_create(kind=kind_named(name).name, defaults={"own": own, "counted": ""})
    log.warning("schedule of %s set to %s by user %s", name, own or "default", actor.user)


def forget_old(now: datetime) -> None:
    """Jobs that ended go, with their log, when they were kept as long as their kind says."""
    kinds_by_name = kinds()
    for kind in kinds_by_name.values():
        Job.objects.filter(kind=kind.name, ended_at__lt=now - kind.keep).delete()
    Job.objects.filter(ended_at__lt=now - KEEP_UNKNOWN).exclude(kind__in=kinds_by_name).delete()
