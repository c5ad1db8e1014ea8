"""A backup of one installation: what cannot be made again, as it stood at one moment; and back.

What a later room puts in `var` is in the backup without anybody thinking of it: only what can be made again is left out.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from toetssteen import __version__
from toetssteen.kernel.errors import BackupError, SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.kernel.keys import is_sound
from toetssteen.kernel.language import _
from toetssteen.sources.deliveries.unfinished import half_made, sweep
from toetssteen.warehouse import archive, switching
from toetssteen.warehouse.archive import Contents
from toetssteen.warehouse.manifest import REFERENCED
from toetssteen.warehouse.opening import check_files, open_snapshot
from toetssteen.warehouse.snapshots import CURRENT, PREVIOUS, Shelf

Database = Callable[[Path], None]
# Made again by set-up, a start or a fetch; the database is copied in its own way.
MADE_AGAIN = {"tmp", "log", "cache", "frontend", "static", "static.stamp.json", "invented", "snapshots"}
_ENDINGS = (".lock", ".log", ".part", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")
KEY = "secret-key"
STAGING_OF_BACKUP, STAGING, DRAFT = ".backup-", ".restore-", "draft"
PATIENCE = 30.0  # seconds for a publish that is going on


def backup(
    home: Home, path: Path, save_database: Database, now: datetime, tell: Callable[[str], None] = lambda text: None
) -> Contents:
    """Write a backup to `path` while the site and others go on. Raises BackupError.

    Figures that are damaged are not taken along, and `tell` hears which: they can be made again, and must not keep
    people's work from being saved.
    """
    if not path.parent.is_dir():
        raise BackupError(_("De map {folder} bestaat niet.").format(folder=path.parent))
    sweep(archive.left_behind(path.parent))
    with half_made(home.var, STAGING_OF_BACKUP, shared=True) as staging:
        (staging / "database").mkdir()
        # First the database: what it refers to is kept on the shelf, and so is still there a moment later.
        save_database(staging / "database")
        shelf = Shelf(home.snapshots)
        with _quiet(shelf, "publish"):
            _link(home, shelf, staging / "var")
        serving = _leave_out_damaged(Shelf(staging / "var" / "snapshots"), tell)
        files = sorted((f.relative_to(staging).as_posix(), f) for f in staging.rglob("*") if f.is_file())
        # Whoever cleans up after us when we are killed finds the half archive by this.
        (staging / DRAFT).write_text(str(archive.draft_of(path)), encoding="utf-8")
        created = now.isoformat(timespec="seconds")
        return archive.write(path, files, program=__version__, created=created, serving=serving)


def _leave_out_damaged(shelf: Shelf, tell: Callable[[str], None]) -> str | None:
    """Take what is damaged, and what points to it, out of a shelf of links; the id of what serves on it."""
    for name in shelf.ids():
        try:
            check_files(shelf.folder / name)
        except SnapshotError as problem:
            shutil.rmtree(shelf.folder / name)
            tell(_("{problem} Ze zitten niet in de reservekopie.").format(problem=problem))
    for pointer in (CURRENT, PREVIOUS):
        if _name_in(shelf.folder / pointer) not in shelf.ids():
            (shelf.folder / pointer).unlink(missing_ok=True)
    return shelf.current()


def restore(
    home: Home, path: Path, *, replace: bool, database_empty: Callable[[], bool], load_database: Database
) -> Contents:
    """Put a backup back: unpacked beside what is there, checked, and then switched to. Raises BackupError.

    replace: also when there is something here; otherwise that is refused.
    """
    contents = archive.verify(path)
    if not replace and (_ours(home.var) or not database_empty()):
        raise BackupError(
            _("Hier staan al gegevens. Wilt u die vervangen door de reservekopie, geef dan ook --replace.")
        )
    with half_made(home.var, STAGING, shared=True) as staging:
        archive.unpack(path, contents, staging)
        check_contents(staging / "var", contents.serving)
        # Who was forgotten after the backup was made stays forgotten.
        if home.forgotten.is_dir():
            _link_below(home.forgotten, staging / "var" / home.forgotten.name)
        with both_quiet(home):
            switching.prepare(home.var, staging, [path.name for path in _to_replace(home.var, staging / "var")])
            # In one transaction of its own: when it fails, nothing has changed yet.
            load_database(staging / "database")
            switching.switch(home.var, staging)
    # Of a version that did not finish by itself what was broken off.
    for leftover in home.var.glob(".before-restore-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    return contents


def _to_replace(var: Path, new: Path) -> list[Path]:
    """What a restore takes away. The key stays where the backup has none: it came from the environment then."""
    shelf = [var / "snapshots"] if (var / "snapshots").is_dir() else []
    kept = [path for path in var.iterdir() if _kept(path)]
    return [path for path in [*kept, *shelf] if path.name != KEY or (new / KEY).exists()]


def check_contents(var: Path, serving: str | None) -> None:
    """Whether an unpacked `var` holds what a backup of ours can hold, and nothing that would do harm here: it is said
    to be ours, and anybody can say that. Raises BackupError."""
    for path in sorted(var.rglob("*")) if var.is_dir() else ():
        parts = path.relative_to(var).parts
        if any(part.startswith(".") for part in parts) or not (parts[0] == "snapshots" or _kept(Path(parts[0]))):
            raise _does_not_belong(path.relative_to(var).as_posix())
    key = var / KEY
    if key.exists() and not (key.is_file() and is_sound(key.read_text(encoding="utf-8", errors="replace").strip())):
        raise BackupError(
            _("De geheime sleutel in de reservekopie is te kort of geen sleutel. Er is niets teruggezet.")
        )
    _check_shelf(Shelf(var / "snapshots"), serving)


def _check_shelf(shelf: Shelf, serving: str | None) -> None:
    ids = shelf.ids()
    for path in sorted(shelf.folder.iterdir()) if shelf.folder.is_dir() else ():
        if path.name not in (CURRENT, PREVIOUS, *ids):
            raise _does_not_belong(f"snapshots/{path.name}")
    if (_name_in(shelf.folder / CURRENT) or None) != serving or serving not in (None, *ids):
        raise BackupError(_("De reservekopie wijst cijfers aan die er niet in zitten. Er is niets teruggezet."))
    if _name_in(shelf.folder / PREVIOUS) not in ids:
        (shelf.folder / PREVIOUS).unlink(missing_ok=True)
    try:
        for name in ids:
            open_snapshot(shelf.folder / name).reader.close()
    except SnapshotError as problem:
        raise BackupError(str(problem)) from problem


def _does_not_belong(name: str) -> BackupError:
    return BackupError(
        _("In de reservekopie zit iets dat er niet hoort: {name}. Er is niets teruggezet.").format(name=name[:80])
    )


@contextmanager
def both_quiet(home: Home) -> Iterator[None]:
    """Nobody builds or publishes meanwhile. Raises BackupError when they do not stop."""
    shelf = Shelf(home.snapshots)
    with _quiet(shelf, "build"), _quiet(shelf, "publish"):
        yield


def _quiet(shelf: Shelf, what: str) -> ExitStack:
    """The shelf's lock, waited for. Raises BackupError when it does not come free."""
    stack, deadline = ExitStack(), time.monotonic() + PATIENCE
    while True:
        try:
            stack.enter_context(shelf.lock(what))
        except SnapshotError as busy:
            if time.monotonic() > deadline:
                raise BackupError(str(busy)) from busy
            time.sleep(0.1)
        else:
            return stack


