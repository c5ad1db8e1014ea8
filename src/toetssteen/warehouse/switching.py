"""The last step of a restore: unpacked files replace the present ones, each by a rename.

A switch that fails is undone. One that was killed is finished by `leftovers`, not undone: the database holds the backup by
then.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from toetssteen.kernel.errors import BackupError, SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.warehouse import durable
from toetssteen.warehouse.snapshots import Shelf

# In the folder of the restore: what has to make place, and, from the database's part, that the database is back.
PLAN, LOADED = "switch.json", "database/loaded"
PATIENCE = 30.0  # seconds to wait for a build or a publish that is going on


def prepare(var: Path, staging: Path, replaced: list[str]) -> None:
    """Write the plan of the switch and flush it. replaced: names in `var` that the files in `staging` replace."""
    (staging / "var").mkdir(exist_ok=True)
    (staging / "before").mkdir()
    (staging / PLAN).write_text(json.dumps(replaced), encoding="utf-8")
    durable.tree(staging)


def is_half_done(staging: Path) -> bool:
    """Whether a switch was broken off: the database is back, and the files are not."""
    return (staging / PLAN).is_file() and (staging / LOADED).is_file()


def switch(var: Path, staging: Path) -> None:
    """Do the switch, or finish a killed one. Raises BackupError after restoring the files."""
    incoming, outgoing, moved = staging / "var", staging / "before", list[tuple[Path, Path]]()
    try:
        for name in json.loads((staging / PLAN).read_text(encoding="utf-8")):
            # Already moved away before the switch was broken off: this name holds the new file.
            if (var / name).exists() and not (outgoing / name).exists():
                move(var / name, outgoing / name, moved)
        for path in sorted(incoming.iterdir()):
            if (var / path.name).exists():
                # Made since the switch was broken off.
                move(var / path.name, outgoing / f"{path.name}.{secrets.token_hex(4)}", moved)
            move(path, var / path.name, moved)
        durable.folder(var)
        # From here on `leftovers` may remove the folder.
        (staging / PLAN).unlink()
        durable.folder(staging)
    except OSError as problem:
        for source, target in reversed(moved):
            target.rename(source)
        (staging / PLAN).unlink(missing_ok=True)
        raise BackupError(
            _("Het terugzetten van de bestanden lukte niet ({why}). De bestanden zijn weer zoals ze waren.").format(
                why=why(problem)
            )
        ) from problem


def move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.rename(target)
    moved.append((source, target))


@contextmanager
def hold_shelf(home: Home) -> Iterator[None]:
    """Hold the locks of building and publishing. Raises BackupError when they do not come free."""
    shelf = Shelf(home.snapshots)
    with wait_for_lock(shelf, "build"), wait_for_lock(shelf, "publish"):
        yield


def wait_for_lock(shelf: Shelf, lock: str) -> ExitStack:
    """The lock of the shelf with this name, waited for. Raises BackupError when it does not come free."""
    stack, deadline = ExitStack(), time.monotonic() + PATIENCE
    while True:
        try:
            stack.enter_context(shelf.lock(lock))
        except SnapshotError as busy:
            if time.monotonic() > deadline:
                raise BackupError(str(busy)) from busy
            time.sleep(0.1)
        else:
            return stack
