"""Readers notice nothing of a publish, a rollback or a restart. No clock is asserted; `just load` prints one."""

import subprocess
import sys
from pathlib import Path

import pytest

LOAD = Path(__file__).with_name("load.py")
SHORT, FULL = 20, 120
TRIAL = """
import sys, tempfile
from pathlib import Path
sys.path[:0] = [{root!r}, {src!r}, {here!r}]
import load
with tempfile.TemporaryDirectory() as folder:
    var = Path(folder)
    first, second = load.two_snapshots(var)
    atlas = load.open_atlas(var / "snapshots" / first)
    paths = load.addresses(atlas, 3)
    load.open_atlas.cache_clear()
    with load.server(var) as (port, pid):
        found = load.during({seconds}, port, paths, 8, load.restarting(pid))
    load.say("restarts", found)
    print((var / "server.log").read_text()[-2000:], file=sys.stderr)
    sys.exit(bool(found.wrong or found.mixed or not found.seconds))
"""


def _done(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)


@pytest.mark.long
@pytest.mark.parametrize("seconds", [SHORT, FULL])
def test_no_error_and_no_mixed_page_during_publish_and_rollback(seconds: int) -> None:
    done = _done([sys.executable, str(LOAD), "--seconds", str(seconds)])
    assert done.returncode == 0, done.stdout + done.stderr
    ours, peer = (line for line in done.stdout.splitlines() if "answers in" in line)
    assert "0 errors, 0 mixed" in ours
    assert "between 2 snapshots" in ours
    assert peer.startswith("Datasette")
    assert "0 errors" in peer


@pytest.mark.long
def test_no_request_is_dropped_while_the_server_restarts() -> None:
    root = LOAD.parents[2]
    words = TRIAL.format(root=str(root), src=str(root / "src"), here=str(LOAD.parent), seconds=30)
    done = _done([sys.executable, "-c", words])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors, 0 mixed" in done.stdout
