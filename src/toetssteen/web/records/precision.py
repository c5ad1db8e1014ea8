"""A day, and how exactly it is known."""

from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Exact(models.TextChoices):
    """How exactly a day is known: papers often give a year."""

    DAY = "dag", _("op de dag")
    MONTH = "maand", _("op de maand")
    YEAR = "jaar", _("op het jaar")
    OPEN = "open", _("doorlopend: geen einde")


# Only an end can be open.
WITHOUT_END = [choice for choice in Exact.choices if choice[0] != Exact.OPEN]
FORMS = {Exact.DAY: "j F Y", Exact.MONTH: "F Y", Exact.YEAR: "Y"}


def said(day: date | None, exact: str) -> str:
    """A day as exactly as it is known; "" for none."""
    if exact == Exact.OPEN:
        return gettext("doorlopend")
    return "" if day is None else date_format(day, FORMS[Exact(exact)])


def exactly(of: str, *, open_end: bool = False) -> models.CharField:
    """The field that goes with a day: of a field `start` it is called `start_exact`."""
    return models.CharField(of, max_length=10, choices=Exact.choices if open_end else WITHOUT_END, default=Exact.DAY)
