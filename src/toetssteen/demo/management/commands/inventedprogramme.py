"""The invented programme for whoever looks at the invented country."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from toetssteen.demo import invented
from toetssteen.web.snapshots.selectors import serving


class Command(BaseCommand):
    help = "Makes the invented alliances and activities, once. Refuses beside real figures."

    def handle(self, *args: object, **options: object) -> None:
        atlas = serving()
        if atlas is None or not atlas.snapshot.manifest.invented:
            raise CommandError("Verzonnen activiteiten horen alleen bij het verzonnen land. Er is niets veranderd.")
        made = invented.make(atlas, timezone.localdate())
        self.stdout.write("Verzonnen activiteiten gemaakt." if made else "De verzonnen activiteiten waren er al.")
