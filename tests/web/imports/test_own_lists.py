"""A list of a shape that nobody chose for us: its own titles, words and dates, taken over again and again."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from packed_html import packed
from people import sign_in
from web.conftest import Table

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.models import Organisation
from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports import vocabulary, worksheets
from toetssteen.web.imports.apply import apply
from toetssteen.web.imports.fields import list_kind_named
from toetssteen.web.imports.guess import guess
from toetssteen.web.imports.layout import heading
from toetssteen.web.imports.mapping import ColumnMapping
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.amounts import amounts
from toetssteen.web.imports.parsing.cells import closest
from toetssteen.web.imports.preview import preview
from toetssteen.web.imports.vocabularies import vocabularies
from toetssteen.web.programmes.models import Activity, Goal

LISTED = list_kind_named("activity")

WHERE = "/alliantie/de-hoogte/overnemen/"


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def book(*, more: bool = False) -> bytes:
    """A title, two rows of names with one name over two columns, a theme above the rows, a total, a hidden sheet."""
    workbook = Workbook()
    page = workbook.active
    page.title = "Projecten"
    page.append(["Overzicht projecten", None, None, None, None, None, None, None])
    page.append([])
    page.append(["Nr", "Project", "Wie", "Locatie", "Looptijd", "Fase", "Budget", None])
    page.append([None, None, None, None, None, None, "2025", "2026"])
    page.append(["WONEN"])
    page.append([1, "Verduurzamen", "HuT / Onze School", "De Hoogte", "2025-2027", "loopt", 10000, 20000])
    if more:
        page.append([3, "Moestuin", "Bewonersclub", None, "najaar 2026", "verkenning", None, None])
    page.append([2, "Opknappen", "HuT", "de hoogte", "n.t.b.", "afgerond", None, 5000])
    page.append(["LEREN"])
    page.append([None, "Huiswerkklas", "Onze School", None, date(2026, 1, 5), "on hold", None, None])
    page.append([None, "Totaal", None, None, None, None, 10000, 25000])
    for merged in ("A1:H1", "G3:H3", *(f"{letter}3:{letter}4" for letter in "ABCDEF")):
        page.merge_cells(merged)
    for row in page.iter_rows(min_row=5, min_col=7, max_col=8):
        for cell in row:
            cell.number_format = '"€" #,##0'
    workbook.create_sheet("Geheim").sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_the_steps_as_somebody_takes_them(table: Table) -> None:
    """Upload, columns, words, take over; the next quarter the same list again without explaining anything."""
    client = sign_in(Client(), table.users["officer"])
    where = client.post(WHERE, {"file": SimpleUploadedFile("p.xlsx", book())}).headers["Location"]
    mapping = ColumnMapping(**ImportRun.objects.get().mapping)
    assert (mapping.sheet, mapping.header, mapping.deep) == ("Projecten", 3, 2)
    assert mapping.columns == {
        "key": ["Nr"],
        "name": ["Project"],
        "places": ["Locatie"],
        "owner": ["Wie"],
        "start": ["Looptijd"],
        "end": ["Looptijd"],
        "status": ["Fase"],
        "money": ["Budget 2025", "Budget 2026"],
    }
    text = client.get(where).content.decode()
    assert mapping.columns["owner"] == ["Wie"]
    columns = {f"c-{name}": activity[0] for name, activity in mapping.columns.items()}
    sent = {"do": "columns", **columns, "c-goal": heading(), "m-money": ["Budget 2026"]}
    assert client.post(where, sent | {"s-visibility": "iedereen"}).status_code == 302
    text = client.get(where).content.decode()
    assert "6 woorden kennen wij nog niet" in text
    meant = explain(client, where, {"HuT": "is:huis-en-thuis"})
    assert meant == {
        "HuT": "is:huis-en-thuis",
        "WONEN": "new:thema",
        "LEREN": "new:thema",
        "loopt": "is:bezig",
        "afgerond": "is:klaar",
        "on hold": "is:stil",
    }
    assert client.post(where, {"do": "apply"}).status_code == 302
    activity = Activity.objects.get(key="1")
    assert (activity.owner, list(activity.partners.all()), activity.goal.name) == (table.others, [table.ours], "WONEN")
    assert (activity.start, activity.end, activity.status) == (date(2025, 1, 1), date(2027, 12, 31), "bezig")
    assert activity.money == "2025: € 10.000\n2026: € 20.000"
    assert [place.code for place in activity.places.all()] == ["de-hoogte"]
    assert set(Activity.objects.values_list("visibility", flat=True)) == {Visibility.PUBLIC}
    assert set(Activity.objects.values_list("name", "start", "status")) == {
        ("Verduurzamen", date(2025, 1, 1), "bezig"),
        ("Opknappen", None, "klaar"),
        ("Huiswerkklas", date(2026, 1, 5), "stil"),
    }
    assert {(goal.name, goal.visibility) for goal in Goal.objects.all()} == {("WONEN", 3), ("LEREN", 3)}

    again = client.post(WHERE, {"file": SimpleUploadedFile("p2.xlsx", book())}).headers["Location"]
    assert "Hetzelfde: 3." in client.get(again).content.decode()
    later = client.post(WHERE, {"file": SimpleUploadedFile("p3.xlsx", book(more=True))}).headers["Location"]
    assert explain(client, later, {}) == {"Bewonersclub": "new:bewoners", "verkenning": "is:idee"}
    assert client.post(later, {"do": "apply"}).status_code == 302
    assert Activity.objects.get(key="3").owner == Organisation.objects.get(name="Bewonersclub", kind="bewoners")
    assert Activity.objects.count() == 4
    assert client.post(later, {"do": "undo"}).status_code == 302
    assert client.post(where, {"do": "undo"}).status_code == 302
    assert not Activity.objects.exists()
    assert not Goal.objects.exists()


def explain(client: Client, where: str, differently: dict[str, str]) -> dict[str, str]:
    """Sends the words as the page suggests them, some of them otherwise; says what was sent."""
    words = client.get(where).context["words"]
    explained = {choice.word: differently.get(choice.word, choice.suggested) for choice in words}
    sent = {"do": "words"}
    for choice in words:
        sent |= {
            f"w-{choice.number}": explained[choice.word],
            f"word-{choice.number}": choice.word,
            f"name-{choice.number}": choice.word,
        }
    assert client.post(where, sent).status_code == 302
    return explained


def test_what_was_changed_here_is_not_put_back_by_what_holds_for_new_ones(table: Table) -> None:
    """Visibility is said once for all new activities; on one that is here the list says nothing about it."""
    officer = table.actor("officer")
    activity = table.activity(Visibility.ALLIANCE, key="1", name="Verduurzamen")
    mapping = ColumnMapping(
        columns={"key": ["nr"], "name": ["naam"], "owner": ["wie"]}, otherwise={"visibility": "iedereen"}
    )
    rows = [["nr", "naam", "wie"], ["1", "Verduurzamen!", "Onze School"], ["2", "Nieuw", "Onze School"]]
    sheets = [{"name": "", "rows": rows}]
    run = ImportRun.objects.create(
        kind="activity", alliance=table.here, file="x", sheets=sheets, mapping=mapping.stored()
    )
    apply(run, officer)
    activity.refresh_from_db()
    assert (activity.name, activity.visibility) == ("Verduurzamen!", Visibility.ALLIANCE)
    assert Activity.objects.get(key="2").visibility == Visibility.PUBLIC


def test_a_partner_makes_no_organisation_and_no_goal(table: Table) -> None:
    for role, makes in (("partner", False), ("officer", True)):
        by_name = vocabularies(LISTED, table.here, table.actor(role), {})
        assert bool(by_name["parties"].kinds) == makes
        assert bool(by_name["goal"].kinds) == makes
    mapping = ColumnMapping(columns={"name": ["naam"], "owner": ["wie"]}, words={"parties": {"wij": "new:school:Wij"}})
    sheets = [{"name": "", "rows": [["naam", "wie"], ["Iets", "wij"]]}]
    run = ImportRun.objects.create(
        kind="activity", alliance=table.here, file="x", sheets=sheets, mapping=mapping.stored()
    )
    with pytest.raises(ToetssteenError, match="dit mag u niet doen"):
        apply(run, table.actor("partner"))
    assert not Organisation.objects.filter(name="Wij").exists()


def test_words_that_mean_each_other_never_go_round(table: Table) -> None:
    chosen = {"status": {"a": "same:b", "b": "same:a"}}
    statuses = vocabularies(LISTED, table.here, table.actor("officer"), chosen)["status"]
    assert statuses.find("a") is vocabulary.MISSING


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Huis en Thuis", ["Huis en Thuis"]),
        ("Onze School; Huis en Thuis", ["Onze School", "Huis en Thuis"]),
        ("Onze School / Politie, GGD", ["Onze School", "Politie", "GGD"]),
        ("Onze School en Politie", ["Onze School", "Politie"]),
        ("Stichting Samen en Sterk", ["Stichting Samen en Sterk"]),
        ("Onze School\nHuis en Thuis", ["Onze School", "Huis en Thuis"]),
        ("", []),
    ],
)
def test_several_names_in_one_cell(table: Table, text: str, words: list[str]) -> None:
    parties = vocabularies(LISTED, table.here, table.actor("officer"), {})["parties"]
    assert list(parties.words(text)) == words


def test_a_column_that_is_gone_is_said_and_blocks(table: Table) -> None:
    mapping = ColumnMapping(columns={"name": ["naam"], "owner": ["wie"], "status": ["Fase"]})
    sheets = [{"name": "", "rows": [["naam", "wie"], ["Iets", "Onze School"]]}]
    run = ImportRun.objects.create(
        kind="activity", alliance=table.here, file="x", sheets=sheets, mapping=mapping.stored()
    )
    outcome = preview(run, table.actor("officer"))
    assert [(problem.row, problem.column) for problem in outcome.problems] == [(1, "Fase")]
    assert not outcome.ready


def test_lists_from_an_old_windows_and_ragged_ones_are_read() -> None:
    text = 'naam;wie;budget\r\nCafé “De Brug”;gemeente\r\n"twee\nregels";x;3;;\r\n;;\r\n'
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        (sheet,) = worksheets.read("x.csv", text.encode(encoding))
        assert sheet["rows"] == [
            ["naam", "wie", "budget", "", ""],
            ["Café “De Brug”", "gemeente", "", "", ""],
            ["twee\nregels", "x", "3", "", ""],
        ]


def test_where_the_list_begins_is_found_again_with_a_line_more(table: Table) -> None:
    before = ColumnMapping("Blad1", 2, 1, {"name": ["Naam project"], "owner": ["Trekker"]})
    rows = [["Lijst"], ["van maart"], ["Naam project", "Trekker"], ["Iets", "Wij"]]
    sheets = [{"name": "Uitleg", "rows": [["a"]]}, {"name": "Blad 1 nieuw", "rows": rows}]
    mapping = guess(sheets, LISTED, before)
    assert (mapping.sheet, mapping.header) == ("Blad 1 nieuw", 3)


def prepared(table: Table, rows: list[list[str]], **choices: object) -> ImportRun:
    """A list of the officer with these rows, names of columns first; columns of their own name unless said otherwise."""
    fields = {"nr": "key", "naam": "name", "wie": "owner", "wijk": "places", "thema": "goal", "zien": "visibility"}
    columns = {fields[title]: [title] for title in rows[0] if title in fields}
    mapping = ColumnMapping(**{"columns": columns, **choices})
    sheets = [{"name": "", "rows": rows}]
    user = table.users["officer"]
    return ImportRun.objects.create(
        kind="activity", alliance=table.here, user=user, file="x", sheets=sheets, mapping=mapping.stored()
    )


def test_a_goal_is_seen_by_who_sees_one_of_its_activities(table: Table) -> None:
    rows = [["naam", "wie", "thema", "zien"]]
    rows += [["A", "Onze School", "Wonen", "alliantie"], ["B", "Onze School", "wonen", "iedereen"]]
    words = {"goal": {"wonen": "new:thema:Wonen"}}
    apply(prepared(table, rows, words=words), table.actor("officer"))
    assert Goal.objects.get().visibility == Visibility.PUBLIC
    assert Activity.objects.filter(goal=Goal.objects.get()).count() == 2


def test_one_that_gets_a_number_is_still_the_same(table: Table) -> None:
    activity = table.activity(name="Banenmarkt")
    run = prepared(table, [["nr", "naam", "wie"], ["WI-11", "Banenmarkt", "Onze School"]])
    apply(run, table.actor("officer"))
    activity.refresh_from_db()
    assert (activity.key, Activity.objects.count()) == ("WI-11", 1)


def test_rows_are_left_out_or_shown_to_fewer_and_said_when_they_look_secret(table: Table) -> None:
    rows = [
        ["nr", "naam", "wie", "opm"],
        ["1", "Gewoon", "Onze School", ""],
        ["2", "Stil", "Onze School", "Vertrouwelijk!"],
    ]
    rows += [["3", "Niet", "Onze School", ""]]
    run = prepared(table, rows, otherwise={"visibility": "iedereen"})
    client = sign_in(Client(), table.users["officer"])
    where = f"{WHERE}{run.pk}/"
    page = client.get(where)
    assert "Regel 3, Stil: “Vertrouwelijk”" in page.content.decode()
    numbers = {row.identity: row.number for row in page.context["new"]}
    assert client.post(where, {"do": "apart", f"apart-{numbers['#2']}": "alliantie", f"apart-{numbers['#3']}": "niet"})
    page = packed(client.get(where).content)
    assert "lijkt dat niet iedereen" not in page
    assert 'value="apply" form="rows"' in " ".join(page.split())
    assert "1 regel neemt u niet over" in page
    assert client.post(where, {"do": "apply"}).status_code == 302
    assert dict(Activity.objects.values_list("name", "visibility")) == {"Gewoon": 3, "Stil": 1}
    # The next list still knows; and what was left out can come back.
    again = prepared(table, rows, **{"apart": {"#3": "niet"}})
    assert client.post(f"{WHERE}{again.pk}/", {"do": "apart", "back": "#3"}).status_code == 302
    assert [row.name for row in preview(ImportRun.objects.get(pk=again.pk), table.actor("officer")).new] == ["Niet"]


def test_the_whole_area_is_an_answer(table: Table) -> None:
    rows = [["naam", "wie", "wijk"], ["A", "Onze School", "heel Noord"], ["B", "Onze School", "overal"]]
    run = prepared(table, rows)
    outcome = preview(run, table.actor("officer"))
    assert [one.vocabulary.suggest(one.word, [], []) for one in outcome.unknown] == ["all", "all"]
    run.mapping["words"] = {"places": {"heel noord": "all", "overal": "none"}}
    run.save()
    apply(run, table.actor("officer"))
    assert {one.name: [place.code for place in one.places.all()] for one in Activity.objects.all()} == {
        "A": ["de-hoogte"],
        "B": [],
    }


def test_of_a_wijk_and_its_buurt_the_buurt() -> None:
    wijk, buurt, other = (PlaceName(code=code) for code in ("WK990101", "BU99010103", "WK990102"))
    assert closest([wijk, buurt, other]) == [buurt, other]
    assert closest([wijk, other]) == [wijk, other]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            [("Budget 2025", "€ 450.000"), ("Budget 2026", "137500,00"), ("Budget 2027", "0")],
            "2025: € 450.000\n2026: € 137.500",
        ),
        ([("budget_totaal", "275.000,50"), ("bijdrage", "p.m.")], "budget totaal: € 275.000,50\nbijdrage: p.m."),
        ([("Kosten", "10.000,-")], "Kosten: € 10.000"),
        ([("Budget 2025", ""), ("Budget 2026", "pm")], "2026: pm"),
    ],
)
def test_money_out_of_several_columns(texts: list[tuple[str, str]], said: str) -> None:
    assert amounts(texts) == said


def test_what_was_explained_is_known_before_it_is_taken_over(table: Table) -> None:
    client = sign_in(Client(), table.users["officer"])
    first = client.post(WHERE, {"file": SimpleUploadedFile("p.xlsx", book())}).headers["Location"]
    explain(client, first, {"HuT": "is:huis-en-thuis"})
    upload = client.get(WHERE).content.decode()
    assert "Verder met p.xlsx" in upload
    assert first in upload
    second = client.post(WHERE, {"file": SimpleUploadedFile("p.xlsx", book())}).headers["Location"]
    assert [choice.word for choice in client.get(second).context["words"]] == []
    other = sign_in(Client(), table.users["partner"])
    assert "Verder met" not in other.get(WHERE).content.decode()
    theirs = other.post(WHERE, {"file": SimpleUploadedFile("p.xlsx", book())}).headers["Location"]
    assert other.get(theirs).context["explained"] == []


def test_an_end_that_is_open_is_said_to_be(table: Table) -> None:
    rows = [["naam", "wie", "eind"], ["A", "Onze School", "doorlopend"]]
    run = prepared(table, rows)
    run.mapping["columns"]["end"] = ["eind"]
    run.save()
    apply(run, table.actor("officer"))
    activity = Activity.objects.get()
    assert (activity.end, activity.ends) == (None, "doorlopend")
    assert "einde" not in client_text(table, activity).split("Nog niet ingevuld:")[-1]


def client_text(table: Table, activity: Activity) -> str:
    return sign_in(Client(), table.users["officer"]).get(f"/activiteit/{activity.pk}/").content.decode()


def test_another_area_s_organisation_is_not_suggested_for_a_short_word(table: Table) -> None:
    Organisation.objects.create(key="ggd-elders", name="GGD Elders", kind="zorg")
    Organisation.objects.create(key="gemeente-hoogte", name="Gemeente De Hoogte", kind="gemeente")
    by_name = vocabularies(LISTED, table.here, table.actor("officer"), {})
    assert by_name["parties"].suggest("GGD", [], ["GGD", "GGD Streek"]) == "new:zorg"
    assert by_name["parties"].suggest("GGD Elders.", [], []) == "is:ggd-elders"
    assert by_name["parties"].suggest("gem. Hoogte", [], []) == "is:gemeente-hoogte"
    assert by_name["visibility"].suggest("J na akkoord DT", [], []) == ""
    assert by_name["visibility"].suggest("j", [], []) == "is:iedereen"


def test_what_was_chosen_per_row_counts_when_it_is_taken_over(table: Table) -> None:
    run = prepared(table, [["nr", "naam", "wie"], ["1", "Stil", "Onze School"]], otherwise={"visibility": "iedereen"})
    client = sign_in(Client(), table.users["officer"])
    assert client.post(f"{WHERE}{run.pk}/", {"do": "apply", "apart-0": "alliantie"}).status_code == 302
    assert Activity.objects.get().visibility == Visibility.ALLIANCE
