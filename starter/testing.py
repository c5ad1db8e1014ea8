"""The whole suite: on PostgreSQL what touches the database, then everything on SQLite."""

import os
import shutil
import subprocess

from starter.checkout import Checkout
from starter.steps import end
from toetssteen.kernel.language import _

NOTHING_TO_RUN = 5  # pytest's exit code when no test was selected


def test(checkout: Checkout, arguments: list[str]) -> int:
    """pytest's exit code. The last output is the closing line of the whole suite, or of a failed PostgreSQL round."""
    _say_what_is_skipped()
    postgres = os.environ.get("TOETSSTEEN_TEST_POSTGRES", "")
    if postgres:
        code = _pytest(checkout, arguments, postgres)
        if code not in (0, NOTHING_TO_RUN):
            return code
    return _pytest(checkout, arguments, "")


def _pytest(checkout: Checkout, arguments: list[str], database: str) -> int:
    environment = checkout.environment() | {"TOETSSTEEN_DATABASE": database}
    command = [str(checkout.python), "-m", "pytest", "-m", "not long", *arguments]
    child = subprocess.Popen(command, cwd=checkout.root, env=environment)
    try:
        return child.wait()
    finally:
        end(child)


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
