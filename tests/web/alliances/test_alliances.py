"""Beginning an alliance and changing who sits at its table."""

from pathlib import Path

import pytest
from django.test import Client
from packed_html import packed
from people import sign_in
from web.conftest import WHO, Table

from toetssteen.web.alliances.models import Alliance

MAY_FOUND = {"administrator"}
MAY_KEEP = {"administrator", "officer"}


@pytest.fixture(autouse=True)
def _figures(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def as_(table: Table, who: str) -> Client:
    return Client() if who == "visitor" else sign_in(Client(), table.users[who])


def sent(table: Table, **more: object) -> dict[str, object]:
    return {"name": "Alliantie Nieuw", "where": "WK990105\nverzonnen-rietstad-oost", "table": [table.ours.pk], **more}


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_who_may_begin_and_change_one(table: Table, who: str) -> None:
    client = as_(table, who)
    for method in (client.get, client.post):
        no = 302 if who == "visitor" else 403
        assert method("/beheer/allianties/nieuw/").status_code == (200 if who in MAY_FOUND else no)
        assert method("/alliantie/de-hoogte/wijzigen/").status_code == (200 if who in MAY_KEEP else no)
    page = client.get("/alliantie/de-hoogte/").content.decode()
    assert ("Alliantie wijzigen" in page) == (who in MAY_KEEP)


def test_a_new_alliance_with_places_and_members(table: Table) -> None:
    client = as_(table, "administrator")
    response = client.post("/beheer/allianties/nieuw/", sent(table, key="nieuw"))
    assert response.headers["Location"] == "/alliantie/nieuw/"
    alliance = Alliance.objects.get(key="nieuw")
    assert {place.name for place in alliance.places.all()} == {"Lepelaaroord", "Rietstad-Oost"}
    assert [member.organisation for member in alliance.members.all()] == [table.ours]
    state = alliance.history.get()
    assert state.history_user == table.users["administrator"]
    assert state.places.count() == 2


def test_an_unknown_place_is_said_with_its_line_and_nothing_is_made(table: Table) -> None:
    client = as_(table, "administrator")
    page = client.post(
        "/beheer/allianties/nieuw/", sent(table, key="nieuw", where="WK990105\nAtlantis")
    ).content.decode()
    assert "Regel 2: “Atlantis” kennen wij niet." in page
    assert not Alliance.objects.filter(key="nieuw").exists()
    page = client.post("/beheer/allianties/nieuw/", sent(table, key="de-hoogte")).content.decode()
    assert "Nog niet opgeslagen" in page


def test_a_member_leaves_and_the_second_writer_is_told(table: Table) -> None:
    first, second = as_(table, "officer"), as_(table, "administrator")
    where = "/alliantie/de-hoogte/wijzigen/"
    assert first.post(where, sent(table, seen=0)).status_code == 200  # saw no state, and there is one
    number = table.here.history.first().history_id
    assert first.post(where, sent(table, seen=number)).status_code == 302
    assert [m.organisation for m in table.here.members.all()] == [table.ours]
    page = second.post(where, sent(table, seen=number, chair="de burgemeester")).content.decode()
    assert "intussen gewijzigd" in page
    assert "de burgemeester" in page
    assert Alliance.objects.get(key="de-hoogte").chair == ""
    newest = table.here.history.first().history_id
    assert second.post(where, sent(table, seen=newest, chair="de burgemeester")).status_code == 302


def test_a_role_holds_in_an_alliance_that_is_there(table: Table) -> None:
    client = as_(table, "administrator")
    user = table.users["nobody"]
    where = f"/beheer/mensen/{user.pk}/"
    page = packed(client.get(where).content)
    assert '<option value="de-hoogte">Alliantie De Hoogte</option>' in page
    role = {"role": "raad", "since": "2026-01-01"}
    assert "Gebied" in client.post(f"{where}rol/", {**role, "area": "de-hoogt"}).content.decode()
    assert not user.grants.exists()
    assert client.post(f"{where}rol/", {**role, "area": "de-hoogte"}).status_code == 302
    assert "raadslid, in Alliantie De Hoogte" in packed(client.get(where).content)
    # The alliance that is begun today is offered at once.
    client.post("/beheer/allianties/nieuw/", sent(table, key="nieuw"))
    assert '<option value="nieuw">Alliantie Nieuw</option>' in packed(client.get(where).content)
