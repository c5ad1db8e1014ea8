"""An administrator brings a table in, makes it public and takes it back; nobody else comes near."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook
from people import person, sign_in
from web.conftest import WHO, Table
from web.own_figures.uploads import SURVEY

from toetssteen.cli import main
from toetssteen.web.accounts.roles import Role
from toetssteen.web.jobs.kinds import JobError, Json, kind_named
from toetssteen.web.jobs.models import Job, RunState
from toetssteen.web.own_figures import selectors as own_figures
from toetssteen.web.own_figures.jobs import PUBLISH, TAKE_BACK, TableJob
from toetssteen.web.own_figures.models import OwnFile, OwnTable
from toetssteen.web.snapshots import selectors

FIGURE = "eigen_tabel_{}_tevreden_met_de_buurt"
ABOUT = {
    "title": "Bewonersenquête 2023",
    "gemeente": "Rietstad",
    "publisher": "Gemeente Rietstad",
    "address": "https://www.example.org/enquete",
    "licence": "vrij te gebruiken",
}


class Run:
    """A run that keeps what it was told."""

    uid, number = "proef", 1

    def __init__(self) -> None:
        self.fractions: list[float] = []
        self.completed = False

    def progress(self, fraction: float, words: str = "") -> None:
        assert words
        self.fractions.append(fraction)

    def complete(self, result: Json = None) -> None:
        self.completed = True


@pytest.fixture
def administrator(db: None, gemeente: Path) -> Client:
    return sign_in(Client(), person("Baas", Role.ADMINISTRATOR))


def uploaded(client: Client, text: str = SURVEY, name: str = "Enquête 2023.csv") -> OwnTable:
    """The table after the upload, through the page."""
    file = SimpleUploadedFile(name, text.encode())
    response = client.post("/beheer/eigen-cijfers/nieuw/", {**ABOUT, "file": file})
    assert response.status_code == 302, response.content.decode()
    return OwnTable.objects.latest("pk")


def fields(response_form: dict[str, object]) -> dict[str, str]:
    """What a browser sends back for the forms of a page."""
    sent: dict[str, str] = {}
    for form in (response_form["where"], *response_form["figures"]):  # type: ignore[misc]
        for name, field in form.fields.items():  # type: ignore[attr-defined]
            value = form[name].value()  # type: ignore[index]
            if value is not None and value is not False:
                sent[form.add_prefix(name)] = str(value)  # type: ignore[attr-defined]
            assert field.label
    return sent


def told(client: Client, table: OwnTable) -> None:
    """The total is no area, and both figures are told of."""
    address = f"/beheer/eigen-cijfers/{table.pk}/"
    client.post(address, {"do": "places", "p0-text": "Totaal", "p0": "-"})
    sent = fields(client.get(address).context)
    for number in (0, 1):
        sent |= {
            f"f{number}-meaning": "Wat mensen zeiden.",
            f"f{number}-does_not_say": "Wie niet antwoordde.",
            f"f{number}-audience": "all",
        }
    response = client.post(address, {**sent, "do": "figures"})
    assert response.status_code == 302, response.content.decode()


def done(table: OwnTable, kind: str) -> Run:
    """The job that the page asked for, run here."""
    job = Job.objects.get(kind=kind, state=RunState.QUEUED)
    assert job.arguments == {"table": table.pk}
    run = Run()
    kind_named(kind).run(run, TableJob(table.pk))
    Job.objects.filter(pk=job.pk).delete()
    assert run.completed
    assert run.fractions == sorted(run.fractions)
    table.refresh_from_db()
    return run


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_only_administrators_come_in(who: str, table: Table, gemeente: Path) -> None:
    client = Client()
    if who != "visitor":
        sign_in(client, table.users[who])
    mine = OwnTable.objects.create(title="Van een ander", gemeente="GM9901")
    expected = {"administrator": 200, "visitor": 302}.get(who, 403)
    for address in ("", "nieuw/", f"{mine.pk}/"):
        response = client.get(f"/beheer/eigen-cijfers/{address}")
        assert response.status_code == expected
        assert expected == 200 or "Van een ander" not in response.content.decode()
    zipped = client.get(f"/beheer/eigen-cijfers/{mine.pk}/beschrijving.zip").status_code
    assert zipped == {200: 409}.get(expected, expected)
    if expected != 200:
        for button in ("where", "places", "figures", "publish", "withdraw", "discard", "file"):
            response = client.post(f"/beheer/eigen-cijfers/{mine.pk}/", {"do": button, "public": "on"})
            assert response.status_code == expected
        assert OwnTable.objects.count() == 1
        assert not Job.objects.exists()


def test_from_file_to_public_figures_and_back(administrator: Client, gemeente: Path) -> None:
    table = uploaded(administrator)
    address = f"/beheer/eigen-cijfers/{table.pk}/"
    page = administrator.get(address).content.decode()
    assert "rij 6, kolom Wijk, inhoud “Totaal”" in page
    told(administrator, table)
    page = administrator.get(address).content.decode()
    assert "Alles is te lezen" in page
    assert "2 cijfers, 1 geheim" in page
    assert "Beschrijving gewijzigd" in page
    assert page.count("<td>Baas</td>") == 3
    # Nothing is public without the tick.
    assert administrator.post(address, {"do": "publish"}).status_code == 422
    assert not Job.objects.exists()
    assert administrator.post(address, {"do": "publish", "public": "on"}).status_code == 302
    assert "Er loopt een taak" in administrator.get(address).content.decode()
    done(table, PUBLISH)
    assert table.published is not None
    assert OwnFile.objects.get().draft_since is None
    visitor = Client()
    figure = FIGURE.format(table.pk)
    shown = visitor.get("/plek/WK990100/").content.decode()
    assert "71,4" in shown
    fixed = visitor.get(f"/cijfers/{figure}/").content.decode()
    assert "marge van de onderzoekers loopt per gebied van ± 4,2 tot ± 5 procentpunt" in fixed

    name = selectors.shelf().current()
    assert name is not None
    selectors.shelf().refer(name)
    assert administrator.post(address, {"do": "discard"}).status_code == 422
    assert administrator.post(address, {"do": "withdraw"}).status_code == 302
    done(table, TAKE_BACK)
    assert table.published is None
    assert OwnFile.objects.get().draft_since is not None
    assert "71,4" not in visitor.get("/plek/WK990100/").content.decode()
    assert visitor.get(f"/cijfers/{figure}/").status_code == 404
    with pytest.raises(JobError, match="vinkje"):
        kind_named(PUBLISH).run(Run(), TableJob(table.pk))
    # A fixed link to the figures of then stays.
    assert "71,4" in visitor.get(f"/stand/{name}/plek/WK990100/").content.decode()
    left = [path.name for path in gemeente.rglob("*") if path.name.startswith(("eigen-tabel", "eigen_tabel"))]
    assert left == []
    # A snapshot with them is still on the shelf: publishing without a name does not bring them back.
    assert main(["build"]) == 0
    assert main(["publish"]) == 0
    assert visitor.get(f"/cijfers/{figure}/").status_code == 404
    assert administrator.post(address, {"do": "discard"}).status_code == 302
    assert not OwnTable.objects.exists()
    reasons = list(OwnTable.history.order_by("history_id").values_list("history_change_reason", flat=True))
    assert reasons == [
        "Bestand gekozen", "Beschrijving gewijzigd", "Beschrijving gewijzigd", "Openbaar gemaakt", "Openbaar",
        "Teruggehaald", "Niet meer openbaar", "Weggegooid",
    ]  # fmt: skip


def test_a_workbook_with_two_sheets(administrator: Client, gemeente: Path) -> None:
    book = Workbook()
    book.active.title = "Uitleg"  # type: ignore[union-attr]
    book.active.append(["Dit is uitleg"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Cijfers")
    for row in (["Wijk", "Tevreden", "Jaar"], ["01", 0.714, 2022], ["02", 0.589, 2022], ["01", 0.731, 2023]):
        sheet.append(row)
    for cell in sheet["B"][1:]:
        cell.number_format = "0.0%"
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("Monitor.xlsx", content.getvalue())
    assert administrator.post("/beheer/eigen-cijfers/nieuw/", {**ABOUT, "file": file}).status_code == 302
    table = OwnTable.objects.get()
    description = table.described
    assert (description.sheet, description.place, description.year_column) == ("Cijfers", "Wijk", "Jaar")
    (figure,) = own_figures.outcome(table).figures
    assert [(cell.place, cell.year, cell.value) for cell in figure.cells] == [
        ("Lindehof", 2022, pytest.approx(71.4)),
        ("Havenkwartier", 2022, pytest.approx(58.9)),
        ("Lindehof", 2023, pytest.approx(73.1)),
    ]


def test_the_yaml_can_be_kept_and_works_elsewhere(
    administrator: Client,
    gemeente: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = uploaded(administrator)
    told(administrator, table)
    response = administrator.get(f"/beheer/eigen-cijfers/{table.pk}/beschrijving.zip")
    elsewhere = tmp_path / "elders"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        archive.extractall(elsewhere)
    monkeypatch.setenv("TOETSSTEEN_VAR", str(elsewhere / "var"))
    monkeypatch.setenv("TOETSSTEEN_DEFINITIONS", str(elsewhere / "definities"))
    source = elsewhere / "definities" / "sources" / f"eigen-tabel-{table.pk}-1.yaml"
    assert main(["check", str(source), str(elsewhere / "enquete-2023.csv")]) == 0
    assert "Tevreden met de buurt, 2023: 3 wijk. 2 cijfers, van 58.9 tot 71.4, 1 geheim." in capsys.readouterr().out


def test_a_refused_build_leaves_everything_as_it_was(administrator: Client, gemeente: Path) -> None:
    table = uploaded(administrator)
    told(administrator, table)
    administrator.post(f"/beheer/eigen-cijfers/{table.pk}/", {"do": "publish", "public": "on"})
    (gemeente / "definities" / "indicators" / "proef_mensen.yaml").write_text("id: iets anders\n", encoding="utf-8")
    with pytest.raises(JobError, match="proef_mensen"):
        kind_named(PUBLISH).run(Run(), TableJob(table.pk))
    assert not list(gemeente.rglob("eigen-tabel*.yaml"))
    assert not list(gemeente.rglob("eigen_tabel*.yaml"))
    table.refresh_from_db()
    assert table.published is None


def test_what_was_typed_stays_when_something_is_wrong(administrator: Client) -> None:
    table = uploaded(administrator)
    address = f"/beheer/eigen-cijfers/{table.pk}/"
    sent = fields(administrator.get(address).context)
    response = administrator.post(
        address, {**sent, "do": "figures", "f0-meaning": "Een lange uitleg", "f0-decimals": "12"}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Een lange uitleg" in page
    assert "Cijfers achter de komma" in page
    table.refresh_from_db()
    assert table.described.figures[0].meaning == ""


def test_another_header_reads_the_columns_anew(administrator: Client) -> None:
    table = uploaded(administrator)
    address = f"/beheer/eigen-cijfers/{table.pk}/"
    sent = fields(administrator.get(address).context)
    assert administrator.post(address, {**sent, "do": "where", "t-header": "1"}).status_code == 302
    table.refresh_from_db()
    assert (table.described.header, table.described.figures) == (1, ())
    assert "Wij zien geen kolom met cijfers" in administrator.get(address).content.decode()


def test_a_newer_file_keeps_what_was_said(administrator: Client) -> None:
    table = uploaded(administrator)
    told(administrator, table)
    newer = SURVEY.replace("71,4", "72,9").replace("Rapportcijfer", "Cijfer voor de buurt")
    file = SimpleUploadedFile("enquete-2025.csv", newer.encode())
    address = f"/beheer/eigen-cijfers/{table.pk}/"
    assert administrator.post(address, {"do": "file", "n-file": file}).status_code == 302
    table.refresh_from_db()
    first, second = table.described.figures
    assert (first.meaning, first.public) == ("Wat mensen zeiden.", True)
    assert (second.column, second.meaning) == ("Cijfer voor de buurt", "")
    assert bytes(OwnFile.objects.get().content).decode() == newer
    assert not table.approved


@pytest.mark.parametrize(
    ("text", "changes", "says"),
    [
        (SURVEY, {"gemeente": "Nergenshuizen"}, "kennen wij niet"),
        ("", {}, "leeg"),
        ("%PDF-1.7 \x00\x01", {}, "te openen"),
    ],
)
def test_an_upload_that_is_refused_keeps_nothing(
    administrator: Client, text: str, changes: dict[str, str], says: str
) -> None:
    file = SimpleUploadedFile("tabel.csv", text.encode())
    response = administrator.post("/beheer/eigen-cijfers/nieuw/", {**ABOUT, **changes, "file": file})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not OwnTable.objects.exists()


def test_an_invented_country_gets_no_real_figures(
    db: None, invented_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    client = sign_in(Client(), person("Baas", Role.ADMINISTRATOR))
    assert "verzonnen land" in client.get("/beheer/eigen-cijfers/").content.decode()
    table = OwnTable.objects.create(title="Proef", gemeente="GM9901")
    response = client.post(f"/beheer/eigen-cijfers/{table.pk}/", {"do": "publish", "public": "on"})
    assert response.status_code == 422
    assert "verzonnen cijfers" in response.content.decode()
    assert not Job.objects.exists()


def test_the_file_of_a_draft_goes_after_ninety_days_and_can_be_chosen_again(administrator: Client) -> None:
    table, public = uploaded(administrator), uploaded(administrator)
    long_ago = timezone.now() - timedelta(days=91)
    OwnFile.objects.filter(table=table).update(draft_since=long_ago)
    OwnFile.objects.filter(table=public).update(draft_since=None)
    call_command("retention")
    assert [stored.table_id for stored in OwnFile.objects.all()] == [public.pk]
    address = f"/beheer/eigen-cijfers/{table.pk}/"
    response = administrator.get(address)
    assert response.status_code == 200
    assert "weggehaald, want het lag er te lang" in response.content.decode()
    file = SimpleUploadedFile("enquete.csv", SURVEY.encode())
    assert administrator.post(address, {"do": "file", "n-file": file}).status_code == 302
    assert "Tevreden met de buurt" in administrator.get(address).content.decode()
