"""What msgspec says about a wrong value, in Dutch, with the key it is about."""

import re

from toetssteen.kernel.language import _

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


def in_dutch(message: str) -> tuple[str | None, str]:
    """(key or None, sentence) of a msgspec message such as "Expected `str`, got `int` - at `$.name`"."""
    place = _PLACE.search(message)
    key = place["key"] if place and place["key"] else None
    body = message[: place.start()] if place else message
    if missing := _MISSING.match(body):
        name = missing["name"]
        return (f"{key}.{name}" if key else name), _("Dit ontbreekt.")
    if enum := _ENUM.match(body):
        return key, _("{value} is hier geen geldige keuze.").format(value=enum["value"])
    if expected := _EXPECTED.match(body):
        return key, _("Hier hoort {wanted}, maar er staat {given}.").format(
            wanted=_named(expected["wanted"]), given=_named(expected["given"])
        )
    return key, _("Deze waarde past hier niet.")


def _named(kinds: str) -> str:
    names = _kinds()
    return _(" of ").join(names.get(kind.strip(), kind.strip()) for kind in kinds.split("|"))
