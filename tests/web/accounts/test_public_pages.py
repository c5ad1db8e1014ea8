"""Public pages for who is signed in: theirs alone, and never kept by a cache for others."""

from pathlib import Path

import pytest
from django.test import Client
from people import person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _served(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def test_a_visitor_gets_what_all_get_and_can_find_the_way_in(client: Client) -> None:
    page = client.get("/")
    assert page["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in page.get("Vary", "")
    assert not client.cookies
    assert 'href="/inloggen/"' in page.content.decode()


def test_who_is_signed_in_gets_a_page_of_their_own(client: Client) -> None:
    visitor = client.get("/")
    sign_in(client, person())
    page = client.get("/", headers={"if-none-match": visitor["ETag"]})
    assert page.status_code == 200
    assert "private" in page["Cache-Control"]
    assert "public" not in page["Cache-Control"]
    assert "Cookie" in page["Vary"]
    assert 'corner-name">Jo<' in page.content.decode()
    assert 'action="/uitloggen/"' in page.content.decode()
    unchanged = client.get("/", headers={"if-none-match": page["ETag"]})
    assert unchanged.status_code == 304
    assert "private" in unchanged["Cache-Control"]
    client_of_other = sign_in(Client(), person("Ander"))
    assert client_of_other.get("/", headers={"if-none-match": page["ETag"]}).status_code == 200
    client.post("/uitloggen/")
    assert client.get("/", headers={"if-none-match": page["ETag"]}).status_code == 200


def test_figures_of_another_day_are_the_same_for_all_and_no_way_round_it(client: Client, invented_var: Path) -> None:
    snapshot = next(folder.name for folder in (invented_var / "snapshots").iterdir() if folder.is_dir())
    sign_in(client, person())
    # The first one notes in the session when it began: an answer with a cookie is this reader's.
    first = client.get(f"/stand/{snapshot}/")
    assert ("sessionid" in first.cookies) == ("public" not in first["Cache-Control"])
    page = client.get(f"/stand/{snapshot}/")
    assert "sessionid" not in page.cookies
    assert "public" in page["Cache-Control"]
    assert 'corner-name">Jo<' not in page.content.decode()
    own_page = client.get(f"/stand/{snapshot}/mijn/gegevens/")
    assert own_page.status_code == 200
    assert "public" not in own_page["Cache-Control"]
    assert "no-store" in own_page["Cache-Control"]
