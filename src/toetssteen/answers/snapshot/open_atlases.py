"""The atlases that are open: opened once, kept while they are asked for, closed when nobody uses them."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from weakref import WeakKeyDictionary

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.memory import Memory
from toetssteen.kernel.errors import SnapshotError
from toetssteen.warehouse.integrity import DamagedError
from toetssteen.warehouse.opening import check_files, open_snapshot
from toetssteen.warehouse.withdrawn import hide, made_secret

# Seconds in which a damaged snapshot is not opened again.
DAMAGED = 5.0


class OpenAtlases:
    """The atlases that are open: the last few asked for, each opened once however many threads ask at once.

    What is put away here closes its files when the last page that still uses it is done: nothing is shut under a
    reader, and nothing of a snapshot that was thrown away stays on the disk for long.
    """

    def __init__(self, most: int) -> None:
        self._memory: Memory[Path, Atlas] = Memory(most)
        self._asked: dict[Path, float] = {}
        self._damaged: dict[Path, tuple[float, str]] = {}
        self._hidden: WeakKeyDictionary[Atlas, Memory[str, Atlas | None]] = WeakKeyDictionary()

    def __call__(self, folder: Path) -> Atlas:
        """The atlas of the snapshot in `folder`. Raises SnapshotError."""
        self._asked[folder] = monotonic()
        return self._memory.get(folder, lambda: self._open(folder))

    def _open(self, folder: Path) -> Atlas:
        """Every byte is read to see whether it is whole. One that is not, is not read again by each page that asks."""
        since, message = self._damaged.get(folder, (-DAMAGED, ""))
        if monotonic() - since < DAMAGED:
            raise DamagedError(message)
        self._damaged.pop(folder, None)
        try:
            return Atlas(open_snapshot(folder))
        except DamagedError as problem:
            self._damaged[folder] = (monotonic(), str(problem))
            raise

    def without_withdrawn(self, atlas: Atlas, serving: Atlas) -> Atlas:
        """The atlas without the figures that `serving` calls secret; itself where there are none."""
        if atlas is serving:
            return atlas
        hidden = self._hidden.setdefault(atlas, Memory(1))
        # Never the atlas itself: what is kept by an atlas must not keep it open.
        return hidden.get(serving.id, lambda: self._hide(atlas, serving)) or atlas

    def _hide(self, atlas: Atlas, serving: Atlas) -> Atlas | None:
        """The atlas without what is hidden; None where nothing is."""
        cells = made_secret(atlas.cube, serving.cube)
        return Atlas(hide(atlas.snapshot, cells)) if len(cells) else None

    def look_again(self, atlas: Atlas) -> None:
        """Read all of an open snapshot once more. Raises DamagedError when it was spoiled since; then it is not shown
        any more either. One whose folder went is as whole as it was: its files are open."""
        try:
            check_files(atlas.snapshot.folder)
        except DamagedError:
            self._memory.forget(atlas.snapshot.folder)
            raise
        except SnapshotError:
            return

    def put_away(self, serving: Path | None, idle: float, now: Callable[[], float] = monotonic) -> list[Path]:
        """Let go of what has not been asked for in `idle` seconds, but not of `serving`. Returns what went."""
        idle_folders = [f for f in self._memory.known() if f != serving and now() - self._asked.get(f, 0.0) > idle]
        for folder in idle_folders:
            self._memory.forget(folder)
            self._asked.pop(folder, None)
        return idle_folders

    def known(self) -> list[Path]:
        """The folders of what is open."""
        return self._memory.known()

    def cache_clear(self) -> None:
        """Let go of all of them."""
        self._memory.forget()
        self._damaged.clear()


# The serving one, the one before it (a page half-way, a map that is open), and one that a link points to.
open_atlas = OpenAtlases(most=3)
