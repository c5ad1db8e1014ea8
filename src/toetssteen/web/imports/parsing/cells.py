"""The text of a cell as the value of a field, or what is wrong with it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from toetssteen.web.imports.fields import NAME, ListField
from toetssteen.web.imports.parsing.amounts import number

# Letters of a text that its field sets no bound to.
LONGEST_TEXT = 10_000


class NotUnderstoodError(ValueError):
    """What is wrong with a cell, and what to do."""


def checked_text(field: ListField, text: str) -> str:
    """A text that its field can hold."""
    if field.name == NAME and not text:
        raise NotUnderstoodError(_("Deze cel is leeg. Vul haar in."))
    most = field.model_field.max_length or LONGEST_TEXT
    if len(text) > most:
        raise too_long(most)
    return text


def number_of(field: ListField, text: str) -> object:
    """As the field keeps numbers."""
    value = number(text)
    if value is None or (isinstance(field.model_field, models.IntegerField) and value % 1):
        raise NotUnderstoodError(_("Dit is geen getal dat hier kan staan. Schrijf het als 1250 of 1250,50."))
    return field.model_field.to_python(value)


def more_than_one() -> NotUnderstoodError:
    return NotUnderstoodError(_("Hier staan meer namen, en er kan er maar een staan. Laat er een staan."))


def too_long(most: int) -> NotUnderstoodError:
    return NotUnderstoodError(_("Deze tekst is langer dan {most} tekens. Maak haar korter.").format(most=most))


def closest(places: list[Any]) -> list[Any]:
    """Without those that another one lies in: of "Merelwijk" and its buurt "Tichelhof" the buurt."""
    digits = {id(place): place.code[2:] for place in places if getattr(place, "code", "")[:2] in ("GM", "WK", "BU")}
    # Every beginning of a code, down to that of a gemeente.
    beginnings = {code[:most] for code in digits.values() for most in range(4, len(code))}
    return [place for place in places if digits.get(id(place)) not in beginnings]
