"""Programmes over places: the list that comes with the software, own entry, and what a place's page says of them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from people import sign_in
from web.conftest import WHO, Table

from toetssteen.kernel.programmes import PolicyProgramme, ProgrammeArea
from toetssteen.web.alliances.models import PlaceName, Programme, ProgrammePlace
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.programme_list import ListUpdate, take_over
from toetssteen.web.programmes.selectors import stamp

MAY_ENTER = {"administrator", "officer", "officer elsewhere"}
LISTED = PolicyProgramme(
    id="proef", name="Proef", sort="anders", source="een plan", verified=False, first_year=2020,
    areas=(ProgrammeArea("de-hoogte", first_year=2020, last_year=2022), ProgrammeArea("de-hoogte", first_year=2024)),
)  # fmt: skip


@pytest.fixture
def invented(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def as_(table: Table, who: str) -> Client:
    return Client() if who == "visitor" else sign_in(Client(), table.users[who])


def test_the_list_is_taken_over_once_renewed_and_never_removed(db: None) -> None:
    names = {"de-hoogte": "De Hoogte"}
    assert take_over([LISTED], names) == ListUpdate(1, 0, 0, ())
    programme = Programme.objects.get(key="proef")
    assert [(row.place.name, row.years) for row in programme.places.all()] == [
        ("De Hoogte", "2020–2022"),
        ("De Hoogte", "vanaf 2024"),
    ]
    assert take_over([LISTED], names) == ListUpdate(0, 0, 0, ())
    assert programme.history.count() == 1
    shorter = PolicyProgramme(
        **{name: getattr(LISTED, name) for name in LISTED.__slots__} | {"areas": LISTED.areas[:1]}
    )
    assert take_over([shorter], names) == ListUpdate(0, 1, 0, ())
    assert ProgrammePlace.history.filter(history_type="-").count() == 1
    assert take_over([], names) == ListUpdate(0, 0, 1, ())
    programme.refresh_from_db()
    assert programme.gone
    assert take_over([LISTED], names) == ListUpdate(0, 1, 0, ())
    programme.refresh_from_db()
    assert not programme.gone


def test_what_people_entered_themselves_is_not_overwritten(db: None) -> None:
    Programme.objects.create(key="proef", name="Onze proef")
    assert take_over([LISTED], {}) == ListUpdate(0, 0, 0, ("proef",))
    assert Programme.objects.get(key="proef").name == "Onze proef"


def test_the_command_takes_the_whole_list_over_twice_without_harm(db: None) -> None:
    output = StringIO()
    call_command("programmes", stdout=output)
    call_command("programmes", stdout=output)
    assert "0 nieuw, 0 gewijzigd, 0 niet meer" in output.getvalue().splitlines()[1]
    nplv = Programme.objects.get(key="nplv")
    assert nplv.defined
    assert nplv.places.count() == 20


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_who_may_enter_and_change_one(table: Table, invented: None, who: str) -> None:
    Programme.objects.create(key="van-ons", name="Van ons", keeper=table.here)
    client = as_(table, who)
    no = 302 if who == "visitor" else 403
    assert client.get("/programmas/").status_code == 200
    for method in (client.get, client.post):
        assert method("/beheer/programmas/nieuw/").status_code == (200 if who in MAY_ENTER else no)
        may = who in MAY_ENTER - {"officer elsewhere"}
        assert method("/programma/van-ons/wijzigen/").status_code == (200 if may else no)
    page = client.get("/programma/van-ons/").content.decode()
    assert ("Programma wijzigen" in page) == may


def test_a_bureau_enters_one_and_changes_where_it_holds(table: Table, invented: None) -> None:
    client = as_(table, "officer")
    sent = {"name": "Wijkdeal", "sort": "gemeentelijk", "first_year": "2024", "keeper": table.here.pk}
    where = "WK990105 2024-2025 twee coaches\nWK990105 2027-\nverzonnen-rietstad-oost"
    response = client.post("/beheer/programmas/nieuw/", {**sent, "where": where})
    assert response.headers["Location"] == "/programma/wijkdeal/"
    programme = Programme.objects.get(key="wijkdeal")
    assert programme.history.get().history_user == table.users["officer"]
    assert {(p.place.name, p.years, p.intensity) for p in programme.places.all()} == {
        ("Lepelaaroord", "2024–2025", "twee coaches"),
        ("Lepelaaroord", "vanaf 2027", ""),
        ("Rietstad-Oost", "vanaf 2024", ""),
    }
    form = client.get("/programma/wijkdeal/wijzigen/").content.decode()
    assert "WK990105 2024-2025 twee coaches" in form
    seen = programme.history.first().history_id
    change = {**sent, "where": "WK990105 2027-", "seen": seen}
    assert client.post("/programma/wijkdeal/wijzigen/", change).status_code == 302
    assert programme.places.count() == 1
    conflict = client.post("/programma/wijkdeal/wijzigen/", {**change, "name": "Anders", "seen": 0}).content.decode()
    assert "Iemand anders heeft dit programma intussen gewijzigd" in conflict
    assert "Anders" in conflict


def test_a_line_that_is_not_understood_is_said_and_nothing_is_made(table: Table, invented: None) -> None:
    client = as_(table, "officer")
    sent = {"name": "Wijkdeal", "sort": "anders", "keeper": table.here.pk}
    for line, says in (
        ("Atlantis 2020-2021", "Regel 2: “Atlantis 2020-2021” begint niet met een plek die wij kennen."),
        ("WK990105 2025-2021", "Regel 2: “WK990105 2025-2021” eindigt voor het begint."),
        ("WK990105 - nog meer", "Regel 2: “WK990105 - nog meer” staat er twee keer"),
    ):
        page = client.post("/beheer/programmas/nieuw/", {**sent, "where": f"WK990105\n{line}"}).content.decode()
        assert says in page
    assert not Programme.objects.exists()


def test_nobody_gives_a_programme_to_another_bureau(table: Table, invented: None) -> None:
    client = as_(table, "officer")
    sent = {"name": "Wijkdeal", "sort": "anders", "keeper": table.there.pk, "where": ""}
    assert "Nog niet opgeslagen" in client.post("/beheer/programmas/nieuw/", sent).content.decode()
    assert not Programme.objects.exists()


def test_one_of_the_list_is_changed_in_the_list_only(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    take_over([LISTED], {"de-hoogte": "De Hoogte"})
    assert as_(table, "administrator").get("/programma/proef/wijzigen/").status_code == 403


def test_the_profile_says_which_programmes_hold_and_the_page_which_others(table: Table, invented: None) -> None:
    whole = Programme.objects.create(key="groot", name="Groot programma", nature=Nature.INVENTED)
    small = Programme.objects.create(key="klein", name="Klein programma", nature=Nature.INVENTED, first_year=2024)
    before = stamp()
    for programme, code, name in ((whole, "GM9901", "Rietstad"), (small, "WK990105", "Lepelaaroord")):
        place, _made = PlaceName.objects.get_or_create(code=code, defaults={"name": name})
        ProgrammePlace.objects.create(programme=programme, place=place, first_year=programme.first_year)
    assert stamp() != before
    page = Client().get("/plek/WK990105/").content.decode()
    assert "Programma's die hier gelden" in page
    assert "Groot programma" in page
    assert "(Lepelaaroord, vanaf 2024)" in page
    page = Client().get("/programma/klein/").content.decode()
    assert "Groot programma (" in page


def test_the_real_list_does_not_stand_beside_invented_figures(db: None, invented: None) -> None:
    call_command("programmes", stdout=StringIO())
    assert "Leefbaarheid" not in Client().get("/programmas/").content.decode()
    assert Client().get("/programma/nplv/").status_code == 404


def test_invented_ones_do_not_stand_beside_real_figures(
    db: None, real_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(real_var))
    call_command("programmes", stdout=StringIO())
    Programme.objects.create(key="verzonnen", name="Verzonnen programma", nature=Nature.INVENTED)
    page = Client().get("/programmas/").content.decode()
    assert "Nationaal Programma Groningen" in page
    assert "Verzonnen programma" not in page
    page = Client().get("/programma/beijum-en-lewenborg/").content.decode()
    assert "Nationaal Programma Groningen (Groningen, vanaf 2018)" in page
    assert "Leefbaarheid en Veiligheid" not in page
    page = Client().get("/programma/nationaal-programma-groningen/").content.decode()
    assert "in een deel ervan: Maatschappelijke Coalitie Groningen-Noord" in page
