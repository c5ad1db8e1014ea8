"""Where: the code of a place, and what it was called when somebody used it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceName(models.Model):
    """A place of the figures, by its code. The name is kept, for a later division may not know the code any more."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=150)

    class Meta:
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        ordering = ("name", "code")

    def __str__(self) -> str:
        return self.name
