"""Unfinished folders and files: locked by their maker; an unlocked one was left by a killed process.

The hold is a lock on the folder or file itself. It goes with its process, so a killed one needs no cleaning up by time,
and it stays with the folder when that gets its name.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Where a disk knows no such locks (some network disks), only age tells what was left.
STALE = 3600.0


@contextmanager
def half_made(parent: Path, prefix: str, *, shared: bool = False) -> Iterator[Path]:
    """A new folder in `parent`, for this user only, held until the end and then removed; unless it was renamed.

    shared: processes that are started with `close_fds=False` hold it too. Raises OSError.
    """
    parent.mkdir(parents=True, exist_ok=True)
    folder, hold = _locked_folder(parent, prefix)
    try:
        os.set_inheritable(hold, shared)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(hold)


def _locked_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    while True:
        folder = parent / f"{prefix}{secrets.token_hex(6)}"
        folder.mkdir(mode=0o700)
        try:
            hold = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        lock(hold)
        # Somebody who swept may have taken it for a leftover before it was held.
        if folder.is_dir():
            return folder, hold
        os.close(hold)


def lock(handle: int) -> None:
    """Lock an open file or folder; does nothing on a file system without locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return


def sweep(paths: Iterable[Path]) -> list[Path]:
    """Remove the paths that nobody locks and return them. What cannot be removed is left for the next sweep."""
    return [path for path in paths if _swept(path)]


def _swept(path: Path) -> bool:
    with nobody_holds(path) as free:
        if not free:
            return False
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return not path.exists()


@contextmanager
def nobody_holds(path: Path) -> Iterator[bool]:
    """Whether the path is unlocked. It is locked while the context is open, so nobody else sweeps it."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        yield False
        return
    try:
        yield _free(handle)
    finally:
        os.close(handle)


def _free(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return time.time() - os.fstat(handle).st_mtime > STALE
    return True
