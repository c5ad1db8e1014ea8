"""Puts a backup back: unpacked beside what is there, checked, and then switched to."""

import shutil
from collections.abc import Callable
from pathlib import Path

from toetssteen.kernel.errors import BackupError, SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.kernel.keys import is_sound
from toetssteen.kernel.language import _
from toetssteen.operations import archive
from toetssteen.operations.archive import Contents
from toetssteen.operations.backup import link_below
from toetssteen.operations.installation import (
    KEY,
    POINTERS,
    SHELF,
    is_kept,
    kept,
    remove_dangling_pointers,
    snapshot_named_by,
)
from toetssteen.sources.deliveries.unfinished import half_made
from toetssteen.warehouse import switching
from toetssteen.warehouse.leftovers import RESTORE_STAGING
from toetssteen.warehouse.opening import open_snapshot
from toetssteen.warehouse.snapshots import CURRENT, PREVIOUS, Shelf


def restore_backup(
    home: Home,
    path: Path,
    *,
    replace: bool,
    database_empty: Callable[[], bool],
    load_database: Callable[[Path], None],
) -> Contents:
    """Put the backup at `path` back. replace: also when there is data here; otherwise that raises. Raises BackupError."""
    contents = archive.verify(path)
    if not replace and (_present(home.var) or not database_empty()):
        raise BackupError(
            _("Hier staan al gegevens. Wilt u die vervangen door de reservekopie, geef dan ook --replace.")
        )
    with half_made(home.var, RESTORE_STAGING, shared=True) as staging:
        archive.unpack(path, contents, staging)
        check_contents(staging / "var", contents.serving)
        # People forgotten after the backup was made stay forgotten.
        if home.forgotten.is_dir():
            link_below(home.forgotten, staging / "var" / home.forgotten.name)
        with switching.hold_shelf(home):
            switching.prepare(home.var, staging, [path.name for path in _to_replace(home.var, staging / "var")])
            # In one transaction of its own: when it fails, nothing has changed yet.
            load_database(staging / "database")
            switching.switch(home.var, staging)
    # Left by versions that could not finish a broken-off restore.
    for leftover in home.var.glob(".before-restore-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    return contents


def _present(var: Path) -> list[Path]:
    """What a restore would replace, except the key, which the first command makes by itself."""
    shelf = var / SHELF
    on_shelf = [path for path in shelf.iterdir() if not path.name.startswith(".")] if shelf.is_dir() else []
    return [path for path in kept(var) if path.name != KEY] + on_shelf


def _to_replace(var: Path, new: Path) -> list[Path]:
    """What a restore removes. The key stays where the backup has none: it came from the environment then."""
    shelf = [var / SHELF] if (var / SHELF).is_dir() else []
    return [path for path in [*kept(var), *shelf] if path.name != KEY or (new / KEY).exists()]


def check_contents(var: Path, serving: str | None) -> None:
    """Refuse an unpacked `var` with anything that a backup of ours does not hold: anybody can make an archive that says
    it is ours. Raises BackupError."""
    for path in sorted(var.rglob("*")) if var.is_dir() else ():
        parts = path.relative_to(var).parts
        if any(part.startswith(".") for part in parts) or not (parts[0] == SHELF or is_kept(Path(parts[0]))):
            raise _does_not_belong(path.relative_to(var).as_posix())
    key = var / KEY
    if key.exists() and not (key.is_file() and is_sound(key.read_text(encoding="utf-8", errors="replace").strip())):
        raise BackupError(
            _("De geheime sleutel in de reservekopie is te kort of geen sleutel. Er is niets teruggezet.")
        )
    _check_shelf(Shelf(var / SHELF), serving)


def _check_shelf(shelf: Shelf, serving: str | None) -> None:
    ids = shelf.ids()
    for path in sorted(shelf.folder.iterdir()) if shelf.folder.is_dir() else ():
        if path.name not in (*POINTERS, *ids):
            raise _does_not_belong(f"{SHELF}/{path.name}")
    if (snapshot_named_by(shelf.folder / CURRENT) or None) != serving or serving not in (None, *ids):
        raise BackupError(_("De reservekopie wijst cijfers aan die er niet in zitten. Er is niets teruggezet."))
    remove_dangling_pointers(shelf, [PREVIOUS])
    try:
        for name in ids:
            open_snapshot(shelf.folder / name).reader.close()
    except SnapshotError as problem:
        raise BackupError(str(problem)) from problem


def _does_not_belong(name: str) -> BackupError:
    return BackupError(
        _("In de reservekopie zit iets dat er niet hoort: {name}. Er is niets teruggezet.").format(name=name[:80])
    )
