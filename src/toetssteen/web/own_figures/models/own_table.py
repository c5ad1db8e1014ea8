"""An own table: what it is, its file, and since when its figures are public."""

import msgspec
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.history import History
from toetssteen.web.own_figures.models.description import TableDescription


class OwnTable(models.Model):
    """description: a TableDescription. approved: somebody said of this file and description that everybody may see
    the figures. published: since when they are public; empty for a draft. job: the last one that published it or took
    it back."""

    title = models.CharField(_("naam"), max_length=150)
    publisher = models.CharField(_("van wie de cijfers zijn"), max_length=150)
    gemeente = models.CharField(_("gemeente"), max_length=6)
    address = models.URLField(_("waar iemand meer leest"), max_length=300)
    licence = models.CharField(_("wat anderen ermee mogen"), max_length=200)
    file = models.CharField(_("bestand"), max_length=200)
    description = models.JSONField(_("beschrijving"), default=dict)
    created = models.DateTimeField(_("begonnen"), auto_now_add=True)
    approved = models.BooleanField(_("iedereen mag het zien"), default=False)
    published = models.DateTimeField(_("openbaar sinds"), null=True, blank=True)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taak")
    )

    history = History(excluded_fields=["job"])

    class Meta:
        verbose_name = _("eigen tabel")
        verbose_name_plural = _("eigen tabellen")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def described(self) -> TableDescription:
        return msgspec.convert(self.description, TableDescription)


class OwnFile(models.Model):
    """The uploaded file, as it came. draft_since: since when nothing of it is public; empty while it is."""

    table = models.OneToOneField(OwnTable, models.CASCADE, related_name="stored", verbose_name=_("tabel"))
    content = models.BinaryField(_("inhoud"))
    draft_since = models.DateTimeField(_("concept sinds"), default=timezone.now, null=True, blank=True)

    class Meta:
        verbose_name = _("bestand van een eigen tabel")
        verbose_name_plural = _("bestanden van eigen tabellen")

    def __str__(self) -> str:
        return self.table.file
