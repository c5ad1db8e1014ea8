"""An activity: ten fields suffice, all else is optional."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from toetssteen.web.programmes.models.goal import Arrow
from toetssteen.web.programmes.models.record import Record


class Status(models.TextChoices):
    IDEA = "idee", _("idee")
    PLANNED = "gepland", _("gepland")
    RUNNING = "bezig", _("bezig")
    PAUSED = "stil", _("ligt stil")
    DONE = "klaar", _("klaar")
    STOPPED = "gestopt", _("gestopt")


class Path(models.TextChoices):
    """Where a pilot is on its way."""

    NONE = "", _("geen proef")
    TRYING = "proef", _("proef loopt")
    EVIDENCE = "bewijs", _("er is bewijs verzameld")
    NEXT = "volgende", _("gaat naar een volgende wijk")
    REGULAR = "gewoon", _("wordt gewoon beleid")
    INDEPENDENT = "zelfstandig", _("gaat zelfstandig verder")
    STOP = "stopt", _("stopt")


class Activity(Record, Arrow):
    """What somebody does in a place. The ten fields: name, change, places, owner, partners, goal, start, end, status,
    money. key: what it is called in the bureau's own sheet."""

    name = models.CharField(_("naam"), max_length=200)
    change = models.TextField(_("wat verandert er voor wie"), max_length=2000, blank=True)
    places = models.ManyToManyField(
        "programmes.PlaceName", related_name="activities", blank=True, verbose_name=_("waar")
    )
    partners = models.ManyToManyField(
        "accounts.Organisation", related_name="partner_in", blank=True, verbose_name=_("wie doet mee")
    )
    goal = models.ForeignKey(
        "programmes.Goal", models.PROTECT, related_name="activities", null=True, blank=True, verbose_name=_("doel")
    )
    start = models.DateField(_("begin"), null=True, blank=True)
    end = models.DateField(_("einde"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=20, choices=Status.choices, default=Status.IDEA)
    money = models.TextField(_("geld, in woorden"), max_length=1000, blank=True)

    key = models.CharField(_("eigen nummer"), max_length=60, blank=True)
    contact = models.CharField(_("vragen aan"), max_length=200, blank=True)
    path = models.CharField(_("proef"), max_length=20, choices=Path.choices, default=Path.NONE, blank=True)
    after_money = models.TextField(_("wat als het geld stopt"), max_length=1000, blank=True)
    source = models.CharField(_("bron"), max_length=500, blank=True)

    _history_m2m_fields = (places, partners)

    class Meta(Record.Meta):
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ("name", "pk")
        constraints = (
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


class Milestone(models.Model):
    """A step on the way, with its day."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="milestones", verbose_name=_("activiteit"))
    name = models.CharField(_("stap"), max_length=200)
    due = models.DateField(_("klaar op"))
    done = models.DateField(_("klaar sinds"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.name
