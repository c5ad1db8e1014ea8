"""When `.venv` is made, completed or left alone. No package is really installed here."""

from pathlib import Path

import pytest

from starter import packages
from starter.checkout import Checkout
from starter.packages import Lock
from starter.problems import StartError


class Machine:
    """Stands in for pip and venv: writes down what was asked, and makes the folder as venv would."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.did: list[str] = []
        self.fails = False

    def run(self, _checkout: Checkout, _name: str, command: list[object], **_more: object) -> str:
        words = [str(word) for word in command]
        if "venv" in words:
            self.did.append("make")
            folder = self.checkout.venv / "bin"
            folder.mkdir(parents=True)
            (folder / "python").touch()
            (folder / "pip").write_text(f"#!{folder}/python\n")
        elif "--require-hashes" in words:
            self.did.append(Path(words[-1]).name)
            if self.fails:
                raise StartError("network")
        return ""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    for lock in Lock:
        (tmp_path / lock.value).write_text(lock.value)
    machine = Machine(Checkout(tmp_path, tmp_path / "var"))
    monkeypatch.setattr(packages, "run", machine.run)
    return machine


def test_the_second_time_nothing_happens(machine: Machine) -> None:
    packages.install(machine.checkout, Lock.RUN)
    packages.install(machine.checkout, Lock.RUN)
    assert machine.did == ["make", "requirements.lock"]


def test_the_tests_add_to_what_is_there_and_then_hold_everything(machine: Machine) -> None:
    for lock in (Lock.RUN, Lock.TEST, Lock.RUN, Lock.POSTGRES):
        packages.install(machine.checkout, lock)
    assert machine.did == ["make", "requirements.lock", "requirements-test.lock"]


def test_a_new_lock_makes_it_anew(machine: Machine) -> None:
    packages.install(machine.checkout, Lock.RUN)
    (machine.checkout.root / Lock.RUN.value).write_text("newer")
    packages.install(machine.checkout, Lock.RUN)
    assert machine.did == ["make", "requirements.lock"] * 2


def test_another_python_makes_it_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    packages.install(machine.checkout, Lock.RUN)
    monkeypatch.setattr(packages, "python_version", lambda: "cpython 3.99.0")
    packages.install(machine.checkout, Lock.RUN)
    assert machine.did == ["make", "requirements.lock"] * 2


def test_a_half_made_one_is_made_anew(machine: Machine) -> None:
    machine.fails = True
    with pytest.raises(StartError):
        packages.install(machine.checkout, Lock.RUN)
    (machine.checkout.venv / "left-over").touch()
    machine.fails = False
    packages.install(machine.checkout, Lock.RUN)
    assert machine.did == ["make", "requirements.lock"] * 2
    assert not (machine.checkout.venv / "left-over").exists()


def test_a_checkout_that_moved_makes_it_anew(machine: Machine) -> None:
    packages.install(machine.checkout, Lock.RUN)
    (machine.checkout.venv / "bin" / "pip").write_text("#!/srv/elsewhere/.venv/bin/python\n")
    packages.install(machine.checkout, Lock.RUN)
    assert machine.did == ["make", "requirements.lock"] * 2


def test_a_full_disk_is_said_before_the_work(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "ROOM_NEEDED", 10**18)
    with pytest.raises(StartError, match="schijf is vol"):
        packages.install(machine.checkout, Lock.RUN)
    assert machine.did == []


def test_a_python_without_venv_is_said_before_the_work(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(StartError, match="python3-venv"):
        packages.install(machine.checkout, Lock.RUN)
    assert machine.did == []
