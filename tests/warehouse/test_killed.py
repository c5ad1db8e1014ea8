"""Killed at any moment (SIGKILL), nothing stays behind after the next command, and nothing is half there.

A short version of each runs always; `long` kills many more times.
"""

import random
import sys
from pathlib import Path

import pytest
from killing import ROOT, cleaned, hidden, killed, process
from warehouse.conftest import Workshop

from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries.unfinished import half_made, nobody_holds, sweep
from toetssteen.warehouse import build as building
from toetssteen.warehouse import leftovers
from toetssteen.warehouse.opening import check_files

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
    new_workshop = Workshop(tmp_path)
    monkeypatch.setattr(building, "read", new_workshop.read)
    monkeypatch.setattr(building, "read_outlines", new_workshop.outlines)
    return new_workshop
