"""What stands in a record, in words, and what differs between two of its states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.kernel.dutch import as_typed
from toetssteen.web.records.kinds import words_of
from toetssteen.web.records.precision import described
from toetssteen.web.records.readers import Reader
from toetssteen.web.records.record import Record, field_of

# Of fields that nobody types, and that have no name of their own therefore.
LABELS = {"nature": gettext_lazy("aard")}
# Kept for the machinery; says nothing to a reader.
SILENT = frozenset({"id", "version", "entry", "created", "changed"})

# The precision of a day is said with the day.
PRECISION = "_precision"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it is called, and its text in the one state and in the other."""

    field: str
    label: str
    before: str
    after: str


def texts(state: object, kind: type[models.Model], reader: Reader) -> dict[str, str]:
    """By field name what `state` (something of this kind, or one of its earlier states) says to this reader."""
    fields = [f for f in kind._meta.concrete_fields if f.name not in SILENT and not f.name.endswith(PRECISION)]
    words = words_of(kind)
    by_field = {f.name: _text(state, f, reader, words) for f in fields}
    for field in kind._meta.many_to_many:
        rows = getattr(state, field.name).all()
        if not isinstance(state, kind):
            rows = [related(row, field.m2m_reverse_field_name(), reader) for row in rows]
        by_field[field.name] = ", ".join(sorted(str(row) for row in rows))
    return by_field


def between(kind: type[models.Model], old: dict[str, str], new: dict[str, str]) -> list[Difference]:
    """The fields that differ in two `texts` of this kind, in the order of the model."""
    return [Difference(name, label(kind, name), old[name], new[name]) for name in old if old[name] != new[name]]


def label(kind: type[models.Model], name: str) -> str:
    return str(LABELS.get(name) or field_of(kind, name).verbose_name)


def _text(state: object, field: models.Field, reader: Reader, words: Mapping[str, Callable[[str], str]]) -> str:
    if field.is_relation:
        return related(state, field.name, reader)
    value = getattr(state, field.attname)
    precision = getattr(state, f"{field.name}{PRECISION}", None)
    if precision is not None:
        return described(value, precision)
    if value is None or value == "" or value == []:
        return ""
    if field.name in words:
        return words[field.name](value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return "\n".join(f"{year}: {as_typed(amount)}" for year, amount in value)
    if isinstance(value, float | Decimal):
        return as_typed(value)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H.i")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


def related(state: object, name: str, reader: Reader) -> str:
    """What `state` points at, which may be gone by now, or may not be known to the reader."""
    try:
        target = getattr(state, name)
    except ObjectDoesNotExist:
        return _("(bestaat niet meer)")
    if isinstance(target, Record):
        return reader.told(target)
    return "" if target is None else str(target)
