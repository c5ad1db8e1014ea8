"""A list that somebody takes over: what stood in it, what it became, and how to go back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """kind: the name of the kind of record that its rows become. sheets: the texts of the file (see `worksheets`).
    mapping: how it is read (see `mapping`).

    done: for every record that it touched its number, the number of its state before (None: it was made) and its
    version after. made: the numbers of the records of another kind that it made.
    """

    alliance = models.ForeignKey(
        "alliances.Alliance", models.CASCADE, related_name="imports", verbose_name=_("alliantie")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="imports", verbose_name=_("gebruiker")
    )
    kind = models.CharField(_("soort"), max_length=40)
    file = models.CharField(_("bestand"), max_length=200)
    sheets = models.JSONField()
    mapping = models.JSONField(default=dict)
    done = models.JSONField(default=list)
    made = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)
    applied = models.DateTimeField(_("overgenomen op"), null=True, blank=True)
    undone = models.DateTimeField(_("teruggedraaid op"), null=True, blank=True)

    class Meta:
        verbose_name = _("overgenomen lijst")
        verbose_name_plural = _("overgenomen lijsten")
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return self.file

    @property
    def number_made(self) -> int:
        return sum(1 for _number, before, _version in self.done if before is None)

    @property
    def number_changed(self) -> int:
        return len(self.done) - self.number_made
