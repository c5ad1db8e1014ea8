"""Finding a place by what people type."""

import pytest

from toetssteen.answers.atlas import Atlas
from toetssteen.answers.search import LONGEST, Index, plain


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
    assert plain("'s-Gravenhage") == "s gravenhage"
    assert plain("Mariënheem") == "marienheem"
    assert plain("  Straße--Eén ") == "strasse een"


def test_the_hague_is_found_by_both_its_names(real_snapshot: Atlas) -> None:
    index = Index(real_snapshot)
    for question in ("'s-Gravenhage", "s gravenhage", "Den Haag", "den haag"):
        assert best(index, question) == "GM0518"
    assert best(index, "Den Bosch") == "GM0796"
    assert best(index, "Vinkhuzen") == "vinkhuizen"
    assert best(index, "Groningen") == "GM0014"
    assert best(index, "Sudwest-Fryslan") == "GM1900"
