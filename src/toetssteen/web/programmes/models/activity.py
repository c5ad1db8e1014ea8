"""An activity: ten fields suffice, all else is optional."""

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.history import History
from toetssteen.web.programmes.models.goal import Arrow
from toetssteen.web.records.precision import precision_field
from toetssteen.web.records.record import Constraints, Record, field_of
from toetssteen.web.ui.bounds import COUNT, DAY, YEAR, ExactAmount


class ActivityStatus(models.TextChoices):
    UNKNOWN = "onbekend", _("niet bekend")
    IDEA = "idee", _("idee")
    PLANNED = "gepland", _("gepland")
    RUNNING = "bezig", _("bezig")
    PAUSED = "stil", _("ligt stil")
    DONE = "klaar", _("klaar")
    STOPPED = "gestopt", _("gestopt")


class PilotStage(models.TextChoices):
    """Where a pilot is on its way."""

    NONE = "", _("geen proef")
    TRYING = "proef", _("proef loopt")
    EVIDENCE = "bewijs", _("er is bewijs verzameld")
    NEXT = "volgende", _("gaat naar een volgende wijk")
    REGULAR = "gewoon", _("wordt gewoon beleid")
    INDEPENDENT = "zelfstandig", _("gaat zelfstandig verder")
    STOP = "stopt", _("stopt")


class After(models.TextChoices):
    """What happens to it when the money ends."""

    UNKNOWN = "", _("nog niet gezegd")
    OPEN = "open", _("nog niet besloten")
    REGULAR = "gewoon", _("wordt gewoon beleid")
    INDEPENDENT = "zelfstandig", _("gaat zelfstandig verder")
    OTHER_MONEY = "ander", _("ander geld gezocht")
    STOP = "stopt", _("stopt")


# The fields that suffice.
TEN = ("name", "change", "places", "owner", "partners", "goal", "start", "end", "status", "money")


