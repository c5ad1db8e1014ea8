"""The alliance's meetings: what was on the table, what was decided, who will do what by when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from toetssteen.web.records.precision import precision_field
from toetssteen.web.records.record import Record
from toetssteen.web.ui.bounds import DAY, Moment


class Meeting(Record):
    """A board meeting. A public one is open to residents when `open` says so."""

    unseen_name = _("een overleg dat u niet mag zien")

    name = models.CharField(_("overleg"), max_length=200)
    starts = Moment(_("begint"), validators=DAY)
    ends = Moment(_("eindigt"), null=True, blank=True, validators=DAY)
    where = models.CharField(_("waar"), max_length=200, blank=True)
    open = models.BooleanField(_("bewoners zijn welkom"), default=False)
    agenda = models.TextField(_("agenda"), max_length=5000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")
        ordering = ("starts", "pk")

    def __str__(self) -> str:
        return self.name


class Decision(Record):
    """What the alliance decided, in a meeting or between two."""

    unseen_name = _("een besluit dat u niet mag zien")

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", null=True, blank=True, verbose_name=_("overleg")
    )
    name = models.CharField(_("besluit"), max_length=300)
    day = models.DateField(_("besloten op"), validators=DAY)
    day_precision = precision_field(_("hoe precies die dag bekend is"))
    about = models.TextField(_("toelichting"), max_length=3000, blank=True)
    activity = models.ForeignKey(
        "programmes.Activity",
        models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name=_("activiteit"),
    )

    class Meta(Record.Meta):
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ("-day", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def decided(self) -> str:
        """The day, as exactly as it is known."""
        return self.says("day")


class Commitment(Record):
    """Who will do what by when. owner: the organisation that promised."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="commitments", null=True, blank=True, verbose_name=_("overleg")
    )
    name = models.CharField(_("afspraak"), max_length=300)
    due = models.DateField(_("klaar op"), null=True, blank=True, validators=DAY)
    done = models.DateField(_("klaar sinds"), null=True, blank=True, validators=DAY)
    outcome = models.TextField(_("wat ervan kwam"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.name
