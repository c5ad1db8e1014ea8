"""A weekly letter for who asked for it: what is new where they work, what they promised, when the next meetings are.

A mailbox is less closed than the site: what is still a concept is not named, and of a finding only that it waits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetssteen.web.accounts.roles import EVERYWHERE, Actor
from toetssteen.web.alliances.rules import OFFICERS, Visibility
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity, Commitment, Decision, Meeting, Plan
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records.record import Record

DAYS = 7
AHEAD = timedelta(14)
MOST = 15


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def letter(actor: Actor, since: datetime, now: datetime, site: str) -> Letter | None:
    """What happened after `since`; None when there is nothing to say. site: its address, without a slash at the end."""
    parts = [
        _part(_("Nieuw of gewijzigd"), _news(actor, since, site)),
        _part(_("Wat u of uw organisatie nog zou doen"), _promised(actor, now, site)),
        _part(_("Loopt dit nog? Werk het bij, of zet het op klaar"), _untold(actor, since, now, site)),
        _part(_("Overleg in de komende twee weken"), _meetings(actor, now, site)),
        _part(_("Te lezen"), _to_read(actor, site)),
    ]
    filled = [part for part in parts if part]
    if not filled:
        return None
    first = _("Dag {name},").format(name=actor.name)
    own_page = site + reverse("accounts:own")
    last = _("U krijgt dit omdat u erom vroeg. Uitzetten kan bij “Mijn gegevens”: {address}").format(address=own_page)
    return Letter(_("Uw week in Toetssteen"), "\n\n".join([first, *filled, last]) + "\n")


def _part(title: str, lines: list[str]) -> str:
    if not lines:
        return ""
    number_left_out = len(lines) - MOST
    shown = lines[:MOST]
    if number_left_out > 0:
        shown.append(ngettext("En nog {n} andere.", "En nog {n} andere.", number_left_out).format(n=number_left_out))
    return "\n".join([title, *(f"- {line}" for line in shown)])


def _near(actor: Actor) -> Q:
    """Of the areas where they have a task; somebody with a task everywhere has all."""
    areas = {assignment.area for assignment in actor.assignments}
    return ~Q(pk=None) if EVERYWHERE in areas else Q(alliance__key__in=areas)


def _seen(kind: type[Record], actor: Actor) -> QuerySet:
    return record_selectors.visible(kind, actor).filter(_near(actor), visibility__gt=Visibility.CONCEPT)


def _news(actor: Actor, since: datetime, site: str) -> list[str]:
    kinds = ((Activity, "programmes:activity"), (Plan, "programmes:plan"))
    lines = [
        f"{record} ({record.alliance}): {site}{reverse(page, args=[record.pk])}"
        for kind, page in kinds
        for record in _seen(kind, actor).filter(changed__gt=since).order_by("-changed")
    ]
    return lines + [
        _("besloten op {day}: {name} ({alliance})").format(day=record.decided, name=record, alliance=record.alliance)
        for record in _seen(Decision, actor).filter(changed__gt=since)
    ]


def _promised(actor: Actor, now: datetime, site: str) -> list[str]:
    organisations = {assignment.organisation for assignment in actor.assignments} - {None}
    until = timezone.localdate(now) + AHEAD
    due_commitments = _seen(Commitment, actor).filter(owner__in=organisations, done=None, due__lte=until)
    late, coming = _("{name}, zou klaar zijn op {day}: {address}"), _("{name}, klaar op {day}: {address}")
    return [
        (late if commitment.due < timezone.localdate(now) else coming).format(
            name=commitment,
            day=date_format(commitment.due, "j F Y"),
            address=site + reverse("programmes:commitments", args=[commitment.alliance.key]),
        )
        for commitment in due_commitments
    ]


def _untold(actor: Actor, since: datetime, now: datetime, site: str) -> list[str]:
    """Of one's own organisation and of the areas one keeps: what nothing was heard of for over a year, or should have
    ended. In the first letter of a month only."""
    today = timezone.localdate(now)
    if (today.year, today.month) == (timezone.localdate(since).year, timezone.localdate(since).month):
        return []
    of_own_organisation = Q(owner__in={assignment.organisation for assignment in actor.assignments} - {None})
    areas = actor.areas(OFFICERS)
    kept = ~Q(pk=None) if EVERYWHERE in areas else Q(alliance__key__in=areas)
    unclear_activities = _seen(Activity, actor).filter(of_own_organisation | kept).filter(standing.unclear(today))
    return [
        f"{activity} ({activity.alliance}), {standing.words(activity, today)}: {site}{reverse('programmes:activity', args=[activity.pk])}"
        for activity in unclear_activities
    ]


def _meetings(actor: Actor, now: datetime, site: str) -> list[str]:
    coming_meetings = _seen(Meeting, actor).filter(starts__gte=now, starts__lte=now + AHEAD)
    return [
        f"{date_format(timezone.localtime(meeting.starts), 'j F Y, H.i')}, {meeting} ({meeting.alliance}): "
        + site
        + reverse("programmes:meeting", args=[meeting.pk])
        for meeting in coming_meetings
    ]


def _to_read(actor: Actor, site: str) -> list[str]:
    organisations = {assignment.organisation for assignment in actor.assignments} - {None}
    number = (
        selectors.findings(actor).filter(about__in=organisations, read=None, visibility__gt=Visibility.CONCEPT).count()
    )
    if not number:
        return []
    text = ngettext(
        "{n} bevinding over uw organisatie wacht op u: {address}",
        "{n} bevindingen over uw organisatie wachten op u: {address}",
        number,
    )
    return [text.format(n=number, address=site + reverse("programmes:mine"))]
