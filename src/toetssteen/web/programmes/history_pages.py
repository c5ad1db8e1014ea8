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
    alliance = alliance_selectors.alliance(key)
    if not may_read_history(request.actor, key):
        raise refuse(request.actor, "read the history of", f"alliance {key}")
    current_reader = reader(request.actor)
    members = RowHistory(
        _("wie zit aan tafel"), alliance_selectors.member_states(alliance), lambda state: _member(state, current_reader)
    )
    above = (reverse("programmes:alliance", args=[key]), alliance.name)
    return _show(request, alliance.name, above, changes_with(alliance, [members], current_reader, last=True))


@signed_in
@page
def of_programme(request: ActorRequest, key: str) -> HttpResponse:
    programme = alliance_selectors.programme(key)
    if not may_read_history(request.actor, programme.area):
        raise refuse(request.actor, "read the history of", f"programme {key}")
    current_reader = reader(request.actor)
    held = alliance_selectors.programme_place_states(programme)
    places = RowHistory(_("waar het geldt"), held, lambda state: _place(state, current_reader))
    above = (reverse("programmes:programme", args=[key]), programme.name)
    return _show(request, programme.name, above, changes_with(programme, [places], current_reader, last=False))


def _show(request: ActorRequest, name: str, above: tuple[str, str], changes: list[Change]) -> HttpResponse:
    return show(request, "records/history.html", {"name": name, "above": [above], "changes": changes})


def _member(state: Any, reader_of_page: Reader) -> str:
    since = _("vanaf {day}").format(day=date_format(state.since, "j F Y")) if state.since else ""
    until = _("tot en met {day}").format(day=date_format(state.until, "j F Y")) if state.until else ""
    return ", ".join(part for part in (related(state, "organisation", reader_of_page), since, until) if part)


def _place(state: Any, reader_of_page: Reader) -> str:
    years = in_years(state.first_year, state.last_year) if state.first_year or state.last_year else ""
    return ", ".join(part for part in (related(state, "place", reader_of_page), years, state.intensity) if part)
