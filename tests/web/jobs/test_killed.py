"""Killed at any moment (SIGKILL), no job is lost and none runs twice at a time; what a killed run started is gone."""

import contextlib
import os
import random
import signal
import time
from pathlib import Path

import pytest
from web.jobs.conftest import Site

from toetssteen.web.jobs.models import ENDED, RunState, Schedule, Worker
from toetssteen.web.jobs.worker import processes

TIMES = [3, pytest.param(60, marks=pytest.mark.long)]
# A worker that kills itself when it gets to this place for the so-manieth time.
KILLED_AT = """
import os, signal, django
django.setup()
from importlib import import_module
module = import_module("toetssteen.web.jobs.{module}")
really, calls = module.{name}, []
def until(*words, **named):
    calls.append(1)
    if len(calls) == {number} and not {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    found = really(*words, **named)
    if len(calls) == {number} and {after} and (found is not None or {empty}):
        os.kill(os.getpid(), signal.SIGKILL)
    if found is None and not {empty}:
        calls.pop()
    return found
module.{name} = until
"""
MOMENTS = {
    "after the claim, before there is a process": ("runs", "claim", 1, True, False),
    "as the process starts": ("worker.children", "start", 1, True, False),
    "while it says that it lives": ("worker.rows", "say_alive", 2, False, False),
    "when a run ended, before that is noted": ("runs", "die", 1, False, False),
    "when a run ended, after that is noted": ("runs", "die", 1, True, False),
}


def not_twice(site: Site) -> None:
    assert not [mark for mark in site.runs() if mark[2] == "TWICE"], site.told()


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_worker_killed_at_each_step_loses_no_job(site: Site, moment: tuple[str, str, int, bool, bool]) -> None:
    module, name, number, after, empty = moment
    jobs = [site.add("note", seconds=0.3) for _n in range(3)]
    first = site.worker(KILLED_AT.format(module=module, name=name, number=number, after=after, empty=empty))
    assert first.wait(timeout=60) == -signal.SIGKILL, site.told()
    site.worker()
    for job in jobs:
        site.until_state(job, RunState.SUCCEEDED)
        assert site.said(job)[-1] == "end"
    not_twice(site)
    site.until(lambda: Worker.objects.using(site.alias).count() == 1)


@pytest.mark.parametrize("times", TIMES)
def test_workers_killed_at_any_moment_lose_no_job_and_run_none_twice(site: Site, times: int) -> None:
    draw = random.Random(times)
    jobs = [site.add("note", seconds=draw.uniform(0, 0.6)) for _n in range(2 * times)]
    beside = site.worker()
    for _number in range(times):
        worker = site.worker()
        time.sleep(draw.uniform(0.3, 2.0))
        worker.kill()
        worker.wait()
    assert beside.poll() is None
    for job in jobs:
        done = site.until_state(job, *ENDED)
        assert done.state == RunState.SUCCEEDED, done.error
        marks = site.said(job)
        assert marks[-1] == "end"
        assert done.result is not None
    not_twice(site)


@pytest.mark.parametrize("times", TIMES)
def test_runs_killed_at_any_moment_run_again_until_they_are_done(site: Site, times: int) -> None:
    draw = random.Random(times)
    jobs = [site.add("note", seconds=0.5) for _n in range(times)]
    site.worker()

    def all_done() -> bool:
        return all(site.state(job) == RunState.SUCCEEDED for job in jobs)

    for _number in range(times):
        # The last run may end by itself between two kills: then no other follows.
        site.until(lambda: any(processes.of_job(job.uid) for job in jobs) or all_done())
        if all_done():
            break
        time.sleep(draw.uniform(0, 1.0))
        for pid in [pid for job in jobs for pid in processes.of_job(job.uid)][:1]:
            # It may have ended by itself since it was listed.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    for job in jobs:
        assert site.until_state(job, *ENDED).state == RunState.SUCCEEDED
    not_twice(site)


