"""How `start.py test` runs pytest: which rounds, over how many workers, and with whose closing line last."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from starter import testing
from starter.checkout import Checkout


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """The command and the environment of every pytest that was started; none really is."""
    begun: list[tuple[list[str], dict[str, str]]] = []
    real = subprocess.Popen

    def popen(command: list[str], env: dict[str, str], **_more: object) -> "subprocess.Popen[bytes]":
        begun.append((command[command.index("not long") + 1 :], env))
        return real([sys.executable, "-c", ""])

    monkeypatch.setattr(subprocess, "Popen", popen)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setenv("TOETSSTEEN_TEST_POSTGRES", "")
    return begun


def run(tmp_path: Path, *arguments: str) -> int:
    return testing.test(Checkout(tmp_path, tmp_path / "var"), list(arguments))


Rounds = list[tuple[list[str], dict[str, str]]]


@pytest.mark.parametrize("arguments", [(), ("-x",), ("-q", "--durations=20")])
def test_the_whole_suite_is_divided_over_the_processors_and_tells_what_was_slow(
    rounds: Rounds, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert run(tmp_path, *arguments) == 0
    assert [words for words, _environment in rounds] == [["--durations=20", "-n", "2", *arguments]]


@pytest.mark.parametrize(
    "arguments",
    [("-k", "name"), ("tests/kernel",), ("-n0",), ("-n", "3"), ("-m", "long"), ("--pdb",), ("--trace",), ("-s", "-x"), ("--lf",)],
)  # fmt: skip
def test_a_choice_is_run_as_it_was_asked_for(rounds: Rounds, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run(tmp_path, *arguments)
    assert [words for words, _environment in rounds] == [list(arguments)]


@pytest.mark.parametrize(("processors", "workers"), [(1, []), (None, []), (3, ["-n", "3"]), (64, ["-n", "4"])])
def test_one_processor_needs_no_workers_and_many_bring_only_some(
    rounds: Rounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int | None, workers: list[str]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    run(tmp_path)
    assert rounds[0][0] == ["--durations=20", *workers]


def test_modules_are_compiled_once_for_all_workers_and_programs(
    rounds: Rounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    run(tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in rounds[0][1]


def test_first_on_postgresql_and_both_rounds_share_what_was_made(
    rounds: Rounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOETSSTEEN_TEST_POSTGRES", "postgres://jo@localhost/x")
    run(tmp_path)
    (_first, on_postgres), (_second, on_sqlite) = rounds
    assert (on_postgres["TOETSSTEEN_DATABASE"], on_sqlite["TOETSSTEEN_DATABASE"]) == ("postgres://jo@localhost/x", "")
    assert on_postgres["TOETSSTEEN_TEST_MADE"] == on_sqlite["TOETSSTEEN_TEST_MADE"]
    assert not Path(on_sqlite["TOETSSTEEN_TEST_MADE"]).exists(), "gone afterwards"
