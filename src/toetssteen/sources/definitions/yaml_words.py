"""What msgspec says about a wrong value, in Dutch: the key it is about, what is wrong and what to do."""

import re
from enum import Enum
from typing import Any

from toetssteen.kernel.language import _
from toetssteen.sources.definitions.field_types import options_of, type_at

_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<key>[^`]*)`$")
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]*)`(?: of length.*)?, got `?(?P<given>[^`]*)`?")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_ENUM = re.compile(r"Invalid enum value (?P<value>.*)")


def _kinds() -> dict[str, str]:
    return {
        "str": _("tekst"),
        "int": _("een geheel getal"),
        "float": _("een getal"),
        "bool": _("true of false"),
        "array": _("een lijst"),
        "object": _("een groep met namen en waarden"),
        "null": _("niets"),
        "date": _("een datum"),
    }


def in_dutch(message: str, kind: Any) -> tuple[str | None, str]:
    """(key or None, sentences) of a msgspec message such as "Expected `str`, got `int` - at `$.name`".

    kind: the type of the whole file, from which the choices of an enum are listed.
    """
    place = _PLACE.search(message)
    key = place["key"] if place and place["key"] else None
    body = message[: place.start()] if place else message
    if absent := _MISSING.match(body):
        name = absent["name"]
        return (f"{key}.{name}" if key else name), _("Dit ontbreekt. Vul het in.")
    if enum := _ENUM.match(body):
        return key, _("{value} is hier geen geldige keuze. Kies uit: {choices}.").format(
            value=enum["value"], choices=", ".join(_choices(type_at(kind, key or "")))
        )
    if expected := _EXPECTED.match(body):
        return key, _wrong_type(expected["wanted"], expected["given"])
    return key, _("Deze waarde past hier niet.")


def _wrong_type(expected: str, actual: str) -> str:
    text = _("Hier hoort {wanted}, maar er staat {given}.").format(wanted=_named(expected), given=_named(actual))
    if "str" in expected.split(" | ") and actual in ("int", "float", "bool", "date"):
        text += " " + _("Zet er aanhalingstekens omheen.")
    return text


def _choices(kind: Any) -> list[str]:
    enums = [option for option in options_of(kind) if isinstance(option, type) and issubclass(option, Enum)]
    return [str(member.value) for enum in enums for member in enum]


def _named(kinds: str) -> str:
    names = _kinds()
    return _(" of ").join(names.get(kind.strip(), kind.strip()) for kind in kinds.split("|"))
