"""Puts a job in the queue, for who has a command line and no page."""

from argparse import ArgumentParser

import msgspec
from django.core.management.base import BaseCommand, CommandError

from toetssteen.kernel.language import _
from toetssteen.web.jobs.kinds import JobError
from toetssteen.web.jobs.services import enqueue


class Command(BaseCommand):
    help = "Puts a job of a kind in the queue, unless one waits or runs already."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind")

    def handle(self, *args: object, kind: str, **options: object) -> None:
        try:
            job = enqueue(kind)
        except JobError as problem:
            raise CommandError(str(problem)) from problem
        except msgspec.ValidationError as problem:
            raise CommandError(_("Deze taak heeft meer gegevens nodig: {why}.").format(why=problem)) from problem
        self.stdout.write(_("Taak {number} staat in de rij.").format(number=job.pk))
