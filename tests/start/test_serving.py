import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from starter import serving
from starter.checkout import Checkout
from starter.problems import StartError


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as door:
        door.bind((serving.HOST, 0))
        door.listen()
        yield door.getsockname()[1]


def test_a_free_port_passes() -> None:
    serving.check_port(serving.free_port(20_000))


def test_a_port_in_use_is_said_with_one_that_is_free(taken: int) -> None:
    with pytest.raises(StartError, match=f"Poort {taken} is al in gebruik") as problem:
        serving.check_port(taken)
    other = int(str(problem.value).rsplit(" ", 1)[-1])
    assert other != taken
    serving.check_port(other)


def test_the_server_listens_on_this_machine_only_and_as_an_installation_runs_it(tmp_path: Path) -> None:
    command = serving.command(Checkout(tmp_path, tmp_path / "var"), 8000)
    assert "--bind=127.0.0.1:8000" in command
    assert "--config=python:toetssteen.web.settings.server" in command


def test_a_process_for_each_processor_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = Checkout(tmp_path, tmp_path / "var")
    monkeypatch.delenv("TOETSSTEEN_WORKERS", raising=False)
    assert 2 <= int(serving.environment(checkout)["TOETSSTEEN_WORKERS"]) <= 4
    monkeypatch.setenv("TOETSSTEEN_WORKERS", "")
    assert 2 <= int(serving.environment(checkout)["TOETSSTEEN_WORKERS"]) <= 4
    monkeypatch.setenv("TOETSSTEEN_WORKERS", "7")
    assert serving.environment(checkout)["TOETSSTEEN_WORKERS"] == "7"
