"""The shelf of snapshots: open, publish, roll back and tidy up."""

import logging
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.warehouse import durable, revisions
from toetssteen.warehouse.manifest import REFERENCED
from toetssteen.warehouse.opening import Snapshot, open_snapshot, read_manifest

log = logging.getLogger(__name__)
CURRENT = "current"
PREVIOUS = "previous"
UNFINISHED = ".building-"
WITHDRAWN = "withdrawn"  # this one was rolled back
KEEP = 3
# A name of our own making; never a way to another folder.
_ID = re.compile(r"\w[\w.-]{0,99}", re.ASCII)


def _note_revisions(folder: Path, after: Snapshot) -> None:
    """Write the revisions against the serving snapshot beside the new one. A failed comparison does not stop publishing."""
    try:
        earlier = open_snapshot(folder)
        earlier.reader.close()
        if earlier.manifest.country != after.manifest.country:
            return
        counts, cells = revisions.compare(
            earlier.cube, after.cube, earlier.manifest.deliveries, after.manifest.deliveries
        )
        listed = min(len(cells), revisions.MOST)
        revisions.write(after.folder, revisions.Summary(earlier.id, after.id, counts, listed), cells)
    except (SnapshotError, OSError):
        return


def _list_is_whole(folder: Path) -> bool:
    try:
        revisions.check(folder)
    except (SnapshotError, OSError):
        return False
    return True


