"""SQLite, with its online backup API: the copy is consistent, and loading is one transaction."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import BackupError
from toetssteen.kernel.trouble import why

FILE = "database.sqlite3"
PATIENCE = 60.0  # seconds to wait for a writer


def save(folder: Path) -> dict[str, Any]:
    """Copy into `folder` in one step, so that no half transaction is copied."""
    connection.ensure_connection()
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)) as live,
        closing(sqlite3.connect(folder / FILE)) as copy,
    ):
        live.backup(copy)
        # One file: a copy needs no log beside it.
        copy.execute("pragma journal_mode = delete")
        _check_integrity(copy)
    return {}


def load(folder: Path, facts: dict[str, Any], prepare_tables: Callable[[list[str]], None]) -> None:
    """Replace the content of the live file; a reader sees the old or the new. The copy is first migrated and compared with
    what our migrations make, for a database can hold triggers and views."""
    file = folder / FILE
    if not file.is_file():
        raise BackupError(_("De database zit niet in de reservekopie."))
    with closing(sqlite3.connect(file)) as copy:
        _check_integrity(copy)
        _refuse_active_content(copy)
    _check_against_migrations(file, folder / "ours.sqlite3", set(facts["migrations"]))
    with closing(sqlite3.connect(file)) as copy:
        connection.close()
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)) as live:
            copy.backup(live)


def _refuse_active_content(copy: sqlite3.Connection) -> None:
    """Allow tables and indexes only; a trigger or a view could change data later. Raises BackupError."""
    for kind, name, made_by in copy.execute("select type, name, coalesce(sql, '') from sqlite_master"):
        if kind not in ("table", "index") or made_by.lower().split()[:2] == ["create", "virtual"]:
            raise BackupError(
                _("In de database van de reservekopie zit iets dat er niet hoort: {kind} {name}.").format(
                    kind=kind, name=name[:60]
                )
            )


def _check_against_migrations(file: Path, fresh: Path, migrations: set[str]) -> None:
    """Bring the copy up to date, and compare its tables with those of a new database. Raises BackupError."""
    with _pointed_at(file):
        applied = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
        if applied != migrations:
            raise BackupError(_("De database van de reservekopie is niet die waarvan de lijst spreekt."))
        theirs = _migrated_tables()
    with _pointed_at(fresh):
        ours = _migrated_tables()
    fresh.unlink()
    differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    if differing:
        raise BackupError(
            _("De database van de reservekopie heeft andere tabellen dan Toetssteen maakt ({name}).").format(
                name=differing[0][:60]
            )
        )


@contextmanager
def _pointed_at(file: Path) -> Iterator[None]:
    """Point Django's connection at this file for a while. Only for a command alone in its process."""
    live_name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        # One file again, without a log beside it.
        with connection.cursor() as cursor:
            cursor.execute("pragma journal_mode = delete")
        connection.close()
        connection.settings_dict["NAME"] = live_name


def _migrated_tables() -> dict[str, tuple[frozenset[Any], ...]]:
    """Migrate, and return the columns, foreign keys and indexes of each table."""
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        names = [name for (name,) in cursor.execute("select name from sqlite_master where type = 'table'").fetchall()]
        return {name: _shape(cursor, name) for name in names}


def _shape(cursor: Any, table: str) -> tuple[frozenset[Any], ...]:
    def ask(pragma: str, name: str) -> list[Any]:
        rows: list[Any] = cursor.execute(f"select * from pragma_{pragma}(%s)", [name]).fetchall()  # noqa: S608
        return rows

    columns = frozenset(
        (name, kind.lower(), filled, key) for _n, name, kind, filled, _d, key in ask("table_info", table)
    )
    points = frozenset((row[2], row[3], row[4]) for row in ask("foreign_key_list", table))
    indexes = frozenset(
        (unique, partial, tuple(row[2] for row in ask("index_info", name)))
        for _n, name, unique, _o, partial in ask("index_list", table)
    )
    return columns, points, indexes


def _check_integrity(copy: sqlite3.Connection) -> None:
    try:
        verdict = copy.execute("pragma integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        raise BackupError(_("De kopie van de database is niet te lezen ({why}).").format(why=why(problem))) from problem
    if verdict != "ok":
        raise BackupError(_("De kopie van de database is beschadigd."))
