"""Worked examples of real areas from public sources, for whoever looks at real figures."""

from django.core.management.base import BaseCommand, CommandError

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.places import Home
from toetssteen.web.areas.selectors import serving
from toetssteen.web.programmes.example_files import load_examples
from toetssteen.web.programmes.examples import make
from toetssteen.web.programmes.models import Alliance, Nature


class Command(BaseCommand):
    help = (
        "Makes the examples of definitions/examples, or makes them as they are now. Not beside alliances of one's own."
    )

    def handle(self, *args: object, **options: object) -> None:
        atlas = serving()
        if atlas is None or atlas.snapshot.manifest.invented:
            raise CommandError("Voorbeelden van echte gebieden horen alleen bij echte cijfers. Er is niets veranderd.")
        if Alliance.objects.filter(nature=Nature.OWN).exists():
            self.stdout.write(
                "Er is hier een eigen alliantie. De voorbeelden blijven zoals zij zijn en zijn niet te zien."
            )
            return
        try:
            changed = make(atlas, *load_examples(Home.find().definitions / "examples"))
        except ToetssteenError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Voorbeelden uit openbare bronnen: {changed} nieuw of gewijzigd.")
