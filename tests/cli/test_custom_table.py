"""The request for a custom table, and its answer: figures of a named area itself."""

import csv
import io
import re
import shlex
from pathlib import Path

import pytest

from toetssteen.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "beheer" / "maatwerktabel.md"
AREA, CODE = "verzonnenstad-noord", "GB9901-VERZONNENSTAD-NOORD"


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the page, and the installation pointing to it."""
    for name, _kind, text in re.findall(r"(?ms)^`([^`\n]+)`\n\n```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TOETSSTEEN_DEFINITIONS", str(tmp_path / "definities"))
    return tmp_path


def _commands() -> list[list[str]]:
    (commands,) = re.findall(r"(?ms)```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    return [shlex.split(line)[1:] for line in commands.splitlines()]


@pytest.fixture
def shown(workplace: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    for words in _commands():
        assert main(words) == 0, capsys.readouterr().err
    return workplace


@pytest.mark.usefixtures("shown")
def test_the_page_works_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    output = capsys.readouterr().out
    assert (
        "voortijdig schoolverlaters, 2023: 1 gebied, 1 gemeente, 2 wijk. 3 cijfers, van 2 tot 3.6, 1 geheim." in output
    )
    for code in (AREA, CODE):
        assert main(["series", "schoolverlaters_maatwerk", "--areas", code]) == 0
        output = capsys.readouterr().out
        assert f"{AREA}  Verzonnenstad-Noord" in output
        assert "4,1\u00a0%" in output
        assert "3,6\u00a0%" in output


@pytest.mark.usefixtures("shown")
def test_the_figure_of_an_area_leads_back_to_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lineage", "schoolverlaters_maatwerk", AREA, "2023"]) == 0
    output = capsys.readouterr().out
    assert "maatwerk-antwoord.csv" in output
    assert "Centraal Bureau voor de Statistiek" in output
    assert "3.6" in output


@pytest.mark.usefixtures("shown")
def test_the_figure_of_an_area_is_not_shown_for_a_smaller_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "schulden_maatwerk", "--areas", f"{AREA},WK990101,WK990102"]) == 0
    area, _break, wijken = capsys.readouterr().out.partition("WK990101")
    assert "14,8\u00a0%" in area
    assert "14,8" not in wijken
    assert "geheim" in wijken


@pytest.mark.usefixtures("shown")
def test_the_appendix_lists_the_area_and_its_wijken(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = re.findall(r"(?ms)```console\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    words = shlex.split(command.partition(">")[0].replace("2024", "2023"))[1:]
    capsys.readouterr()
    assert main([*words, "--gemeente", "GM9901"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    assert [(row["gebied"], row["soort"], row["code"], row["helemaal_erin"]) for row in rows] == [
        (CODE, "gebied", CODE, "ja"),
        (CODE, "wijk", "WK990101", "ja"),
        (CODE, "wijk", "WK990102", "ja"),
    ]
    assert {row["nagekeken"] for row in rows} == {"nee"}
    assert main(["division", "--list", "--year", "1999"]) == 1
    assert "De indeling van 1999 is er niet. Wel: 2023." in capsys.readouterr().err


def test_an_area_that_nobody_defined_is_refused(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = workplace / "maatwerk-antwoord.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(CODE, "GB9901-VERZONNENSTAD-NOORT"), encoding="utf-8")
    assert main(["fetch", "--from", "."]) == 0
    assert main(["build"]) == 1
    assert "er is geen gebied met de code GB9901-VERZONNENSTAD-NOORT" in capsys.readouterr().err


def test_a_figure_that_no_row_has_is_refused(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    definition = "definities/sources/maatwerk-jeugd.yaml"
    assert main(["check", definition, "maatwerk-antwoord.csv", "--columns", "blijvers"]) == 1
    assert "blijvers" in capsys.readouterr().out


def test_a_division_needs_a_gemeente(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["division", "maatwerk-antwoord.csv", "--year", "2023"]) == 1
    assert "--gemeente" in capsys.readouterr().err
