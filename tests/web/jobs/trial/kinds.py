"""Kinds of job that leave a mark of every run in a file, so that a test can count them."""

import fcntl
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import msgspec
from django.db import transaction

from toetssteen.web.jobs.kinds import JobError, JobKind, Json, Run
from toetssteen.web.jobs.models import Schedule

FOLDER = "TRIAL_FOLDER"


class Seconds(msgspec.Struct, frozen=True):
    seconds: float = 0.0


class Named(msgspec.Struct, frozen=True):
    name: str


def mark(run: Run, text: str) -> None:
    """One line, written at once: also from two processes none is torn."""
    line = f"{run.uid} {run.number} {text}\n".encode()
    handle = os.open(Path(os.environ[FOLDER]) / "runs", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, line)
    os.close(handle)


def note(run: Run, arguments: Seconds) -> Json:
    """Holds a lock as long as it works; a second run of the same job at the same time says TWICE."""
    with (Path(os.environ[FOLDER]) / run.uid).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            mark(run, "TWICE")
            raise
        mark(run, "begin")
        print("begonnen", flush=True)
        end = time.monotonic() + arguments.seconds
        while (left := end - time.monotonic()) > 0:
            run.progress(min(1.0, 1 - left / arguments.seconds), "Bezig")
            time.sleep(min(0.02, left))
        mark(run, "end")
    return {"seconds": arguments.seconds}


def with_company(run: Run, arguments: Seconds) -> Json:
    """Starts a process that would go on for a minute, in a group of its own and deaf for a polite request."""
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('er', flush=True); time.sleep(60)"
    company = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, stdout=subprocess.PIPE)
    assert company.stdout is not None
    company.stdout.readline()
    mark(run, f"company={company.pid}")
    time.sleep(arguments.seconds)
    return None


def fails(run: Run, _arguments: Seconds) -> Json:
    mark(run, "begin")
    raise JobError("Dit lukt nooit.")


def refused(run: Run, _arguments: Seconds) -> Json:
    mark(run, "begin")
    raise JobError("Dit heeft geen zin.", again=False)


def breaks(_run: Run, _arguments: Seconds) -> Json:
    raise ZeroDivisionError("geheim")


def in_one_transaction(run: Run, arguments: Named) -> Json:
    """Its effect in the database and that it is done are one."""
    with transaction.atomic():
        Schedule.objects.create(kind=f"{arguments.name}-{Schedule.objects.count()}")
        mark(run, "begin")
        time.sleep(0.05)
        run.complete({"made": arguments.name})
    mark(run, "end")
    time.sleep(0.2)
    return None


MANY = 10_000
KINDS = (
    JobKind("note", "Briefje", note, Seconds, restarts=MANY),
    JobKind("note-once", "Briefje, één keer", note, Seconds, restarts=0),
    JobKind("keyed", "Briefje met sleutel", note, Seconds, key=lambda _arguments: "one", restarts=MANY),
    JobKind("company", "Met gezelschap", with_company, Seconds),
    JobKind("short", "Kort", with_company, Seconds, time_limit=timedelta(seconds=1)),
    JobKind("fails", "Mislukt", fails, Seconds, retries=2),
    JobKind("refused", "Geweigerd", refused, Seconds, retries=2),
    JobKind("breaks", "Breekt", breaks, Seconds),
    JobKind("whole", "In één keer", in_one_transaction, Named, restarts=MANY),
    JobKind("recurring", "Telkens", note, Seconds, key=lambda _arguments: "one", schedule="05:00"),
)
