"""SQLite, with its own online backup: the copy is of one moment, and putting it back is one transaction."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import BackupError

FILE = "database.sqlite3"
PATIENCE = 60.0  # seconds to wait for a writer


def save(folder: Path) -> dict[str, Any]:
    """Copy into `folder`; in one step, so writers wait for nothing and nobody's half is copied."""
    connection.ensure_connection()
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)) as live,
        closing(sqlite3.connect(folder / FILE)) as copy,
    ):
        live.backup(copy)
        # One file: a copy needs no log beside it.
        copy.execute("pragma journal_mode = delete")
        _whole(copy)
    return {}


def load(folder: Path, facts: dict[str, Any], prepared: Callable[[list[str]], None]) -> None:
    """Replace the whole content of the live file; a reader sees the old or the new."""
    with closing(sqlite3.connect(folder / FILE)) as copy:
        _whole(copy)
        connection.close()
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)) as live:
            copy.backup(live)


def _whole(copy: sqlite3.Connection) -> None:
    try:
        found = copy.execute("pragma integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        found = str(problem)
    if found != "ok":
        raise BackupError(_("De kopie van de database is beschadigd ({why}).").format(why=found[:200]))
