"""A backup or a restore killed at any moment (SIGKILL): nothing stays behind after the next command, and nothing is half there.

A short version of each runs always; `long` kills many more times.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from killing import cleaned, hidden, killed, process
from operations.test_backup import add_user, tree, users, var

from toetssteen.cli import main
from toetssteen.operations import archive
from toetssteen.warehouse.opening import check_files
from toetssteen.warehouse.snapshots import Shelf

__all__ = ["var"]
TIMES = [4, pytest.param(150, marks=pytest.mark.long)]


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
        for file in target.iterdir():
            archive.verify(file)
    assert users(var) == {"eerste"}


KILLED_AT = """
import os, signal, sys
from toetssteen.cli import main
from toetssteen.{module} import {name} as really
import toetssteen.{module} as module
calls = []
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
    code = KILLED_AT.format(module="operations.archive", name="_verify", number=1)
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


MOMENTS = [("warehouse.switching", "move", n) for n in (1, 2, 5, 8, 9)] + [
    ("warehouse.switching", "prepare", 1),
    ("warehouse.switching", "switch", 1),
    ("operations.archive", "_unpacked", 3),
    ("operations.restore", "check_contents", 1),
    ("warehouse.durable", "folder", 1),
    ("warehouse.durable", "folder", 2),
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
    assert state(var) == (then if module == "warehouse.durable" or name in ("move", "switch") else now)
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
