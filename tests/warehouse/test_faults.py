"""Full disks, killed processes, two at once: a clear error, the serving snapshot serves, nothing half-written."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sources.small_files import source
from warehouse.conftest import Workshop

from toetssteen.kernel.errors import SnapshotError, SourceError
from toetssteen.sources.deliveries.fetch import fetch_folder, latest
from toetssteen.warehouse import build as building
from toetssteen.warehouse import durable
from toetssteen.warehouse.snapshots import UNFINISHED, Shelf

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def files_of_at_most(bytes_: int) -> Iterator[None]:
    """A write beyond this fails in this process, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.getuid() or mount is None:
        pytest.skip("only root can mount a small file system")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small file system here: {done.stderr.decode()[:80]}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def leftovers(shelf: Shelf) -> list[str]:
    return [p.name for p in shelf.folder.iterdir() if p.name.startswith(UNFINISHED) or p.name.endswith(".new")]


def another(workshop: Workshop) -> None:
    workshop.known = replace(workshop.known, named_areas=())


@pytest.mark.parametrize("limit", [100, 2_000, 9_000])
def test_a_build_that_may_write_no_more_leaves_nothing(workshop: Workshop, limit: int) -> None:
    old = workshop.shelf.publish(workshop.build())
    another(workshop)
    with files_of_at_most(limit), pytest.raises(SnapshotError, match=r"niet bewaard .*ruimte"):
        workshop.build(day=4)
    assert leftovers(workshop.shelf) == []
    assert workshop.shelf.ids() == [old]
    assert workshop.shelf.open_current().id == old
    assert workshop.build(day=4) != old, "and with room again it works"


def test_a_build_on_a_full_disk_leaves_nothing(workshop: Workshop, small_disk: Path) -> None:
    workshop.shelf = Shelf(small_disk / "snapshots")
    old = workshop.shelf.publish(workshop.build()) if _fits(workshop) else None
    (small_disk / "filler").write_bytes(bytes(_free(small_disk) - 8192))
    another(workshop)
    with pytest.raises(SnapshotError, match=r"niet bewaard .*ruimte"):
        workshop.build(day=4)
    assert leftovers(workshop.shelf) == []
    assert workshop.shelf.current() == old


def _fits(workshop: Workshop) -> bool:
    """Whether one snapshot of the small country fits on the small disk."""
    elsewhere = Workshop(workshop.folder / "elsewhere")
    name = elsewhere.build()
    return sum(f.stat().st_size for f in (elsewhere.shelf.folder / name).rglob("*")) < 700_000


def _free(folder: Path) -> int:
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize


def test_publishing_on_a_full_disk_says_so_and_the_old_one_serves(workshop: Workshop) -> None:
    old = workshop.shelf.publish(workshop.build())
    another(workshop)
    new = workshop.build(day=4)
    with files_of_at_most(0), pytest.raises(SnapshotError, match=r"niet gelukt .*van hiervoor blijven te zien"):
        workshop.shelf.publish(new)
    assert leftovers(workshop.shelf) == []
    assert workshop.shelf.open_current().id == old
    assert workshop.shelf.publish(new) == new


def test_fetching_on_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    given, raw = tmp_path / "given", tmp_path / "raw"
    given.mkdir()
    one = source("cbs-kwb-csv", "w.csv", code="code", name="name")
    (given / "w.csv").write_text("oud\n" * 1000)
    fetch_folder(given, raw, [one], today=date(2026, 1, 1))
    (given / "w.csv").write_text("nieuw\n" * 100_000)
    with files_of_at_most(50_000), pytest.raises(SourceError, match="ruimte"):
        fetch_folder(given, raw, [one], today=date(2026, 1, 2))
    kept = latest(raw, one)
    assert kept is not None
    assert kept.read_text().startswith("oud")
    assert [p.name for p in (raw / one.id).iterdir()] == ["2026-01-01"]


