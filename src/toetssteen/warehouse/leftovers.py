"""Removes what a killed process left behind, at the next backup, restore, daily retention or start of the website.

What is still in use is held or locked, and left alone (`sources.deliveries.unfinished`, `Shelf.lock`).
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries.fetch import HALF_WRITTEN
from toetssteen.sources.deliveries.unfinished import nobody_holds, sweep
from toetssteen.warehouse import switching
from toetssteen.warehouse.snapshots import Shelf

# How the folders begin in which a backup is collected and a restore unpacked, both in `var`.
BACKUP_STAGING, RESTORE_STAGING = ".backup-", ".restore-"
# In the first: where the half archive is, which may be on another disk.
DRAFT_NOTE = "draft"
_DRAFT = re.compile(r"\..+\.\d+\.part")
# What an archive holds: what lies below `var`, and the copy of the database.
ARCHIVE_FOLDERS = ("var", "database")


def clean(home: Home) -> list[str]:
    """Remove unlocked leftovers and return their names.

    A restore that was killed while switching is finished first; raises BackupError when that fails, and then removes
    nothing of it."""
    removed: list[Path] = []
    for staging in sorted(home.var.glob(f"{RESTORE_STAGING}*")):
        _finish(home, staging)
    for staging in sorted(home.var.glob(f"{BACKUP_STAGING}*")):
        removed += sweep(_draft(staging))
    removed += sweep(p for prefix in (RESTORE_STAGING, BACKUP_STAGING) for p in home.var.glob(f"{prefix}*"))
    removed += sweep(home.var.glob("secret-key.*"))
    removed += sweep(home.refreshes.glob(f"{HALF_WRITTEN}*"))
    removed += sweep(p for depth in ("*", "*/*") for p in home.raw.glob(f"{depth}/{HALF_WRITTEN}*"))
    if home.snapshots.is_dir():
        removed += _of_the_shelf(Shelf(home.snapshots))
    return [path.name for path in removed]


def _finish(home: Home, staging: Path) -> None:
    with nobody_holds(staging) as free:
        if free and switching.is_half_done(staging):
            with switching.hold_shelf(home):
                switching.switch(home.var, staging)


def _draft(staging: Path) -> list[Path]:
    """The archive that a killed backup was writing, wherever that is."""
    with nobody_holds(staging) as free:
        note = staging / DRAFT_NOTE
        if not free or not note.is_file():
            return []
        draft = Path(note.read_text(encoding="utf-8", errors="replace"))
        return [draft] if draft in drafts_in(draft.parent) else []


def draft_of(path: Path) -> Path:
    """The name under which this process writes the archive `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def drafts_in(folder: Path) -> list[Path]:
    """Half archives in a folder, of whatever process: by their name, and by how ours begin."""
    return [path for path in folder.glob(".*.part") if _DRAFT.fullmatch(path.name) and _begins_as_ours(path)]


def _begins_as_ours(path: Path) -> bool:
    try:
        if not path.is_file() or path.is_symlink():
            return False
        with path.open("rb") as file:
            head = file.read(2048)
    except OSError:
        return False
    # When the time of a file has a fraction, its name comes after a block that says so.
    name = head[1024:] if head.startswith(b"././@PaxHeader") else head
    return not head or name.startswith(tuple(f"{folder}/".encode() for folder in ARCHIVE_FOLDERS))


def _of_the_shelf(shelf: Shelf) -> list[Path]:
    leftovers = _hidden(shelf)
    with _unless_busy(shelf, "build") as free:
        if free:
            shelf.clear_unfinished()
    with _unless_busy(shelf, "publish") as free:
        if free:
            shelf.clear_half_published()
    return sorted(leftovers - _hidden(shelf))


def _hidden(shelf: Shelf) -> set[Path]:
    paths = {*shelf.folder.glob(".*"), *shelf.folder.glob("*/.half-*")}
    return {path for path in paths if not path.name.endswith(".lock")}


@contextmanager
def _unless_busy(shelf: Shelf, operation: str) -> Iterator[bool]:
    try:
        with shelf.lock(operation):
            yield True
    except SnapshotError:
        yield False
