"""A day, and its precision: EDTF (ISO 8601-2) calls a day known by its month or year of month or year precision, and an
interval without an end open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    # A text that is translated when it is shown: a class of its own in the stubs only.
    from django.utils.functional import _StrPromise as StrPromise


class Precision(models.TextChoices):
    """Of a day as papers give it, often a year."""

    DAY = "dag", _("op de dag")
    MONTH = "maand", _("op de maand")
    YEAR = "jaar", _("op het jaar")
    OPEN = "open", _("doorlopend: geen einde")


# Only an end can be open.
WITHOUT_END = [choice for choice in Precision.choices if choice[0] != Precision.OPEN]
FORMS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def described(day: date | None, precision: str) -> str:
    """A day with the precision that it has; "" for none."""
    if precision == Precision.OPEN:
        return gettext("doorlopend")
    return "" if day is None else date_format(day, FORMS[Precision(precision)])


def precision_field(of: str | StrPromise, *, open_end: bool = False) -> models.CharField:
    """The field that goes with a day: of a field `start` it is called `start_precision`."""
    return models.CharField(
        of, max_length=10, choices=Precision.choices if open_end else WITHOUT_END, default=Precision.DAY
    )
