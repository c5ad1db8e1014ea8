"""When a recurring job runs next, over the days on which the clock is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.jobs.recurrence import OFF, Recurrence, following, parse

HERE = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["05:00", "00:00", "23:59", "5m", "1440m", "off"])
def test_what_is_read_is_written_alike(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "5:00", "05.00", "24:00", "05:60", "4m", "1441m", "m", "²5m", "-5m", "uit", "05:00 "]
)
def test_what_is_no_recurrence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no recurrence"):
        parse(text)


@pytest.mark.parametrize(
    ("after", "clock", "moment"),
    [
        ("2026-11-28 03:59", "05:00", "2026-11-28 04:00"),
        ("2026-11-28 04:00", "05:00", "2026-11-29 04:00"),
        # Forward on 29 March 2026, from 02:00 to 03:00: half past two is not there, and comes at half past three.
        ("2026-03-28 12:00", "02:30", "2026-03-29 01:30"),
        ("2026-03-29 01:30", "02:30", "2026-03-30 00:30"),
        ("2026-03-28 12:00", "05:00", "2026-03-29 03:00"),
        # Back on 25 October 2026, from 03:00 to 02:00: half past two is there twice, and counts once.
        ("2026-10-24 12:00", "02:30", "2026-10-25 00:30"),
        ("2026-10-25 00:30", "02:30", "2026-10-26 01:30"),
        ("2026-10-25 01:00", "02:30", "2026-10-26 01:30"),
        # Just after midnight here it is the day before in UTC.
        ("2026-07-01 22:30", "00:15", "2026-07-02 22:15"),
    ],
)
def test_the_clock_on_the_wall_counts(after: str, clock: str, moment: str) -> None:
    assert following(parse(clock), at(after), HERE) == at(moment)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001


@given(moments, st.times().map(lambda one: time(one.hour, one.minute)))
def test_a_daily_run_comes_once_a_day_at_its_time(after: datetime, clock: time) -> None:
    first = following(Recurrence(clock_time=clock), after, HERE)
    assert first is not None
    assert after < first <= after + timedelta(hours=25)
    second = following(Recurrence(clock_time=clock), first, HERE)
    assert second is not None
    assert (second.astimezone(HERE).date() - first.astimezone(HERE).date()).days == 1
    local = first.astimezone(HERE).replace(tzinfo=None)
    off = local - datetime.combine(local.date(), clock)
    assert off in (timedelta(0), timedelta(hours=1)), "an hour later only where the clock skips it"


@given(moments, st.integers(5, 1440))
def test_every_so_many_minutes_from_now(after: datetime, minutes: int) -> None:
    assert following(Recurrence(minutes=minutes), after, HERE) == after + timedelta(minutes=minutes)


def test_off_never_comes() -> None:
    assert following(OFF, at("2026-01-01 00:00"), HERE) is None
