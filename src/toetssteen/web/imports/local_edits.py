"""What people changed here in records since a list last wrote it, so that the next list does not take it away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from django.db import models

from toetssteen.web.imports.fields import FieldType, ListField, ListKind
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.records.precision import Precision
from toetssteen.web.records.timeline import HistoryState

# Records whose history is read at once: no database takes numbers without end in one question.
_AT_ONCE = 200
Values = dict[str, object]


class _RecordState(HistoryState, Protocol):
    version: int


@dataclass(frozen=True, slots=True)
class LocalEdit:
    """When somebody last gave a field the value it has now; user: their number, None when they are gone."""

    when: datetime
    user: int | None


def local_edits(
    numbers: Sequence[int], runs: Iterable[ImportRun], list_kind: ListKind
) -> dict[int, dict[str, LocalEdit]]:
    """By the number of a record and the name of a field: those whose value a person typed here, not a list.

    runs: the lists of the alliance that were taken over, also those that were taken back: what such a list wrote and
    what taking it back wrote, counts as never written. What no person made (an example) was not typed here either.
    """
    applied = list(runs)
    written = {(number, version) for run in applied if not run.undone for number, _before, version in run.done}
    gone = written_and_taken_back(run for run in applied if run.undone)
    edits = {}
    for number, states in _histories(numbers, list_kind):
        standing = [state for state in states if (number, state.version) not in gone]
        edits[number] = _edits(standing, written, list_kind)
    return edits


def written_and_taken_back(undone: Iterable[ImportRun]) -> set[tuple[int, int]]:
    """The number and the version of each state that these lists wrote, and that taking them back wrote."""
    return {
        (number, state) for run in undone for number, _before, version in run.done for state in (version, version + 1)
    }


def _rows_of_many(field: ListField) -> str:
    """What stands in many places of a state, as simple_history calls its rows."""
    return f"historical{field.model_field.model._meta.model_name}_{field.name}_set"


def _histories(numbers: Sequence[int], list_kind: ListKind) -> Iterator[tuple[int, list[_RecordState]]]:
    """The states of each record, the oldest first."""
    states = list_kind.kind.model.history.model.objects
    rows = [_rows_of_many(field) for field in list_kind.fields if field.many]
    for start in range(0, len(numbers), _AT_ONCE):
        part = states.filter(id__in=numbers[start : start + _AT_ONCE]).order_by("id", "history_date", "history_id")
        for number, history in groupby(part.prefetch_related(*rows), key=lambda state: state.id):
            yield number, list(history)


def _edits(states: Sequence[_RecordState], written: set[tuple[int, int]], list_kind: ListKind) -> dict[str, LocalEdit]:
    edits: dict[str, LocalEdit] = {}
    before: Values | None = None
    for state in states:
        now = _values(state, list_kind)
        changed = _first_said(now, state) if before is None else [name for name in now if now[name] != before[name]]
        for name in changed:
            if (state.id, state.version) in written:
                edits.pop(name, None)
            else:
                edits[name] = LocalEdit(state.history_date, state.history_user_id)
        before = now
    return edits


def _first_said(now: Values, state: _RecordState) -> list[str]:
    """The fields that say something from the first, of what a person made."""
    return [name for name, value in now.items() if value] if state.history_user_id is not None else []


def _values(state: _RecordState, list_kind: ListKind) -> Values:
    """By field name something to compare; nothing that counts as true where the field says nothing."""
    return {field.name: _value(state, field) for field in list_kind.fields}


def _value(state: _RecordState, field: ListField) -> object:
    model_field = field.model_field
    if isinstance(model_field, models.ManyToManyField):
        number = f"{model_field.m2m_reverse_field_name()}_id"
        return frozenset(getattr(row, number) for row in getattr(state, _rows_of_many(field)).all())
    value = getattr(state, model_field.attname)
    if field.type is FieldType.DAY:
        precision = getattr(state, f"{field.name}_precision", "")
        if value is not None or precision == Precision.OPEN:
            return value, precision
    return "" if value == field.spec.unknown else value
