"""A sheet of activities: out and in again changes nothing; a wrong row changes nothing; back is as before."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from people import sign_in
from web.conftest import WHO, Table

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports import sheet, worksheets
from toetssteen.web.imports.apply import apply, undo
from toetssteen.web.imports.fields import list_kind_named
from toetssteen.web.imports.guess import guess
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import preview
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.models import Activity, Goal
from toetssteen.web.records.readers import reader

LISTED = list_kind_named("activity")

WHERE = "/alliantie/de-hoogte/overnemen/"


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def taken(table: Table, content: bytes, name: str = "lijst.csv", **mapping: str) -> ImportRun:
    sheets = worksheets.read(name, content)
    mapping_of_list = guess(sheets, LISTED)
    mapping_of_list.columns |= {field: [column] for field, column in mapping.items()}
    user = table.users["officer"]
    return ImportRun.objects.create(
        kind="activity", alliance=table.here, user=user, file=name, sheets=sheets, mapping=mapping_of_list.stored()
    )


def written(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def line(number: str = "A1", **more: str) -> dict[str, str]:
    return {"eigen nummer": number, "naam": "Sport na school", "wie doet het": "Onze School", **more}


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30) | st.sampled_from(
    [
        "=1+1",
        "+31",
        "+31 10 123 45 67",
        "- eerst\n- dan",
        "'t Hof",
        "'=x",
        "''=x",
        "'-3",
        "-3",
        "5\u00a0km",
        "onzicht\u200bbaar",
        "-",
        "@x",
        "'quoted",
        "''",
        'a;"b"',
        "regel\nregel",
        "  rand  ",
        "00012",
        "1,5",
        "2026-01-01",
        "None",
    ]
)


@given(
    name=TEXTS,
    change=TEXTS,
    money=TEXTS,
    key=TEXTS,
    exact=st.sampled_from(["dag", "maand", "jaar"]),
    form=st.sampled_from(["csv", "xlsx"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_out_and_in_again_changes_nothing(
    table: Table, name: str, change: str, money: str, key: str, exact: str, form: str
) -> None:
    Activity.objects.all().delete()
    goal = Goal.objects.get_or_create(alliance=table.here, name="Iedereen doet mee")[0]
    # As the forms keep them: without spaces at the ends and signs that nobody sees.
    change, money, key, name = (worksheets.lines(text).strip() for text in (change, money, key, name))
    texts = {"change": change, "money": money, "key": key or "1", "name": name or "x"}
    # An error of a spreadsheet is refused on the way in, and that has a test of its own.
    assume(not any(fault(text) for text in texts.values()))
    activity = table.activity(
        Visibility.COUNCIL, goal=goal, start=date(2026, 1, 1), status="bezig", start_precision=exact, **texts
    )
    activity.places.set(table.here.places.all())
    activity.partners.set([table.others, table.ours])
    write = {"csv": sheet.as_csv, "xlsx": sheet.as_xlsx}[form]
    run = taken(
        table,
        write(
            [sheet.row(Activity.objects.get(), LISTED, reader(table.actor("officer")))], sheet.titles(LISTED), "Lijst"
        ),
        f"x.{form}",
    )
    outcome = preview(run, table.actor("officer"))
    assert (outcome.problems, outcome.new, outcome.changed, outcome.vanished, outcome.same) == ([], [], [], [], 1)


def test_new_changed_and_vanished(table: Table) -> None:
    officer = table.actor("officer")
    table.activity(key="A1", name="Oud")
    table.activity(key="A3", name="Weg")
    run = taken(table, written(line("A1", einde="31-12-2027"), line("A2", waar="De Hoogte")))
    outcome = preview(run, officer)
    assert [row.key for row in outcome.new] == ["A2"]
    assert outcome.changed[0].differs == [("naam", "Oud", "Sport na school"), ("einde", "", "31 december 2027")]
    assert [row.key for row in outcome.vanished] == ["A3"]
    apply(run, officer)
    assert set(Activity.objects.values_list("key", "name")) == {
        ("A1", "Sport na school"),
        ("A2", "Sport na school"),
        ("A3", "Weg"),
    }
    with pytest.raises(ToetssteenError, match="al overgenomen"):
        apply(run, officer)
    undo(run, officer)
    assert set(Activity.objects.values_list("key", "name", "end")) == {("A1", "Oud", None), ("A3", "Weg", None)}


def test_what_was_changed_since_is_not_undone(table: Table) -> None:
    officer = table.actor("officer")
    run = apply(taken(table, written(line("A1"), line("A2"))), officer)
    activity = Activity.objects.get(key="A2")
    from toetssteen.web.records import services

    services.change(activity, {"name": "Verder gewerkt"}, table.actor("partner"), 1)
    with pytest.raises(ToetssteenError, match="Verder gewerkt"):
        undo(run, officer)
    assert Activity.objects.count() == 2


def test_every_wrong_cell_is_said_and_nothing_is_taken_over(table: Table) -> None:
    wrong = line(
        "A1", **{"wie doet het": "Niemand", "begin": "morgen", "stand": "druk", "waar": "Atlantis", "doel": "Geluk"}
    )
    run = taken(
        table, written(wrong, {**line("A1"), "naam": "", **dict.fromkeys(("begin", "stand", "waar", "doel"), "")})
    )
    outcome = preview(run, table.actor("officer"))
    assert {(one.row, one.column) for one in outcome.problems} == {(3, "naam"), (3, "eigen nummer")}
    unknown = {(one.vocabulary.name, one.word, *one.rows) for one in outcome.unknown}
    words = {("parties", "Niemand"), ("status", "druk"), ("places", "Atlantis"), ("goal", "Geluk"), ("days", "morgen")}
    assert unknown == {(*word, 2) for word in words}
    with pytest.raises(ToetssteenError, match="niets overgenomen"):
        apply(run, table.actor("officer"))
    assert not Activity.objects.exists()


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_who_takes_over_what(table: Table, who: str) -> None:
    """A partner its own only, the bureau everything, others nothing; a list is for who brought it."""
    client = Client() if who == "visitor" else sign_in(Client(), table.users[who])
    file = SimpleUploadedFile("x.csv", written(line()))
    allowed = who in {"partner", "partner everywhere", "stranger", "officer"}
    response = client.post(WHERE, {"file": file})
    where = response.headers.get("Location", "")
    assert response.status_code == (302 if allowed or who == "visitor" else 403)
    other = taken(table, written(line("B1")))
    expected = 302 if who == "visitor" else 403 if not allowed else 200 if who == "officer" else 404
    assert client.get(f"{WHERE}{other.pk}/").status_code == expected
    if allowed:
        client.post(where, {"do": "apply"})
    assert Activity.objects.exists() == (allowed and who != "stranger")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_sheet_holds_what_the_asker_may_see_and_no_formula(table: Table, form: str) -> None:
    table.activity(Visibility.PUBLIC, name="=HYPERLINK(1)")
    table.activity(name="Concept van de school")
    for role, sees in (("visitor", False), ("officer", True)):
        client = Client() if role == "visitor" else sign_in(Client(), table.users[role])
        content = client.get(f"/alliantie/de-hoogte/activiteiten.{form}").content
        if form == "csv":
            cells = [
                cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in row
            ]
        else:
            cells = [c.value for row in load_workbook(io.BytesIO(content)).active.iter_rows() for c in row if c.value]
            kinds = {
                c.data_type for row in load_workbook(io.BytesIO(content)).active.iter_rows() for c in row if c.value
            }
            assert kinds == {"s"}
        # In a workbook a text is a text: every cell is one.
        assert ("'=HYPERLINK(1)" if form == "csv" else "=HYPERLINK(1)") in cells
        assert ("Concept van de school" in cells) == sees


def test_bombs_and_broken_files_are_refused_in_words(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    files = [bomb.getvalue(), b"PK\x03\x04kapot", b"", b"eigen nummer;naam\r\n", b"\xff\xfe\x00", b"x" * 5_000_001]
    for content in files:
        response = client.post(WHERE, {"file": SimpleUploadedFile("x.xlsx", content)})
        assert response.status_code == 422, content[:20]
        assert 'role="alert"' in response.content.decode()
    assert client.post(WHERE).status_code == 422
    assert not ImportRun.objects.exists()


def test_an_empty_list_to_begin_with() -> None:
    header = next(
        load_workbook(io.BytesIO(Client().get("/lege-lijst.xlsx").content)).active.iter_rows(values_only=True)
    )
    assert header == sheet.titles(LISTED)
    assert Client().get("/lege-lijst.pdf").status_code == 404


def test_the_rules_hold_row_by_row(table: Table) -> None:
    """A partner that writes another's activity, or makes one public, takes nothing over at all."""
    partner = table.actor("partner")
    table.activity(Visibility.PUBLIC, key="A9", owner=table.others)
    for bad in (line("A9", naam="Gekaapt"), line("A2", **{"wie mag het zien": "iedereen"})):
        plain = {**line("A1"), **{k: "" for k in bad if k not in line()}}
        with pytest.raises(ToetssteenError, match="dit mag u niet doen"):
            apply(taken(table, written(plain, bad)), partner)
    assert list(selectors.activities(partner).values_list("key", flat=True)) == ["A9"]