def test_a_var_that_cannot_be_written_is_said_and_read_all_the_same(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = workshop.shelf.publish(workshop.build())

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(30, "Read-only file system")

    # Root may write anywhere, so the file system's answer is given in its place.
    monkeypatch.setattr(Path, "mkdir", refuse)
    for attempt in (workshop.shelf.publish, workshop.shelf.rollback):
        with pytest.raises(SnapshotError, match=r"niet te schrijven \(op deze schijf mag|geen eerdere"):
            attempt()
    assert workshop.shelf.open_current().id == old


def test_a_snapshot_is_on_the_disk_before_it_has_its_name(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, bool]] = []
    really = durable.tree

    def tree(path: Path) -> None:
        told.append((path.name, (path / "manifest.json").is_file()))
        really(path)

    monkeypatch.setattr(building.durable, "tree", tree)
    name = workshop.build()
    assert told == [(f"{UNFINISHED}{name}", True)]


def test_every_file_and_folder_is_told_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x")
    told = []
    monkeypatch.setattr(durable, "_sync", lambda path: told.append(path.relative_to(tmp_path).as_posix()))
    durable.tree(tmp_path)
    assert told == ["a/b/file", "a/b", "a", "."]


def test_two_builds_or_publishes_at_once_take_turns_or_say_so(workshop: Workshop) -> None:
    old = workshop.shelf.publish(workshop.build())
    another(workshop)
    begin, said = threading.Barrier(6), []

    def one(verb: int) -> None:
        begin.wait()
        try:
            said.append(workshop.build(day=4) if verb % 2 else workshop.shelf.publish())
        except SnapshotError as problem:
            said.append(str(problem))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    ids = workshop.shelf.ids()
    assert len(said) == 6
    assert all(words in ids or "ander proces bezig" in words for words in said)
    assert len(ids) == 2
    assert leftovers(workshop.shelf) == []
    assert workshop.shelf.current() in ids
    assert old in ids


BUSY = """
import sys
from pathlib import Path
from toetssteen.warehouse.snapshots import Shelf
shelf, (a, b) = Shelf(Path(sys.argv[1])), sys.argv[2:4]
print("busy", flush=True)
while True:
    shelf.publish(a); shelf.publish(b); shelf.rollback(); shelf.rollback()
"""


def _killed_after(command: list[str], seconds: float) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT)
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() in (b"busy", b"waiting")
        time.sleep(seconds)
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("times", [3, pytest.param(40, marks=pytest.mark.long)])
def test_killed_while_publishing_and_going_back_one_of_the_two_serves(workshop: Workshop, times: int) -> None:
    first = workshop.shelf.publish(workshop.build())
    another(workshop)
    second = workshop.build(day=4)
    draw = random.Random(times)
    for _ in range(times):
        command = [sys.executable, "-c", BUSY, str(workshop.shelf.folder), first, second]
        _killed_after(command, draw.uniform(0.0, 0.05))
        assert workshop.shelf.current() in (first, second)
        snapshot = workshop.shelf.open_current()
        assert snapshot.id in (first, second)
        snapshot.reader.close()
        assert set(workshop.shelf.ids()) == {first, second}
        assert workshop.shelf.publish(first) == first, "the lock went with the process"


@pytest.mark.long
def test_killed_at_many_moments_of_a_build_nothing_half_serves(workshop: Workshop) -> None:
    old = workshop.shelf.publish(workshop.build())
    script = Path(__file__).with_name("slow_build.py")
    draw = random.Random(7)
    for number in range(25):
        step = draw.choice(
            ["start", "Cijfers ordenen", "Cijfers wegschrijven", "Grenzen tekenen", "Op de schijf vastleggen"]
        )
        _killed_after([sys.executable, str(script), str(workshop.folder), step], draw.uniform(0.0, 0.02))
        assert workshop.shelf.ids() == [old], (number, step)
        assert workshop.shelf.open_current().id == old
    another(workshop)
    new = workshop.build(day=9)
    assert leftovers(workshop.shelf) == [], "the next build sweeps"
    assert workshop.shelf.publish() == new
