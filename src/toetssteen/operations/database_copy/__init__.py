"""Copies the whole database into a folder, and back: one module for each kind of database.

Both copy one consistent state while others go on writing, and both load it in one transaction.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import BackupError
from toetssteen.operations.database_copy import postgres, sqlite

FACTS, LOADED = "database.json", "loaded"
# Made by `migrate` itself, or worth nothing later: a database with no more than this is empty.
_NOT_COUNTED = {"django_migrations", "django_content_type", "auth_permission", "django_session"}


def save(folder: Path) -> None:
    """Copy the database into `folder`. Raises BackupError."""
    facts = {"engine": connection.vendor, "migrations": sorted(_applied_migrations()), **_module().save(folder)}
    (folder / FACTS).write_text(json.dumps(facts, indent=1, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> None:
    """Replace all that the database holds by the copy in `folder`. Raises BackupError; then nothing has changed."""
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    if facts["engine"] != connection.vendor:
        raise BackupError(
            _(
                "De reservekopie is van een {theirs}-database en deze installatie heeft {ours}. Kies dezelfde soort."
            ).format(theirs=facts["engine"], ours=connection.vendor)
        )
    if strangers := set(facts["migrations"]) - _known_migrations():
        raise BackupError(
            _("De reservekopie is van een nieuwere Toetssteen ({one}). Installeer eerst die versie.").format(
                one=sorted(strangers)[0]
            )
        )
    _module().load(folder, facts, _prepare_tables)
    # Tells `leftovers` to finish a restore that is killed from here on.
    (folder / LOADED).touch()
    call_command("migrate", interactive=False, verbosity=0)


def empty() -> bool:
    """Whether the database holds no more than `migrate` makes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in _NOT_COUNTED:
                continue
            # A name the database itself gave us, quoted.
            cursor.execute(f"select 1 from {connection.ops.quote_name(table)} limit 1")  # noqa: S608
            if cursor.fetchone():
                return False
    return True


def _prepare_tables(migrations: list[str]) -> None:
    """Migrate to the tables of the copy. Raises BackupError when this version has other migrations."""
    call_command("migrate", interactive=False, verbosity=0)
    if _applied_migrations() != set(migrations):
        raise BackupError(
            _("De reservekopie is van een oudere Toetssteen. Zet haar terug met die versie, en werk daarna bij.")
        )


def _applied_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def _known_migrations() -> set[str]:
    """Migrations of this version, and those that they replace, which an older copy names."""
    migrations = MigrationLoader(connection).disk_migrations
    replaced = {pair for migration in migrations.values() for pair in migration.replaces}
    return {f"{app}.{name}" for app, name in migrations.keys() | replaced}


def _module() -> Any:
    modules: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgres}
    return modules[connection.vendor]


Prepare = Callable[[list[str]], None]
