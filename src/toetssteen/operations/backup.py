"""A backup of one installation: what cannot be made again, as it stood at one moment."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from toetssteen import __version__
from toetssteen.kernel.errors import BackupError, SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.operations import archive
from toetssteen.operations.archive import Contents
from toetssteen.operations.installation import POINTERS, SHELF, kept, remove_dangling_pointers, snapshot_named_by
from toetssteen.sources.deliveries.unfinished import half_made, sweep
from toetssteen.warehouse.leftovers import BACKUP_STAGING, DRAFT_NOTE, draft_of, drafts_in
from toetssteen.warehouse.manifest import REFERENCED
from toetssteen.warehouse.opening import check_files
from toetssteen.warehouse.snapshots import Shelf
from toetssteen.warehouse.switching import wait_for_lock

SaveDatabase = Callable[[Path], None]


def make_backup(
    home: Home, path: Path, save_database: SaveDatabase, now: datetime, warn: Callable[[str], None] = lambda text: None
) -> Contents:
    """Write a backup to `path` while the site and others go on. Raises BackupError.

    Damaged figures are left out, and `warn` is called for each: they can be made again, and must not keep people's work
    from being saved.
    """
    if not path.parent.is_dir():
        raise BackupError(_("De map {folder} bestaat niet.").format(folder=path.parent))
    sweep(drafts_in(path.parent))
    with half_made(home.var, BACKUP_STAGING, shared=True) as staging:
        (staging / "database").mkdir()
        # First the database: what it refers to is kept on the shelf, and so is still there a moment later.
        save_database(staging / "database")
        shelf = Shelf(home.snapshots)
        with wait_for_lock(shelf, "publish"):
            _link(home, shelf, staging / "var")
        serving = _leave_out_damaged(Shelf(staging / "var" / SHELF), warn)
        files = sorted((f.relative_to(staging).as_posix(), f) for f in staging.rglob("*") if f.is_file())
        # When this process is killed, `leftovers` finds the half archive by this note.
        (staging / DRAFT_NOTE).write_text(str(draft_of(path)), encoding="utf-8")
        created = now.isoformat(timespec="seconds")
        return archive.write(path, files, program=__version__, created=created, serving=serving)


def _leave_out_damaged(shelf: Shelf, warn: Callable[[str], None]) -> str | None:
    """Remove damaged snapshots, and pointers to them, from a shelf of links. Returns the id of the serving snapshot."""
    for name in shelf.ids():
        try:
            check_files(shelf.folder / name)
        except SnapshotError as problem:
            shutil.rmtree(shelf.folder / name)
            warn(_("{problem} Ze zitten niet in de reservekopie.").format(problem=problem))
    remove_dangling_pointers(shelf)
    return shelf.current()


def _link(home: Home, shelf: Shelf, target: Path) -> None:
    """Hard-link every file, so that this state stays whatever is published or removed meanwhile."""
    for path in kept(home.var):
        link_below(path, target / path.name)
    for name in _snapshots(shelf):
        link_below(shelf.folder / name, target / SHELF / name)
    for pointer in POINTERS:
        if (shelf.folder / pointer).is_file():
            _link_file(shelf.folder / pointer, target / SHELF / pointer)


def _snapshots(shelf: Shelf) -> Iterator[str]:
    """The snapshots that serve, served before, or are referred to."""
    pointed = {snapshot_named_by(shelf.folder / pointer) for pointer in POINTERS}
    for name in shelf.ids():
        if name in pointed or (shelf.folder / name / REFERENCED).exists():
            yield name


def link_below(source: Path, target: Path) -> None:
    """Link a file, or every file of a folder that is not hidden, under another name."""
    if source.is_file():
        _link_file(source, target)
        return
    for parent, folders, names in os.walk(source):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        for name in names:
            if not name.startswith("."):
                file = Path(parent, name)
                _link_file(file, target / file.relative_to(source))


def _link_file(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(file)
    except FileExistsError:
        return
    except FileNotFoundError:
        # A file that was removed between the listing and now is no part of this moment.
        if file.exists():
            raise
    except OSError:
        shutil.copy2(file, target)
