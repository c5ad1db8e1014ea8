import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from starter import serving
from starter.checkout import Checkout
from starter.problems import StartError
from starter.worker import command as worker_command


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


def started_instead(monkeypatch: pytest.MonkeyPatch, serves: float, works: float) -> list[subprocess.Popen[bytes]]:
    """In the place of the server something that listens so many seconds, in that of the worker something that waits."""
    begun: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(command: list[str], **_more: object) -> "subprocess.Popen[bytes]":
        port = next((word.rpartition(":")[2] for word in command if word.startswith("--bind")), None)
        wait = f"import time; time.sleep({works})"
        listen = f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep({serves})"
        begun.append(real([sys.executable, "-c", wait if port is None else listen]))
        return begun[-1]

    monkeypatch.setattr(serving.subprocess, "Popen", popen)
    monkeypatch.setattr(serving, "LOOK", 0.1)
    return begun


def test_the_worker_ends_with_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are children of start.py; whichever way the server ends, the worker does not stay behind."""
    begun = started_instead(monkeypatch, serves=1.5, works=60)
    checkout = Checkout(tmp_path, tmp_path / "var")
    assert serving.serve(checkout, serving.free_port(23_000), "woorden", daily="05:00") == 0
    server, worker = begun
    assert server.poll() == 0
    assert worker.poll() is not None
    assert worker_command(checkout) == [str(checkout.python), str(checkout.manage), "worker"]


def test_a_worker_that_ends_by_itself_is_started_again_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = started_instead(monkeypatch, serves=1.5, works=0.2)
    checkout = Checkout(tmp_path, tmp_path / "var")
    assert serving.serve(checkout, serving.free_port(24_000), "woorden") == 0
    _server, *workers = begun
    assert len(workers) >= 2
    assert all(worker.poll() is not None for worker in workers)
    assert "opnieuw gestart" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "daily", "becomes"),
    [
        ("", None, {}),
        ("", "05:00", {"TOETSSTEEN_SCHEDULE": "refresh=05:00"}),
        ("backup=01:00", "05:00", {"TOETSSTEEN_SCHEDULE": "backup=01:00,refresh=05:00"}),
        ("refresh=off", "05:00", {}),
    ],
)
def test_live_figures_are_refreshed_daily_unless_the_installation_says_when(
    told: str, daily: str | None, becomes: dict[str, str]
) -> None:
    assert serving.refreshing({"TOETSSTEEN_SCHEDULE": told} if told else {}, daily) == becomes
