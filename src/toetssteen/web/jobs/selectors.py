"""How to read jobs, workers and what is planned."""

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.jobs import rules
from toetssteen.web.jobs.models import ACTIVE, Job, RunState, Worker

# A worker that lives is heard every few seconds.
RECENTLY = timedelta(seconds=30)


def jobs(state: str = "") -> QuerySet[Job]:
    """The newest first; of one state, or all."""
    all_jobs = Job.objects.select_related("requested_by").defer("log", "traceback", "arguments", "result")
    return all_jobs.filter(state=state) if state in RunState.values else all_jobs


def job_for(actor: Actor, number: int) -> Job | None:
    """The job, for who may see it; also for others than administrators: those they asked for."""
    job = Job.objects.select_related("requested_by").filter(pk=number).first()
    return job if job is not None and rules.may_see(actor, job) else None


def job_with(uid: str) -> Job | None:
    """The job that `enqueue` gave this name."""
    return Job.objects.filter(uid=uid).first()


def is_active(number: int) -> bool:
    """Whether the job waits or runs."""
    return Job.objects.filter(pk=number, state__in=ACTIVE).exists()


def last_ended(kind: str) -> Job | None:
    """The one of a kind that ended last, however it ended."""
    return jobs().filter(kind=kind, ended_at__isnull=False).order_by("-ended_at").first()


def last_heard() -> datetime | None:
    """When a worker last said that it lives; None when there is none."""
    heard: datetime | None = Worker.objects.aggregate(at=Max("heard_at"))["at"]
    return heard


def worker_alive() -> bool:
    heard = last_heard()
    return heard is not None and timezone.now() - heard < RECENTLY
