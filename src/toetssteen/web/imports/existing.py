"""The records that a list may be about, and what a row of the list would change in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.fields import NAME, FieldType, ListField, ListKind
from toetssteen.web.imports.hierarchy import Node, record_node
from toetssteen.web.imports.mapping import folded
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.results import ParsedRow
from toetssteen.web.imports.parsing.row_references import RowReference
from toetssteen.web.imports.sheet import choice, day, number, row, seen_by
from toetssteen.web.imports.vocabulary import New
from toetssteen.web.records.differences import PRECISION, texts
from toetssteen.web.records.precision import Precision, described
from toetssteen.web.records.readers import Reader
from toetssteen.web.records.record import Record
from toetssteen.web.records.selectors import visible

# By field: its title, what the record says now, and what the list says; in words.
Differences = dict[str, tuple[str, str, str]]


class ExistingRecords:
    """The records that a list may be about: those with a number of their own, and those that a list made."""

    def __init__(self, run: ImportRun, list_kind: ListKind, actor: Actor) -> None:
        runs = ImportRun.objects.filter(
            alliance=run.alliance, kind=run.kind, applied__isnull=False, undone__isnull=True
        )
        from_lists = {pk for applied in runs for pk, _before, _version in applied.done}
        records = list(existing_records(list_kind, actor).filter(alliance=run.alliance))
        self.key = list_kind.spec.key
        self.by_key = {key: record for record in records if (key := self._key(record))}
        self.by_name = {folded(_name(record)): record for record in records if not self._key(record)}
        self.unmatched = {record.pk: record for record in records if self._key(record) or record.pk in from_lists}

    def _key(self, record: Record) -> str:
        return str(getattr(record, self.key)) if self.key else ""

    def match(self, parsed: ParsedRow) -> Record | None:
        """The record that a row is about; it is no longer among those that the list does not name."""
        key = parsed.given.get(self.key, "")
        # One that had no number and gets one is still the same.
        record = self.by_key.get(key) if key else None
        record = record or self.by_name.get(folded(str(parsed.given[NAME])))
        if record is not None:
            self.unmatched.pop(record.pk, None)
        return record


def _name(record: Record) -> str:
    return str(getattr(record, NAME))


def existing_records(list_kind: ListKind, actor: Actor) -> QuerySet[Record]:
    """What `actor` may see of a kind, with what its columns say."""
    many = [field.name for field in list_kind.fields if field.many]
    links = [field.name for field in list_kind.fields if field.type in (FieldType.RECORD, FieldType.ORGANISATION)]
    return visible(list_kind.kind.model, actor).select_related(*links).prefetch_related(*many)


def existing_parents(list_kind: ListKind, run: ImportRun) -> dict[Node, Node]:
    """What each record of the alliance hangs under, also those that the actor may not see."""
    if list_kind.parent is None:
        return {}
    records = list_kind.kind.model._default_manager.filter(alliance=run.alliance)
    links = records.values_list("pk", list_kind.parent.model_field.attname)
    return {record_node(pk): record_node(parent) for pk, parent in links if parent is not None}


def differences(record: Record, list_kind: ListKind, parsed: ParsedRow, who: Reader) -> Differences:
    """What the row would change in the record."""
    now = dict(zip((field.name for field in list_kind.fields), row(record, list_kind, who), strict=True))
    then = {field.name: _as_listed(field, parsed.given) for field in list_kind.fields if field.name in parsed.given}
    different = [name for name, text in then.items() if text != now[name]]
    if not different:
        return {}
    current, fields = texts(record, list_kind.kind.model, who), list_kind.by_name
    return {
        name: (fields[name].title, current[name], in_words(fields[name], parsed.given))
        for name in parsed.given
        if name in different
    }


def _as_listed(field: ListField, given: Mapping[str, Any]) -> str:
    """A value as our own list says it."""
    value = given[field.name]
    if value is None and field.type is not FieldType.DAY:
        return ""
    match field.type:
        case FieldType.PLACES | FieldType.ORGANISATIONS:
            return "; ".join(sorted(_key_of(each) for each in value))
        case FieldType.VISIBILITY:
            return seen_by(value)
        case FieldType.DAY:
            return day(value, _precision(field, given))
        case FieldType.RECORD:
            return value.name if isinstance(value, New | RowReference) else str(value)
        case FieldType.NUMBER:
            return number(value)
        case FieldType.CHOICE:
            return choice(value, field)
    return _key_of(value)


def _precision(field: ListField, given: Mapping[str, object]) -> str:
    return str(given.get(f"{field.name}{PRECISION}", Precision.DAY))


def _key_of(value: Any) -> str:
    """How our own list names an organisation or a place; a text is its own name."""
    if isinstance(value, New):
        return value.name
    return getattr(value, "code", None) or getattr(value, "key", None) or str(value)


def in_words(field: ListField, given: Mapping[str, Any]) -> str:
    """A value as the page of the record says it; "" for none."""
    value = given.get(field.name)
    match field.type:
        case FieldType.PLACES | FieldType.ORGANISATIONS:
            return ", ".join(sorted(each.name for each in value or ()))
        case FieldType.DAY:
            return described(value, _precision(field, given))
        case FieldType.VISIBILITY:
            return str(Visibility(value or Visibility.CONCEPT).label)
        case FieldType.CHOICE:
            return str(field.choices().get(value, value or ""))
        case FieldType.NUMBER:
            return number(value)
    if isinstance(value, RowReference):
        return value.in_words()
    return "" if value is None else getattr(value, "name", None) or str(value)
