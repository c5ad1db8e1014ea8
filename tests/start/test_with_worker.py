"""The site as start.py runs it, with a real server and a real worker: both are there, and neither stays behind."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import os, signal, sys
from pathlib import Path
from starter import serving
from starter.checkout import Checkout
def stop(number, frame):
    raise KeyboardInterrupt
signal.signal(signal.SIGTERM, stop)
class Here(Checkout):
    python = property(lambda self: Path(sys.executable))
    venv = property(lambda self: Path(sys.executable).parents[1])
    def environment(self):
        return super().environment() | {"PYTHONPATH": str(self.root / "src")}
sys.exit(serving.serve(Here(Path(sys.argv[1]), Path(sys.argv[2])), serving.free_port(26000), "woorden"))
"""


def children(pid: int) -> dict[str, int]:
    """Of a process: the web server and the worker, by name."""
    pids = {}
    for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{number}/cmdline").read_text().split("\0")
        pids["worker" if "worker" in words else "server"] = int(number)
    return pids


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(happened: Callable[[], bool], patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers_heard(var: Path) -> int:
    with closing(sqlite3.connect(var / "toetssteen.sqlite3")) as database:
        return int(database.execute("select count(*) from jobs_worker").fetchone()[0])


@contextmanager
def started(var: Path) -> Iterator[tuple["subprocess.Popen[bytes]", dict[str, int]]]:
    surroundings = os.environ | {"TOETSSTEEN_DATABASE": "", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [sys.executable, "-c", SERVE, str(ROOT), str(var)]
    start = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    family: dict[str, int] = {}
    try:
        until(lambda: workers_heard(var) == 1)
        family = children(start.pid)
        yield start, family
    finally:
        if start.poll() is None:
            start.terminate()
        start.wait(timeout=60)
        until(lambda: not any(map(lives, family.values())))


@pytest.fixture
def var(empty_installation: Path, tmp_path: Path) -> Path:
    shutil.copytree(empty_installation, tmp_path / "var")
    return tmp_path / "var"


def test_both_end_with_start(var: Path) -> None:
    with started(var) as (start, family):
        assert set(family) == {"server", "worker"}
        start.terminate()
        assert start.wait(timeout=60) != 0
        assert not any(map(lives, family.values()))
    assert workers_heard(var) == 0


def test_a_killed_worker_is_started_again_and_a_killed_server_is_the_end(var: Path) -> None:
    with started(var) as (start, family):
        os.kill(family["worker"], signal.SIGKILL)
        until(lambda: children(start.pid).get("worker", family["worker"]) != family["worker"])
        family |= children(start.pid)
        until(lambda: workers_heard(var) == 1)
        os.kill(family["server"], signal.SIGKILL)
        assert start.wait(timeout=60) == -signal.SIGKILL % 256
        assert not lives(family["worker"])
