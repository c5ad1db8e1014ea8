"""Killed at any moment (SIGKILL), nothing stays behind after the next command, and nothing is half there.

A short version of each runs always; `long` kills many more times.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli.test_backup import add_user, tree, users, var
from warehouse.conftest import Workshop

from toetssteen.cli import main
from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries.unfinished import half_made, nobody_holds, sweep
from toetssteen.warehouse import archive, leftovers
from toetssteen.warehouse import build as building
from toetssteen.warehouse.opening import check_files
from toetssteen.warehouse.snapshots import Shelf

__all__ = ["var"]
ROOT = Path(__file__).resolve().parents[2]
TIMES = [4, pytest.param(150, marks=pytest.mark.long)]


def process(command: list[str]) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT)


def killed(command: list[str], seconds: float, ready: bool = False) -> None:
    child = process(command)
    try:
        if ready:
            assert child.stdout is not None
            child.stdout.readline()
        time.sleep(seconds)
    finally:
        child.kill()
        # Not `communicate`: a child of the child may live on, and has the same output.
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def hidden(folder: Path) -> list[str]:
    """What begins with a dot, or is half a key, anywhere; the files that are only there to be locked apart."""
    found = [p for p in folder.rglob("*") if p.name.startswith((".", "secret-key.")) and not p.name.endswith(".lock")]
    return sorted(p.relative_to(folder).as_posix() for p in found)


def cleaned(*folders: Path) -> None:
    """A child of the one that was killed may be busy a moment longer: then it is not taken away under it."""
    deadline = time.monotonic() + 30
    while True:
        leftovers.clean(Home.find())
        left = [name for folder in folders for name in hidden(folder)]
        if not left:
            return
        assert time.monotonic() < deadline, left
        time.sleep(0.2)


@pytest.mark.parametrize("times", TIMES)
def test_killed_backups_leave_nothing_in_var_or_where_they_were_going(var: Path, tmp_path: Path, times: int) -> None:
    (var / "raw" / "real" / ".half-x" / "half.csv").unlink()
    target, draw = tmp_path / "kopieen", random.Random(times)
    target.mkdir()
    begun = time.monotonic()
    assert main(["backup", str(target / "heel.tar")]) == 0
    lasts = time.monotonic() - begun + 0.5
    for number in range(times):
        killed(
            [sys.executable, "-m", "toetssteen.cli", "backup", str(target / f"{number}.tar")], draw.uniform(0, lasts)
        )
        cleaned(var, target)
        for made in target.iterdir():
            archive.verify(made)
    assert users(var) == {"eerste"}


KILLED_AT = """
import os, signal, sys
from toetssteen.cli import main
from toetssteen.warehouse import {module} as module
really, calls = module.{name}, []
def until(*words, **named):
    calls.append(1)
    if len(calls) == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
    return really(*words, **named)
module.{name} = until
sys.exit(main(sys.argv[1:]))
"""


def test_a_backup_killed_while_it_writes_leaves_a_draft_that_retention_finds(var: Path, tmp_path: Path) -> None:
    target = tmp_path / "kopieen"
    target.mkdir()
    code = KILLED_AT.format(module="archive", name="_verify", number=1)
    child = process([sys.executable, "-c", code, "backup", str(target / "kopie.tar")])
    child.communicate()
    assert child.returncode == -9
    assert [p.name for p in target.iterdir()] == [f".kopie.tar.{child.pid}.part"], "the whole database is in it"
    assert any(name.startswith(".backup-") for name in hidden(var))
    done = process([sys.executable, "manage.py", "retention", "--look"])
    done.communicate()
    assert list(target.iterdir()), "who only looks takes nothing away"
    done = process([sys.executable, "manage.py", "retention"])
    assert b".part" in done.communicate()[0]
    assert list(target.iterdir()) == []
    assert hidden(var) == []


def test_a_draft_of_an_earlier_version_goes_at_the_next_backup_and_what_is_not_ours_stays(
    var: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kopieen"
    target.mkdir()
    (target / ".oud.tar.123.part").write_bytes(b"database/database.json" + bytes(1000))
    (target / ".iets.123.part").write_bytes(b"van iemand anders")
    assert main(["backup", str(target / "kopie.tar")]) == 0
    assert sorted(p.name for p in target.iterdir()) == [".iets.123.part", "kopie.tar"]


@dataclass(frozen=True)
class State:
    files: dict[str, bytes]
    people: set[str]


def state(var: Path) -> State:
    return State(tree(var), users(var))


@pytest.fixture
def two_states(var: Path, tmp_path: Path) -> tuple[Path, State, State]:
    """A backup; what there was when it was made; and what there is now."""
    file = tmp_path / "kopie.tar"
    (var / "raw" / "real" / ".half-x" / "half.csv").unlink()
    cleaned(var)
    assert main(["backup", str(file)]) == 0
    then = state(var)
    add_user(var, "later")
    (var / "refreshes" / "later.json").write_text("later")
    (var / "eigen").mkdir()
    (var / "eigen" / "later.csv").write_text("later")
    return file, then, state(var)


@contextmanager
def as_now(var: Path, file: Path, now: State) -> Iterator[None]:
    """Afterwards back to what there was, for the next time."""
    yield
    if state(var) != now:
        assert main(["restore", "--replace", str(file)]) == 0
        add_user(var, "later")
        (var / "refreshes" / "later.json").write_text("later")
        (var / "eigen").mkdir(exist_ok=True)
        (var / "eigen" / "later.csv").write_text("later")


MOMENTS = [("switching", "move", n) for n in (1, 2, 5, 8, 9)] + [
    ("switching", "prepare", 1),
    ("switching", "switch", 1),
    ("archive", "_unpacked", 3),
    ("backup", "check_contents", 1),
    ("durable", "folder", 1),
    ("durable", "folder", 2),
]


@pytest.mark.parametrize(("module", "name", "number"), MOMENTS)
def test_a_restore_killed_at_each_step_is_finished_or_never_was(
    var: Path, two_states: tuple[Path, State, State], module: str, name: str, number: int
) -> None:
    file, then, now = two_states
    code = KILLED_AT.format(module=module, name=name, number=number)
    child = process([sys.executable, "-c", code, "restore", "--replace", str(file)])
    child.communicate()
    assert child.returncode == -9
    cleaned(var)
    assert state(var) == (then if module == "durable" or name in ("move", "switch") else now)
    assert check_files(Shelf(var / "snapshots").open_current().folder)


@pytest.mark.parametrize("times", [2, pytest.param(100, marks=pytest.mark.long)])
def test_killed_restores_leave_nothing_and_one_whole_state(
    var: Path, two_states: tuple[Path, State, State], times: int
) -> None:
    file, then, now = two_states
    draw = random.Random(times)
    for _number in range(times):
        with as_now(var, file, now):
            killed([sys.executable, "-m", "toetssteen.cli", "restore", "--replace", str(file)], draw.uniform(0, 7))
            cleaned(var)
            assert state(var) in (then, now)


FETCH = """
import sys
from datetime import date
from pathlib import Path
from sources.small_files import source
from toetssteen.sources.deliveries.fetch import fetch_folder
given, raw = Path(sys.argv[1]) / "given", Path(sys.argv[1]) / "raw" / "real"
given.mkdir(exist_ok=True)
one, n = source("cbs-kwb-csv", "w.csv", code="code", name="name"), 0
print("busy", flush=True)
while True:
    n += 1
    (given / "w.csv").write_bytes(str(n).encode() * 500_000)
    fetch_folder(given, raw, [one], today=date(2026, 1, 1))
