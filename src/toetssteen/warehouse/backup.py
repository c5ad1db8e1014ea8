"""A backup of one installation: what cannot be made again, as it stood at one moment; and back.

What a later room puts in `var` is in the backup without anybody thinking of it: only what can be made again is left out.
"""

import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from toetssteen import __version__
from toetssteen.kernel.errors import BackupError, SnapshotError
from toetssteen.kernel.language import _
from toetssteen.kernel.places import Home
from toetssteen.warehouse import archive, durable
from toetssteen.warehouse.archive import Contents
from toetssteen.warehouse.manifest import REFERENCED
from toetssteen.warehouse.snapshots import CURRENT, PREVIOUS, Shelf, open_snapshot

Database = Callable[[Path], None]
# Made again by set-up, a start or a fetch; the database is copied in its own way.
MADE_AGAIN = {"tmp", "log", "cache", "frontend", "static", "static.stamp.json", "invented", "snapshots"}
_ENDINGS = (".lock", ".log", ".part", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")
KEY = "secret-key"
_STAGING, _BEFORE = ".restore-", ".before-restore-"
PATIENCE = 30.0  # seconds for a publish that is going on


def backup(home: Home, path: Path, save_database: Database, now: datetime) -> Contents:
    """Write a backup to `path` while the site and others go on. Raises BackupError."""
    if not path.parent.is_dir():
        raise BackupError(_("De map {folder} bestaat niet.").format(folder=path.parent))
    staging = _folder(home.var, ".backup-")
    try:
        (staging / "database").mkdir()
        # First the database: what it refers to is kept on the shelf, and so is still there a moment later.
        save_database(staging / "database")
        shelf = Shelf(home.snapshots)
        with _quiet(shelf, "publish"):
            _link(home, shelf, staging / "var")
            serving = shelf.current()
        files = sorted((f.relative_to(staging).as_posix(), f) for f in staging.rglob("*") if f.is_file())
        created = now.isoformat(timespec="seconds")
        return archive.write(path, files, program=__version__, created=created, serving=serving)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


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
    home.var.mkdir(parents=True, exist_ok=True)
    staging = _folder(home.var, _STAGING)
    try:
        archive.unpack(path, contents, staging)
        _opens(staging / "var" / "snapshots", contents.serving)
        # Who was forgotten after the backup was made stays forgotten.
        if home.forgotten.is_dir():
            _link_below(home.forgotten, staging / "var" / home.forgotten.name)
        shelf = Shelf(home.snapshots)
        with ExitStack() as locks:
            locks.enter_context(_quiet(shelf, "build"))
            locks.enter_context(_quiet(shelf, "publish"))
            # In one transaction of its own: when it fails, nothing has changed yet.
            load_database(staging / "database")
            _switch(home.var, staging / "var")
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    for leftover in home.var.glob(f"{_BEFORE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    return contents


def _folder(var: Path, prefix: str) -> Path:
    var.mkdir(parents=True, exist_ok=True)
    folder = var / f"{prefix}{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    return folder


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


def _opens(folder: Path, serving: str | None) -> None:
    if serving is None:
        return
    try:
        open_snapshot(folder / serving).reader.close()
    except SnapshotError as problem:
        raise BackupError(str(problem)) from problem


def _switch(var: Path, new: Path) -> None:
    """Put what is new in place of what is there, each by a rename; what fails is turned back."""
    before = _folder(var, _BEFORE)
    moved: list[tuple[Path, Path]] = []
    new.mkdir(exist_ok=True)
    shelf = [var / "snapshots"] if (var / "snapshots").is_dir() else []
    durable.tree(new)
    try:
        for old in [*(path for path in var.iterdir() if _kept(path)), *shelf]:
            # The key stays where the backup has none: it came from the environment then.
            if old.name != KEY or (new / KEY).exists():
                _move(old, before / old.name, moved)
        for one in list(new.iterdir()):
            _move(one, var / one.name, moved)
        durable.folder(var)
    except OSError as problem:
        for source, target in reversed(moved):
            target.rename(source)
        raise BackupError(
            _("Het terugzetten van de bestanden lukte niet ({why}). De bestanden zijn weer zoals ze waren.").format(
                why=problem.strerror
            )
        ) from problem
    shutil.rmtree(before, ignore_errors=True)


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.rename(target)
    moved.append((source, target))
