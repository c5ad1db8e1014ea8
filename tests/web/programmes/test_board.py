"""Meetings, decisions, commitments: as everybody; and in a calendar of one's own."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from people import sign_in
from web.alliances.test_rules import DOES, SEES
from web.conftest import WHO, Table

from toetssteen.web.alliances.rules import Action, Visibility
from toetssteen.web.programmes.models import Commitment, Decision, Meeting


@pytest.fixture(autouse=True)
def _no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def as_(table: Table, who: str) -> Client:
    return Client() if who == "visitor" else sign_in(Client(), table.users[who])


def put(table: Table, state: Visibility) -> tuple[Meeting, Decision, Commitment]:
    shared = {"alliance": table.here, "owner": table.ours, "visibility": state}
    starts = timezone.now() + timedelta(3)
    meeting = Meeting.objects.create(name="Stil overleg", starts=starts, agenda="Over het plein", **shared)
    decision = Decision.objects.create(name="Stil besluit", day=date(2026, 1, 1), meeting=meeting, **shared)
    commitment = Commitment.objects.create(name="Stille afspraak", due=date(2026, 1, 1), meeting=meeting, **shared)
    return meeting, decision, commitment


@pytest.mark.parametrize("state", list(Visibility))
@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_every_page_as_everybody(table: Table, who: str, state: Visibility) -> None:
    meeting, decision, commitment = put(table, state)
    client, sees = as_(table, who), who in SEES[state]
    away = 302 if who == "visitor" else 404 if not sees else None
    edits = away or (200 if who in DOES[Action.EDIT] else 403)
    reads_history = away or (200 if who in DOES[Action.HISTORY] else 403)
    assert client.get(f"/vergadering/{meeting.pk}/").status_code == (200 if sees else 404)
    for address, one in (("vergadering", meeting), ("besluit", decision), ("afspraak", commitment)):
        assert client.get(f"/{address}/{one.pk}/wijzigen/").status_code == edits
        assert client.get(f"/{address}/{one.pk}/geschiedenis/").status_code == reads_history
    for page, text in (
        ("vergaderingen/", "Stil overleg"),
        ("vergaderingen.ics", "Stil overleg"),
        ("afspraken/", "Stille afspraak"),
    ):
        response = client.get(f"/alliantie/de-hoogte/{page}")
        assert response.status_code == 200
        assert (text in response.content.decode()) == sees, page


def test_the_calendar_is_read_back_as_it_was(table: Table) -> None:
    where = "Buurthuis; zaal 2, links\nachter"
    starts = datetime(2026, 12, 15, 19, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    made = Meeting.objects.create(
        alliance=table.here,
        name="Wijktafel, “met” ; tekens",
        starts=starts,
        where=where,
        open=True,
        visibility=Visibility.PUBLIC,
    )
    response = Client().get("/alliantie/de-hoogte/vergaderingen.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["summary"]) == made.name
    assert str(event["location"]) == where
    assert event["dtstart"].dt == starts
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)
    assert str(event["uid"]) == str(made.entry)
    assert "Bewoners zijn welkom." in event["description"]


def test_a_calendar_says_the_same_under_every_name_of_the_site(table: Table, settings: LazySettings) -> None:
    """Fetched under two names it is one meeting in somebody's calendar, not two."""
    settings.ALLOWED_HOSTS = ["*"]
    Meeting.objects.create(
        alliance=table.here, name="Tafel", starts=timezone.now(), visibility=Visibility.PUBLIC, agenda="1. Plein"
    )
    address = "/alliantie/de-hoogte/vergaderingen.ics"
    one, other = (Client().get(address, headers={"host": name}).content for name in ("een.example", "twee.example:81"))
    assert one == other
    assert b".example" not in one


def test_an_evening_from_agenda_to_promise(table: Table) -> None:
    """The bureau plans it and writes down what was decided; the partner says what came of its promise."""
    bureau, partner = as_(table, "officer"), as_(table, "partner")
    base = {"owner": table.ours.pk, "visibility": 1}
    planned = {**base, "name": "Alliantietafel", "starts": "2026-10-01T19:30", "agenda": "1. Plein", "open": "on"}
    where = bureau.post("/alliantie/de-hoogte/vergaderingen/nieuw/", planned).headers["Location"]
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts).hour == 19
    decided = {**base, "name": "Het plein wordt groen", "day": "2026-10-01", "meeting": meeting.pk}
    assert bureau.post("/alliantie/de-hoogte/besluiten/nieuw/", decided).headers["Location"] == where
    promised = {**base, "name": "Bomen kiezen", "due": "2026-10-15", "meeting": meeting.pk}
    bureau.post("/alliantie/de-hoogte/afspraken/nieuw/", promised)
    page = partner.get(where).content.decode()
    assert all(text in page for text in ("Het plein wordt groen", "Bomen kiezen", "Bewoners waren welkom."))
    promise = Commitment.objects.get()
    assert "geleden)" in partner.get("/alliantie/de-hoogte/afspraken/").content.decode()
    done = {**promised, "seen": 1, "done": "2026-10-20", "outcome": "Twaalf linden"}
    assert partner.post(f"/afspraak/{promise.pk}/wijzigen/", done).status_code == 302
    assert "Twaalf linden" in partner.get("/alliantie/de-hoogte/afspraken/").content.decode()
    history = bureau.get(f"/afspraak/{promise.pk}/geschiedenis/").content.decode()
    assert "20 oktober 2026" in history
    assert "Partner" in history


def test_an_organisation_with_promises_cannot_be_deleted_and_keeps_them_when_it_ends(table: Table) -> None:
    fixed = {"alliance": table.here, "visibility": Visibility.PUBLIC}
    promised = Commitment.objects.create(**fixed, owner=table.ours, name="Bel de huurders", due=date(2027, 1, 1))
    with pytest.raises(ProtectedError):
        table.ours.delete()
    table.ours.ended = date(2026, 6, 1)
    table.ours.save()
    page = Client().get("/alliantie/de-hoogte/afspraken/").content.decode()
    assert "Bel de huurders" in page
    assert table.ours.name in page
    assert Client().get(f"/organisatie/{table.ours.key}/").status_code == 200
    assert Commitment.objects.get(pk=promised.pk).owner == table.ours


@pytest.mark.parametrize(
    ("who", "change", "history"),
    [("visitor", False, False), ("council", False, False), ("auditor", False, True), ("officer", True, True)],
)
def test_from_a_list_one_goes_on_to_change_and_history(table: Table, who: str, change: bool, history: bool) -> None:
    fixed = {"alliance": table.here, "owner": table.ours, "visibility": Visibility.PUBLIC}
    decided = Decision.objects.create(**fixed, name="Het plein wordt groen", day=date(2026, 5, 1))
    promised = Commitment.objects.create(**fixed, name="Bomen kiezen", done=date(2026, 6, 1))
    client = Client() if who == "visitor" else as_(table, who)
    for page, record in (("vergaderingen", f"besluit/{decided.pk}"), ("afspraken", f"afspraak/{promised.pk}")):
        shown = client.get(f"/alliantie/de-hoogte/{page}/").content.decode()
        assert (f"/{record}/wijzigen/" in shown) == change
        assert (f"/{record}/geschiedenis/" in shown) == history
