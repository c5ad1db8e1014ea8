"""Meetings of an alliance, what was decided, and who will do what by when."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.board.calendar import calendar
from toetssteen.web.programmes.models import Commitment, Meeting
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.site.pages import page, show


@page
def meetings(request: ActorRequest, key: str) -> HttpResponse:
    """The next first; those that were, the newest first."""
    alliance, now = alliance_selectors.alliance(key), timezone.now()
    visible_meetings = selectors.meetings(request.actor, key)
    context = {
        "alliance": alliance,
        "coming": visible_meetings.filter(starts__gte=now),
        "past": visible_meetings.filter(starts__lt=now).order_by("-starts"),
        "decisions": selectors.decisions(request.actor, key).filter(meeting=None),
        "may_add": alliance_selectors.may_add_somewhere(request.actor, alliance),
    }
    return show(request, "programmes/meetings.html", context)


@page
def meeting(request: ActorRequest, number: int) -> HttpResponse:
    meeting = record_selectors.one(Meeting, number, request.actor)
    key = meeting.alliance.key
    context = {
        "meeting": meeting,
        "over": (meeting.ends or meeting.starts) < timezone.now(),
        "today": timezone.localdate(),
        "decisions": selectors.decisions(request.actor, key).filter(meeting=meeting),
        "commitments": selectors.commitments(request.actor, key).filter(meeting=meeting),
        "may_edit": may(request.actor, Action.EDIT, meeting.subject()),
        "may_see_history": may(request.actor, Action.HISTORY, meeting.subject()),
    }
    return show(request, "programmes/meeting.html", context)


@page
def meetings_calendar(request: ActorRequest, key: str) -> HttpResponse:
    alliance = alliance_selectors.alliance(key)
    return _file(f"{key}-overleg.ics", alliance.name, selectors.meetings(request.actor, key))


@page
def meeting_calendar(request: ActorRequest, number: int) -> HttpResponse:
    meeting = record_selectors.one(Meeting, number, request.actor)
    return _file(f"overleg-{number}.ics", meeting.alliance.name, [meeting])


def _file(name: str, title: str, meetings_inside: Iterable[Meeting]) -> HttpResponse:
    return HttpResponse(
        calendar(title, meetings_inside),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page
def commitments(request: ActorRequest, key: str) -> HttpResponse:
    """Open ones first, what is due soonest in front."""
    alliance, today = alliance_selectors.alliance(key), timezone.localdate()
    visible_commitments = selectors.commitments(request.actor, key)
    context = {
        "alliance": alliance,
        "open": [(commitment, _when(commitment, today)) for commitment in visible_commitments.filter(done=None)],
        "done": visible_commitments.exclude(done=None).order_by("-done"),
        "may_add": alliance_selectors.may_add_somewhere(request.actor, alliance),
    }
    return show(request, "programmes/commitments.html", context)


def _when(commitment: Commitment, today: date) -> str:
    """By when, and how long ago that was; said calmly."""
    if commitment.due is None:
        return _("geen dag afgesproken")
    day = date_format(commitment.due, "j F Y")
    if commitment.due >= today:
        return day
    return _("{day} ({ago} geleden)").format(day=day, ago=timesince(commitment.due, today, depth=1))
