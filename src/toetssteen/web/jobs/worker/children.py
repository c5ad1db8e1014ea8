"""The process of one run, as its worker sees it."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from toetssteen.kernel.home import Home
from toetssteen.web.jobs import runs
from toetssteen.web.jobs.models import Job
from toetssteen.web.jobs.worker import processes

# Of what all runs of a job printed, the last so many characters are kept.
MOST_LOG = 100_000


@dataclass(slots=True)
class Child:
    """pipe: as long as it is open, the child knows that its worker lives. deadline: on the monotonic clock.
    before: the log of earlier runs. over_since: when it was first seen that the run does not count any more."""

    uid: str
    run: int
    process: "subprocess.Popen[bytes]"
    pipe: int
    deadline: float
    limit: timedelta
    log: Path
    before: str
    over_since: float | None = None
    _kept: int = field(default=-1)

    def ended(self) -> bool:
        return self.process.poll() is not None

    def end(self, patience: float = processes.PATIENCE) -> bool:
        """End it, and all it started. Whether nothing is left."""
        none_left = processes.end_job(self.uid, self.process.pid, patience)
        if none_left and processes.PROC.is_dir():
            self.process.wait()
        return none_left and self.ended()

    def keep_log(self) -> None:
        """What it printed until now, with the job."""
        size = self.log.stat().st_size if self.log.exists() else 0
        if size != self._kept:
            runs.keep_log(self.uid, self.run, joined(self.before, self.log))
            self._kept = size

    def close(self) -> None:
        os.close(self.pipe)
        self.log.unlink(missing_ok=True)


def start(job: Job, limit: timedelta) -> Child:
    """The process of this run. Raises OSError."""
    log = log_folder() / f"{job.uid}-{job.run}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    theirs, ours = os.pipe()
    command = [sys.executable, "-m", "django", "runjob", job.uid, str(job.run), "--worker", str(theirs)]
    try:
        with log.open("wb") as output:
            # Our own program with our own words.
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | {processes.JOB: job.uid, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
                pass_fds=(theirs,),
                # A group of its own: Ctrl-C is for the worker, which ends its runs itself.
                start_new_session=True,
            )
    except OSError:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    deadline = time.monotonic() + limit.total_seconds()
    return Child(job.uid, job.run, process, ours, deadline, limit, log, job.log)


def log_folder() -> Path:
    """Where runs of this machine print."""
    return Home.find().var / "tmp" / "jobs"


def left_behind(job: Job) -> str:
    """The log of a job with what runs of dead workers printed on this machine; their files go."""
    log = job.log
    for file in sorted(log_folder().glob(f"{job.uid}-*.log")):
        log = joined(log, file)
        file.unlink(missing_ok=True)
    return log


def joined(earlier: str, log: Path) -> str:
    """The log of earlier runs and the file of this one, the last part of it when it is long."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - MOST_LOG))
            printed = file.read(MOST_LOG).decode("utf-8", errors="replace")
    except OSError:
        printed = ""
    # PostgreSQL keeps no NUL.
    return (earlier + printed).replace("\0", "")[-MOST_LOG:]
