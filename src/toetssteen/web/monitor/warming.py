"""The first page after a start or a publish is no slower than the next: what every page needs is made beforehand."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from toetssteen.answers.atlas import Atlas, open_atlas
from toetssteen.answers.series import series
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.areas.selectors import index, serving

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks at which snapshot serves: one small file
IDLE = 900.0  # seconds after which a snapshot that no longer serves is closed


def warm(atlas: Atlas) -> None:
    """The country's series of every figure, and the search index. What a page asked for meanwhile is not made again."""
    country = atlas.place(COUNTRY)
    for name in atlas.cube.indicators:
        series(atlas, country, atlas.indicator(name))
    index(atlas)


class Watcher:
    """Looks which snapshot serves, and makes a new one ready once."""

    def __init__(self, make_ready: Callable[[Atlas], None] = warm) -> None:
        self._make_ready = make_ready
        self._ready: Path | None = None

    def look(self) -> None:
        """One look. What goes wrong is logged; pages say so for themselves, and the next look tries again."""
        try:
            atlas = serving()
            folder = None if atlas is None else atlas.snapshot.folder
            if atlas is not None and folder != self._ready:
                self._make_ready(atlas)
                self._ready = folder
                log.info("figures are ready", extra={"snapshot": atlas.id})
            open_atlas.put_away(folder, IDLE)
        except ToetssteenError as problem:
            if self._ready is not None:
                log.error("the figures cannot be opened: %s", problem)
            self._ready = None


_stop = threading.Event()


def watch(every: float = EVERY) -> threading.Thread:
    """Look now and again, in a thread of this process, until `close`."""
    _stop.clear()
    thread = threading.Thread(target=_watch, args=(Watcher(), every), name="toetssteen-warming", daemon=True)
    thread.start()
    return thread


def close() -> None:
    """Stop looking and close the figures, so that the process ends in peace."""
    _stop.set()
    for thread in threading.enumerate():
        if thread.name == "toetssteen-warming":
            thread.join(timeout=5)
    index.cache_clear()
    open_atlas.cache_clear()


def _watch(watcher: Watcher, every: float) -> None:
    while not _stop.is_set():
        try:
            watcher.look()
        except Exception:
            # A thread that dies here would only be noticed as slowness, much later.
            log.exception("making the figures ready failed")
        _stop.wait(every)
