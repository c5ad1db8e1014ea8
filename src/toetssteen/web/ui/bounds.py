"""Days, years and numbers that a page can show: what lies outside is refused when it is typed, and harms no page where
an earlier version let it in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import FIRST_YEAR, LARGEST_WHOLE, LAST_YEAR, is_amount, is_year, whole

# Of a field that holds a year, of one that holds a count.
YEAR = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))
COUNT = (MaxValueValidator(LARGEST_WHOLE),)
# Of a place in a list.
ORDER = (MaxValueValidator(9999),)
# A day further in keeps every clock of the world, and a meeting of hours, inside what a calendar can hold.
_EARLIEST = datetime.min.replace(tzinfo=UTC) + timedelta(days=3)
_LATEST = datetime.max.replace(tzinfo=UTC) - timedelta(days=3)


def sensible_day(value: date) -> None:
    """Of a day or a moment. Raises ValidationError."""
    if not is_year(value.year):
        text = _("Dit jaar kan niet kloppen. Kies een jaar van {first} tot en met {last}.")
        raise ValidationError(text.format(first=FIRST_YEAR, last=LAST_YEAR))


def sensible_amount(value: float) -> None:
    """Raises ValidationError."""
    if not is_amount(value):
        raise ValidationError(_("Dit getal is te groot. Kijk het na."))


DAY, AMOUNT = (sensible_day,), (sensible_amount,)


class Several(forms.ModelMultipleChoiceField):
    """Chosen by their numbers; one that no database keeps is none of the choices."""

    def clean(self, value: Any) -> QuerySet[Any]:
        for one in value if isinstance(value, list | tuple) else ():
            if isinstance(one, str) and whole(one) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": one[:40]})
        return super().clean(value)


class Moment(models.DateTimeField):
    """One that was stored at the very end of what a calendar holds is read a few days further in: the clock of this
    country may not carry it over the end."""

    def from_db_value(self, value: datetime | None, _expression: object, _connection: object) -> datetime | None:
        return None if value is None else min(max(value, _EARLIEST), _LATEST)
