"""Processes of this machine: which is which, and ending all that belong to one job.

Every process of a job bears the job's name in its environment, and hands it on to what it starts. On Linux `/proc`
shows it, so that whatever a killed run left is found, also when its number was given to another process since. Where
there is no `/proc`, a run is ended through its process group, and a process whose worker died ends itself.
"""

import contextlib
import os
import signal
import socket
import time
from pathlib import Path

JOB = "JOB_UID_OF_TOETSSTEEN"
PROC = Path("/proc")
# Seconds between SIGTERM and SIGKILL.
PATIENCE = 3.0
MOST_KILLS = 60
_STEP = 0.05


def machine() -> str:
    """Names the machine as far as processes can see each other: containers of one name are apart."""
    try:
        space = str((PROC / "self" / "ns" / "pid").readlink())
    except OSError:
        space = ""
    return f"{socket.gethostname()[:100]} {space}".strip()


def started(pid: int) -> str:
    """When the process began, as the machine counts it since it started; "" when that cannot be told or it is no more."""
    try:
        boot = (PROC / "sys" / "kernel" / "random" / "boot_id").read_text(encoding="ascii").strip()
        # After the name between brackets, which may hold anything, the first field is the third.
        fields = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{boot} {fields[19]}"


def lives(pid: int, start: str) -> bool:
    """Whether the process with this number is alive and began at `start`, a value of `started`."""
    if start:
        return started(pid) == start
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def of_job(uid: str) -> list[int]:
    """The processes of a job that live, of every run."""
    mark, pids = f"{JOB}={uid}".encode(), []
    for folder in PROC.glob("[0-9]*") if PROC.is_dir() else ():
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0") and started(int(folder.name)):
                pids.append(int(folder.name))
    return pids


def end_job(uid: str, group: int | None = None, patience: float = PATIENCE) -> bool:
    """Ends every process of a job: asks, and after `patience` seconds kills. Whether none is left.

    group: the process group of its run, for machines without /proc.
    """
    _signal(uid, group, signal.SIGTERM)
    if _all_ended(uid, patience):
        return True
    # A process that forked meanwhile is found the next time.
    for _again in range(MOST_KILLS):
        _signal(uid, group, signal.SIGKILL)
        if _all_ended(uid, _STEP):
            return True
    return False


def _all_ended(uid: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while of_job(uid):
        if time.monotonic() > deadline:
            return False
        time.sleep(_STEP)
    return True


def _signal(uid: str, group: int | None, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if group is not None and not PROC.is_dir():
            os.killpg(group, number)
    for pid in of_job(uid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
