"""What an alliance and a programme over areas were before, in words, and who may read that."""

from pathlib import Path

import pytest
from django.test import Client
from packed_html import packed
from people import sign_in
from web.alliances.test_programmes import LISTED
from web.conftest import WHO, Table

from toetssteen.kernel.programmes import PolicyProgramme
from toetssteen.web.alliances.models import Alliance, Member, Programme
from toetssteen.web.alliances.programme_list import take_over

READERS = {"officer", "alderman", "auditor"}
ALLIANCE = "/alliantie/de-hoogte/geschiedenis/"


@pytest.fixture(autouse=True)
def _figures(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def as_(table: Table, who: str) -> Client:
    return Client() if who == "visitor" else sign_in(Client(), table.users[who])


def read(client: Client, address: str) -> list[str]:
    """Each change in words, the newest first: its head, and its rows as `what: before > after`."""
    response = client.get(address)
    assert response.status_code == 200
    found = []
    for section in packed(response.content).split("<section>")[1:]:
        head = section[section.index(">") + 1 : section.index("</h2>")].split(" · ")[1]
        rows = section.split('<tr><th scope="row">')[1:]
        told = [
            "{}: {} > {}".format(*row.replace("</th><td>", "|").replace("</td><td>", "|").split("</td>")[0].split("|"))
            for row in rows
        ]
        found.append("; ".join([head, *(["Gemaakt"] if "Gemaakt." in section else []), *told]))
    return [one.replace("<p>", "").replace("</p>", "").replace("<br>", " / ") for one in found]


def keep(client: Client, around: Table, **more: object) -> None:
    """Saves the form of the alliance as it stands, with what differs."""
    newest = around.here.history.first()
    sent = {"name": "Alliantie De Hoogte", "where": "WK990105", "table": [around.ours.pk, around.others.pk]}
    response = client.post("/alliantie/de-hoogte/wijzigen/", {**sent, "seen": newest.history_id, **more})
    assert response.status_code == 302, response.content.decode()


@pytest.fixture
def here(table: Table) -> Table:
    """The alliance, in a place that the figures know."""
    table.here.places.set([])
    keep(as_(table, "administrator"), table)
    return table


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_who_reads_the_history_of_an_alliance(table: Table, who: str) -> None:
    client, reads = as_(table, who), who in READERS
    assert client.get(ALLIANCE).status_code == (200 if reads else 302 if who == "visitor" else 403)
    assert (f'href="{ALLIANCE}"' in client.get("/alliantie/de-hoogte/").content.decode()) == reads
    elsewhere = {"officer elsewhere", "auditor"}
    no = 302 if who == "visitor" else 403
    assert client.get("/alliantie/elders/geschiedenis/").status_code == (200 if who in elsewhere else no)


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_who_reads_the_history_of_a_programme(table: Table, who: str) -> None:
    """One that an area keeps: there. One of nobody, or of the list that comes with the software: who reads any."""
    Programme.objects.create(key="van-ons", name="Van ons", keeper=table.here)
    Programme.objects.create(key="van-niemand", name="Van niemand")
    client, no = as_(table, who), 302 if who == "visitor" else 403
    for key, readers in (("van-ons", READERS), ("van-niemand", READERS | {"officer elsewhere"})):
        address = f"/programma/{key}/geschiedenis/"
        assert client.get(address).status_code == (200 if who in readers else no), key
        assert (f'href="{address}"' in client.get(f"/programma/{key}/").content.decode()) == (who in readers), key


def test_a_refusal_is_written_down(table: Table, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", "toetssteen.programmes"):
        as_(table, "council").get(ALLIANCE)
    assert "may not read the history of alliance de-hoogte" in caplog.text


def test_what_is_not_there_is_said(table: Table) -> None:
    client = as_(table, "auditor")
    assert client.get("/alliantie/niet/geschiedenis/").status_code == 404
    assert client.get("/programma/niet/geschiedenis/").status_code == 404


def test_each_save_of_an_alliance_is_one_change_with_all_of_it(here: Table) -> None:
    programme = Programme.objects.create(key="van-ons", name="Van ons", keeper=here.here)
    client = as_(here, "officer")
    keep(client, here, chair="de burgemeester", table=[here.ours.pk], under=[programme.pk])
    # At once after it, by the same person: another change.
    keep(client, here, where="WK990105\nverzonnen-rietstad-oost", chair="de wethouder", under=[programme.pk])
    newest, before, *_older = read(as_(here, "auditor"), ALLIANCE)
    assert newest == (
        "Officer; Voorzitter (functie): de burgemeester > de wethouder; "
        "Plekken: Lepelaaroord > Lepelaaroord, Rietstad-Oost; Wie zit aan tafel: – > Huis en Thuis"
    )
    assert before == (
        "Officer; Voorzitter (functie): – > de burgemeester; Programma&#x27;s: – > Van ons; "
        "Wie zit aan tafel: Huis en Thuis > –"
    )


def test_a_new_alliance_was_made_with_who_sat_there(here: Table) -> None:
    sent = {"key": "nieuw", "name": "Alliantie Nieuw", "where": "WK990105", "table": [here.ours.pk, here.others.pk]}
    as_(here, "administrator").post("/beheer/allianties/nieuw/", sent)
    assert read(as_(here, "auditor"), "/alliantie/nieuw/geschiedenis/") == [
        "Administrator; Gemaakt; Wie zit aan tafel: – > Huis en Thuis; Wie zit aan tafel: – > Onze School"
    ]


def test_saving_without_a_difference_says_so(here: Table) -> None:
    keep(as_(here, "officer"), here)
    assert read(as_(here, "auditor"), ALLIANCE)[0] == "Officer"
    assert "Opgeslagen zonder verschil dat u kunt zien." in as_(here, "auditor").get(ALLIANCE).content.decode()


def test_somebody_else_at_the_same_moment_is_another_change(here: Table) -> None:
    """A member that a command adds does not become the work of who saved just before or after."""
    keep(as_(here, "officer"), here, table=[here.ours.pk])
    Member.objects.create(alliance=here.here, organisation=here.others)
    keep(as_(here, "officer"), here, chair="de burgemeester")
    assert read(as_(here, "auditor"), ALLIANCE)[:3] == [
        "Officer; Voorzitter (functie): – > de burgemeester",
        "het systeem; Wie zit aan tafel: – > Huis en Thuis",
        "Officer; Wie zit aan tafel: Huis en Thuis > –",
    ]


def test_where_a_programme_holds_came_changed_and_went(here: Table) -> None:
    client, kept = as_(here, "officer"), here.here.pk
    sent = {"name": "Wijkdeal", "sort": "gemeentelijk", "keeper": kept, "where": "WK990105 2024-2025 twee coaches"}
    client.post("/beheer/programmas/nieuw/", sent)
    one = Programme.objects.get(key="wijkdeal")
    for where in ("WK990105 2024-2026 drie coaches\nverzonnen-rietstad-oost", "verzonnen-rietstad-oost"):
        seen = one.history.first().history_id
        more = {"verified": "on", "first_year": "2024", "where": where, "seen": seen}
        assert client.post("/programma/wijkdeal/wijzigen/", {**sent, **more}).status_code == 302
    assert read(as_(here, "alderman"), "/programma/wijkdeal/geschiedenis/") == [
        "Officer; Waar het geldt: Lepelaaroord, 2024–2026, drie coaches > –",
        (
            "Officer; Eerste jaar: – > 2024; Nagegaan bij wie het leidt: nee > ja; Waar het geldt: "
            "Lepelaaroord, 2024–2025, twee coaches > Lepelaaroord, 2024–2026, drie coaches; "
            "Waar het geldt: – > Rietstad-Oost"
        ),
        "Officer; Gemaakt; Waar het geldt: – > Lepelaaroord, 2024–2025, twee coaches",
    ]


def test_the_list_that_comes_with_the_software_is_changed_by_the_system(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))  # beside invented figures it does not stand
    names = {"de-hoogte": "De Hoogte"}
    take_over([LISTED], names)
    one = Programme.objects.get(key="proef")
    # A week ago, or it is the same run of the command.
    for history in (one.history, one.places.model.history.filter(programme_id=one.pk)):
        for state in history.all():
            state.history_date = state.history_date.replace(year=state.history_date.year - 1)
            state.save()
    changed = {name: getattr(LISTED, name) for name in LISTED.__slots__} | {
        "areas": LISTED.areas[:1],
        "note": "Korter.",
    }
    take_over([PolicyProgramme(**changed)], names)
    assert read(as_(table, "officer elsewhere"), "/programma/proef/geschiedenis/") == [
        "het systeem; Toelichting: – > Korter.; Waar het geldt: De Hoogte, vanaf 2024 > –",
        "het systeem; Gemaakt; Waar het geldt: – > De Hoogte, 2020–2022; Waar het geldt: – > De Hoogte, vanaf 2024",
    ]


def test_what_people_typed_is_text(here: Table) -> None:
    script = "<script>alert(1)</script>"
    keep(as_(here, "officer"), here, chair=script)
    Alliance.objects.filter(pk=here.here.pk).update(name=script)
    page = as_(here, "auditor").get(ALLIANCE).content.decode()
    assert script not in page
    assert page.count("&lt;script&gt;") >= 2
