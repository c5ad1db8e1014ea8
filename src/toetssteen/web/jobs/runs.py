"""The states of a job and how it goes from one to the next. Every step is one conditional UPDATE: whoever's run is not
the one that counts any more changes nothing, and is told so.

    queued -> running -> succeeded | failed | cancelled
    running -> queued        to be tried again, or its process was killed
    queued -> cancelled
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.web.jobs.kinds import JobKind, Json, kinds
from toetssteen.web.jobs.models import Job, RunState, Worker

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)


def waiting(now: datetime) -> QuerySet[Job]:
    """What may start now, the longest waiting first."""
    return Job.objects.filter(state=RunState.QUEUED, not_before__lte=now).order_by("not_before", "pk")


def claim(worker: Worker, now: datetime) -> Job | None:
    """The next job, as a new run of this worker; None when none is due or another worker was first."""
    # Looking takes no lock; on SQLite a transaction is the only writer from its start.
    if not waiting(now).exists():
        return None
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        job = waiting(now).select_for_update(skip_locked=skip).first()
        if job is None:
            return None
        claimed = Job.objects.filter(pk=job.pk, state=RunState.QUEUED, run=job.run).update(
            state=RunState.RUNNING,
            worker=worker,
            run=F("run") + 1,
            attempts=F("attempts") + 1,
            begun=False,
            started_at=now,
            progress=0.0,
            doing="",
        )
    return Job.objects.get(pk=job.pk) if claimed else None


def current(uid: str, run: int) -> QuerySet[Job]:
    """The job as long as this run of it counts; nothing afterwards."""
    return Job.objects.filter(uid=uid, run=run, state=RunState.RUNNING)


def begin(uid: str, run: int) -> Job | None:
    """For the process of a run, before it does anything: once, and only while the run counts."""
    counted = current(uid, run).filter(begun=False).update(begun=True)
    return Job.objects.get(uid=uid) if counted else None


def report(uid: str, run: int, fraction: float, words: str) -> bool:
    """How far the run is. Whether it counts."""
    return bool(current(uid, run).update(progress=min(1.0, max(0.0, fraction)), doing=words[:200]))


def succeed(uid: str, run: int, result: Json) -> bool:
    """Whether the run counted, and the job is done by it."""
    return _end(uid, run, RunState.SUCCEEDED, progress=1.0, doing="", result=result, error="", traceback="")


def fail(uid: str, run: int, words: str, traceback: str = "", *, again: bool = True) -> bool:
    """The run failed: the job waits longer each time, or failed for good. again: whether another try may help."""
    job = current(uid, run).first()
    if job is None:
        return False
    kind = kinds().get(job.kind)
    outcome = {"error": words, "traceback": traceback, "failures": job.failures + 1}
    if job.cancel_asked:
        return cancel_run(uid, run)
    if not again or kind is None or job.failures >= kind.retries:
        return _end(uid, run, RunState.FAILED, **outcome)
    return _requeue(uid, run, timezone.now() + wait_after(job.failures + 1), **outcome)


def wait_after(failures: int) -> timedelta:
    """How long a job waits after so many failures (at least 1): 30 seconds, doubling, an hour at most."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(failures - 1, 20)))


def die(uid: str, run: int) -> bool:
    """The process of the run is gone without saying how it ended. Again when the kind allows it, else failed."""
    job = current(uid, run).first()
    if job is None:
        return False
    if job.cancel_asked:
        return cancel_run(uid, run)
    if may_restart(job, kinds().get(job.kind)):
        return _requeue(uid, run, timezone.now())
    return _end(uid, run, RunState.FAILED, error=_("De taak is afgebroken voordat hij klaar was."))


def may_restart(job: Job, kind: JobKind | None) -> bool:
    """Whether a run that was killed may be followed by another. job: as it was during that run."""
    return kind is not None and job.attempts - job.failures <= kind.restarts


def call_off(uid: str, run: int) -> bool:
    """The worker stops and ended the run: the job waits for another, and this run counts for nothing."""
    return _requeue(uid, run, timezone.now(), attempts=F("attempts") - 1)


def cancel_run(uid: str, run: int) -> bool:
    """Somebody stopped the job; its process is gone."""
    return _end(uid, run, RunState.CANCELLED, doing="")


def take_over(job: Job, worker: Worker) -> Job | None:
    """The job of a dead worker becomes this one's, as a new run, before anything is done about it. None when another
    worker was first."""
    taken = current(job.uid, job.run).filter(worker=job.worker_id)
    return Job.objects.get(pk=job.pk) if taken.update(worker=worker, run=F("run") + 1, begun=True) else None


def keep_log(uid: str, run: int, log: str) -> None:
    """What the run printed, after what earlier ones did. Also when the run just ended."""
    Job.objects.filter(Q(uid=uid, run=run)).update(log=log)


def _end(uid: str, run: int, state: RunState, **fields: object) -> bool:
    return bool(current(uid, run).update(state=state, ended_at=timezone.now(), worker=None, **fields))


def _requeue(uid: str, run: int, moment: datetime, **fields: object) -> bool:
    """Unless somebody stopped the job meanwhile: then it ends here."""
    not_cancelled = current(uid, run).filter(cancel_asked=False)
    if not_cancelled.update(state=RunState.QUEUED, not_before=moment, worker=None, **fields):
        return True
    return cancel_run(uid, run)
