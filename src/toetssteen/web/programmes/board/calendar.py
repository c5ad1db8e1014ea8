"""Meetings for somebody's own calendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from toetssteen.web.programmes.models import Meeting


def calendar(name: str, meetings: Iterable[Meeting]) -> bytes:
    """The meetings as a calendar. A changed meeting keeps its UID and gets a higher SEQUENCE, so it replaces the old one,
    under whatever name of the site it was fetched: the UID is that of the meeting, unique in the world (RFC 7986)."""
    document = Calendar()
    document.add("prodid", "-//Toetssteen//NL")
    document.add("version", "2.0")
    document.add("x-wr-calname", name)
    for meeting in meetings:
        event = Event()
        event.add("uid", str(meeting.entry))
        event.add("sequence", meeting.version)
        event.add("dtstamp", meeting.changed)
        event.add("dtstart", meeting.starts)
        event.add("dtend", meeting.ends or meeting.starts + timedelta(hours=2))
        event.add("summary", meeting.name)
        if meeting.where:
            event.add("location", meeting.where)
        welcome = _("Bewoners zijn welkom.") if meeting.open else ""
        event.add("description", "\n".join(text for text in (welcome, meeting.agenda) if text))
        document.add_component(event)
    written: bytes = document.to_ical()
    return written
