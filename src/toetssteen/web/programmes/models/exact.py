"""A day, and how exactly it is known."""

from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Exact(models.TextChoices):
    """How exactly a day is known: papers often give a year."""

    DAY = "dag", _("op de dag")
    MONTH = "maand", _("op de maand")
    YEAR = "jaar", _("op het jaar")


FORMS = {Exact.DAY: "j F Y", Exact.MONTH: "F Y", Exact.YEAR: "Y"}


def said(day: date | None, exact: str) -> str:
    """A day as exactly as it is known; "" for none."""
    return "" if day is None else date_format(day, FORMS[Exact(exact)])


def exactly(of: str) -> models.CharField:
    """The field that goes with a day: of a field `start` it is called `start_exact`."""
    return models.CharField(of, max_length=10, choices=Exact.choices, default=Exact.DAY)
