"""The states of a job: whatever happens in whatever order, only the run that counts changes anything."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from web.jobs.conftest import Site

from toetssteen.web.jobs import runs
from toetssteen.web.jobs.models import ACTIVE, ENDED, Job, RunState, Worker
from toetssteen.web.jobs.worker import rows

KIND = "retention"  # retries=3, restarts=5


def add(**more: object) -> Job:
    return Job.objects.create(**{"uid": uuid4().hex, "kind": KIND, **more})


def beside(**more: object) -> Worker:
    return Worker.objects.create(**{"machine": "elders", "pid": 1, "process_start": "x", **more})


class Jobs(RuleBasedStateMachine):
    """One job, three workers that claim it, lose it, give it up and go on with runs that are over."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[int, int]] = []  # every run there ever was, with its worker
        self.ends: list[RunState] = []

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.workers = [beside(pid=n) for n in (1, 2, 3)]
        self.job = add()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @property
    def now(self) -> Job:
        return Job.objects.get(pk=self.job.pk)

    def counts(self, run: int) -> bool:
        now = self.now
        return now.state == RunState.RUNNING and now.run == run

    @rule(n=st.integers(0, 2))
    def claim(self, n: int) -> None:
        before = self.now
        job = runs.claim(self.workers[n], timezone.now() + timedelta(hours=2))
        assert (job is not None) == (before.state == RunState.QUEUED)
        if job is not None:
            assert job.run == before.run + 1
            self.given.append((job.run, n))

    @rule(data=st.data(), n=st.integers(0, 2))
    def take_over(self, data: st.DataObject, n: int) -> None:
        before = self.now
        taken = runs.take_over(before, self.workers[n])
        assert (taken is not None) == (before.state == RunState.RUNNING)
        assert runs.take_over(before, self.workers[n]) is None, "from what it was before, nobody takes it twice"
        if taken is not None:
            self.given.append((taken.run, n))

    @rule(
        data=st.data(),
        how=st.sampled_from(["begin", "report", "succeed", "fail", "refuse", "die", "call_off", "cancel"]),
    )
    def say(self, data: st.DataObject, how: str) -> None:
        """A run says something: the one that counts, or one that is over."""
        if not self.given:
            return
        run, _worker = data.draw(st.sampled_from(self.given))
        uid, counts, before = self.job.uid, self.counts(run), self.now
        said = {
            "begin": lambda: runs.begin(uid, run) is not None,
            "report": lambda: runs.report(uid, run, 0.5, "halverwege"),
            "succeed": lambda: runs.succeed(uid, run, {"run": run}),
            "fail": lambda: runs.fail(uid, run, "mis"),
            "refuse": lambda: runs.fail(uid, run, "mis", again=False),
            "die": lambda: runs.die(uid, run),
            "call_off": lambda: runs.call_off(uid, run),
            "cancel": lambda: runs.cancel_run(uid, run),
        }[how]()
        assert said == (counts and not (how == "begin" and before.begun))
        if not said:
            fields = [f.name for f in Job._meta.concrete_fields]
            assert [getattr(before, f) for f in fields] == [getattr(self.now, f) for f in fields]

    @rule()
    def ask_to_stop(self) -> None:
        Job.objects.filter(pk=self.job.pk, state=RunState.RUNNING).update(cancel_asked=True)

    @invariant()
    def it_ends_once(self) -> None:
        now = self.now
        if self.ends:
            assert now.state == self.ends[0], "what ended stays so"
        elif now.state in ENDED:
            self.ends.append(RunState(now.state))
        assert (now.worker_id is not None) == (now.state == RunState.RUNNING)
        assert now.attempts <= len(self.given)
        assert now.failures <= now.attempts or now.failures <= 4


