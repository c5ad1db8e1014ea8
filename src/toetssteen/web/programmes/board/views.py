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
    found = selectors.meetings(request.actor, key)
    context = {
        "alliance": alliance,
        "coming": found.filter(starts__gte=now),
        "past": found.filter(starts__lt=now).order_by("-starts"),
        "decisions": selectors.decisions(request.actor, key).filter(meeting=None),
        "may_add": alliance_selectors.may_add_somewhere(request.actor, alliance),
    }
    return show(request, "programmes/meetings.html", context)


@page
def meeting(request: ActorRequest, number: int) -> HttpResponse:
    found = record_selectors.one(Meeting, number, request.actor)
    key = found.alliance.key
    context = {
        "meeting": found,
        "over": (found.ends or found.starts) < timezone.now(),
        "today": timezone.localdate(),
        "decisions": selectors.decisions(request.actor, key).filter(meeting=found),
        "commitments": selectors.commitments(request.actor, key).filter(meeting=found),
        "may_edit": may(request.actor, Action.EDIT, found.subject()),
        "may_see_history": may(request.actor, Action.HISTORY, found.subject()),
    }
    return show(request, "programmes/meeting.html", context)


@page
def meetings_calendar(request: ActorRequest, key: str) -> HttpResponse:
    alliance = alliance_selectors.alliance(key)
    return _file(f"{key}-overleg.ics", alliance.name, selectors.meetings(request.actor, key))


@page
def meeting_calendar(request: ActorRequest, number: int) -> HttpResponse:
    found = record_selectors.one(Meeting, number, request.actor)
    return _file(f"overleg-{number}.ics", found.alliance.name, [found])


def _file(name: str, title: str, found: Iterable[Meeting]) -> HttpResponse:
    return HttpResponse(
        calendar(title, found),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page
def commitments(request: ActorRequest, key: str) -> HttpResponse:
    """Open ones first, what is due soonest in front."""
    alliance, today = alliance_selectors.alliance(key), timezone.localdate()
    found = selectors.commitments(request.actor, key)
    context = {
        "alliance": alliance,
        "open": [(one, _when(one, today)) for one in found.filter(done=None)],
        "done": found.exclude(done=None).order_by("-done"),
        "may_add": alliance_selectors.may_add_somewhere(request.actor, alliance),
    }
    return show(request, "programmes/commitments.html", context)


def _when(one: Commitment, today: date) -> str:
    """By when, and how long ago that was; said calmly."""
    if one.due is None:
        return _("geen dag afgesproken")
    day = date_format(one.due, "j F Y")
    if one.due >= today:
        return day
    return _("{day} ({ago} geleden)").format(day=day, ago=timesince(one.due, today, depth=1))
