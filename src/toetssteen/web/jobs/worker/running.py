"""The process of one run: begins it, does the work, and writes down how it ended."""

import os
import signal
import threading
import time
import traceback

import msgspec
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.jobs import runs
from toetssteen.web.jobs.kinds import JobError, Json, RunOverError, kind_named
from toetssteen.web.jobs.models import Job

# Least number of seconds between two writes of progress.
EVERY = 0.5
DONE, OVER = 0, 3


class CurrentRun:
    """The `Run` that a kind is given."""

    def __init__(self, uid: str, number: int) -> None:
        self.uid = uid
        self.number = number
        self.completed = False
        self._reported = 0.0

    def progress(self, fraction: float, words: str = "") -> None:
        if time.monotonic() - self._reported < EVERY:
            return
        if not runs.report(self.uid, self.number, fraction, words):
            raise RunOverError
        self._reported = time.monotonic()

    def complete(self, result: Json = None) -> None:
        if not runs.succeed(self.uid, self.number, result):
            raise RunOverError
        self.completed = True


def run_job(uid: str, number: int) -> int:
    """Do the job, unless this run was given up before it began. Returns the exit code: DONE when the end is written down,
    OVER when the run no longer counts."""
    job = runs.begin(uid, number)
    if job is None:
        return OVER
    current = CurrentRun(uid, number)
    try:
        _do(job, current)
    except RunOverError:
        return OVER
    except ToetssteenError as problem:
        may_try_again = problem.again if isinstance(problem, JobError) else True
        runs.fail(uid, number, str(problem), traceback.format_exc(), again=may_try_again)
    except Exception:
        words = _("Er ging iets mis dat wij niet voorzagen. Wat er gebeurde, staat bij de taak voor de beheerder.")
        runs.fail(uid, number, words, traceback.format_exc())
    return DONE


def _do(job: Job, current: CurrentRun) -> None:
    kind = kind_named(job.kind)
    try:
        arguments = msgspec.convert(job.arguments, kind.arguments)
    except msgspec.ValidationError as problem:
        words = _("Wat er voor deze taak is opgegeven, past niet meer bij deze versie: {why}.")
        raise JobError(words.format(why=problem), again=False) from problem
    result = kind.run(current, arguments)
    if not current.completed:
        current.complete(result)


def die_with(pipe: int) -> threading.Thread:
    """End this process, and all it started, when the worker is gone: then nobody holds the other end of the pipe.

    A pipe and not the parent's number: it also works when the worker dies before we look, and on every Unix.
    """
    thread = threading.Thread(target=_watch, args=(pipe,), name="worker-lives", daemon=True)
    thread.start()
    return thread


def _watch(pipe: int) -> None:
    os.read(pipe, 1)
    os.killpg(0, signal.SIGKILL)
