"""“Wat gebeurt hier”: on the profile of the place, of what lies in it and of what it lies in; public things only."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from people import sign_in
from web.conftest import Table, table

from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.models import Decision, Meeting

__all__ = ["table"]


@pytest.fixture
def here(table: Table, served: Path) -> Table:
    """The alliance works in an invented wijk."""
    table.here.places.set([PlaceName.objects.create(code="WK990101", name="Lindehof")])
    return table


def put(table: Table, visibility: Visibility = Visibility.PUBLIC, **more: object):
    record = table.activity(visibility, status="bezig", contact="het wijkteam", end="2031-05-04", **more)
    record.places.set(table.here.places.all())
    return record


@pytest.mark.parametrize("code", ["WK990101", "GM9901", "BU99010101"])
def test_what_everybody_may_see_is_there(here: Table, client: Client, code: str) -> None:
    put(here)
    page = client.get(f"/plek/{code}/").content.decode()
    for text in ("Wat gebeurt hier", "Sport na school", "Onze School", "4 mei 2031", "vragen aan: het wijkteam"):
        assert text in page, text


def test_elsewhere_there_is_nothing(here: Table, client: Client) -> None:
    put(here)
    assert "Wat gebeurt hier" not in client.get("/plek/GM9902/").content.decode()


@pytest.mark.parametrize("visibility", [Visibility.CONCEPT, Visibility.ALLIANCE, Visibility.COUNCIL])
def test_what_is_not_public_is_on_no_profile_whoever_looks(here: Table, client: Client, visibility: Visibility) -> None:
    put(here, visibility)
    sign_in(client, here.users["officer"])
    assert "Sport na school" not in client.get("/plek/WK990101/").content.decode()


def test_the_next_open_meeting_and_the_last_decisions(here: Table, client: Client) -> None:
    public = {"alliance": here.here, "visibility": Visibility.PUBLIC}
    now = timezone.now()
    Meeting.objects.create(name="Voorbij", starts=now - timedelta(3), open=True, **public)
    Meeting.objects.create(name="Besloten", starts=now + timedelta(1), **public)
    Meeting.objects.create(name="Wijktafel", starts=now + timedelta(5), open=True, where="Buurthuis", **public)
    Decision.objects.create(name="Het plein wordt groen", day=now.date(), **public)
    Decision.objects.create(name="Nog geheim", day=now.date(), alliance=here.here)
    page = client.get("/plek/WK990101/").content.decode()
    assert "Wijktafel" in page
    assert "Buurthuis" in page
    assert "Het plein wordt groen" in page
    assert not any(text in page for text in ("Voorbij", "Besloten", "Nog geheim"))


def test_a_change_gives_another_page(here: Table, client: Client) -> None:
    record = put(here)
    before = client.get("/plek/WK990101/")
    assert client.get("/plek/WK990101/", headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    record.name = "Anders"
    record.save()
    after = client.get("/plek/WK990101/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Anders" in after.content.decode()
    assert not after.cookies


def test_the_figures_do_not_need_the_database(here: Table, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("weg")

    monkeypatch.setattr(alliance_selectors, "alliances_around", broken)
    monkeypatch.setattr(selectors, "stamp", broken)
    response = client.get("/plek/WK990101/")
    assert response.status_code == 200
    assert "kunnen we nu even niet laten zien" in response.content.decode()


def test_an_older_snapshot_shows_nothing_of_today(here: Table, client: Client) -> None:
    put(here)
    from toetssteen.web.snapshots.selectors import shelf

    name = shelf().current()
    page = client.get(f"/stand/{name}/plek/WK990101/")
    assert page.status_code == 200
    assert "Sport na school" not in page.content.decode()