class TestJobs(Jobs.TestCase, TestCase):
    settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "zomaar"},
        {"progress": 1.5},
        {"state": RunState.RUNNING},
        {"state": RunState.SUCCEEDED},
        {"ended_at": timezone.now()},
        {"state": RunState.FAILED, "ended_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(**wrong)


@pytest.mark.django_db
def test_one_per_key_waits_or_runs_and_any_number_ended() -> None:
    add(key="a")
    add(key="b")
    add(key="a", kind="backup")
    for _n in range(2):
        add(key="a", state=RunState.SUCCEEDED, ended_at=timezone.now())
        add(key="")
    with pytest.raises(IntegrityError), transaction.atomic():
        add(key="a")


@pytest.mark.django_db
def test_the_wait_doubles_up_to_an_hour() -> None:
    waits = [runs.wait_after(n).total_seconds() for n in (1, 2, 3, 8, 1000)]
    assert waits == [30, 60, 120, 3600, 3600]


@pytest.mark.django_db
def test_it_is_tried_as_often_as_the_kind_says_and_then_failed() -> None:
    job, worker = add(), beside()
    for failures in range(1, 5):
        claimed = runs.claim(worker, timezone.now() + timedelta(days=1))
        assert claimed is not None
        assert runs.fail(job.uid, claimed.run, "mis", "trace")
        job.refresh_from_db()
        assert job.state == (RunState.QUEUED if failures < 4 else RunState.FAILED)
        assert (job.failures, job.error, job.traceback) == (failures, "mis", "trace")


@pytest.mark.django_db
def test_it_is_started_again_after_kills_as_often_as_the_kind_says() -> None:
    job, worker = add(), beside()
    for kills in range(1, 7):
        claimed = runs.claim(worker, timezone.now() + timedelta(days=1))
        assert claimed is not None
        assert runs.die(job.uid, claimed.run)
        job.refresh_from_db()
        assert job.state == (RunState.QUEUED if kills < 6 else RunState.FAILED)


@pytest.mark.django_db
def test_the_longest_waiting_is_first_and_what_waits_for_later_is_not() -> None:
    now, worker = timezone.now(), beside()
    later = add(not_before=now + timedelta(minutes=1))
    second, first = add(not_before=now - timedelta(seconds=1)), add(not_before=now - timedelta(seconds=2))
    claimed = [job.uid for _n in range(3) if (job := runs.claim(worker, now))]
    assert claimed == [first.uid, second.uid]
    assert runs.claim(worker, now + timedelta(minutes=2)).uid == later.uid


CLAIM_ALL = """
import os, django
django.setup()
from django.utils import timezone
from toetssteen.web.jobs import runs
from toetssteen.web.jobs.models import Worker
worker = Worker.objects.create(machine="elders", pid=os.getpid())
input()
while job := runs.claim(worker, timezone.now()):
    print(job.uid, job.run)
"""


def test_a_hundred_jobs_and_many_claimers_each_job_once(site: Site) -> None:
    for _n in range(100):
        site.add("note")
    claimers = [site.process(CLAIM_ALL) for _n in range(4)]
    for claimer in claimers:
        claimer.stdin.write(b"\n")
        claimer.stdin.flush()
    taken = [line for claimer in claimers for line in claimer.communicate()[0].decode().splitlines()]
    assert [claimer.returncode for claimer in claimers] == [0] * 4
    assert sorted(taken) == sorted(f"{uid} 1" for uid in site.jobs.values_list("uid", flat=True))
    assert set(site.jobs.values_list("state", "run")) == {(RunState.RUNNING, 1)}


@pytest.mark.django_db
def test_a_worker_elsewhere_is_dead_after_a_minute_of_silence_and_one_here_when_its_process_is_gone() -> None:
    me = rows.register()
    silent = beside(heard_at=timezone.now() - rows.LEASE - timedelta(seconds=5))
    beside(heard_at=timezone.now() - rows.LEASE + timedelta(seconds=10))
    gone = beside(machine=me.machine, pid=me.pid, process_start="another boot 1")
    beside(machine=me.machine, pid=me.pid, process_start=me.process_start, heard_at=timezone.now() - timedelta(days=1))
    assert rows.dead_beside(me) == [gone, silent]
    assert rows.say_alive(me)
    Worker.objects.filter(pk=me.pk).delete()
    assert not rows.say_alive(me)


@pytest.mark.django_db
def test_a_worker_that_a_job_names_stays() -> None:
    worker = beside()
    add()
    claimed = runs.claim(worker, timezone.now())
    assert not rows.remove(worker)
    assert claimed is not None
    runs.succeed(claimed.uid, claimed.run, None)
    assert rows.remove(worker)
    assert Job.objects.get().state not in ACTIVE
