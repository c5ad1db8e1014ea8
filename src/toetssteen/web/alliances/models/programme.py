"""National, regional and municipal programmes over places and years. They may overlap."""

from django.db import models
from django.utils.translation import gettext_lazy

from toetssteen.web.accounts.history import History
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.years import Years


class ProgrammeSort(models.TextChoices):
    NATIONAL = "nationaal", gettext_lazy("landelijk programma")
    REGIONAL = "regionaal", gettext_lazy("regionaal programma")
    MUNICIPAL = "gemeentelijk", gettext_lazy("programma van de gemeente")
    OTHER = "anders", gettext_lazy("ander programma")


class Programme(Years):
    """A programme, as its own papers name it. Those from `definitions/programmes` are renewed from there (`defined`),
    and stay when they are taken away there (`gone`), for alliances refer to them.

    keeper: the alliance whose bureau entered it; None: who keeps people and organisations.
    """

    key = models.SlugField(gettext_lazy("sleutel"), max_length=80, unique=True)
    name = models.CharField(gettext_lazy("naam"), max_length=150)
    sort = models.CharField(
        gettext_lazy("soort"), max_length=20, choices=ProgrammeSort.choices, default=ProgrammeSort.OTHER
    )
    leader = models.CharField(gettext_lazy("wie het leidt"), max_length=150, blank=True)
    source = models.CharField(gettext_lazy("waar dit staat"), max_length=300, blank=True)
    verified = models.BooleanField(gettext_lazy("nagegaan bij wie het leidt"), default=False)
    note = models.TextField(gettext_lazy("toelichting"), max_length=2000, blank=True)
    nature = models.CharField(max_length=20, choices=Nature.choices, default=Nature.OWN, editable=False)
    keeper = models.ForeignKey(
        "alliances.Alliance",
        models.SET_NULL,
        related_name="kept_programmes",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("welke alliantie dit bijhoudt"),
    )
    defined = models.BooleanField(gettext_lazy("uit de meegeleverde lijst"), default=False, editable=False)
    gone = models.BooleanField(gettext_lazy("niet meer in de meegeleverde lijst"), default=False, editable=False)

    history = History()

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
        "alliances.PlaceName", models.PROTECT, related_name="programmes", verbose_name=gettext_lazy("plek")
    )

    history = History()

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
        has_years = self.first_year is not None or self.last_year is not None
        return super().years if has_years else self.programme.years
