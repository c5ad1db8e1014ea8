"""Finding a place by what people type."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.search import LONGEST, Index, is_postcode, normalized
from toetssteen.kernel.areas import Level
from toetssteen.warehouse import build as building
from toetssteen.warehouse.opening import open_snapshot


@pytest.fixture(scope="module")
def index(atlas: Atlas) -> Index:
    return Index(atlas)


def best(index: Index, question: str) -> str:
    return index.search(question)[0].place.code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Rietstad", "GM9001"),
        ("rietstad ", "GM9001"),
        ("Reitstad", "GM9001"),
        ("lindehof noord", "BU90010101"),
        ("Lindehof", "WK900101"),
        ("Lindhof", "WK900101"),
        ("líndehöf", "WK900101"),
        ("oeverwyk", "WK900102"),
        ("Rivierkant", "oevers"),
        ("De Oevers", "oevers"),
        ("wk900102", "WK900102"),
        ("BU90020101", "BU90020101"),
        ("NL00", "NL00"),
        ("Proefland", "NL00"),
        ("noord", "BU90010101"),
    ],
)
def test_names_typing_errors_and_codes(index: Index, question: str, code: str) -> None:
    assert best(index, question) == code


def test_larger_places_come_first_among_equals(index: Index) -> None:
    found = [f.place.code for f in index.search("lindehof")]
    assert found[:2] == ["WK900101", "lindehof-oost"]
    assert set(found[2:]) >= {"BU90010101", "BU90010102"}


def test_every_place_stands_once(index: Index) -> None:
    found = [f.place.code for f in index.search("oever", most=50)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("question", ["", "   ", "'\"-;", "xqzwvk", "\x00", "́"])
def test_nothing_is_found_for_nothing(index: Index, question: str) -> None:
    assert index.search(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        "a" * 10_000,
        "́" * 10_000,
        "' or 1=1; drop table cells; --",
        "<script>alert(1)</script>",
        "\ud800 lone surrogate",
        "%s {0} {place}",
        "../" * 3_000,
        "ﷺ" * 10_000,
        "‮dofretsteir",
    ],
)
def test_hostile_text_is_only_text(index: Index, question: str) -> None:
    assert len(index.search(question)) <= 20


def test_only_the_beginning_of_a_long_question_is_read(index: Index) -> None:
    assert best(index, "Rietstad" + " " * LONGEST + "Duindorp") == "GM9001"


def test_at_most_as_many_as_asked(index: Index) -> None:
    assert len(index.search("lindehof", most=2)) == 2


def test_plain_text() -> None:
    assert normalized("'s-Gravenhage") == "s gravenhage"
    assert normalized("Mariënheem") == "marienheem"
    assert normalized("  Straße--Eén ") == "strasse een"


def test_the_hague_is_found_by_both_its_names(real_snapshot: Atlas) -> None:
    index = Index(real_snapshot)
    for question in ("'s-Gravenhage", "s gravenhage", "Den Haag", "den haag"):
        assert best(index, question) == "GM0518"
    assert best(index, "Den Bosch") == "GM0796"
    assert best(index, "Vinkhuzen") == "vinkhuizen"
    assert best(index, "Groningen") == "GM0014"
    assert best(index, "Sudwest-Fryslan") == "GM1900"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("oever rietstad", "BU90010201"),
        ("Rietstad, Lindehof", "WK900101"),
        ("lindehof rietsad", "WK900101"),
        ("strand duindorp", "WK900201"),
    ],
)
def test_a_name_with_its_city(index: Index, question: str, code: str) -> None:
    assert best(index, question) == code


def test_another_name_is_told(index: Index) -> None:
    assert index.search("rivierkant")[0].called == "ook wel: Rivierkant"
    assert index.search("de oevers")[0].called == ""


@pytest.fixture
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """In 2019 Oeverwijk was called Visserswijk, and Kadewijk's code (another boundary since) was that of Moeras."""
    workshop = Workshop(tmp_path)
    (old,) = workshop.tables["figures-2019"]
    other = {"WK900102": "Visserswijk", "WK900103": "Moeras"}
    names = tuple(other.get(code, name) for code, name in zip(old.codes, old.names, strict=True))
    workshop.tables["figures-2019"] = (replace(old, names=names),)
    monkeypatch.setattr(building, "read", workshop.read)
    monkeypatch.setattr(building, "read_outlines", workshop.outlines)
    snapshot = open_snapshot(workshop.shelf.folder / workshop.build())
    yield Index(Atlas(snapshot))
    snapshot.reader.close()


def test_old_names_are_found_and_told(renamed: Index) -> None:
    (found, *_others) = renamed.search("Visserswijk")
    assert (found.place.code, found.called) == ("WK900102", "vroeger: Visserswijk (2019)")


def test_a_name_that_a_code_had_is_no_old_name_without_evidence(renamed: Index) -> None:
    (found, *_others) = renamed.search("moeras")
    assert found.place.code == "WK900103"
    assert found.called == "deze code was in 2019 van een andere plek: Moeras"


def test_a_place_by_its_own_name_comes_before_one_that_was_called_so(real_snapshot: Atlas) -> None:
    found = Index(real_snapshot).search("Terwispel")
    wijken = [(f.place.code, bool(f.called)) for f in found if f.place.level is Level.WIJK]
    assert wijken[:2] == [("WK008614", False), ("WK008602", True)]
    assert not found[0].called


def test_only_what_is_not_called_so_is_mended(index: Index) -> None:
    mended = {
        question: index.search(question)[0].mended for question in ("rietstad", "riet", "oever rietstad", "GM9001")
    }
    assert mended == {"rietstad": False, "riet": False, "oever rietstad": False, "GM9001": False}
    mended = {question: index.search(question)[0].mended for question in ("rietsad", "lindehof rietsad", "oeverwyk")}
    assert mended == {"rietsad": True, "lindehof rietsad": True, "oeverwyk": True}


def test_where_more_people_live_comes_first_among_equals(real_snapshot: Atlas) -> None:
    people = dict(zip(real_snapshot.cube.areas, real_snapshot.people().tolist(), strict=True))
    found = Index(real_snapshot).search("Schildersbuurt")
    numbers = [
        people[f.place.code] for f in found if f.score == 100 and f.last is None and f.place.level is Level.BUURT
    ]
    assert len(numbers) > 10
    assert numbers == sorted(numbers, reverse=True)
    assert Index(real_snapshot).search("schimmel")[0].place.name.startswith("Schimmel")


def test_gemeenten_that_are_gone_say_so(real_snapshot: Atlas) -> None:
    found = Index(real_snapshot).search("Ten Boer")[0]
    assert (found.place.code, found.last) == ("GM0009", 2018)
    assert Index(real_snapshot).search("Groningen")[0].last is None


def test_a_postcode_is_recognised() -> None:
    assert [is_postcode(text) for text in ("9712", "9712 ab", "9712AB", "97123", "WK9712", "ab")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
