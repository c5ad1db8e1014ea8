"""A new snapshot is made ready before somebody waits for it: a thread of each process looks which one serves."""

import gc
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from django.db import connection

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.site.hooks import hook_values
from toetssteen.web.snapshots.selectors import serving

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks at which snapshot serves: one small file
AGAIN = 900.0  # seconds between two looks whether the figures on show are still what they were
IDLE = 900.0  # seconds after which a snapshot that no longer serves is closed
# Of Python's garbage collector. Once little is left to look through, it may look often: it then has little to give
# back at a time, and no page waits for the rubbish of many before it.
ROUNDS = (700, 10, 2)


@dataclass(frozen=True, slots=True)
class Warming:
    """What to make of a snapshot beforehand. first: what every page needs, before the snapshot counts as ready;
    later: what saves a reader time, as long as it serves."""

    first: Callable[[Atlas], None]
    later: Callable[[Atlas], None]


def settle() -> None:
    """Takes what is there by now out of the rounds of Python's garbage collector: a page need not wait a quarter of a
    second while it looks through figures that stay. What nobody holds any more is still given back at once, unless
    it holds itself; that goes at the next snapshot."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    # With nothing left to look through, this one tells the collector that a full round is cheap from now on.
    gc.collect()
    gc.set_threshold(*ROUNDS)


class Watcher:
    """Looks which snapshot serves, and makes a new one ready once."""

    def __init__(self, make_ready: Callable[[Atlas], None]) -> None:
        self._make_ready = make_ready
        self._ready: Path | None = None
        self._looked = monotonic()

    def look(self) -> Atlas | None:
        """One look; gives the snapshot that became ready at it. What goes wrong is logged; pages say so for themselves,
        and the next look tries again."""
        ready = None
        try:
            atlas = serving()
            folder = None if atlas is None else atlas.snapshot.folder
            if atlas is not None and folder != self._ready:
                self._make_ready(atlas)
                self._ready, ready, self._looked = folder, atlas, monotonic()
                log.info("figures are ready", extra={"snapshot": atlas.id})
            elif atlas is not None and monotonic() - self._looked > AGAIN:
                self._looked = monotonic()
                open_atlas.look_again(atlas)
            open_atlas.put_away(folder, IDLE)
        except ToetssteenError as problem:
            if self._ready is not None:
                log.error("the figures cannot be opened: %s", problem)
            self._ready = None
        return ready


_stop = threading.Event()


def pause(seconds: float) -> bool:
    """Let others go first. True when it is time to stop."""
    return _stop.wait(seconds)


def watch(warming: Warming, every: float = EVERY) -> threading.Thread:
    """Look now and again, in a thread of this process, until `close`."""
    _stop.clear()
    thread = threading.Thread(target=_watch, args=(warming, every), name="toetssteen-warming", daemon=True)
    thread.start()
    return thread


def start() -> None:
    """Start watching in this process, with what apps declare in the hook `warming`."""
    for warming in hook_values("warming"):
        watch(warming)


def close() -> None:
    """Stop watching and close the figures."""
    _stop.set()
    for thread in threading.enumerate():
        if thread.name == "toetssteen-warming":
            thread.join(timeout=5)
    open_atlas.cache_clear()


def _watch(warming: Warming, every: float) -> None:
    watcher = Watcher(warming.first)
    while not _stop.is_set():
        try:
            _look(watcher, warming.later)
        except Exception:
            # A thread that dies here would only be noticed as slowness, much later.
            log.exception("making the figures ready failed")
        _stop.wait(every)


def _look(watcher: Watcher, later: Callable[[Atlas], None]) -> None:
    ready = watcher.look()
    if ready is None:
        return
    settle()
    try:
        later(ready)
    finally:
        connection.close()
    settle()
