"""Processes that tests kill (SIGKILL), and what they leave behind."""

import os
import subprocess
import time
from pathlib import Path

from toetssteen.kernel.home import Home
from toetssteen.warehouse import leftovers

ROOT = Path(__file__).resolve().parents[1]


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
    paths = [p for p in folder.rglob("*") if p.name.startswith((".", "secret-key.")) and not p.name.endswith(".lock")]
    return sorted(p.relative_to(folder).as_posix() for p in paths)


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
