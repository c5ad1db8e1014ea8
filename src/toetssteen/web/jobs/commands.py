"""Kinds of job that are a command of this installation."""

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from threading import Thread

from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _

from toetssteen.web.jobs.kinds import JobError

WATCH = 2.0  # seconds between two looks at a command that runs


def manage(name: str) -> None:
    """A command of `manage.py`, in this process. Raises JobError with what it says when it fails."""
    try:
        call_command(name)
    except CommandError as problem:
        raise JobError(str(problem)) from problem


def toetssteen(words: Sequence[str], watch: Callable[[], None] = lambda: None) -> None:
    """Run a verb of `toetssteen` in a process of its own. Its output is the log of the job. `watch` is called every few
    seconds as long as it runs. Raises JobError with its last line on standard error when it fails, and what `watch`
    raises, after the process was ended."""
    last_lines: deque[str] = deque(maxlen=1)
    # Our own program with our own words.
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "toetssteen.cli", *words], stderr=subprocess.PIPE, text=True, errors="replace"
    ) as child:
        reader = Thread(target=_pass_on, args=(child.stderr or (), last_lines), daemon=True)
        reader.start()
        try:
            while not _ended(child):
                watch()
        except BaseException:
            child.terminate()
            raise
        finally:
            reader.join()
    if child.returncode:
        said = "".join(last_lines)
        raise JobError(said or _("De opdracht is niet gelukt. Kijk in het logboek van de taak waarom."))


def _ended(child: "subprocess.Popen[str]") -> bool:
    """Whether it ends within `WATCH` seconds."""
    try:
        child.wait(timeout=WATCH)
    except subprocess.TimeoutExpired:
        return False
    return True


def _pass_on(lines: Iterable[str], last_lines: deque[str]) -> None:
    for line in lines:
        sys.stderr.write(line)
        if line.strip():
            last_lines.append(line.strip())
