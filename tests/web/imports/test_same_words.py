"""Names of columns and words are the same whatever their capitals, accents and blanks: on one list and on the next."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table

from toetssteen.web.accounts.models import Organisation
from toetssteen.web.imports.fields import list_kind_named
from toetssteen.web.imports.guess import guess
from toetssteen.web.imports.layout import laid_out
from toetssteen.web.imports.mapping import ColumnMapping, folded
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.amounts import amounts
from toetssteen.web.imports.preview import Preview
from toetssteen.web.imports.vocabulary import NOTHING, Vocabulary
from toetssteen.web.programmes.models import Activity, Goal

WHERE = "/alliantie/de-hoogte/overnemen/"
FIRST = "Nr;Notitie Wie;Wie doet het;Thema;Stand\n1;Sport;Café Noord;Wonen;loopt heel goed\n"
SECOND = "NR;notitie  wie;WIE DOET HET;thema;stand\n1;Sport;CAFE noord;WONEN;Loopt  heel góéd\n"
# Letters whose capital folds to the letter itself.
texts = st.text("abcéüñ '-\u2019\u2013.;(1", max_size=12)


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


@given(texts, st.text(max_size=12))
def test_folded_is_the_same_for_what_people_take_for_the_same(text: str, anything: str) -> None:
    assert folded(text.upper()) == folded(f" {text} ") == folded(text.replace(" ", "\u00a0 ")) == folded(text)
    assert folded(folded(anything)) == folded(anything)
    assert bool(folded(anything)) == bool(anything.strip())


def test_signs_that_mean_something_stay_apart() -> None:
    assert len({folded(text) for text in ("<2026", ">2026", "2026", "+", "-", "C", "C++", "1/2", "1-2")}) == 9
    assert folded("Preventie \u2013 \u2018jeugd\u2019") == "preventie - 'jeugd'"


def looked(client: Client, text: str) -> tuple[str, Preview]:
    file = SimpleUploadedFile("lijst.csv", text.encode())
    where = str(client.post(WHERE, {"file": file}).headers["Location"])
    return where, client.get(where).context["preview"]


def test_the_same_list_with_other_capitals_asks_nothing_again(table: Table) -> None:
    Organisation.objects.create(key="cafe", name="Café Noord", kind="overig")
    Goal.objects.create(alliance=table.here, name="Wonen")
    client = sign_in(Client(), table.users["officer"])
    where, _first = looked(client, FIRST)
    sent = {"do": "columns", "c-key": "Nr", "c-name": "Notitie Wie", "c-owner": "Wie doet het", "c-goal": "Thema"}
    client.post(where, sent | {"c-status": "Stand", "s-visibility": "raad"})
    [word] = client.get(where).context["words"]
    client.post(where, {"do": "words", "w-0": "is:bezig", "word-0": word.word})
    assert client.post(where, {"do": "apply"}).status_code == 302
    assert Activity.objects.get().status == "bezig"
    where, second = looked(client, SECOND)
    assert (second.problems, second.unknown, second.same) == ([], [], 1)
    columns = ImportRun.objects.latest("pk").mapping["columns"]
    assert columns["name"] == ["notitie wie"]
    page = client.get(where).content.decode()
    assert "<option selected>notitie wie</option>" in page


def test_what_was_kept_before_accents_were_folded_still_holds() -> None:
    mapping = ColumnMapping(
        words={"parties": {"café noord": "same:de kroeg", "de kroeg": "none"}}, apart={"één": "niet", "#Ünr": "raad"}
    )
    assert mapping.apart == {"een": "niet", "#Ünr": "raad"}
    vocabulary = Vocabulary("parties", {}, {}, {}, chosen=mapping.words["parties"])
    assert vocabulary.find("CAFE Noord") is NOTHING
    assert ColumnMapping(**mapping.stored()) == mapping


def test_a_column_is_itself_before_one_that_is_called_alike() -> None:
    sheets = [{"name": "Blad", "rows": [["Naam", "naam", "NÁAM"], ["a", "b", "c"]]}]
    layout = laid_out(sheets, ColumnMapping("BLAD"))
    assert [layout.column(name) for name in ("naam", "NAAM", "Naam", "nam")] == ["naam", "Naam", "Naam", None]
    assert layout.columns(["naam", "NAAM", "x", "Naam"]) == ["naam", "Naam"]


def test_money_of_years_whose_titles_differ_in_capitals() -> None:
    assert amounts([("Budget 2025", "10"), ("budget 2026", "20")]) == "2025: € 10\n2026: € 20"
    sheets = [{"name": "", "rows": [["Naam", "Budget 2025", "budget 2026"], ["a", "1", "2"]]}]
    assert guess(sheets, list_kind_named("activity")).columns["money"] == ["Budget 2025", "budget 2026"]
