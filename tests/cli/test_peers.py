"""The verb peers on the invented country: an answer in words and as JSON that say the same, and errors in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from toetssteen.cli import main

# Of every verdict one, and a focus area.
CODES_OF_PLACES = ("GM9901", "WK990100", "WK990108", "BU99021001", "BU99030803", "verzonnen-rietstad-oost")
FIELDS = ("verdict", "sentence", "compared", "comparable", "peers", "features", "leftOut", "excluded", "notes")


@pytest.fixture(autouse=True)
def _serving(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["peers", *words])
    streams = capsys.readouterr()
    return status, streams.out, streams.err


def as_json(capsys: pytest.CaptureFixture[str], code: str) -> dict[str, Any]:
    status, out, err = run(capsys, code, "--json")
    assert (status, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_words_and_json_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = set()
    for code in CODES_OF_PLACES:
        answer = as_json(capsys, code)
        status, words, err = run(capsys, code)
        assert (status, err) == (0, "")
        assert answer["invented"] is True
        verdicts.add(answer["verdict"])
        assert all(key in answer for key in FIELDS)
        assert words.startswith(answer["sentence"])
        assert all(f"  {peer['code']}  {peer['name']}" in words for peer in answer["peers"])
        assert all(note in words for note in answer["notes"])
        assert len(answer["features"]) + len(answer["leftOut"]) == 17
    assert verdicts == {"unknown", "none", "few", "uneven", "good"}


def test_a_place_that_does_not_exist_is_an_error_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "WK999999")
    assert (status, out) == (1, "")
    assert "kennen wij niet" in err
