"""start.py as a user runs it: the gate for old Pythons, and messages instead of tracebacks."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from starter import command, steps
from starter.checkout import Checkout
from starter.problems import StartError, Tool

ROOT = Path(__file__).resolve().parents[2]


def _start(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    line = [sys.executable, str(folder / "start.py"), *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=60, env=environment)


def test_the_gate_still_parses_on_an_old_python() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    source.encode("ascii")


def test_an_old_python_is_told_what_to_do() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8").replace("sys.version_info", "(3, 9, 2)")
    result = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Python 3.11 of nieuwer" in result.stderr
    assert "Dit is Python 3.9" in result.stderr


def test_help_is_dutch() -> None:
    result = _start("--help")
    assert result.returncode == 0
    assert "Zet Toetssteen klaar" in result.stdout


def test_a_port_in_use_is_said_before_any_work(tmp_path: Path) -> None:
    for name in ("starter", "src"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "start.py", tmp_path)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        result = _start("--port", str(door.getsockname()[1]), folder=tmp_path)
    assert result.returncode == 1
    assert "al in gebruik" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_failing_command_becomes_a_message_and_a_log(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, tmp_path / "var")
    fails = [sys.executable, "-c", "import sys; sys.exit('certificate verify failed')"]
    with pytest.raises(StartError, match="PIP_CERT"):
        steps.run(checkout, "pakketten ophalen", fails, tool=Tool.PIP)
    assert "certificate" in (tmp_path / "var" / "log" / "pakketten-ophalen.log").read_text()


def test_lines_of_a_command_are_shown_as_they_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checkout = Checkout(tmp_path, tmp_path / "var")
    says = "import time; print('een', flush=True); print('half', end='', flush=True); time.sleep(1.5); print(' af')"
    assert steps.run(checkout, "ophalen", [sys.executable, "-c", says], show=True) == "een\nhalf af\n"
    assert capsys.readouterr().out == "  een\n  half af\n"


def test_commands_leave_the_home_folder_alone(tmp_path: Path) -> None:
    environment = Checkout(tmp_path, tmp_path / "var").environment()
    assert environment["TMPDIR"].startswith(str(tmp_path))
    assert environment["npm_config_cache"].startswith(str(tmp_path))
    assert environment["PIP_NO_CACHE_DIR"] == "1"


@pytest.mark.parametrize(
    ("problem", "code", "says"),
    [
        (StartError("zeg dit"), 1, "zeg dit"),
        (OSError(28, "full"), 1, "schijf is vol"),
        (KeyboardInterrupt(), command.STOPPED, "Gestopt."),
    ],
)
def test_what_goes_wrong_is_said_without_a_traceback(
    problem: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise problem

    monkeypatch.setattr(command, "_do", fail)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert command.main([]) == code
    out, err = capsys.readouterr()
    assert says in out + err


def test_two_set_ups_do_not_run_at_once(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, tmp_path / "var")
    with command._alone(checkout), pytest.raises(StartError, match="al klaargezet"), command._alone(checkout):
        pytest.fail("both got in")