class Shelf:
    """The folder of snapshots. Only this class writes the small files that say which one serves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        """Finished snapshots, oldest first."""
        manifests = [p for p in self.folder.glob("*/manifest.json") if not p.parent.name.startswith(".")]
        return [p.parent.name for p in sorted(manifests, key=lambda p: (p.stat().st_mtime_ns, p.parent.name))]

    def make_newest(self, folder: Path) -> None:
        """Put this snapshot last in the order, also when the clock of this machine has gone back since another was
        made: new figures must never stand behind old ones. Raises OSError."""
        manifest = folder / "manifest.json"
        others = [path.stat().st_mtime_ns for path in self.folder.glob("*/manifest.json") if path != manifest]
        # A millisecond later: a backup keeps no finer time.
        moment = max([time.time_ns(), *(moment_of_other + 1_000_000 for moment_of_other in others)])
        os.utime(manifest, ns=(moment, moment))

    def after_the_clock(self, name: str) -> str | None:
        """The newest id made before this one with a later timestamp (the clock went back), or None."""
        ids, later_ids = self.ids(), []
        moment = datetime.fromisoformat(read_manifest(self.folder / name).created)
        for earlier_id in ids[: ids.index(name)]:
            with suppress(SnapshotError, ValueError):
                if datetime.fromisoformat(read_manifest(self.folder / earlier_id).created) > moment:
                    later_ids.append(earlier_id)
        return later_ids[-1] if later_ids else None

    def free_name(self, name: str) -> str:
        """`name`, or with a number behind it when a folder has it already."""
        free, n = name, 1
        while (self.folder / free).exists():
            n += 1
            free = f"{name}-{n}"
        return free

    def current(self) -> str | None:
        """The id of the serving snapshot, or None when there is none yet. Raises SnapshotError when that cannot be read."""
        return self._read(CURRENT)

    def open_current(self) -> Snapshot:
        """Open the serving snapshot. Raises SnapshotError when there is none."""
        name = self.current()
        if name is None:
            raise SnapshotError(
                _(
                    "Er zijn nog geen cijfers. Haal ze op met “toetssteen fetch --from MAP” en daarna “toetssteen build” en “toetssteen publish”."
                )
            )
        return open_snapshot(self.folder / name)

    def publish(self, name: str | None = None) -> str:
        """Switch to a snapshot and return its id. All readers see the old one or the new one.

        Without a name: the newest, unless it was rolled back; then the serving one stays. A named snapshot is published
        even when it was rolled back.
        """
        with self.lock("publish"):
            self.clear_half_published()
            ids = self.ids()
            if not ids:
                raise SnapshotError(_("Er zijn nog geen cijfers om te tonen. Begin met “toetssteen build”."))
            serving = self._pointer(CURRENT)
            chosen = name or ids[-1]
            if chosen not in ids:
                raise self._unknown(chosen)
            if name is None and serving in ids and (self.folder / chosen / WITHDRAWN).exists():
                return serving
            opened = open_snapshot(self.folder / chosen)
            opened.reader.close()
            against = serving
            if serving == chosen and not _list_is_whole(self.folder / chosen):
                against = self._pointer(PREVIOUS)
            # Going back notes nothing. By the order of making, not by the clock, which may have been wrong.
            if against in ids and ids.index(against) < ids.index(chosen):
                _note_revisions(self.folder / against, opened)
            (self.folder / chosen / WITHDRAWN).unlink(missing_ok=True)
            if serving is not None and serving != chosen:
                self._write(PREVIOUS, serving)
            self._write(CURRENT, chosen)
            self._tidy()
            return chosen

    def rollback(self) -> str:
        """Switch back to the previous snapshot. The one rolled back is not published again unless named."""
        previous, current = self._pointer(PREVIOUS), self._pointer(CURRENT)
        if previous is None or previous not in self.ids():
            raise SnapshotError(_("Er zijn geen eerdere cijfers om naar terug te gaan."))
        mark = None if current is None or current == previous else self.folder / current / WITHDRAWN
        # Marked first: a page fetched a moment ago may still ask for its outlines.
        if mark is not None:
            mark.touch()
        try:
            chosen = self.publish(previous)
        except BaseException:
            if mark is not None:
                mark.unlink(missing_ok=True)
            raise
        return chosen

    def readable(self) -> list[str]:
        """Ids a reader may ask for, oldest first: the serving one, earlier ones, and those referred to; none that was never
        published."""
        ids, current = self.ids(), self.current()
        served = ids[: ids.index(current) + 1] if current in ids else []
        return [name for name in ids if name in served or self.referred(name)]

    def referred(self, name: str) -> bool:
        """Whether this snapshot is kept for good."""
        return (self.folder / name / REFERENCED).exists()

    def withdrawn(self, name: str) -> bool:
        """Whether this snapshot was rolled back."""
        return (self.folder / name / WITHDRAWN).exists()

    def refer(self, name: str) -> None:
        """Keep a snapshot for good: a report, study or permalink points to it. Raises SnapshotError."""
        if name not in self.ids():
            raise self._unknown(name)
        (self.folder / name / REFERENCED).touch()

    @contextmanager
    def lock(self, operation: str) -> Iterator[None]:
        """One writer at a time; a process that dies lets go. Raises SnapshotError when another is busy."""
        lock = FileLock(self.folder / f".{operation}.lock", blocking=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as busy:
            raise SnapshotError(
                _("Er is al een ander proces bezig met de cijfers. Wacht tot dat klaar is en probeer het opnieuw.")
            ) from busy
        except OSError as problem:
            raise SnapshotError(
                _("In de map van de cijfers is niet te schrijven ({why}). Wat er al staat blijft te zien.").format(
                    why=why(problem)
                )
            ) from problem
        try:
            yield
        finally:
            lock.release()

    def clear_unfinished(self) -> None:
        """Remove what a killed build left behind. Call with the build lock held."""
        for leftover in self.folder.glob(UNFINISHED + "*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def clear_half_published(self) -> None:
        """Remove what a killed switch left behind. Call with the lock of publishing held."""
        for leftover in (*self.folder.glob(".*.new"), *self.folder.glob("*/.half-*")):
            leftover.unlink(missing_ok=True)

    def _unknown(self, name: str) -> SnapshotError:
        return SnapshotError(
            _("De cijfers “{name}” bestaan niet. Er is: {ids}.").format(
                name=name[:60], ids=", ".join(self.ids()) or _("nog niets")
            )
        )

    def _tidy(self) -> None:
        ids = self.ids()
        spare = {self._pointer(CURRENT), self._pointer(PREVIOUS), *ids[-KEEP:]}
        for name in ids:
            if name not in spare and not (self.folder / name / REFERENCED).exists():
                # First without its name: one that was half thrown away is a leftover and no snapshot.
                discarded = self.folder / f"{UNFINISHED}gone-{name}"
                with suppress(OSError):
                    (self.folder / name).rename(discarded)
                shutil.rmtree(discarded, ignore_errors=True)

    def _pointer(self, name: str) -> str | None:
        """As `_read`; None for what cannot be read, so that publishing repairs it."""
        try:
            return self._read(name)
        except SnapshotError:
            return None

    def _read(self, name: str) -> str | None:
        try:
            text = (self.folder / name).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as problem:
            raise self._unreadable(name) from problem
        if text and not _ID.fullmatch(text):
            raise self._unreadable(name)
        return text or None

    def _unreadable(self, name: str) -> SnapshotError:
        return SnapshotError(
            _(
                "Het bestand “{name}” in de map van de cijfers is niet te lezen of beschadigd. Herstel het met “toetssteen publish”."
            ).format(name=name)
        )

    def _write(self, name: str, value: str) -> None:
        temporary = self.folder / f".{name}.new"
        try:
            with temporary.open("w", encoding="utf-8") as handle:
                handle.write(value + "\n")
                handle.flush()
                os.fsync(handle.fileno())
            temporary.replace(self.folder / name)
            durable.folder(self.folder)
        except OSError as problem:
            temporary.unlink(missing_ok=True)
            raise SnapshotError(
                _(
                    "Het omschakelen is niet gelukt ({why}). Kijk of er ruimte is op de schijf en of u er mag schrijven. De cijfers van hiervoor blijven te zien."
                ).format(why=why(problem))
            ) from problem
