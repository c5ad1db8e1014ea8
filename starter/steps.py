"""Running one step: it shows what happens and for how long, and keeps all output in a log."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from starter.checkout import Checkout
from starter.problems import Tool, diagnose
from toetssteen.kernel.language import _

Command = Sequence[object]  # words and paths


@contextmanager
def step(name: str) -> Iterator[None]:
    """Says what we do, and afterwards how long it took."""
    started = time.monotonic()
    print(_("· {name} …").format(name=name), flush=True)
    yield
    print(_("  klaar in {seconds} s").format(seconds=_seconds(time.monotonic() - started)), flush=True)


def _seconds(elapsed: float) -> str:
    return f"{elapsed:.1f}".replace(".", ",")


def run(
    checkout: Checkout,
    name: str,
    command: Command,
    *,
    tool: Tool | None = None,
    folder: Path | None = None,
    show: bool = False,
) -> str:
    """Runs a command of step `name` and returns its output. show: say its lines as they come. Raises StartError when it
    fails.

    Stopping us stops the command too.
    """
    environment = checkout.environment()
    log = checkout.logs / f"{_file_name(name)}.log"
    with log.open("w", encoding="utf-8") as file:
        child = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder or checkout.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        code = _wait(child, _Shown(log) if show else None)
    output = log.read_text(encoding="utf-8", errors="replace")
    if code:
        raise diagnose(name, tool, output, log)
    return output


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower())


class _Shown:
    """Says the lines of a log that grows, each once."""

    def __init__(self, log: Path) -> None:
        self._log, self._said = log, 0

    def more(self) -> None:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        # A line without an end is still being written.
        whole = [line.rstrip() for line in lines if line.endswith("\n")]
        for line in whole[self._said :]:
            _clear()
            print(f"  {line}", flush=True)
        self._said = len(whole)


def _wait(child: "subprocess.Popen[bytes]", shown: _Shown | None) -> int:
    started = time.monotonic()
    try:
        while True:
            try:
                return child.wait(timeout=1)
            except subprocess.TimeoutExpired:
                if shown is not None:
                    shown.more()
                _tick(time.monotonic() - started)
    finally:
        if shown is not None:
            shown.more()
        _clear()
        end(child)


def _clear() -> None:
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def _tick(elapsed: float) -> None:
    if sys.stdout.isatty():
        print(_("\r  {seconds:.0f} s").format(seconds=elapsed), end="", flush=True)


def end(child: "subprocess.Popen[bytes]") -> None:
    """Ends a command that still runs: kindly, and after ten seconds firmly."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
