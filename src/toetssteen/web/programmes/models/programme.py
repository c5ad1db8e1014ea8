"""National, regional and municipal programmes over places and years. They may overlap."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Programme(models.Model):
    """A programme, as its own papers name it. Those from `definitions/programmes` are renewed from there."""

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=150)
    leader = models.CharField(_("wie het leidt"), max_length=150, blank=True)
    since = models.DateField(_("vanaf"), null=True, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    source = models.CharField(_("waar dit staat"), max_length=300, blank=True)
    defined = models.BooleanField(_("uit de meegeleverde lijst"), default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programma's")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ProgrammePlace(models.Model):
    """Where a programme holds, and when: its places may change while it runs."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="places", verbose_name=_("programma"))
    place = models.ForeignKey("programmes.PlaceName", models.PROTECT, related_name="programmes", verbose_name=_("plek"))
    since = models.DateField(_("vanaf"), null=True, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("plek van een programma")
        verbose_name_plural = _("plekken van programma's")
        ordering = ("programme", "place")
        constraints = (
            # Two, for SQLite cannot say that two empty days are the same.
            models.UniqueConstraint(
                fields=("programme", "place", "since"),
                condition=models.Q(since__isnull=False),
                name="programmes_place_once",
            ),
            models.UniqueConstraint(
                fields=("programme", "place"),
                condition=models.Q(since__isnull=True),
                name="programmes_place_always_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme}: {self.place}"
