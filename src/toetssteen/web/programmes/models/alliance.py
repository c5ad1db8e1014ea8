"""The alliance: who sits at the table of an area."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from toetssteen.web.ui.bounds import DAY


class Nature(models.TextChoices):
    """Whether what is kept here is the alliance's own, an example from public facts, or invented."""

    OWN = "eigen", _("bijgehouden door de alliantie")
    EXAMPLE = "voorbeeld", _("voorbeeld uit openbare bronnen")
    INVENTED = "verzonnen", _("verzonnen")


class Alliance(models.Model):
    """A Local Alliance (Staatscourant 2025, 20924, art. 1). key: of its area, as in `definitions/areas`; roles of
    people name it too."""

    key = models.SlugField(_("gebied"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=150)
    chair = models.CharField(_("voorzitter (functie)"), max_length=150, blank=True)
    residents_seat = models.CharField(_("hoe bewoners meebeslissen"), max_length=300, blank=True)
    about = models.TextField(_("over deze alliantie"), max_length=3000, blank=True)
    contact = models.CharField(_("vragen aan"), max_length=200, blank=True)
    nature = models.CharField(_("aard"), max_length=20, choices=Nature.choices, default=Nature.OWN)
    source = models.TextField(_("bron"), max_length=2000, blank=True)
    places = models.ManyToManyField("programmes.PlaceName", related_name="alliances", verbose_name=_("plekken"))
    programmes = models.ManyToManyField(
        "programmes.Programme", related_name="alliances", blank=True, verbose_name=_("programma's")
    )

    history = HistoricalRecords(m2m_fields=[places, programmes])

    class Meta:
        verbose_name = _("alliantie")
        verbose_name_plural = _("allianties")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """An organisation at the table."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="members", verbose_name=_("alliantie"))
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="memberships", verbose_name=_("organisatie")
    )
    since = models.DateField(_("vanaf"), null=True, blank=True, validators=DAY)
    until = models.DateField(_("tot en met"), null=True, blank=True, validators=DAY)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lid")
        verbose_name_plural = _("leden")
        ordering = ("organisation__name",)
        constraints = (models.UniqueConstraint(fields=("alliance", "organisation"), name="programmes_member_once"),)

    def __str__(self) -> str:
        return str(self.organisation)
