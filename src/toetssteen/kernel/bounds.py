"""How large a number, and how early or late a year, may be that somebody types or that stands in an address."""

import math

FIRST_YEAR, LAST_YEAR = 1900, 2200
# No count of people, homes or euros in a neighbourhood comes near it, and a float still holds every whole number.
LARGEST = 1e15
# What every database keeps in a whole number.
LARGEST_WHOLE = 2**31 - 1


def whole(text: object, most: int = LARGEST_WHOLE) -> int | None:
    """ "12" -> 12. None for anything but 0 to `most` in decimal digits: thousands of digits are never counted."""
    if not isinstance(text, str) or len(text) > len(str(most)) or not (text.isascii() and text.isdecimal()):
        return None
    return number if (number := int(text)) <= most else None


def is_amount(value: object) -> bool:
    """Whether it is a number that a page can show: finite, and not beyond `LARGEST`."""
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= LARGEST


def is_year(value: object) -> bool:
    return isinstance(value, int | float) and FIRST_YEAR <= value <= LAST_YEAR
