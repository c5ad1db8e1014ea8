"""The alliance: who sits at the table of an area."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.history import History
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.ui.bounds import DAY


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
    places = models.ManyToManyField("alliances.PlaceName", related_name="alliances", verbose_name=_("plekken"))
    programmes = models.ManyToManyField(
        "alliances.Programme", related_name="alliances", blank=True, verbose_name=_("programma's")
    )

    history = History(m2m_fields=[places, programmes])

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

    history = History()

    class Meta:
        verbose_name = _("lid")
        verbose_name_plural = _("leden")
        ordering = ("organisation__name",)
        constraints = (models.UniqueConstraint(fields=("alliance", "organisation"), name="programmes_member_once"),)

    def __str__(self) -> str:
        return str(self.organisation)
