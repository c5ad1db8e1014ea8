"""What of an installation is in a backup: everything in `var` that cannot be made again.

What a later app puts in `var` is in the backup without a change here.
"""

from collections.abc import Iterable
from pathlib import Path

from toetssteen.warehouse.snapshots import CURRENT, PREVIOUS, Shelf

# Made again by set-up, a start or a fetch; the database and the shelf of snapshots are copied in their own way.
MADE_AGAIN = {"tmp", "log", "cache", "frontend", "static", "static.stamp.json", "invented", "snapshots"}
_ENDINGS = (".lock", ".log", ".part", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")
SHELF = "snapshots"
POINTERS = (CURRENT, PREVIOUS)
KEY = "secret-key"


def is_kept(path: Path) -> bool:
    """Whether this name in `var` belongs in a backup."""
    return not (path.name.startswith(".") or path.name in MADE_AGAIN or path.name.endswith(_ENDINGS))


def kept(var: Path) -> list[Path]:
    """What of `var` belongs in a backup, the shelf of snapshots apart."""
    return sorted(path for path in var.iterdir() if is_kept(path)) if var.is_dir() else []


def snapshot_named_by(pointer: Path) -> str:
    """The snapshot that a pointer of the shelf names; "" without one."""
    return pointer.read_text(encoding="utf-8", errors="replace").strip() if pointer.is_file() else ""


def remove_dangling_pointers(shelf: Shelf, names: Iterable[str] = POINTERS) -> None:
    """Remove the pointers that name a snapshot that is not on the shelf."""
    for name in names:
        if snapshot_named_by(shelf.folder / name) not in shelf.ids():
            (shelf.folder / name).unlink(missing_ok=True)
