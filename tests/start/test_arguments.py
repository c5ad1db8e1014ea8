from pathlib import Path

import pytest

from starter import figures
from starter.checkout import Checkout
from starter.command import parse
from starter.problems import StartError


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path, tmp_path / "var")


def test_without_arguments_it_serves_on_port_8000() -> None:
    options, pytest_options = parse([])
    assert (options.verb, options.port, options.data, options.sample, pytest_options) == ("serve", 8000, None, None, [])


def test_data_and_port() -> None:
    options, _ = parse(["setup", "--data", "folder", "--port", "8123"])
    assert (options.verb, options.data, options.port) == ("setup", Path("folder"), 8123)


def test_whatever_follows_test_is_for_pytest() -> None:
    options, pytest_options = parse(["test", "-k", "name", "--data"])
    assert (options.verb, pytest_options) == ("test", ["-k", "name", "--data"])


@pytest.mark.parametrize(
    "wrong",
    [
        ["--port", "0"],
        ["--port", "70000"],
        ["--port", "x"],
        ["run"],
        ["--data", "a", "--sample"],
        ["--live", "--sample"],
    ],
)
def test_a_wrong_argument_ends_with_an_explanation(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse(wrong)
    assert end.value.code == 2
    assert wrong[-1] in capsys.readouterr().err


def test_without_a_folder_the_figures_are_invented_and_it_says_so(checkout: Checkout) -> None:
    choice = figures.choose(checkout, None, sample=None)
    assert choice.folder is None
    assert "verzonnen land" in choice.words()
    assert "--data" in choice.words()


def test_a_folder_that_is_not_there_is_named(checkout: Checkout, tmp_path: Path) -> None:
    with pytest.raises(StartError, match="weg") as problem:
        figures.choose(checkout, tmp_path / "weg", sample=None)
    assert "--sample" in str(problem.value)


def test_the_choice_of_last_time_stays(checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    ran: list[list[str]] = []
    monkeypatch.setattr(
        figures, "run", lambda _checkout, _name, command, **_more: ran.append([str(c) for c in command[1:]])
    )
    figures.prepare(checkout, figures.choose(checkout, data, sample=None))
    assert ran == [["fetch", "--from", str(data)], ["build"], ["publish"]]
    figures.prepare(checkout, figures.Choice(None))
    assert ran[3:] == [["sample"], ["build", "--invented"], ["publish"]]
    figures.prepare(checkout, figures.Choice(data))
    again = figures.choose(checkout, None, sample=None)
    assert again.folder == data
    assert str(data) in again.words()
    assert figures.choose(checkout, None, sample="small").folder is None
    full = figures.choose(checkout, None, sample="full")
    figures.prepare(checkout, full)
    assert ran[-3:] == [["sample", "--full"], ["build", "--invented", "full"], ["publish"]]
    assert figures.choose(checkout, None, sample=None) == full
    assert "zo groot als Nederland" in full.words()


def test_when_new_figures_fail_the_old_ones_stay_and_are_named(
    checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(figures, "run", lambda *_, **_more: "")
    figures.prepare(checkout, figures.Choice(None))
    broken = figures.Choice(tmp_path)

    def fail(*_: object, **_more: object) -> str:
        raise StartError("rij 3, kolom AANT_INW")

    monkeypatch.setattr(figures, "run", fail)
    with pytest.raises(StartError, match="rij 3"):
        figures.prepare_or_keep(checkout, broken)
    (checkout.var / "snapshots").mkdir()
    (checkout.var / "snapshots" / "current").write_text("2026-11-23-abc")
    assert figures.prepare_or_keep(checkout, broken) == figures.Choice(None)
    output = capsys.readouterr().out
    assert "rij 3, kolom AANT_INW" in output
    assert "vorige cijfers blijven" in output


def test_live_is_remembered_and_asks_nothing_unasked(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(
        figures, "run", lambda _checkout, _name, command, **_more: ran.append([str(c) for c in command[1:]])
    )
    choice = figures.choose(checkout, None, None, live=True)
    assert "van de uitgevers zelf" in choice.words()
    assert "--data" in choice.words()
    assert "--sample" in choice.words()
    assert figures.prepare_or_keep(checkout, choice, asked=True) == choice
    first = [["refresh", "--first-tables"], [str(checkout.manage), "enqueue", "refresh"]]
    assert ran == first
    (checkout.var / "snapshots").mkdir(parents=True)
    (checkout.var / "snapshots" / "current").write_text("x")
    again = figures.choose(checkout, None, None)
    assert again == choice
    assert figures.prepare_or_keep(checkout, again, asked=False) == choice
    assert ran == first
    assert figures.prepare_or_keep(checkout, choice, asked=True) == choice
    assert ran == [*first, [str(checkout.manage), "enqueue", "refresh"]], "what is shown is not waited for again"
    assert not figures.choose(checkout, None, "small").live


def test_an_invented_country_tells_of_live(checkout: Checkout) -> None:
    assert "--live" in figures.Choice(None).words()
    assert "--live" in figures.Choice(None, figures.FULL).words()
