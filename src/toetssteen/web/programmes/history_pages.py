"""What an alliance and a programme over areas were before: who changed what, with members and places."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.refusals import refuse
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import may_read_history
from toetssteen.web.alliances.years import in_years
from toetssteen.web.records.differences import related
from toetssteen.web.records.readers import Reader, reader
from toetssteen.web.records.timeline import Change, RowHistory, changes_with
from toetssteen.web.site.pages import page, show


@signed_in
@page
def of_alliance(request: ActorRequest, key: str) -> HttpResponse:
    found = alliance_selectors.alliance(key)
    if not may_read_history(request.actor, key):
        raise refuse(request.actor, "read the history of", f"alliance {key}")
    who = reader(request.actor)
    members = RowHistory(_("wie zit aan tafel"), alliance_selectors.member_states(found), lambda one: _member(one, who))
    above = (reverse("programmes:alliance", args=[key]), found.name)
    return _show(request, found.name, above, changes_with(found, [members], who, last=True))


@signed_in
@page
def of_programme(request: ActorRequest, key: str) -> HttpResponse:
    found = alliance_selectors.programme(key)
    if not may_read_history(request.actor, found.area):
        raise refuse(request.actor, "read the history of", f"programme {key}")
    who = reader(request.actor)
    held = alliance_selectors.programme_place_states(found)
    places = RowHistory(_("waar het geldt"), held, lambda one: _place(one, who))
    above = (reverse("programmes:programme", args=[key]), found.name)
    return _show(request, found.name, above, changes_with(found, [places], who, last=False))


def _show(request: ActorRequest, name: str, above: tuple[str, str], changes: list[Change]) -> HttpResponse:
    return show(request, "records/history.html", {"name": name, "above": [above], "changes": changes})


def _member(state: Any, who: Reader) -> str:
    since = _("vanaf {day}").format(day=date_format(state.since, "j F Y")) if state.since else ""
    until = _("tot en met {day}").format(day=date_format(state.until, "j F Y")) if state.until else ""
    return ", ".join(part for part in (related(state, "organisation", who), since, until) if part)


def _place(state: Any, who: Reader) -> str:
    years = in_years(state.first_year, state.last_year) if state.first_year or state.last_year else ""
    return ", ".join(part for part in (related(state, "place", who), years, state.intensity) if part)
