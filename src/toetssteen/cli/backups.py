"""backup and restore. The database is Django's business, so that part runs as a process of its own."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from toetssteen.kernel.errors import BackupError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.warehouse import backup as warehouse
from toetssteen.warehouse.leftovers import clean

COMMAND = (sys.executable, "-m", "django")
_SAID = "CommandError: "
SETTINGS = "toetssteen.web.settings.base"


def database(*words: object) -> str:
    """What Django's `databasecopy` says. Raises BackupError with its last words when it fails."""
    return django("databasecopy", *words)


def django(*words: object) -> str:
    """What a command of Django says. Raises BackupError with its last words when it fails."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONUTF8": "1"}
    command = [*COMMAND, *map(str, words)]
    # Our own program with our own words. What it inherits is the hold on the folder it works in: when we are killed,
    # nobody takes that away from under it.
    done = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False, close_fds=False
    )
    if done.returncode:
        said = [line.partition(_SAID)[2] for line in done.stderr.splitlines() if line.startswith(_SAID)]
        raise BackupError(said[-1] if said else _("De database geeft geen antwoord. Kijk of “manage.py check” lukt."))
    return done.stdout


def save_database(folder: Path) -> None:
    database("save", folder)


def load_database(folder: Path) -> None:
    database("load", folder)


def database_empty() -> bool:
    return bool(json.loads(database("look"))["empty"])


def backup(arguments: Namespace) -> None:
    home = Home.find()
    path = arguments.file.absolute()
    clean(home)
    contents = warehouse.backup(home, path, save_database, datetime.now(UTC), lambda text: print(text, file=sys.stderr))
    size = sum(entry.bytes for entry in contents.files.values())
    print(
        _("Reservekopie gemaakt en nagelezen: {file}, {n} bestanden, {size} MB.").format(
            file=path, n=len(contents.files), size=f"{size / 1e6:.1f}".replace(".", ",")
        )
    )
    print(_("Er staan gegevens van gebruikers en een geheime sleutel in. Bewaar haar als zodanig."))
    if os.environ.get("TOETSSTEEN_SECRET_KEY", "").strip():
        print(_("De sleutel uit TOETSSTEEN_SECRET_KEY zit er niet in. Bewaar die zelf."))


def restore(arguments: Namespace) -> None:
    home = Home.find()
    clean(home)
    contents = warehouse.restore(
        home,
        arguments.file.absolute(),
        replace=arguments.replace,
        database_empty=database_empty,
        load_database=load_database,
    )
    # What was due, or taken away, after the backup was made goes again.
    forgotten = django("retention")
    print(
        _("Teruggezet: de reservekopie van {created}, {n} bestanden. Te zien: {serving}.").format(
            created=contents.created, n=len(contents.files), serving=contents.serving or _("nog geen cijfers")
        )
    )
    print(forgotten.strip())
