"""Takes over the programmes of `definitions/programmes`."""

from django.core.management.base import BaseCommand, CommandError

from toetssteen.indicators.named_areas import load_named_areas
from toetssteen.indicators.programmes import load_programmes
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.home import Home
from toetssteen.web.alliances.programme_list import take_over


class Command(BaseCommand):
    help = "Takes over the programmes of definitions/programmes. Again is harmless."

    def handle(self, *args: object, **options: object) -> None:
        home = Home.find()
        try:
            names = {area.id: area.name for area in load_named_areas(*home.definition_folders("areas"))}
            taken = take_over(load_programmes(*home.definition_folders("programmes"), named=names.keys()), names)
        except ToetssteenError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Programma's: {taken.new} nieuw, {taken.changed} gewijzigd, {taken.gone} niet meer in de lijst."
        )
        for key in taken.own:
            self.stdout.write(f"“{key}” is hier zelf ingevoerd en blijft zoals het was.")
