"""What a killed process left behind, removed by whoever comes next: a backup, a restore, the daily retention, a start.

Nothing that somebody still works on is touched: that is held, or under a lock (`sources.deliveries.unfinished`, `Shelf.lock`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries.fetch import HALF_WRITTEN
from toetssteen.sources.deliveries.unfinished import nobody_holds, sweep
from toetssteen.warehouse import archive, switching
from toetssteen.warehouse.backup import DRAFT, STAGING, STAGING_OF_BACKUP, both_quiet
from toetssteen.warehouse.snapshots import Shelf


def clean(home: Home) -> list[str]:
    """Remove what nobody works on any more; the names of what went. A restore that was killed while it switched is
    finished first. Raises BackupError when that cannot be done: then nothing is removed of it."""
    gone: list[Path] = []
    for staging in sorted(home.var.glob(f"{STAGING}*")):
        _finish(home, staging)
    for staging in sorted(home.var.glob(f"{STAGING_OF_BACKUP}*")):
        gone += sweep(_draft(staging))
    gone += sweep(p for prefix in (STAGING, STAGING_OF_BACKUP) for p in home.var.glob(f"{prefix}*"))
    gone += sweep(home.var.glob("secret-key.*"))
    gone += sweep(home.refreshes.glob(f"{HALF_WRITTEN}*"))
    gone += sweep(p for depth in ("*", "*/*") for p in home.raw.glob(f"{depth}/{HALF_WRITTEN}*"))
    if home.snapshots.is_dir():
        gone += _of_the_shelf(Shelf(home.snapshots))
    return [path.name for path in gone]


def _finish(home: Home, staging: Path) -> None:
    with nobody_holds(staging) as free:
        if free and switching.is_half_done(staging):
            with both_quiet(home):
                switching.switch(home.var, staging)


def _draft(staging: Path) -> list[Path]:
    """The archive that a killed backup was writing, wherever that is."""
    with nobody_holds(staging) as free:
        note = staging / DRAFT
        if not free or not note.is_file():
            return []
        draft = Path(note.read_text(encoding="utf-8", errors="replace"))
        return [draft] if draft in archive.left_behind(draft.parent) else []


def _of_the_shelf(shelf: Shelf) -> list[Path]:
    before = _hidden(shelf)
    with _unless_busy(shelf, "build") as free:
        if free:
            shelf.clear_unfinished()
    with _unless_busy(shelf, "publish") as free:
        if free:
            shelf.clear_half_published()
    return sorted(before - _hidden(shelf))


def _hidden(shelf: Shelf) -> set[Path]:
    found = {*shelf.folder.glob(".*"), *shelf.folder.glob("*/.half-*")}
    return {path for path in found if not path.name.endswith(".lock")}


@contextmanager
def _unless_busy(shelf: Shelf, what: str) -> Iterator[bool]:
    try:
        with shelf.lock(what):
            yield True
    except SnapshotError:
        yield False
