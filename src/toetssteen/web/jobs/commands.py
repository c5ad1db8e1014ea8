"""Kinds of job that are a command of this installation."""

import subprocess
import sys
from collections.abc import Sequence

from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _

from toetssteen.web.jobs.kinds import JobError


def manage(name: str) -> None:
    """A command of `manage.py`, in this process. Raises JobError with what it says when it fails."""
    try:
        call_command(name)
    except CommandError as problem:
        raise JobError(str(problem)) from problem


def toetssteen(words: Sequence[str]) -> None:
    """Run a verb of `toetssteen` in a process of its own. Its output is the log of the job. Raises JobError with its last
    line on standard error when it fails."""
    # Our own program with our own words.
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "toetssteen.cli", *words], stderr=subprocess.PIPE, text=True, errors="replace"
    ) as child:
        last_line = ""
        for line in child.stderr or ():
            sys.stderr.write(line)
            last_line = line.strip() or last_line
    if child.returncode:
        raise JobError(last_line or _("De opdracht is niet gelukt. Kijk in het logboek van de taak waarom."))
