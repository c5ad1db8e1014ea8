"""What an alliance and a programme over areas were before: who changed what, with members and places."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.web.accounts.access import signed_in
from toetssteen.web.programmes import selectors, services
from toetssteen.web.programmes.differences import related
from toetssteen.web.programmes.models import Member, ProgrammePlace, in_years
from toetssteen.web.programmes.pages import page, show
from toetssteen.web.programmes.readers import Reader, reader
from toetssteen.web.programmes.rules import may_read_history
from toetssteen.web.programmes.timeline import Change, Rows, changes_with


@signed_in
@page
def of_alliance(request: HttpRequest, key: str) -> HttpResponse:
    found = selectors.alliance(key)
    if not may_read_history(request.actor, key):
        raise services.refuse(request.actor, "read the history of", f"alliance {key}")
    who = reader(request.actor)
    members = Rows(_("wie zit aan tafel"), Member.history.filter(alliance_id=found.pk), lambda one: _member(one, who))
    above = (reverse("programmes:alliance", args=[key]), found.name)
    return _show(request, found.name, above, changes_with(found, [members], who, last=True))


@signed_in
@page
def of_programme(request: HttpRequest, key: str) -> HttpResponse:
    found = selectors.programme(key)
    if not may_read_history(request.actor, found.area):
        raise services.refuse(request.actor, "read the history of", f"programme {key}")
    who = reader(request.actor)
    held = ProgrammePlace.history.filter(programme_id=found.pk)
    places = Rows(_("waar het geldt"), held, lambda one: _place(one, who))
    above = (reverse("programmes:programme", args=[key]), found.name)
    return _show(request, found.name, above, changes_with(found, [places], who, last=False))


def _show(request: HttpRequest, name: str, above: tuple[str, str], changes: list[Change]) -> HttpResponse:
    return show(request, "programmes/history.html", {"name": name, "above": [above], "changes": changes})


def _member(state: models.Model, who: Reader) -> str:
    since = _("vanaf {day}").format(day=date_format(state.since, "j F Y")) if state.since else ""
    until = _("tot en met {day}").format(day=date_format(state.until, "j F Y")) if state.until else ""
    return ", ".join(part for part in (related(state, "organisation", who), since, until) if part)


def _place(state: models.Model, who: Reader) -> str:
    years = in_years(state.first_year, state.last_year) if state.first_year or state.last_year else ""
    return ", ".join(part for part in (related(state, "place", who), years, state.intensity) if part)
