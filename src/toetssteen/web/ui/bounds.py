"""Days, years and numbers that a page can show: what lies outside is refused when it is typed, and harms no page where
an earlier version let it in."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import (
    AMOUNT_DECIMALS,
    FIRST_YEAR,
    LARGEST,
    LARGEST_WHOLE,
    LAST_YEAR,
    amount_of,
    is_amount,
    is_exact,
    is_year,
    whole,
)

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


def sensible_amount(value: float | Decimal) -> None:
    """Raises ValidationError."""
    if not is_amount(value):
        raise ValidationError(_("Dit getal is te groot. Kijk het na."))
    if isinstance(value, Decimal) and not is_exact(value):
        raise ValidationError(_("Dit getal heeft te veel cijfers. Schrijf het korter."))


DAY, AMOUNT = (sensible_day,), (sensible_amount,)


class Several(forms.ModelMultipleChoiceField):
    """Chosen by their numbers; one that no database keeps is none of the choices."""

    def clean(self, value: Any) -> QuerySet[Any]:
        for number in value if isinstance(value, list | tuple) else ():
            if isinstance(number, str) and whole(number) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": number[:40]})
        return super().clean(value)


class Moment(models.DateTimeField):
    """One that was stored at the very end of what a calendar holds is read a few days further in: the clock of this
    country may not carry it over the end."""

    def from_db_value(self, value: datetime | None, _expression: object, _connection: object) -> datetime | None:
        return None if value is None else min(max(value, _EARLIEST), _LATEST)


class ExactAmount(models.DecimalField):
    """An amount as it was typed, up to the largest that is an amount. Read without the zeros that the database puts behind
    it; a float that is put in is the amount that it stands for."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        size = {"max_digits": len(str(int(LARGEST))) + AMOUNT_DECIMALS, "decimal_places": AMOUNT_DECIMALS}
        super().__init__(*arguments, **{"validators": AMOUNT, **options, **size})

    def to_python(self, value: Any) -> Any:
        try:
            return amount_of(value) if isinstance(value, float) else super().to_python(value)
        except ValueError:
            raise ValidationError(_("Dit getal is te groot. Kijk het na.")) from None

    def from_db_value(self, value: Decimal | None, _expression: object, _connection: object) -> Decimal | None:
        return None if value is None else value.normalize()


class AmountEncoder(DjangoJSONEncoder):
    """Amounts as numbers. A float says all digits that an amount may have, and is written without any other."""

    def default(self, value: object) -> Any:
        return float(value) if isinstance(value, Decimal) else super().default(value)


class AmountDecoder(json.JSONDecoder):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_float": Decimal})


class AmountsByYear(models.JSONField):
    """[year, amount] for each of some years. Kept as numbers, read as a whole number and a Decimal."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "encoder": AmountEncoder, "decoder": AmountDecoder})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[list[Any]] | None:
        pairs = super().from_db_value(value, expression, connection)
        return None if pairs is None else [[year, Decimal(amount).normalize()] for year, amount in pairs]
