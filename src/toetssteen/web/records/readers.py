"""Who reads, and what they may be told of another record: the one way for a name, a number or a link to something else
than the record that is shown. Pages, lists, exports, the API, history, differences and frozen texts all ask here."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.records.record import Record, field_of, kind_pointed_at
from toetssteen.web.records.selectors import visible

R = TypeVar("R", bound=Record)


class Reader:
    """Somebody who reads, or all readers of something. Asks the database once for each sort of record, so it lives as
    long as one answer does."""

    def __init__(self, records: Callable[[type[Record]], QuerySet[Any]]) -> None:
        """records: those of a sort that this reader may see."""
        self._records = records
        self._numbers: dict[type[Record], set[int]] = {}

    def sees(self, kind: type[Record], number: int) -> bool:
        if kind not in self._numbers:
            self._numbers[kind] = set(self._records(kind).order_by().values_list("pk", flat=True))
        return number in self._numbers[kind]

    def known(self, other: R | None) -> R | None:
        """The other record; None when there is none or the reader may not see it."""
        return other if other is not None and self.sees(type(other), other.pk) else None

    def name(self, other: Record | None) -> str:
        """Of the other record; "" when there is none or the reader may not see it."""
        visible_record = self.known(other)
        return "" if visible_record is None else str(visible_record)

    def told(self, other: Record | None) -> str:
        """Its name for who works on the record that points at it: of what they may not see, that there is something."""
        return self.name(other) or ("" if other is None else str(other.unseen_name))

    def number(self, record: Record, field: str) -> int | None:
        """The number of what `record` points at there; None when it is nothing or the reader may not see it."""
        link = field_of(record, field)
        number: int | None = getattr(record, link.attname)
        kind = kind_pointed_at(link)
        return number if number is not None and kind is not None and self.sees(kind, number) else None

    def unseen(self, record: Record) -> dict[str, Record]:
        """By field, what `record` points at and the reader may not see: nobody takes away what is not shown to them."""
        links = [link for link in record._meta.concrete_fields if kind_pointed_at(link)]
        filled = [link.name for link in links if getattr(record, link.attname) is not None]
        return {name: getattr(record, name) for name in filled if self.number(record, name) is None}


def reader(actor: Actor) -> Reader:
    return Reader(lambda kind: visible(kind, actor))


def readers_of(record: Record) -> Reader:
    """All who may see `record`."""
    return Reader(lambda kind: kind._default_manager.filter(as_widely(record)))


def as_widely(record: Record) -> Q:
    """Records that every reader of `record` may see too: of its alliance, and shown to no fewer. A concept is seen by who
    keeps it, so of the concepts only those of the same organisation."""
    shown = Q(visibility__gte=max(record.visibility, Visibility.ALLIANCE))
    if record.visibility == Visibility.CONCEPT:
        shown |= Q(owner=record.owner_id)
    return shown & Q(alliance=record.alliance_id)
