"""Worked examples of real areas from public sources, for whoever looks at real figures."""

from django.core.management.base import BaseCommand, CommandError

from toetssteen.demo.example_files import load_examples
from toetssteen.demo.examples import make
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.home import Home
from toetssteen.web.alliances.models import Alliance
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.snapshots.selectors import serving


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
