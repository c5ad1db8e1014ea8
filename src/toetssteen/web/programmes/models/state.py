"""What the State promised this area: one line per promise, from which the matrix is derived."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toetssteen.web.records.precision import precision_field
from toetssteen.web.records.record import Constraints, Record
from toetssteen.web.ui.bounds import DAY


class Firmness(models.IntegerChoices):
    """How firm it is; each firmer than the one before."""

    NONE = 0, _("niets")
    ANNOUNCED = 1, _("aangekondigd")
    ELABORATED = 2, _("uitgewerkt")
    AGREED = 3, _("afgesproken")
    RUNNING = 4, _("loopt")


class StatePromise(Record):
    """A department's contribution. post: the office-holder's, with its days, for posts change with cabinets; no person.

    domain: id in `definitions/domains.yaml`. day: of the document, and so of how firm it is. owner: who keeps it here.
    """

    department = models.CharField(_("ministerie"), max_length=150)
    post = models.CharField(_("bewindspersoon (functie)"), max_length=150, blank=True)
    post_since = models.DateField(_("functie vanaf"), null=True, blank=True, validators=DAY)
    post_until = models.DateField(_("functie tot en met"), null=True, blank=True, validators=DAY)
    domain = models.CharField(_("onderwerp"), max_length=40)
    name = models.CharField(_("wat is toegezegd"), max_length=300)
    substance = models.PositiveSmallIntegerField(_("inhoud"), choices=Firmness.choices, default=Firmness.NONE)
    programme = models.PositiveSmallIntegerField(_("programma"), choices=Firmness.choices, default=Firmness.NONE)
    finance = models.PositiveSmallIntegerField(_("geld"), choices=Firmness.choices, default=Firmness.NONE)
    document = models.TextField(_("document"), max_length=2000, blank=True)
    day = models.DateField(_("datum van het document"), null=True, blank=True, validators=DAY)
    day_precision = precision_field(_("hoe precies die datum bekend is"))

    class Meta(Record.Meta):
        verbose_name = _("toezegging van het Rijk")
        verbose_name_plural = _("toezeggingen van het Rijk")
        ordering = ("department", "domain", "pk")
        constraints: ClassVar[Constraints] = (
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(substance__in=Firmness.values)
                & models.Q(programme__in=Firmness.values)
                & models.Q(finance__in=Firmness.values),
                name="programmes_statepromise_firmness",
            ),
        )

    def __str__(self) -> str:
        return self.name
