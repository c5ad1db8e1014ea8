"""The page for analysts about figures of one's own, followed to the letter."""

import re
import shlex
from pathlib import Path

import pytest

from toetssteen.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "gebruikers" / "eigen-cijfers.md"


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


def test_the_page_works_as_it_is_written(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (commands,) = re.findall(r"(?ms)```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    for line in commands.splitlines():
        assert main(shlex.split(line)[1:]) == 0, capsys.readouterr().err
    output = capsys.readouterr().out
    assert "Tevreden met de buurt, 2023: 4 wijk. 2 cijfers, van 58.9 tot 71.4, 2 geheim." in output
    assert main(["series", "tevreden_met_buurt", "--areas", "WK990101,WK990102"]) == 0
    output = capsys.readouterr().out
    assert "58,9\u00a0%" in output
    assert "geheim" in output
    assert main(["lineage", "tevreden_met_buurt", "WK990101", "2023"]) == 0
    output = capsys.readouterr().out
    assert "Gemeente Verzonnenstad" in output
    assert "enquete-2023.csv" in output


def test_check_names_each_wrong_column_and_keeps_nothing(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = workplace / "enquete-2023.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("58,9 %", "veel").replace("388", "12 of zo"), "utf-8")
    definition = "definities/sources/verzonnenstad-enquete.yaml"
    assert main(["check", definition, str(file), "--columns", "Tevreden met de buurt,Aantal antwoorden,Weg"]) == 1
    streams = capsys.readouterr()
    assert streams.out.count("Niet goed:") == 3
    assert "rij 4" in streams.out
    assert "Er is niets bewaard" in streams.err
    assert not (workplace / "var").exists()


@pytest.mark.parametrize("asked", ["Tevreden, alle leeftijden", '"Tevreden, alle leeftijden",Tevreden', "Tevreden"])
def test_a_comma_in_the_name_of_a_column(workplace: Path, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = workplace / "komma.csv"
    text = 'Titel;;;;;\nWijk;Naam;"Tevreden, alle leeftijden";Tevreden;Aantal antwoorden;Jaar\n0;Centrum;7;8;400;2023\n'
    file.write_text(text, "utf-8")
    definition = "definities/sources/verzonnenstad-enquete.yaml"
    assert main(["check", definition, str(file), "--columns", asked]) == 0
    output = capsys.readouterr().out
    assert ("Tevreden, alle leeftijden, 2023: 1 wijk. 1 cijfers, van 7 tot 7." in output) == (asked != "Tevreden")
    assert ("Tevreden, 2023: 1 wijk. 1 cijfers, van 8 tot 8." in output) == asked.endswith("Tevreden")


def test_an_own_figure_may_not_take_the_name_of_another(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workplace / "definities" / "indicators"
    text = (folder / "tevreden_met_buurt.yaml").read_text(encoding="utf-8")
    (folder / "inwoners.yaml").write_text(text.replace("id: tevreden_met_buurt", "id: inwoners"), encoding="utf-8")
    assert main(["fetch", "--from", "."]) == 0
    assert main(["build"]) == 1
    assert "“inwoners” bestaat al" in capsys.readouterr().err


def test_an_own_division_has_national_figures_and_figures_of_its_own(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = re.findall(r"(?ms)```console\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    assert main(shlex.split(command)[1:]) == 0, capsys.readouterr().err
    assert "2 eigen wijken uit 3 buurten" in capsys.readouterr().out
    (workplace / "enquete-2023.csv").write_text(
        "titel\nWijk;Naam;Tevreden met de buurt;Aantal antwoorden;Jaar\nA;Lindehof;61,5 %;200;2023\nB;Haven;70,0 %;90;2023\n",
        encoding="utf-8",
    )
    definition = workplace / "definities" / "sources" / "verzonnenstad-enquete.yaml"
    text = definition.read_text(encoding="utf-8").replace("WK9901", "EI9901-")
    definition.write_text(text, encoding="utf-8")
    for words in (["fetch", "--from", "."], ["build"], ["publish"]):
        assert main(words) == 0, capsys.readouterr().err
    capsys.readouterr()
    for code in ("EI9901-A", "eigen-9901-a"):
        assert main(["series", "tevreden_met_buurt", "--areas", code]) == 0
        output = capsys.readouterr().out
        assert "EI9901-A  Lindehof en omstreken" in output
        assert "61,5\u00a0%" in output
    assert main(["lineage", "tevreden_met_buurt", "EI9901-A", "2023"]) == 0
    assert "enquete-2023.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A;Lindehof;BU00140100", "geen buurt van GM9901"),
        ("A;Lindehof;WK990101", "geen buurt van GM9901"),
        ("B;Haven;BU99010100", "ligt al in eigen wijk A"),
        ("A;Anders;BU99010102", "heet elders"),
        ("A B;Ruimte;BU99010102", "zonder spaties"),
    ],
)
def test_a_division_that_does_not_fit_is_refused_whole(
    workplace: Path, capsys: pytest.CaptureFixture[str], row: str, says: str
) -> None:
    file = workplace / "eigen-wijken.csv"
    file.write_text(f"code;naam;buurt\nA;Lindehof;BU99010100\n{row}\n", encoding="utf-8")
    assert main(["division", str(file), "--gemeente", "GM9901", "--year", "2023"]) == 1
    errors = capsys.readouterr().err
    assert says in errors
    assert "rij 3" in errors
    assert not (workplace / "definities" / "areas").exists()


def test_a_new_division_replaces_the_one_before_and_nobody_has_checked_it(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workplace / "definities" / "areas"
    words = ["division", "eigen-wijken.csv", "--gemeente", "GM9901", "--year", "2023"]
    assert main(words) == 0, capsys.readouterr().err
    (workplace / "eigen-wijken.csv").write_text("code;naam;buurt\nZ;Alles;BU99010100\n", encoding="utf-8")
    assert main(words) == 1
    assert sorted(file.name for file in folder.iterdir()) == ["eigen-9901-a.yaml", "eigen-9901-b.yaml"]
    assert main([*words, "--replace"]) == 0, capsys.readouterr().err
    assert [file.name for file in folder.iterdir()] == ["eigen-9901-z.yaml"]
    assert "verified: false" in (folder / "eigen-9901-z.yaml").read_text(encoding="utf-8")


def test_building_and_publishing_at_once_also_what_was_there_already(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    definition = workplace / "definities" / "indicators" / "tevreden_met_buurt.yaml"
    text = definition.read_text(encoding="utf-8")
    assert main(["fetch", "--from", "."]) == 0
    for meaning in ("Eerst.", "Later.", "Eerst."):
        definition.write_text(re.sub("(?m)^meaning: .*$", f"meaning: {meaning}", text), encoding="utf-8")
        assert main(["build", "--publish"]) == 0
    shown = re.findall("Nu te zien: (\\S+)", capsys.readouterr().out)
    assert shown[0] == shown[2] != shown[1]
    assert main(["publish"]) == 0
    assert f"Nu te zien: {shown[0]}" in capsys.readouterr().out
