"""The verbs backup and restore."""

import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from datetime import UTC, datetime
from pathlib import Path

from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.operations import django_commands
from toetssteen.operations.backup import make_backup
from toetssteen.operations.restore import restore_backup
from toetssteen.warehouse.leftovers import clean


def add_verbs(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs and their options, for the parser of the command line."""
    backup_parser = verbs.add_parser("backup", help=_("maak een reservekopie van alles wat niet opnieuw te maken is"))
    backup_parser.add_argument("file", type=Path, metavar=_("BESTAND"))
    backup_parser.set_defaults(run=backup)

    restore_parser = verbs.add_parser("restore", help=_("zet een reservekopie terug"))
    restore_parser.add_argument("file", type=Path, metavar=_("BESTAND"))
    restore_parser.add_argument("--replace", action="store_true", help=_("ook als hier al gegevens staan"))
    restore_parser.set_defaults(run=restore)


def backup(arguments: Namespace) -> None:
    home = Home.find()
    path = arguments.file.absolute()
    clean(home)
    contents = make_backup(
        home,
        path,
        django_commands.save_database,
        datetime.now(UTC),
        lambda text: print(text, file=sys.stderr),
    )
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
    contents = restore_backup(
        home,
        arguments.file.absolute(),
        replace=arguments.replace,
        database_empty=django_commands.database_empty,
        load_database=django_commands.load_database,
    )
    # Applies again what was removed after the backup was made.
    retention = django_commands.run("retention")
    print(
        _("Teruggezet: de reservekopie van {created}, {n} bestanden. Te zien: {serving}.").format(
            created=contents.created, n=len(contents.files), serving=contents.serving or _("nog geen cijfers")
        )
    )
    print(retention.strip())
