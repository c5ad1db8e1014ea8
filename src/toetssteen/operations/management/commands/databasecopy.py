"""The part of `toetssteen backup` and `toetssteen restore` that needs Django: they run it as a process."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.operations import database_copy


class Command(BaseCommand):
    help = "Copies the database into a folder (save), back (load), or says whether it is empty (look)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["save", "load", "look"])
        parser.add_argument("folder", type=Path, nargs="?")

    def handle(self, *args: object, action: str, folder: Path | None, **options: object) -> None:
        try:
            if action == "look":
                self.stdout.write(json.dumps({"empty": database_copy.empty()}))
            elif folder is None:
                raise CommandError("save and load need a folder")
            else:
                (database_copy.save if action == "save" else database_copy.load)(folder)
        except ToetssteenError as problem:
            raise CommandError(str(problem)) from problem
        except CommandError:
            raise
        except Exception as problem:
            # From a driver, the disk or a strange copy. Its own message may hold a password or a row.
            raise CommandError(_("De database weigert: {why}.").format(why=why(problem))) from problem
