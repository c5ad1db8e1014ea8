"""Stops the clock of every Python that has this folder on its path, before anything else is imported.

Two recordings of the same code are equal only when both are made at one moment. `date` stays as it is: the code asks
`datetime` and `time` what time it is. The clocks that measure (`monotonic`, `perf_counter`) go on.
"""

import datetime
import time

MOMENT = datetime.datetime(2026, 6, 15, 8, 0, tzinfo=datetime.UTC)
_Real = datetime.datetime


class _Kind(type):
    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, _Real)

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, _Real)


class _Stopped(_Real, metaclass=_Kind):
    """Makes plain datetimes, so that libraries in C see the type they know."""

    def __new__(cls, *values: object, **named: object) -> _Real:
        return _Real(*values, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> _Real:
        return MOMENT.astimezone(tz) if tz else MOMENT.replace(tzinfo=None)

    @classmethod
    def utcnow(cls) -> _Real:
        return MOMENT.replace(tzinfo=None)

    @classmethod
    def today(cls) -> _Real:
        return MOMENT.replace(tzinfo=None)


def stop() -> None:
    """Every import of `datetime` and `time` after this sees the stopped clock."""
    _Stopped.__name__ = _Stopped.__qualname__ = "datetime"
    datetime.datetime = _Stopped
    time.time = lambda: MOMENT.timestamp()
    time.time_ns = lambda: int(MOMENT.timestamp() * 1e9)


stop()
