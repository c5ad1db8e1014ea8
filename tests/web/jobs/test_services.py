"""Queueing, stopping, repeating, what is planned, and throwing away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO

import msgspec
import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.utils import timezone
from people import person
from web.jobs.trial.kinds import Seconds

from toetssteen.web.accounts.privacy import retention
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import actor
from toetssteen.web.jobs import commands, kinds, runs, scheduling, selectors, services
from toetssteen.web.jobs.kinds import JobError, NoArguments, RunOverError
from toetssteen.web.jobs.models import Job, RunState, Schedule, Worker
from toetssteen.web.jobs.worker import running
from toetssteen.web.settings.jobs import schedule

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Actor:
    return actor(person("Bas", "beheerder"))


@pytest.fixture
def clerk() -> Actor:
    return actor(person("Bo", "programmabureau"))


def running_job(**more: object) -> Job:
    worker = Worker.objects.create(machine="elders", pid=1)
    fields = {"state": RunState.RUNNING, "run": 1, "worker": worker, "started_at": timezone.now()}
    return Job.objects.create(**{"uid": "u", "kind": "retention", **fields, **more})


def test_a_job_waits_with_its_arguments(trial_kinds: None, clerk: Actor) -> None:
    job = services.enqueue("note", Seconds(2.5), clerk)
    assert (job.state, job.arguments, job.requested_by_id) == (RunState.QUEUED, {"seconds": 2.5}, clerk.user)
    assert services.enqueue("note", Seconds(2.5), clerk).pk != job.pk, "without a key there is room for more"
    assert selectors.job_with(job.uid) == job


def test_of_one_key_only_one_waits_or_runs(trial_kinds: None) -> None:
    first = services.enqueue("keyed")
    assert services.enqueue("keyed") == first
    other = services.enqueue("keyed", key="other")
    assert other != first
    worker = Worker.objects.create(machine="elders", pid=1)
    claimed = runs.claim(worker, timezone.now())
    assert claimed == first
    assert services.enqueue("keyed") == first
    runs.succeed(first.uid, claimed.run, None)
    assert services.enqueue("keyed") != first


def test_what_does_not_fit_is_refused_at_once(trial_kinds: None) -> None:
    with pytest.raises(JobError, match="kent geen taak"):
        services.enqueue("bestaat-niet")
    with pytest.raises(msgspec.ValidationError):
        services.enqueue("note", NoArguments() and msgspec.defstruct("Other", [("seconds", str)])("veel"))
    with pytest.raises(msgspec.ValidationError):
        services.enqueue("whole")


def test_stopping_is_for_administrators_and_who_asked(chief: Actor, clerk: Actor) -> None:
    own_job, other = services.enqueue("retention", actor=clerk), services.enqueue("backup")
    with pytest.raises(PermissionDenied):
        services.cancel(clerk, other)
    with pytest.raises(PermissionDenied):
        services.cancel(Actor(), own_job)
    services.cancel(clerk, own_job)
    services.cancel(chief, other)
    assert set(Job.objects.values_list("state", flat=True)) == {RunState.CANCELLED}
    services.cancel(chief, own_job)
    job = running_job()
    services.cancel(chief, job)
    job.refresh_from_db()
    assert (job.state, job.cancel_asked) == (RunState.RUNNING, True)
    assert runs.die(job.uid, 1)
    job.refresh_from_db()
    assert job.state == RunState.CANCELLED, "also when its worker died before it could stop it"


@pytest.mark.parametrize("ends", [runs.die, runs.call_off, lambda uid, run: runs.fail(uid, run, "mis")])
def test_a_run_that_ends_as_somebody_stops_its_job_does_not_go_back_in_the_queue(
    ends: Callable[[str, int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = running_job()
    # Between reading the job and changing it.
    real = runs._requeue

    def stopped_meanwhile(uid: str, run: int, moment: datetime, **more: object) -> bool:
        Job.objects.update(cancel_asked=True)
        return real(uid, run, moment, **more)

    monkeypatch.setattr(runs, "_requeue", stopped_meanwhile)
    assert ends(job.uid, 1)
    job.refresh_from_db()
    assert job.state == RunState.CANCELLED


def test_again_is_a_new_job_for_administrators_only(chief: Actor, clerk: Actor) -> None:
    job = services.enqueue("retention", actor=clerk)
    services.cancel(clerk, job)
    with pytest.raises(PermissionDenied):
        services.again(clerk, job)
    with pytest.raises(PermissionDenied):
        services.run_now(clerk, "retention")
    with pytest.raises(PermissionDenied):
        services.reschedule(clerk, "retention", "off")
    repeated = services.again(chief, job)
    assert (repeated.kind, repeated.requested_by_id, repeated.state) == ("retention", chief.user, RunState.QUEUED)
    assert services.run_now(chief, "retention") == repeated


def test_each_may_see_their_own(chief: Actor, clerk: Actor) -> None:
    own_job, other = services.enqueue("retention", actor=clerk), services.enqueue("backup")
    assert selectors.job_for(clerk, own_job.pk) == own_job
    assert selectors.job_for(clerk, other.pk) is None
    assert selectors.job_for(Actor(), other.pk) is None
    assert selectors.job_for(chief, other.pk) == other


def noon(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=timezone.get_default_timezone())


def test_what_was_missed_runs_once() -> None:
    scheduling.tick(noon(1))
    assert not Job.objects.exists()
    assert {item.kind.name for item in scheduling.planned() if item.next_at} == {"retention", "digest"}
    scheduling.tick(noon(20))
    assert sorted(Job.objects.values_list("kind", flat=True)) == ["digest", "retention"]
    scheduling.tick(noon(20) + timedelta(seconds=15))
    assert Job.objects.count() == 2
    assert Schedule.objects.get(kind="retention").next_at == datetime(2026, 11, 21, 3, 30, tzinfo=noon(1).tzinfo)


def test_a_recurring_job_comes_round_again_the_next_day_after_it_failed(trial_kinds: None) -> None:
    queued = []
    for day in (1, 2, 3, 4):
        scheduling.tick(noon(day))
        job = Job.objects.filter(kind="recurring", state=RunState.QUEUED).first()
        queued.append((day, job is not None))
        Job.objects.update(state=RunState.FAILED, ended_at=timezone.now(), error="Dit lukt nooit.")
    assert queued == [(1, False), (2, True), (3, True), (4, True)]
    assert Job.objects.filter(kind="recurring").count() == 3


def test_two_workers_that_look_at_the_same_moment_queue_it_once(trial_kinds: None) -> None:
    scheduling.tick(noon(1))
    row = Schedule.objects.get(kind="recurring")
    following = noon(20)
    scheduling._due(row, following)
    Job.objects.update(state=RunState.SUCCEEDED, ended_at=timezone.now())
    scheduling._due(row, following)
    assert Job.objects.count() == 1


def test_another_time_is_counted_anew(chief: Actor, settings: object) -> None:
    scheduling.tick(noon(1))
    services.reschedule(chief, "retention", "15m")
    scheduling.tick(noon(1))
    assert Schedule.objects.get(kind="retention").next_at == noon(1) + timedelta(minutes=15)
    services.reschedule(chief, "retention", "off")
    scheduling.tick(noon(2))
    assert Schedule.objects.get(kind="retention").next_at is None
    services.reschedule(chief, "retention", "")
    settings.JOB_SCHEDULE = {"retention": "04:00"}
    scheduling.tick(noon(2))
    assert Schedule.objects.get(kind="retention").next_at == datetime(2026, 11, 3, 4, tzinfo=noon(1).tzinfo)
    with pytest.raises(ValueError, match="no recurrence"):
        services.reschedule(chief, "retention", "morgen")
    with pytest.raises(JobError):
        services.reschedule(chief, "bestaat-niet", "off")


def test_a_schedule_in_the_settings_is_checked(settings: object) -> None:
    assert schedule(["refresh=05:00", " digest = off "]) == {"refresh": "05:00", "digest": "off"}
    for wrong in (["refresh"], ["=05:00"], ["refresh="], ["a=off", "a=off"]):
        with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_SCHEDULE"):
            schedule(wrong)
    for setting, words in (({"bestaat": "05:00"}, "Kies uit: backup"), ({"refresh": "5 uur"}, "geen tijdstip")):
        settings.JOB_SCHEDULE = setting
        with pytest.raises(SystemCheckError, match=words):
            call_command("check", stdout=StringIO())


def test_what_ended_long_enough_ago_goes(trial_kinds: None) -> None:
    now = timezone.now()
    for kind, days in (("note", 29), ("note", 31), ("vroeger", 31)):
        moment = now - timedelta(days)
        Job.objects.create(uid=f"{kind}{days}", kind=kind, state=RunState.SUCCEEDED, ended_at=moment)
    Job.objects.create(uid="waits", kind="note", queued_at=now - timedelta(100))
    services.forget_old(now)
    assert set(Job.objects.values_list("uid", flat=True)) == {"note29", "waits"}


def test_no_kind_keeps_longer_than_the_retention_of_jobs() -> None:
    (rule,) = (table_rule for table_rule in retention.shipped().tables if table_rule.table == "jobs.Job")
    assert max(kind.keep for kind in kinds.kinds().values()) <= timedelta(rule.days)


def test_every_kind_has_another_name_and_a_schedule_that_is_one() -> None:
    own_figures = {"own-figures-publish", "own-figures-take-back"}
    assert set(kinds.kinds()) == {"backup", "retention", "refresh", "digest", "link"} | own_figures
    for item in scheduling.planned():
        assert item.rule
        Schedule(kind=item.kind.name, own=item.rule).full_clean()


def test_a_run_that_was_given_up_writes_nothing() -> None:
    job = running_job()
    run = running.CurrentRun(job.uid, 1)
    run.progress(0.5, "halverwege")
    runs.take_over(job, Worker.objects.create(machine="elders", pid=2))
    run._reported = 0.0
    with pytest.raises(RunOverError):
        run.progress(0.6)
    with pytest.raises(RunOverError):
        run.complete()
    assert running.run_job(job.uid, 1) == running.OVER
    assert running.run_job(job.uid, 2) == running.OVER, "who took it over runs nothing: it settles"
    job.refresh_from_db()
    assert (job.progress, job.doing, job.state) == (0.5, "halverwege", RunState.RUNNING)


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(JobError, match="toetssteen build"):
        commands.toetssteen(["publish", "bestaat-niet"])


def test_a_command_is_watched_as_long_as_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "WATCH", 0.01)
    looks: list[int] = []
    commands.toetssteen(["--version"], watch=lambda: looks.append(1))
    assert looks

    def given_up() -> None:
        raise RunOverError

    with pytest.raises(RunOverError):
        commands.toetssteen(["--version"], watch=given_up)


def test_a_job_is_queued_from_the_command_line_once(trial_kinds: None) -> None:
    out = StringIO()
    for _again in range(2):
        call_command("enqueue", "keyed", stdout=out)
    (job,) = Job.objects.filter(kind="keyed")
    assert out.getvalue() == f"Taak {job.pk} staat in de rij.\n" * 2
    with pytest.raises(CommandError, match="kent geen taak “bestaat-niet”"):
        call_command("enqueue", "bestaat-niet")
