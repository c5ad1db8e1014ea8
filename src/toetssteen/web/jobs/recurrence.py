"""When a recurring job runs next: "05:00" (every day), "15m" (every so many minutes) or "off".

A time of day is that of the clock on the wall in TIME_ZONE. Where the clock is set forward over it, the run comes
as much later as the clock is set; where the clock is set back and the time comes twice, the first one counts.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

_EVERY = re.compile(r"([1-9][0-9]{0,3})m")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
LEAST_MINUTES, MOST_MINUTES = 5, 24 * 60


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every day at `clock_time`, or every `minutes` minutes; neither: off."""

    clock_time: time | None = None
    minutes: int | None = None

    def __str__(self) -> str:
        """As `parse` reads it."""
        if self.clock_time is not None:
            return f"{self.clock_time:%H:%M}"
        return "off" if self.minutes is None else f"{self.minutes}m"


OFF = Recurrence()


def parse(text: str) -> Recurrence:
    """Raises ValueError for anything but HH:MM, a number of minutes from 5 to 1440 with an m, or off."""
    if text == "off":
        return OFF
    if minutes := _EVERY.fullmatch(text):
        number = int(minutes[1])
        if LEAST_MINUTES <= number <= MOST_MINUTES:
            return Recurrence(minutes=number)
    if clock := _CLOCK.fullmatch(text):
        return Recurrence(clock_time=time(int(clock[1]), int(clock[2])))
    raise ValueError(f"no recurrence: {text!r}")


def following(recurrence: Recurrence, after: datetime, zone: tzinfo) -> datetime | None:
    """The first moment after `after`, in UTC; None for one that is off. `after` must know its zone."""
    if recurrence.minutes is not None:
        return after.astimezone(UTC) + timedelta(minutes=recurrence.minutes)
    if recurrence.clock_time is None:
        return None
    day = after.astimezone(zone).date()
    # Where the clock was set forward today, the moment of today can lie a day and an hour ahead: three days suffice.
    moments = (
        datetime.combine(day + timedelta(n), recurrence.clock_time, tzinfo=zone).astimezone(UTC) for n in (-1, 0, 1, 2)
    )
    return next(moment for moment in moments if moment > after)
