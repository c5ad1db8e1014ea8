"""The virtual environment `.venv`: exactly the packages of a lock file, and Toetssteen itself."""

import importlib.util
import shutil
import sys
from enum import Enum
from pathlib import Path

from starter import stamps
from starter.checkout import Checkout, python_version
from starter.problems import StartError, Tool, disk_full, no_venv
from starter.steps import run, step
from toetssteen.kernel.language import _

ROOM_NEEDED = 1_500_000_000  # bytes: packages, front end and figures, with some air


class Lock(Enum):
    """The lock files, each with what the one before it holds."""

    RUN = "requirements.lock"
    POSTGRES = "requirements-postgres.lock"
    TEST = "requirements-test.lock"


def install(checkout: Checkout, lock: Lock) -> None:
    """Makes or completes `.venv`, unless its stamp says that everything is there."""
    stamp = stamps.read(_stamp(checkout))
    if _wanted(checkout, lock) in stamp.get("locks", ()) and _usable(checkout, stamp):
        return
    _check_machine(checkout)
    with step(_("Pakketten installeren (alleen de eerste keer of na een nieuwe versie)")):
        _stamp(checkout).unlink(missing_ok=True)
        if not (_wanted(checkout, Lock.RUN) in stamp.get("locks", ()) and _usable(checkout, stamp)):
            _make(checkout)
        _fill(checkout, lock)
    complete = [_wanted(checkout, smaller) for smaller in list(Lock)[: list(Lock).index(lock) + 1]]
    stamps.write(_stamp(checkout), {"python": python_version(), "locks": complete})


def _stamp(checkout: Checkout) -> Path:
    return checkout.venv / "toetssteen-stamp.json"


def _wanted(checkout: Checkout, lock: Lock) -> str:
    return stamps.digest([checkout.root / lock.value])


def _usable(checkout: Checkout, stamp: dict[str, object]) -> bool:
    """Made by this Python, for this place: a checkout that was moved has scripts that point nowhere."""
    script = checkout.venv / "bin" / "pip"
    try:
        in_place = str(checkout.venv) in script.read_text(encoding="utf-8", errors="replace")[:500]
    except OSError:
        return False
    return in_place and stamp.get("python") == python_version() and checkout.python.exists()


def _check_machine(checkout: Checkout) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise no_venv()
    if shutil.disk_usage(checkout.root).free < ROOM_NEEDED:
        raise StartError(disk_full())


def _make(checkout: Checkout) -> None:
    if checkout.venv.is_symlink():
        checkout.venv.unlink()
    elif checkout.venv.exists():
        shutil.rmtree(checkout.venv)
    run(checkout, _("eigen omgeving maken"), [sys.executable, "-m", "venv", checkout.venv])


def _fill(checkout: Checkout, lock: Lock) -> None:
    pip: list[object] = [checkout.python, "-m", "pip", "install", "--quiet"]
    run(
        checkout,
        _("pakketten ophalen"),
        [*pip, "--require-hashes", "-r", checkout.root / lock.value],
        tool=Tool.PIP,
    )
    # pip refuses an editable install in hash mode; the build backend came with the lock.
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", checkout.root]
    run(checkout, _("Toetssteen zelf installeren"), [*pip, *options], tool=Tool.PIP)
