"""A new kind of record costs one small module (`notes`), and has all that other kinds have."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import clear_url_caches
from people import sign_in
from pytest_django.plugin import DjangoDbBlocker
from web.conftest import WHO, Table
from web.programmes.forms_sent import filled

import toetssteen.web.imports.urls
import toetssteen.web.records.urls
import toetssteen.web.urls
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import Goal
from toetssteen.web.records.kinds import kinds
from toetssteen.web.records.resources import listed, resource_of

MODELS = ("note", "historicalnote")
MAY_SEE = {"partner", "partner everywhere", "officer"}


def _read_kinds_again() -> None:
    kinds.cache_clear()
    importlib.reload(toetssteen.web.records.urls)
    importlib.reload(toetssteen.web.imports.urls)
    importlib.reload(toetssteen.web.urls)
    clear_url_caches()


@pytest.fixture(scope="module")
def notes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ModuleType]:
    """The kind, its tables and its addresses; all gone again afterwards, for other tests look at every model."""
    module = importlib.import_module("web.records.notes")
    models = [apps.get_model("records", name) for name in MODELS]
    config = apps.get_app_config("records")
    config.record_kinds = "web.records.notes.KINDS"
    _read_kinds_again()
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in models:
                editor.create_model(model)
        yield module
        with connection.schema_editor() as editor:
            for model in reversed(models):
                editor.delete_model(model)
    config.record_kinds = ""
    for name in MODELS:
        del apps.all_models["records"][name]
    apps.clear_cache()
    _read_kinds_again()


@pytest.fixture
def client(table: Table) -> Client:
    return sign_in(Client(), table.users["officer"])


def made(client: Client, **values: object) -> str:
    """The address of a new note, through its form."""
    where = "/alliantie/de-hoogte/notities/nieuw/"
    sent = filled(client.get(where).content.decode()) | {"name": "Eerste", "visibility": "3"} | values
    response = client.post(where, sent)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def test_the_module_is_small() -> None:
    assert len(Path(__file__).with_name("notes.py").read_text().splitlines()) < 80


def test_it_is_made_read_and_listed(notes: ModuleType, table: Table, client: Client) -> None:
    address = made(client, owner=str(table.ours.pk), text="Wat er staat.", day="2026-05-01")
    assert address.startswith("/notitie/")
    page = client.get(address).content.decode()
    for words in ("Eerste", "Wat er staat.", "1 mei 2026", "Alliantie De Hoogte", "Wijzigen", "Geschiedenis"):
        assert words in page
    everybody = Client().get("/alliantie/de-hoogte/notities/").content.decode()
    assert f'href="{address}"' in everybody
    assert "Notitie toevoegen" not in everybody


def test_it_has_history_and_goes_back(notes: ModuleType, table: Table, client: Client) -> None:
    address = made(client, owner=str(table.ours.pk))
    sent = filled(client.get(f"{address}wijzigen/").content.decode())
    assert client.post(f"{address}wijzigen/", sent | {"name": "Tweede"}).status_code == 302
    page = client.get(f"{address}geschiedenis/").content.decode()
    assert "Eerste" in page
    assert "Officer" in page
    note = notes.Note.objects.get()
    first = note.history.earliest()
    assert client.post(f"{address}terug/{first.history_id}/", {"seen": note.version}).status_code == 302
    note.refresh_from_db()
    assert (note.name, note.version, note.history.count()) == ("Eerste", 3, 3)


def test_two_writers_lose_nothing(notes: ModuleType, table: Table, client: Client) -> None:
    address = made(client, owner=str(table.ours.pk))
    sent = filled(client.get(f"{address}wijzigen/").content.decode())
    assert client.post(f"{address}wijzigen/", sent | {"name": "Van de een"}).status_code == 302
    both = client.post(f"{address}wijzigen/", sent | {"name": "Van de ander"})
    assert both.status_code == 409
    assert "Van de een" in both.content.decode()
    assert "Van de ander" in both.content.decode()


def test_its_own_check_is_asked(notes: ModuleType, table: Table, client: Client) -> None:
    where = "/alliantie/de-hoogte/notities/nieuw/"
    sent = filled(client.get(where).content.decode()) | {"name": "verboden", "owner": str(table.ours.pk)}
    page = client.post(where, sent)
    assert page.status_code == 200
    assert "Deze naam mag niet." in page.content.decode()
    assert not notes.Note.objects.exists()


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_every_role_sees_what_it_may(notes: ModuleType, table: Table, who: str) -> None:
    hidden = notes.Note.objects.create(alliance=table.here, owner=table.ours, name="Zegel")
    asking = Client() if who == "visitor" else sign_in(Client(), table.users[who])
    address = f"/notitie/{hidden.pk}/"
    sees = who in MAY_SEE
    assert asking.get(address).status_code == (200 if sees else 404)
    assert ("Zegel" in asking.get("/alliantie/de-hoogte/notities/").content.decode()) is sees
    rows = listed(notes.KIND, resource_of(notes.KIND), table.actor(who), None)
    assert [row["naam"] for row in rows] == (["Zegel"] if sees else [])
    for page in ("wijzigen", "geschiedenis"):
        assert asking.get(f"{address}{page}/").status_code in ((200,) if sees else (302, 404))


def test_the_api_names_nothing_that_the_reader_may_not_know(notes: ModuleType, table: Table) -> None:
    goal = Goal.objects.create(alliance=table.here, name="Geheim doel")
    fixed = {"alliance": table.here, "owner": table.ours, "visibility": Visibility.PUBLIC}
    notes.Note.objects.create(**fixed, name="Open", goal=goal, amount=1.5)
    resource = resource_of(notes.KIND)
    for who, number in (("visitor", None), ("officer", goal.pk)):
        rows = listed(notes.KIND, resource, table.actor(who), "de-hoogte")
        answer = resource.answer().model_validate({resource.name: rows})
        [note] = answer.notities
        assert (note.naam, note.bijWelkDoel, note.hoeveelEuro, note.opWelkeDag) == ("Open", number, 1.5, None)
    page = Client().get(f"/notitie/{notes.Note.objects.get().pk}/").content.decode()
    assert "Geheim doel" not in page
    assert "een doel dat u niet mag zien" in page


LIST = "notitie;wat er staat;op welke dag;bij welk doel;hoeveel euro;wie doet het\nEerste;Zin;maart 2026;Wonen;1.250,5;{owner}\n"


def test_a_list_of_it_is_taken_over_and_back(notes: ModuleType, table: Table, client: Client) -> None:
    goal = Goal.objects.create(alliance=table.here, name="Wonen", visibility=Visibility.PUBLIC)
    upload = "/alliantie/de-hoogte/notities/overnemen/"
    assert "Een lijst met notities overnemen" in client.get(upload).content.decode()
    content = LIST.format(owner=table.ours.name).encode()
    sent = client.post(upload, {"file": SimpleUploadedFile("notities.csv", content)})
    where = str(sent.headers["Location"])
    page = client.get(where)
    [line] = page.context["preview"].new
    assert page.context["preview"].ready
    assert (line.values["goal"], line.values["amount"], line.values["owner"]) == (goal, 1250.5, table.ours)
    assert client.post(where, {"do": "apply"}).status_code == 302
    note = notes.Note.objects.get()
    assert (note.name, note.text, note.day.isoformat(), note.goal, note.amount) == (
        "Eerste",
        "Zin",
        "2026-03-01",
        goal,
        1250.5,
    )
    out = client.get("/alliantie/de-hoogte/notities.csv").content
    again = client.post(upload, {"file": SimpleUploadedFile("uit.csv", out)})
    looked = client.get(again.headers["Location"]).context["preview"]
    assert (looked.new, looked.changed, looked.problems, looked.same) == ([], [], [], 1)
    assert client.post(where, {"do": "undo"}).status_code == 302
    assert not notes.Note.objects.exists()
    assert client.get("/lege-lijst-notities.xlsx").status_code == 200
