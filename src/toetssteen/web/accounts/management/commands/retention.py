"""Takes away what is about people and was kept long enough."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.home import Home
from toetssteen.warehouse.leftovers import clean
from toetssteen.web.accounts.privacy import forgetting, retention


class Command(BaseCommand):
    help = "Takes away what is about people and was kept long enough (definitions/retention.yaml). Run it every day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--look", action="store_true", help="says what would go, and changes nothing")

    def handle(self, *args: object, look: bool, **options: object) -> None:
        write = (lambda user: None) if look else forgetting.write_down
        try:
            rules = retention.in_force()
            with transaction.atomic():
                done = retention.carry_out(rules, timezone.now(), write)
                transaction.set_rollback(look)
            done += retention.carry_out_files(rules, timezone.now(), Home.find().var, look=look)
        except ToetssteenError as problem:
            raise CommandError(str(problem)) from problem
        gone = [] if look else clean(Home.find())
        for name in gone:
            self.stdout.write(f"{name}: achtergebleven van een afgebroken opdracht, weggehaald")
        for outcome in done:
            if outcome.rows:
                self.stdout.write(f"{outcome.table}: {outcome.rows} {WORDS[outcome.do]}")
        if not any(outcome.rows for outcome in done):
            self.stdout.write("Niets is lang genoeg bewaard om weg te gaan.")
        elif look:
            self.stdout.write("Er is niets veranderd: dit was alleen kijken.")


WORDS = {"remove": "weggehaald", "clear": "leeggemaakt", "forget": "mensen vergeten"}
