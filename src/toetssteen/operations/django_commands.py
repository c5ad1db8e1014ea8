"""Django's part of a verb, as a process of its own: a verb runs without Django."""

import json
import os
import subprocess
import sys
from pathlib import Path

from toetssteen.kernel.errors import BackupError
from toetssteen.kernel.language import _

COMMAND = (sys.executable, "-m", "django")
SETTINGS = "toetssteen.web.settings.base"
_ERROR = "CommandError: "


def run(*words: object) -> str:
    """Output of a command of Django. Raises BackupError with its last error when it fails."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONUTF8": "1"}
    command = [*COMMAND, *map(str, words)]
    # Our own program with our own words. It inherits the lock on the folder it works in: when this process is killed,
    # nobody removes that folder while the command still runs.
    process = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False, close_fds=False
    )
    if process.returncode:
        errors = [line.partition(_ERROR)[2] for line in process.stderr.splitlines() if line.startswith(_ERROR)]
        raise BackupError(
            errors[-1] if errors else _("De database geeft geen antwoord. Kijk of “manage.py check” lukt.")
        )
    return process.stdout


def save_database(folder: Path) -> None:
    run("databasecopy", "save", folder)


def load_database(folder: Path) -> None:
    run("databasecopy", "load", folder)


def database_empty() -> bool:
    return bool(json.loads(run("databasecopy", "look"))["empty"])
