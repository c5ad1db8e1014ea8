"""National, regional and municipal programmes over places and years. They may overlap."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from toetssteen.web.programmes.models.alliance import Nature
from toetssteen.web.ui.bounds import YEAR


class Sort(models.TextChoices):
    NATIONAL = "nationaal", gettext_lazy("landelijk programma")
    REGIONAL = "regionaal", gettext_lazy("regionaal programma")
    MUNICIPAL = "gemeentelijk", gettext_lazy("programma van de gemeente")
    OTHER = "anders", gettext_lazy("ander programma")


def in_years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return _("jaren niet bekend")
    if last is None:
        return _("vanaf {first}").format(first=first)
    if first is None:
        return _("tot en met {last}").format(last=last)
    return f"{first}–{last}"


class Years(models.Model):
    """Papers give years, not days; what they do not give stays empty."""

    first_year = models.PositiveSmallIntegerField(gettext_lazy("eerste jaar"), null=True, blank=True, validators=YEAR)
    last_year = models.PositiveSmallIntegerField(gettext_lazy("laatste jaar"), null=True, blank=True, validators=YEAR)
    intensity = models.CharField(gettext_lazy("hoeveel er gebeurt"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.first_year is not None and self.last_year is not None and self.last_year < self.first_year:
            raise ValidationError({"last_year": _("Het laatste jaar ligt voor het eerste.")})

    @property
    def years(self) -> str:
        return in_years(self.first_year, self.last_year)


class Programme(Years):
    """A programme, as its own papers name it. Those from `definitions/programmes` are renewed from there (`defined`),
    and stay when they are taken away there (`gone`), for alliances refer to them.

    keeper: the alliance whose bureau entered it; None: who keeps people and organisations.
    """

    key = models.SlugField(gettext_lazy("sleutel"), max_length=80, unique=True)
    name = models.CharField(gettext_lazy("naam"), max_length=150)
    sort = models.CharField(gettext_lazy("soort"), max_length=20, choices=Sort.choices, default=Sort.OTHER)
    leader = models.CharField(gettext_lazy("wie het leidt"), max_length=150, blank=True)
    source = models.CharField(gettext_lazy("waar dit staat"), max_length=300, blank=True)
    verified = models.BooleanField(gettext_lazy("nagegaan bij wie het leidt"), default=False)
    note = models.TextField(gettext_lazy("toelichting"), max_length=2000, blank=True)
    nature = models.CharField(max_length=20, choices=Nature.choices, default=Nature.OWN, editable=False)
    keeper = models.ForeignKey(
        "programmes.Alliance",
        models.SET_NULL,
        related_name="kept_programmes",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("welke alliantie dit bijhoudt"),
    )
    defined = models.BooleanField(gettext_lazy("uit de meegeleverde lijst"), default=False, editable=False)
    gone = models.BooleanField(gettext_lazy("niet meer in de meegeleverde lijst"), default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("programma")
        verbose_name_plural = gettext_lazy("programma's")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def area(self) -> str | None:
        """The key of the area whose bureau keeps it; None when none does."""
        return None if self.keeper is None else self.keeper.key


class ProgrammePlace(Years):
    """Where a programme holds, and when: its places may change while it runs."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="places", verbose_name=gettext_lazy("programma")
    )
    place = models.ForeignKey(
        "programmes.PlaceName", models.PROTECT, related_name="programmes", verbose_name=gettext_lazy("plek")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("plek van een programma")
        verbose_name_plural = gettext_lazy("plekken van programma's")
        ordering = ("programme", "place__name", "first_year")
        constraints = (
            # Two, for SQLite cannot say that two empty years are the same.
            models.UniqueConstraint(
                fields=("programme", "place", "first_year"),
                condition=models.Q(first_year__isnull=False),
                name="programmes_place_once",
            ),
            models.UniqueConstraint(
                fields=("programme", "place"),
                condition=models.Q(first_year__isnull=True),
                name="programmes_place_always_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme}: {self.place}"

    @property
    def years(self) -> str:
        """Those of the whole programme where the place has none of its own."""
        own = self.first_year is not None or self.last_year is not None
        return super().years if own else self.programme.years
