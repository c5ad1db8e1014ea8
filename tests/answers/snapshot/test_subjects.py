"""Finding what bears a name by the name, by other words for it and by what is said of it."""

import pytest

from toetssteen.answers.snapshot.subjects import (
    ABOUT,
    BEGINS,
    INSIDE,
    OTHER,
    SAME,
    TOGETHER,
    WHOLE,
    WORDS,
    Described,
    Subjects,
    mended,
)

SUBJECTS = Subjects(
    [
        Described("damp", "Woningen met vocht of schimmel", ("lekkage", "natte muren"), "Wat huurders melden.", 0),
        Described("doctor", "Afstand tot de huisarts", ("dokter",), "Hoe ver mensen gaan.", 1),
        Described("care", "Inwoners met zorg van een huisarts", ("dokter", "praktijk"), "", 2),
        Described("energy", "Huishoudens met energiearmoede", (), "", 3),
        Described("houses", "Woningen", ("huizen",), "", 4),
    ]
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("schimmel", [("damp", WHOLE, "")]),
        ("SCHÍMMEL!", [("damp", WHOLE, "")]),
        ("schimm", [("damp", WORDS, "")]),
        ("vocht schimmel", [("damp", WHOLE, "")]),
        ("lekkage", [("damp", OTHER, "lekkage")]),
        ("natte", [("damp", TOGETHER, "natte muren")]),
        ("woningen lekkage", [("damp", TOGETHER, "lekkage")]),
        ("huurders", [("damp", ABOUT, "")]),
        ("armoede", [("energy", INSIDE, "")]),
        ("kage", [("damp", INSIDE, "lekkage")]),
        ("huisartsen", [("doctor", WHOLE, ""), ("care", WHOLE, "")]),
        ("dokter", [("doctor", OTHER, "dokter"), ("care", OTHER, "dokter")]),
        ("woningen", [("houses", SAME, ""), ("damp", BEGINS, "")]),
        ("hoeveel woningen zijn er", [("damp", WHOLE, ""), ("houses", WHOLE, "")]),
        ("afstand tot", [("doctor", BEGINS, "")]),
        ("huisarts schimmel", []),
        ("schijndel", []),
        ("", []),
        ("'\"-;", []),
        ("zzz", []),
    ],
)
def test_what_a_question_finds(question: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(hit.thing, hit.score, hit.called) for hit in SUBJECTS.search(question)] == expected


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("schimel", "schimmel"),
        ("huisrats", "huisarts"),
        ("vocht en schimmle", "vocht schimmel"),
        ("schimmel", ""),
        ("xqzwvk", ""),
        ("schimmel xqzwvk", ""),
        ("abc", ""),
        ("", ""),
    ],
)
def test_typing_errors_are_mended_word_for_word(question: str, meant: str) -> None:
    assert mended(question, SUBJECTS.vocabulary)[0] == meant


@pytest.mark.parametrize("question", ["a" * 10_000, "q " * 5_000, "\ud800", "<script>alert(1)</script>", "‮dofretsteir"])
def test_hostile_text_is_only_text(question: str) -> None:
    assert SUBJECTS.search(question) == ()
    assert mended(question, SUBJECTS.vocabulary) == ("", 0.0)
