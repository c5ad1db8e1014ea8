"""A bounded memory of answers that cannot change: the least recently asked one goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """At most `most` answers. Safe between threads; of those that ask the same at once, one works it out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[K, V] = OrderedDict()
        self._busy: dict[K, RLock] = {}
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """What is known under `key`, else what `make` gives, from now on known. What `make` raises is raised to who
        asked; the next one tries again."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            turn = self._busy.setdefault(key, RLock())
        # One lock a question: a slow answer keeps only those waiting who ask the same.
        with turn:
            with self._lock:
                if key in self._known:
                    return self._known[key]
            try:
                value = make()
                with self._lock:
                    self._known[key] = value
                    while len(self._known) > self._most:
                        self._known.popitem(last=False)
            finally:
                with self._lock:
                    self._busy.pop(key, None)
        return value

    def forget(self, key: K | None = None) -> None:
        """Forget one answer, or all."""
        with self._lock:
            if key is None:
                self._known.clear()
            else:
                self._known.pop(key, None)

    def known(self) -> list[K]:
        """What is known, least recently asked first."""
        with self._lock:
            return list(self._known)

    def __len__(self) -> int:
        return len(self._known)
