"""A goal on a figure: from where, to where, when, chosen by whom and why."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from toetssteen.kernel.bounds import is_amount, is_year
from toetssteen.web.records.record import Record
from toetssteen.web.ui.bounds import YEAR, AmountsByYear, ExactAmount

# One for each of two generations of years.
MOST_STEPS = 60


class TargetReference(models.TextChoices):
    """What the target looks at. The Van Rijn commission: say why this one."""

    NONE = "", _("nog niet gekozen")
    ITSELF = "zichzelf", _("de plek zelf, vroeger")
    CITY = "gemeente", _("de gemeente")
    COUNTRY = "land", _("Nederland")
    COMPARABLE = "vergelijkbaar", _("vergelijkbare gebieden")
    RESIDENTS = "bewoners", _("wat bewoners willen")


class Target(Record):
    """Baseline, reference, target, year, who chose it and why. steps: [year, value] on the way, earliest first.

    indicator: its id in the catalogue, for the figures are kept elsewhere; base: the publisher's value in base_year,
    written down when it was chosen, with the snapshot it came from.
    """

    goal = models.ForeignKey("programmes.Goal", models.PROTECT, related_name="targets", verbose_name=_("doel"))
    indicator = models.CharField(_("cijfer"), max_length=80)
    place = models.ForeignKey(
        "alliances.PlaceName", models.PROTECT, related_name="targets", verbose_name=_("waar gemeten")
    )
    base_year = models.PositiveSmallIntegerField(_("jaar van de nulmeting"), null=True, blank=True, validators=YEAR)
    base = ExactAmount(_("nulmeting"), null=True, blank=True)
    snapshot = models.CharField(_("momentopname van de nulmeting"), max_length=60, blank=True)
    reference = models.CharField(
        _("vergeleken met"), max_length=20, choices=TargetReference.choices, default=TargetReference.NONE, blank=True
    )
    value = ExactAmount(_("streefwaarde"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("in welk jaar"), null=True, blank=True, validators=YEAR)
    steps = AmountsByYear(_("tussendoelen"), default=list, blank=True)
    chooser = models.CharField(_("gekozen door"), max_length=200, blank=True)
    reason = models.TextField(_("waarom deze"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("streefwaarde")
        verbose_name_plural = _("streefwaarden")
        ordering = ("goal", "pk")

    def __str__(self) -> str:
        return f"{self.indicator}, {self.place}"

    def clean(self) -> None:
        if self.year and self.base_year and self.year <= self.base_year:
            raise ValidationError({"year": _("Het jaar van de streefwaarde ligt niet na de nulmeting.")})
        if len(self.steps) > MOST_STEPS or not all(is_year(year) and is_amount(value) for year, value in self.steps):
            raise ValidationError({"steps": _("Een tussendoel heeft een jaar en een waarde die kunnen kloppen.")})
        for year, _value in self.steps:
            if (self.year and year >= self.year) or (self.base_year and year <= self.base_year):
                raise ValidationError(
                    {"steps": _("Een tussendoel ligt tussen de nulmeting en het jaar van de streefwaarde.")}
                )
