import socket
import subprocess
import sys
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


def test_the_daily_refresh_ends_with_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are children of start.py; whichever way the server ends, the refresh does not stay behind."""
    begun: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(command: list[str], **_more: object) -> "subprocess.Popen[bytes]":
        # In the place of the server something that listens for a moment, in that of the refresh something that waits.
        port = next((word.rpartition(":")[2] for word in command if word.startswith("--bind")), None)
        wait = "import time; time.sleep(60)"
        listen = f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(1.5)"
        begun.append(real([sys.executable, "-c", wait if port is None else listen]))
        return begun[-1]

    monkeypatch.setattr(serving.subprocess, "Popen", popen)
    checkout = Checkout(tmp_path, tmp_path / "var")
    assert serving.serve(checkout, serving.free_port(23_000), "woorden", daily="05:00") == 0
    server, refresh = begun
    assert server.poll() == 0
    assert refresh.poll() is not None
    assert serving.refresh(checkout, "05:00")[1:] == ["refresh", "--every-day", "05:00"]
