"""The whole suite: on PostgreSQL what touches the database, then everything on SQLite."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from starter.checkout import Checkout
from starter.steps import end
from toetssteen.kernel.language import _

NOTHING_TO_RUN = 5  # pytest's exit code when no test was selected
MOST_WORKERS = 4  # each holds all figures of the Netherlands
# With only these it is the whole suite that is asked for.
OF_THE_WHOLE = {"-x", "--exitfirst", "-q", "--quiet", "-v", "-vv", "--verbose"}


def test(checkout: Checkout, arguments: list[str]) -> int:
    """pytest's exit code. The last output is the closing line of the whole suite, or of a failed PostgreSQL round."""
    _say_what_is_skipped()
    postgres = os.environ.get("TOETSSTEEN_TEST_POSTGRES", "")
    # Figures that one round made, the next need not make again.
    with tempfile.TemporaryDirectory(prefix="tests-", dir=_temporary(checkout)) as made_once:
        if postgres:
            code = _pytest(checkout, arguments, postgres, made_once)
            if code not in (0, NOTHING_TO_RUN):
                return code
        return _pytest(checkout, arguments, "", made_once)


def _pytest(checkout: Checkout, arguments: list[str], database: str, made_once: str) -> int:
    environment = checkout.environment() | {"TOETSSTEEN_DATABASE": database, "TOETSSTEEN_TEST_MADE": made_once}
    # Workers, both rounds and every program that a test starts read the same modules: compiled once.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(checkout.python), "-m", "pytest", "-m", "not long", *_whole(arguments), *arguments]
    child = subprocess.Popen(command, cwd=checkout.root, env=environment)
    try:
        return child.wait()
    finally:
        end(child)


def _whole(arguments: list[str]) -> list[str]:
    """The whole suite tells its slowest tests and is divided over the cores. A choice of tests is run in one process,
    where a debugger works."""
    if not all(word in OF_THE_WHOLE or word.startswith("--durations") for word in arguments):
        return []
    cores = min(os.cpu_count() or 1, MOST_WORKERS)
    return ["--durations=20", *(["-n", str(cores)] if cores > 1 else [])]


def _temporary(checkout: Checkout) -> Path:
    checkout.temporary.mkdir(parents=True, exist_ok=True)
    return checkout.temporary


def _say_what_is_skipped() -> None:
    chromium = [os.environ.get("TOETSSTEEN_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    if not any(name and shutil.which(name) for name in chromium):
        print(
            _(
                "Chromium is er niet: de tests in de browser worden overgeslagen.\n"
                "Op Debian en Ubuntu: sudo apt install chromium. Staat hij elders, vul dan TOETSSTEEN_CHROMIUM in."
            ),
            flush=True,
        )
    if not os.environ.get("TOETSSTEEN_TEST_POSTGRES"):
        print(
            _("TOETSSTEEN_TEST_POSTGRES is niet ingevuld: de database wordt alleen met SQLite getest."),
            flush=True,
        )
