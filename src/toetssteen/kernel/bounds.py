"""Bounds of numbers and years in forms and addresses."""

import math
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1900, 2200
# No count of people, homes or euros in a neighbourhood comes near it, and a float still holds every whole number.
LARGEST = 1e15
# Of an amount that people type: SQLite keeps this many digits exactly, and PostgreSQL is asked for the same. The decimals
# hold every amount from 0.1 up that a float says in twelve digits.
AMOUNT_DIGITS, AMOUNT_DECIMALS = 15, 12
_SMALLEST = Decimal(1).scaleb(-AMOUNT_DECIMALS)
# What every database keeps in a whole number.
LARGEST_WHOLE = 2**31 - 1


def whole(text: object, most: int = LARGEST_WHOLE) -> int | None:
    """ "12" -> 12. None for anything but 0 to `most` in decimal digits: thousands of digits are never counted."""
    if not isinstance(text, str) or len(text) > len(str(most)) or not (text.isascii() and text.isdecimal()):
        return None
    return number if (number := int(text)) <= most else None


def is_amount(value: object) -> bool:
    """Whether it is a number that a page can show: finite, and not beyond `LARGEST`."""
    return isinstance(value, int | float | Decimal) and math.isfinite(value) and abs(float(value)) <= LARGEST


def is_exact(value: Decimal) -> bool:
    """Whether every database keeps all digits of this amount."""
    _sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return False
    # Not normalized: that would round what is longer than Python's own precision.
    all_digits = "".join(map(str, digits))
    zeros = len(all_digits) - len(all_digits.rstrip("0"))
    return len(all_digits) - zeros <= AMOUNT_DIGITS and -exponent - zeros <= AMOUNT_DECIMALS


def amount_of(value: float) -> Decimal:
    """The amount that a float stands for: 0.1 + 0.2 -> 0.3, in twelve digits; a whole number stays as it is. Raises
    ValueError for what is no amount."""
    if not is_amount(value):
        raise ValueError(value)
    exact = Decimal(int(value)) if float(value).is_integer() else Decimal(f"{value:.12g}")
    return exact.quantize(_SMALLEST).normalize()


def is_year(value: object) -> bool:
    return isinstance(value, int | float) and FIRST_YEAR <= value <= LAST_YEAR
