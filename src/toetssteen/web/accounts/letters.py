"""Letters that leave after the answer: who asked cannot tell from the time it took whether there was anybody to write
to, and a mail server that fails does not show. One thread a process, and at most so many letters waiting."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from time import monotonic, sleep

from django.db import connections

log = logging.getLogger("toetssteen.access")
MOST_WAITING = 100
# Seconds after it was asked: by then the answer has left, and the work of finding and writing slows nothing down.
AFTER = 1.0
_room = BoundedSemaphore(MOST_WAITING)
# The thread starts with the first letter, so after the web server split off its processes.
_sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")


def later(send: Callable[[], None]) -> "Future[None] | None":
    """`send` is called soon, whatever it does; None when too many are waiting, which only the log tells."""
    if not _room.acquire(blocking=False):
        log.warning("a letter was not sent: %s are waiting", MOST_WAITING)
        return None
    done = _sender.submit(_at_its_time, send, monotonic() + AFTER)
    done.add_done_callback(lambda _done: _room.release())
    return done


def _at_its_time(send: Callable[[], None], moment: float) -> None:
    sleep(max(0.0, moment - monotonic()))
    try:
        send()
    except Exception as problem:  # nobody is there to tell, and the next letter must go
        # Only the kind: the rest may hold an address.
        log.error("a letter was not sent: %s", type(problem).__name__)
    finally:
        connections.close_all()
