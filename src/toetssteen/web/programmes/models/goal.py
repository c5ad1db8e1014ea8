"""Goals hang under goals; activities hang under goals. Levels are named as the alliance names them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from toetssteen.web.records.record import Record
from toetssteen.web.ui.bounds import ORDER


class Evidence(models.TextChoices):
    """How sure we are that the lower thing helps the higher one."""

    UNKNOWN = "", _("nog niet gezegd")
    HUNCH = "vermoeden", _("vermoeden, nog niet onderzocht")
    PRACTICE = "ervaring", _("ervaring van wie het doet")
    STUDIED = "onderzocht", _("elders onderzocht, met vergelijking")
    PROVEN = "aangetoond", _("hier onderzocht, met vergelijking")


class Arrow(models.Model):
    """Why we believe that this helps what it hangs under."""

    why = models.TextField(_("waarom we denken dat dit helpt"), max_length=2000, blank=True)
    assumption = models.TextField(_("wat daarvoor waar moet zijn"), max_length=2000, blank=True)
    evidence = models.CharField(
        _("hoe zeker weten we dat"), max_length=20, choices=Evidence.choices, default=Evidence.UNKNOWN, blank=True
    )
    # The id of an indicator, or words where there is none.
    failing = models.CharField(_("waaraan we zien dat het niet klopt"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Goal(Record, Arrow):
    """From coalition agreement to result. level: what the alliance calls this layer."""

    unseen_name = _("een doel dat u niet mag zien")

    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name=_("hoort onder")
    )
    level = models.CharField(_("soort"), max_length=60, default="doel")
    name = models.CharField(_("doel"), max_length=200)
    about = models.TextField(_("uitleg"), max_length=3000, blank=True)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0, validators=ORDER)
    source = models.CharField(_("bron"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        seen, above = {self.pk} - {None}, self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    _("Een doel kan niet onder zichzelf hangen, ook niet via een ander doel. Kies een ander doel.")
                )
            seen.add(above.pk)
            above = above.parent