class Activity(Record, Arrow):
    """What somebody does in a place. The ten fields: name, change, places, owner, partners, goal, start, end, status,
    money. start and end: the first and the last day of what is known, a year or a month as its first or last day.
    key: what it is called in the bureau's own sheet. group_size: people; leaves the alliance through
    `counts.count_for_reader` only."""

    unseen_name = _("een activiteit die u niet mag zien")

    name = models.CharField(_("naam"), max_length=200)
    change = models.TextField(_("wat verandert er voor wie"), max_length=2000, blank=True)
    places = models.ManyToManyField(
        "alliances.PlaceName", related_name="activities", blank=True, verbose_name=_("waar")
    )
    partners = models.ManyToManyField(
        "accounts.Organisation", related_name="partner_in", blank=True, verbose_name=_("wie doet mee")
    )
    goal = models.ForeignKey(
        "programmes.Goal", models.PROTECT, related_name="activities", null=True, blank=True, verbose_name=_("doel")
    )
    start = models.DateField(_("begin"), null=True, blank=True, validators=DAY)
    start_precision = precision_field(_("hoe precies het begin bekend is"))
    end = models.DateField(_("einde"), null=True, blank=True, validators=DAY)
    end_precision = precision_field(_("hoe precies het einde bekend is"), open_end=True)
    status = models.CharField(_("stand"), max_length=20, choices=ActivityStatus.choices, default=ActivityStatus.UNKNOWN)
    status_day = models.DateField(_("de stand is van"), null=True, blank=True, validators=DAY)
    status_day_precision = precision_field(_("hoe precies de dag van de stand bekend is"))
    money = models.TextField(_("geld, in woorden"), max_length=1000, blank=True)

    key = models.CharField(_("eigen nummer"), max_length=60, blank=True)
    contact = models.CharField(_("vragen aan"), max_length=200, blank=True)
    path = models.CharField(_("proef"), max_length=20, choices=PilotStage.choices, default=PilotStage.NONE, blank=True)
    after = models.CharField(
        _("als het geld stopt"), max_length=20, choices=After.choices, default=After.UNKNOWN, blank=True
    )
    after_money = models.TextField(_("wat er dan gebeurt"), max_length=1000, blank=True)
    after_by = models.CharField(_("wie daarover besluit"), max_length=150, blank=True)
    after_day = models.DateField(_("wanneer dat besloten wordt"), null=True, blank=True, validators=DAY)
    plan = models.ForeignKey(
        "programmes.Plan",
        models.PROTECT,
        related_name="activities",
        null=True,
        blank=True,
        verbose_name=_("uitvoeringsprogramma"),
    )
    group = models.CharField(_("voor welke mensen"), max_length=200, blank=True)
    group_size = models.PositiveIntegerField(_("om hoeveel mensen gaat het"), null=True, blank=True, validators=COUNT)
    source = models.TextField(_("bron"), max_length=2000, blank=True)

    _history_m2m_fields = (places, partners)

    class Meta(Record.Meta):
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ("name", "pk")
        constraints: ClassVar[Constraints] = (
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=("alliance", "key"),
                condition=~models.Q(key=""),
                name="programmes_activity_key_once",
                violation_error_message=_("Er is al een activiteit met dit eigen nummer."),
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="programmes_activity_ends_after_it_starts",
                violation_error_message=_("Het einde ligt voor het begin. Kijk de datums na."),
            ),
        )
        indexes = (models.Index(fields=("alliance", "visibility", "status")),)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A number belongs to one activity; whose it is, is not told, for not everybody may see that one."""
        same = Activity.objects.filter(alliance=self.alliance_id, key=self.key).exclude(pk=self.pk)
        if self.key and same.exists():
            text = gettext(
                "Dit eigen nummer heeft een andere activiteit al, misschien een die u niet mag zien. Kies een ander nummer."
            )
            raise ValidationError({"key": text})

    @property
    def begins(self) -> str:
        return self.says("start")

    @property
    def ends(self) -> str:
        return self.says("end")

    def missing(self, said: Mapping[str, str]) -> list[str]:
        """Which of the ten fields say nothing, by their names for people. said: the texts of all fields."""
        silent = [
            name for name in TEN if not said[name] or (name == "status" and self.status == ActivityStatus.UNKNOWN)
        ]
        return [str(field_of(self, name).verbose_name) for name in silent]


class Milestone(models.Model):
    """A step on the way, with its day."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="milestones", verbose_name=_("activiteit"))
    name = models.CharField(_("stap"), max_length=200)
    due = models.DateField(_("klaar op"), validators=DAY)
    done = models.DateField(_("klaar sinds"), null=True, blank=True, validators=DAY)

    history = History()

    class Meta:
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.name


class Dwellings(models.TextChoices):
    NONE = "", _("geen woningen")
    NEW = "nieuw", _("nieuwe woningen")
    RENOVATED = "opgeknapt", _("opgeknapte woningen")
    ENERGY = "zuinig", _("zuiniger gemaakte woningen")
    DEMOLISHED = "gesloopt", _("gesloopte woningen")


class Output(models.Model):
    """What it delivers in one year. people: it counts people, so it leaves the alliance through `counts.count_for_reader` only.

    by: whose dwellings, or who else delivers it; empty: who keeps the activity.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="outputs", verbose_name=_("activiteit"))
    name = models.CharField(_("wat"), max_length=200)
    unit = models.CharField(_("eenheid"), max_length=60)
    people = models.BooleanField(_("dit zijn mensen"), default=False)
    dwellings = models.CharField(
        _("woningen"), max_length=20, choices=Dwellings.choices, default=Dwellings.NONE, blank=True
    )
    by = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="outputs", null=True, blank=True, verbose_name=_("door")
    )
    year = models.PositiveSmallIntegerField(_("jaar"), validators=YEAR)
    planned = ExactAmount(_("gepland"), null=True, blank=True)
    realised = ExactAmount(_("gerealiseerd"), null=True, blank=True)

    history = History()

    class Meta:
        verbose_name = _("prestatie")
        verbose_name_plural = _("prestaties")
        ordering = ("name", "by__name", "year", "pk")
        constraints = (
            models.CheckConstraint(
                condition=(models.Q(planned__isnull=True) | models.Q(planned__gte=0))
                & (models.Q(realised__isnull=True) | models.Q(realised__gte=0)),
                name="programmes_output_not_below_nothing",
                violation_error_message=_("Een aantal kan niet kleiner dan 0 zijn."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"
