"""Lists of goals and of what the State promised go the way of lists of activities."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import sign_in
from web.conftest import Table

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import Preview
from toetssteen.web.programmes.models import Goal, StatePromise
from toetssteen.web.programmes.models.state import Firmness


def brought(client: Client, plural: str, text: str) -> str:
    """The address of a list that was uploaded."""
    file = SimpleUploadedFile("lijst.csv", text.encode())
    return str(client.post(f"/alliantie/de-hoogte/{plural}/overnemen/", {"file": file}).headers["Location"])


def looked(client: Client, where: str) -> Preview:
    outcome: Preview = client.get(where).context["preview"]
    return outcome


def test_goals(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    top = Goal.objects.create(alliance=table.here, name="Veilig thuis", visibility=Visibility.PUBLIC)
    text = f"Doel;Niveau;Hoort onder;Wie;Openbaar;Volgorde\nMinder inbraken;resultaat;veilig thuis;{table.ours.name};iedereen;2\n"
    where = brought(client, "doelen", text)
    assert (looked(client, where).problems, looked(client, where).unknown) == ([], [])
    assert client.post(where, {"do": "apply"}).status_code == 302
    goal = Goal.objects.get(name="Minder inbraken")
    assert (goal.parent, goal.level, goal.order, goal.owner) == (top, "resultaat", 2, table.ours)
    assert goal.visibility == Visibility.PUBLIC
    again = brought(client, "doelen", text.replace(";2\n", ";3\n"))
    [cell] = looked(client, again).cells()
    assert cell[1:] == ("volgorde", "2", "3")
    assert client.post(where, {"do": "undo"}).status_code == 302
    assert list(Goal.objects.filter(alliance=table.here)) == [top]


def test_promises_of_the_state_need_a_department_and_a_subject(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    rows = f"Toezegging;Wie;Geld;Datum\nGeld voor buurthuizen;{table.ours.name};afgesproken;2025\n"
    where = brought(client, "toezeggingen", rows)
    assert [problem.column for problem in looked(client, where).problems] == ["ministerie", "onderwerp"]
    # Else it is read as last time.
    ImportRun.objects.all().delete()
    head, row = rows.splitlines()
    where = brought(client, "toezeggingen", f"{head};Ministerie;Thema\n{row};VWS;Wonen\n")
    outcome = looked(client, where)
    assert (outcome.problems, [problem.word for problem in outcome.unknown]) == ([], [])
    assert client.post(where, {"do": "apply"}).status_code == 302
    promise = StatePromise.objects.get(name="Geld voor buurthuizen")
    assert (promise.department, promise.finance, promise.day_precision) == ("VWS", Firmness.AGREED, "jaar")
    page = client.get("/alliantie/de-hoogte/toezeggingen.csv").content.decode("utf-8-sig")
    assert "afgesproken" in page


def test_a_list_is_of_one_kind(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    where = brought(client, "doelen", f"Doel;Wie\nMinder inbraken;{table.ours.name}\n")
    run = ImportRun.objects.get()
    assert run.kind == "goal"
    assert client.get(where).status_code == 200
    assert client.get(f"/alliantie/de-hoogte/overnemen/{run.pk}/").status_code == 404
