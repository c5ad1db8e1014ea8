"""What the worker does with a job: run, retry, stop, cut short; and its log."""

import pytest
from web.jobs.conftest import Site

from toetssteen.web.jobs.models import RunState
from toetssteen.web.jobs.worker import processes


def test_a_job_is_done_with_its_result_progress_and_log(site: Site) -> None:
    job = site.add("note", seconds=0.1)
    site.worker()
    done = site.until_state(job, RunState.SUCCEEDED)
    assert (done.result, done.progress, done.attempts, done.run) == ({"seconds": 0.1}, 1.0, 1, 1)
    assert done.started_at is not None
    assert done.ended_at is not None
    site.until(lambda: site.jobs.get(pk=job.pk).log == "begonnen\n")


def test_progress_is_seen_while_it_runs(site: Site) -> None:
    job = site.add("note", seconds=3)
    site.worker()
    site.until(lambda: 0 < site.jobs.get(pk=job.pk).progress < 1)
    assert site.jobs.get(pk=job.pk).doing == "Bezig"


def test_two_run_at_a_time_and_the_rest_waits(site: Site) -> None:
    jobs = [site.add("note", seconds=1) for _n in range(3)]
    site.worker()
    site.until(lambda: len(site.runs()) == 2)
    assert [site.state(job) for job in jobs] == [RunState.RUNNING, RunState.RUNNING, RunState.QUEUED]
    site.until_state(jobs[2], RunState.SUCCEEDED)


def test_a_job_that_failed_waits_and_a_refused_one_does_not(site: Site) -> None:
    failing, refused, broken = site.add("fails"), site.add("refused"), site.add("breaks")
    site.worker()
    site.until(lambda: site.jobs.get(pk=failing.pk).failures == 1)
    waiting = site.jobs.get(pk=failing.pk)
    assert waiting.state == RunState.QUEUED
    assert waiting.not_before > waiting.started_at
    assert waiting.error == "Dit lukt nooit."
    assert site.until_state(refused, RunState.FAILED).error == "Dit heeft geen zin."
    done = site.until_state(broken, RunState.FAILED)
    assert "geheim" not in done.error
    assert "ZeroDivisionError: geheim" in done.traceback


def test_stopping_ends_everything_the_job_started(site: Site) -> None:
    job = site.add("company", seconds=60)
    site.worker()
    site.until(lambda: len(site.said(job)) == 1)
    assert len(processes.of_job(job.uid)) == 2
    site.jobs.filter(pk=job.pk).update(cancel_asked=True)
    site.until_state(job, RunState.CANCELLED)
    assert processes.of_job(job.uid) == []


def test_what_takes_too_long_is_ended(site: Site) -> None:
    job = site.add("short", seconds=60)
    site.worker()
    assert "langer dan 1 second" in site.until_state(job, RunState.FAILED).error
    assert processes.of_job(job.uid) == []


def test_a_kind_that_is_gone_fails_and_says_so(site: Site) -> None:
    job = site.add("vroeger")
    site.worker()
    assert "kent geen taak “vroeger”" in site.until_state(job, RunState.FAILED).error


def test_arguments_of_another_version_fail_and_say_so(site: Site) -> None:
    job = site.add("note", seconds="veel")
    site.worker()
    assert "past niet meer bij deze versie" in site.until_state(job, RunState.FAILED).error


@pytest.mark.parametrize("workers", [3])
def test_many_workers_share_the_jobs(site: Site, workers: int) -> None:
    jobs = [site.add("note") for _n in range(12)]
    for _n in range(workers):
        site.worker()
    for job in jobs:
        assert site.until_state(job, RunState.SUCCEEDED).run == 1
        assert site.said(job) == ["begin", "end"]
