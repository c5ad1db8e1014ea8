"""What carries out jobs is started again when it ends by itself, and ever later when it keeps failing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from starter import worker
from starter.worker import Worker, wait_before

FAILS = [sys.executable, "-S", "-c", "raise SystemExit(3)"]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failing(clock: Clock, tmp_path: Path) -> Iterator[Worker]:
    failing_worker = Worker(FAILS, tmp_path, {}, clock)
    yield failing_worker
    failing_worker.end()


def started_at(failing: Worker, clock: Clock, seconds: int) -> list[float]:
    """The moments, counted from the first look, at which it was started; a look each second."""
    begun, moments, before = clock.now, [], None
    for _second in range(seconds):
        failing.look()
        if failing._process is not None and failing._process is not before:
            before = failing._process
            before.wait(timeout=30)
            moments.append(clock.now - begun)
        clock.now += 1
    return moments


def test_the_wait_doubles_up_to_a_ceiling() -> None:
    assert [wait_before(restart) for restart in range(1, 7)] == [0, 4, 8, 16, 32, 64]
    assert wait_before(12) == wait_before(10_000) == worker.LONGEST_WAIT


def test_what_keeps_failing_is_started_ever_later(
    failing: Worker, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert started_at(failing, clock, 70) == [0, 1, 6, 15, 32, 65]
    output = capsys.readouterr().out
    assert "onverwacht (code 3), en wordt opnieuw gestart" in output
    assert "over 4 seconden opnieuw gestart" in output
    assert "over 32 seconden opnieuw gestart" in output
    assert output.count("Zolang het niet draait, wachten taken") == 1, "explained once"
    assert " ".join(FAILS) in output


def test_what_ran_long_enough_is_started_again_at_once(
    failing: Worker, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    pids = set()
    for _time in range(4):
        failing.look()
        failing._process.wait(timeout=30)
        pids.add(failing._process.pid)
        clock.now += worker.HEALTHY
    assert len(pids) == 4
    output = capsys.readouterr().out
    assert output.count("onverwacht (code 3), en wordt opnieuw gestart") == 3
    assert "seconden" not in output


def test_it_ends_when_asked_also_before_it_began(tmp_path: Path) -> None:
    Worker(FAILS, tmp_path, {}).end()
    waits = Worker([sys.executable, "-S", "-c", "import time; time.sleep(60)"], tmp_path, {})
    waits.look()
    waits.end()
    assert waits._process.poll() is not None