"""
LOG = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from toetssteen.sources import refreshes
folder = Path(sys.argv[1]) / "refreshes"
print("busy", flush=True)
while True:
    name = refreshes.new_id(folder, datetime.now(UTC))
    refreshes.write(folder, refreshes.Refresh(name, "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00", "map", ()))
"""
PUBLISH = """
import sys
from pathlib import Path
from toetssteen.warehouse.snapshots import Shelf
shelf = Shelf(Path(sys.argv[1]) / "snapshots")
a, b = shelf.ids()
print("busy", flush=True)
while True:
    shelf.publish(a)
    (shelf.folder / b / "revisions.json").unlink(missing_ok=True)
    shelf.publish(b)
"""
KEY = """
import sys
from pathlib import Path
from toetssteen.web.settings.secret import secret_key
print("busy", flush=True)
while True:
    secret_key("", Path(sys.argv[1]))
    (Path(sys.argv[1]) / "secret-key").unlink()
"""
BUSY = {"fetch": FETCH, "log of refreshes": LOG, "publish": PUBLISH, "first start": KEY}


@pytest.mark.parametrize("times", [5, pytest.param(200, marks=pytest.mark.long)])
@pytest.mark.parametrize("code", BUSY.values(), ids=BUSY.keys())
def test_killed_while_busy_nothing_stays(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, code: str, times: int
) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(workshop.folder))
    workshop.build(day=3)
    workshop.known = workshop.known.__class__(
        workshop.known.indicators, workshop.known.domains, workshop.known.sources, ()
    )
    second = workshop.build(day=4)
    draw = random.Random(times)
    for _number in range(times):
        killed([sys.executable, "-c", code, str(workshop.folder)], draw.uniform(0, 0.15), ready=True)
        cleaned(workshop.folder)
    for name in workshop.shelf.ids():
        check_files(workshop.shelf.folder / name)
    assert workshop.shelf.publish(second) == second


@pytest.mark.parametrize("step", ["Cijfers wegschrijven", "Op de schijf vastleggen"])
def test_a_killed_build_is_cleared_away_by_whatever_comes_next(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(workshop.folder))
    script = ROOT / "tests" / "warehouse" / "slow_build.py"
    child = process([sys.executable, str(script), str(workshop.folder), step])
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"waiting\n"
        leftovers.clean(Home.find())
        assert hidden(workshop.folder), "it is still busy"
    finally:
        child.kill()
        child.communicate()
    assert hidden(workshop.folder)
    cleaned(workshop.folder)


def test_what_somebody_holds_stays_and_what_nobody_holds_goes(tmp_path: Path) -> None:
    with half_made(tmp_path, ".half-") as busy:
        (tmp_path / ".half-left").mkdir()
        (tmp_path / ".half-file").write_text("x")
        with nobody_holds(busy) as free:
            assert not free
        gone = sweep(sorted(tmp_path.iterdir()))
        assert [p.name for p in gone] == [".half-file", ".half-left"]
        assert busy.is_dir()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    made = Workshop(tmp_path)
    monkeypatch.setattr(building, "read", made.read)
    monkeypatch.setattr(building, "read_outlines", made.outlines)
    return made
