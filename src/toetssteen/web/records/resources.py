"""Records for machines: who asks gets what the pages show, with the names of the API (Dutch, camelCase)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import GenericAlias
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import QuerySet
from django.utils.text import slugify
from ninja import Schema

from toetssteen.kernel.bounds import is_amount
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.alliances.selectors import alliance
from toetssteen.web.records.readers import Reader, reader
from toetssteen.web.records.record import Record, field_of, kind_pointed_at
from toetssteen.web.records.selectors import visible

if TYPE_CHECKING:
    from toetssteen.web.records.kinds import RecordKind

ResourceRow = dict[str, object]
SEEN_BY = {
    Visibility.CONCEPT: "concept",
    Visibility.ALLIANCE: "alliantie",
    Visibility.COUNCIL: "raad",
    Visibility.PUBLIC: "iedereen",
}


class Onderdeel(Schema):
    """What every record has."""

    nummer: int
    naam: str
    alliantie: str
    eigenaar: str | None
    zichtbaarVoor: str  # noqa: N815
    versie: int
    gewijzigd: str


def _all(records: QuerySet[Any]) -> QuerySet[Any]:
    return records


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiResource:
    """The list of a kind. name: of its address, and of the list in the answer. item: the shape of one record, a subclass of
    `Onderdeel`; rows: records as such rows, for a reader who may not know all that they point at; query: adds what the rows
    need, and the order."""

    name: str
    summary: str
    item: type[Schema]
    rows: Callable[[Iterable[Any], Reader], list[ResourceRow]]
    query: Callable[[QuerySet[Any]], QuerySet[Any]] = _all

    def answer(self) -> type[Schema]:
        """The shape of the answer."""
        return _schema(self.name.capitalize(), Schema, {self.name: GenericAlias(list, (self.item,))})


def _schema(name: str, base: type[Schema], shape: dict[str, Any]) -> type[Schema]:
    """A schema with these fields, as if it were written out."""
    metaclass: Any = type(base)
    schema: type[Schema] = metaclass(name, (base,), {"__module__": __name__, "__annotations__": shape})
    return schema


def listed(kind: RecordKind, resource: ApiResource, actor: Actor, key: str | None) -> list[ResourceRow]:
    """What `actor` may see of a kind. key: of an alliance; None: of all. Raises UnknownNameError."""
    records = resource.query(visible(kind.model, actor))
    return resource.rows(records if key is None else records.filter(alliance=alliance(key)), reader(actor))


def common(record: Record) -> ResourceRow:
    """The fields of `Onderdeel`."""
    return {
        "nummer": record.pk,
        "naam": str(record),
        "alliantie": record.alliance.key,
        "eigenaar": record.owner.key if record.owner else None,
        "zichtbaarVoor": SEEN_BY[Visibility(record.visibility)],
        "versie": record.version,
        "gewijzigd": moment(record.changed),
    }


def finite(value: float | Decimal | None) -> float | None:
    """What an earlier version let in without an end is no number to a machine."""
    return None if value is None or not is_amount(value) else float(value)


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()[:10]


def moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat(timespec="seconds")


def resource_of(kind: RecordKind) -> ApiResource:
    """What the kind says of its list, else one with every field of its form under its Dutch name."""
    if kind.api is not None:
        return kind.api
    fields = _fields(kind)
    shape = {_camel(field): _type(field) for field in fields}

    def rows(records: Iterable[Record], reader_of_rows: Reader) -> list[ResourceRow]:
        return [
            common(record) | {_camel(field): _value(record, field, reader_of_rows) for field in fields}
            for record in records
        ]

    item = _schema(kind.model.__name__, Onderdeel, shape)
    return ApiResource(name=kind.plural, summary=str(kind.model._meta.verbose_name_plural), item=item, rows=rows)


def _fields(kind: RecordKind) -> list[models.Field]:
    names = [name for name in kind.form.names() if name not in ("name", "owner", "visibility")]
    return [
        field for field in (field_of(kind.model, name) for name in names) if not isinstance(field, models.JSONField)
    ]


def _camel(field: models.Field) -> str:
    first, *others = slugify(str(field.verbose_name)).split("-")
    return first + "".join(word.capitalize() for word in others)


def _type(field: models.Field) -> Any:
    if isinstance(field, models.ManyToManyField):
        return list[str]
    if field.is_relation:
        return int | None if kind_pointed_at(field) else str | None
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.IntegerField):
        return int | None
    return float | None if isinstance(field, models.DecimalField | models.FloatField) else str | None


def _value(record: Record, field: models.Field, who: Reader) -> object:
    if isinstance(field, models.ManyToManyField):
        return sorted(map(_key, getattr(record, field.name).all()))
    if kind_pointed_at(field):
        return who.number(record, field.name)
    value = getattr(record, field.name)
    match value:
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Decimal() | float():
            return finite(value)
        case models.Model():
            return _key(value)
    return value


def _key(thing: models.Model) -> str:
    """How the API names an organisation, a place or another thing that is no record."""
    return getattr(thing, "key", "") or getattr(thing, "code", "") or str(thing)