def test_a_run_of_a_kind_that_may_not_run_again_is_failed_with_the_reason(site: Site) -> None:
    job = site.add("note-once", seconds=30)
    site.worker()
    site.until(lambda: site.said(job) == ["begin"])
    os.kill(processes.of_job(job.uid)[0], signal.SIGKILL)
    assert "afgebroken voordat hij klaar was" in site.until_state(job, RunState.FAILED).error
    assert site.said(job) == ["begin"]


def test_what_a_run_started_goes_when_worker_and_run_are_both_killed(site: Site) -> None:
    job = site.add("company", seconds=60)
    first = site.worker()
    site.until(lambda: len(site.said(job)) == 1)
    company = int(site.said(job)[0].partition("=")[2])
    run = next(pid for pid in processes.of_job(job.uid) if pid != company)
    first.kill()
    os.kill(run, signal.SIGKILL)
    first.wait()
    assert processes.of_job(job.uid) == [company], "nobody was left to end it"
    site.worker()
    site.until(lambda: len(site.said(job)) == 2)
    assert company not in processes.of_job(job.uid)


def test_a_run_ends_with_its_worker(site: Site) -> None:
    job = site.add("note", seconds=60)
    worker = site.worker()
    site.until(lambda: site.said(job) == ["begin"])
    worker.kill()
    worker.wait()
    site.until(lambda: not processes.of_job(job.uid), patience=5)
    assert site.state(job) == RunState.RUNNING, "until another worker sees it"
    site.worker()
    site.until(lambda: len(site.said(job)) == 2)
    assert site.jobs.get(pk=job.pk).log == "begonnen\n", "what the first run printed"


def test_an_effect_in_the_database_is_made_once_however_often_it_is_killed(site: Site) -> None:
    job = site.add("whole", name="eens")
    site.worker()
    for delay in (0.0, 0.02, 0.05, 0.1):
        site.until(lambda: bool(processes.of_job(job.uid)) or site.state(job) == RunState.SUCCEEDED)
        count = len(site.said(job))
        site.until(lambda count=count: len(site.said(job)) > count or site.state(job) == RunState.SUCCEEDED)
        time.sleep(delay)
        for pid in processes.of_job(job.uid):
            os.kill(pid, signal.SIGKILL)
    done = site.until_state(job, RunState.SUCCEEDED)
    assert done.result == {"made": "eens"}
    assert Schedule.objects.using(site.alias).filter(kind__startswith="eens").count() == 1


def test_a_job_stopped_by_a_worker_that_stops_waits_for_the_next(site: Site) -> None:
    job = site.add("note", seconds=40)
    worker = site.worker()
    site.until(lambda: site.said(job) == ["begin"])
    begun = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=9.5) == 0
    assert time.monotonic() - begun < 9, "start.py kills after ten seconds"
    left = site.jobs.get(pk=job.pk)
    assert (left.state, left.attempts, left.run) == (RunState.QUEUED, 0, 1)
    assert not processes.of_job(job.uid)
    assert not Worker.objects.using(site.alias).exists()


def test_a_short_job_may_finish_when_the_worker_stops(site: Site) -> None:
    job = site.add("note", seconds=1.0)
    worker = site.worker()
    site.until(lambda: site.said(job) == ["begin"])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=9.5) == 0
    assert site.state(job) == RunState.SUCCEEDED
    assert not list((site.var / "tmp" / "jobs").iterdir()), "logs stand with the jobs"


def test_the_worker_row_names_a_process_of_this_machine(site: Site) -> None:
    worker = site.worker()
    site.until(lambda: Worker.objects.using(site.alias).exists())
    row = Worker.objects.using(site.alias).get()
    assert row.pid == worker.pid
    assert row.machine == processes.machine()
    assert processes.lives(row.pid, row.process_start)
    assert not processes.lives(row.pid, row.process_start + "1"), "another process with that number"
    assert Path(f"/proc/{row.pid}").is_dir()
