"""What an alliance means to do: a long-term area plan, implementation programmes under it, and what was adopted when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.records.record import Constraints, Record
from toetssteen.web.ui.bounds import DAY


class PlanKind(models.TextChoices):
    """Regeling Kansrijke wijk 2 (Staatscourant 2025, 20924, art. 1) names both."""

    AREA = "gebiedsplan", _("gebiedsplan (15 tot 20 jaar)")
    IMPLEMENTATION = "uitvoering", _("uitvoeringsprogramma (ongeveer 4 jaar)")


class Stage(models.TextChoices):
    WRITING = "schrijven", _("wordt geschreven")
    REVIEW = "voorgelegd", _("voorgelegd voor reacties")
    ADOPTED = "vastgesteld", _("vastgesteld")


class Plan(Record):
    """An area plan, or an implementation programme under one. Activities name the implementation programme they are in.

    stage: ADOPTED comes from adopting only (`plans.adopt`); what is written after that is the next version.
    """

    unseen_name = _("een plan dat u niet mag zien")

    kind = models.CharField(_("soort plan"), max_length=20, choices=PlanKind.choices)
    above = models.ForeignKey(
        "self", models.PROTECT, related_name="below", null=True, blank=True, verbose_name=_("hoort bij gebiedsplan")
    )
    name = models.CharField(_("naam"), max_length=200)
    since = models.DateField(_("vanaf"), null=True, blank=True, validators=DAY)
    until = models.DateField(_("tot en met"), null=True, blank=True, validators=DAY)
    about = models.TextField(_("waar het plan over gaat"), max_length=10_000, blank=True)
    stage = models.CharField(_("hoe ver het is"), max_length=20, choices=Stage.choices, default=Stage.WRITING)
    react_until = models.DateField(_("reageren kan tot en met"), null=True, blank=True, validators=DAY)
    source = models.CharField(_("bron"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")
        ordering = ("kind", "since", "name")
        constraints: ClassVar[Constraints] = (
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="programmes_plan_ends_after_it_starts",
                violation_error_message=_("Het einde ligt voor het begin. Kijk de datums na."),
            ),
            models.CheckConstraint(
                condition=models.Q(above__isnull=True) | models.Q(kind=PlanKind.IMPLEMENTATION),
                name="programmes_area_plan_on_top",
                violation_error_message=_(
                    "Een gebiedsplan staat bovenaan. Kies “uitvoeringsprogramma”, of haal het plan erboven weg."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Adoption(models.Model):
    """A version as it was adopted: never changed, never removed. content: see `plans.frozen`; it holds what a reader of
    `visibility` could see on that day, and no more."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="adoptions", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("versie"))
    day = models.DateField(_("vastgesteld op"), validators=DAY)
    decision = models.ForeignKey(
        "programmes.Decision",
        models.PROTECT,
        related_name="adoptions",
        null=True,
        blank=True,
        verbose_name=_("besluit"),
    )
    visibility = models.PositiveSmallIntegerField(_("wie mag het zien"), choices=Visibility.choices)
    content = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vastgestelde versie")
        verbose_name_plural = _("vastgestelde versies")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="programmes_adoption_once"),)

    def __str__(self) -> str:
        return f"{self.plan}, {self.number}"


class Remark(Record):
    """A reaction to a plan that lies open, and what was done with it. owner: the organisation that reacts."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="remarks", verbose_name=_("plan"))
    name = models.CharField(_("waarover"), max_length=200)
    text = models.TextField(_("reactie"), max_length=5000)
    answer = models.TextField(_("wat ermee gedaan is"), max_length=3000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        ordering = ("created", "pk")

    def __str__(self) -> str:
        return self.name