def _ours(var: Path) -> list[Path]:
    """What a restore would replace. A key alone is made by the first command: nobody misses it."""
    found = [path for path in var.iterdir() if _kept(path) and path.name != KEY] if var.is_dir() else []
    shelf = var / "snapshots"
    return found + [p for p in (shelf.iterdir() if shelf.is_dir() else ()) if not p.name.startswith(".")]


def _kept(path: Path) -> bool:
    return not (path.name.startswith(".") or path.name in MADE_AGAIN or path.name.endswith(_ENDINGS))


def _link(home: Home, shelf: Shelf, into: Path) -> None:
    """A second name for every file: whatever is published or thrown away meanwhile, this moment stays."""
    for place in sorted(home.var.iterdir()):
        if _kept(place):
            _link_below(place, into / place.name)
    for name in _snapshots(shelf):
        _link_below(shelf.folder / name, into / "snapshots" / name)
    for pointer in (CURRENT, PREVIOUS):
        if (shelf.folder / pointer).is_file():
            _link_file(shelf.folder / pointer, into / "snapshots" / pointer)


def _snapshots(shelf: Shelf) -> Iterator[str]:
    """Those that serve, served before, or are referred to."""
    pointed = {_name_in(shelf.folder / CURRENT), _name_in(shelf.folder / PREVIOUS)}
    for name in shelf.ids():
        if name in pointed or (shelf.folder / name / REFERENCED).exists():
            yield name


def _name_in(pointer: Path) -> str:
    return pointer.read_text(encoding="utf-8", errors="replace").strip() if pointer.is_file() else ""


def _link_below(place: Path, target: Path) -> None:
    if place.is_file():
        _link_file(place, target)
        return
    for parent, folders, names in os.walk(place):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in names:
            if not name.startswith("."):
                file = Path(parent, name)
                _link_file(file, target / file.relative_to(place))


def _link_file(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(file)
    except FileExistsError:
        return
    except FileNotFoundError:
        # A file that was taken away between the listing and now is no part of this moment.
        if file.exists():
            raise
    except OSError:
        shutil.copy2(file, target)
