"""What people changed here in activities since a list last wrote it, so that the next list does not take it away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import models

from toetssteen.web.programmes.models import Activity, ImportRun, Status
from toetssteen.web.programmes.sheet import DAYS, FIELDS

# Activities whose history is read at once: no database takes numbers without end in one question.
_AT_ONCE = 200
# What stands in many places of a state: by field, as simple_history calls its rows.
_ROWS = {name: f"historicalactivity_{name}_set" for name in ("places", "partners")}
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Touch:
    """When somebody last gave a field the value it has now; user: their number, None when they are gone."""

    when: datetime
    user: int | None


def touched(numbers: Sequence[int], runs: Iterable[ImportRun]) -> dict[int, dict[str, Touch]]:
    """By the number of an activity and the name of a field: those whose value a person typed here, not a list.

    runs: the lists of the alliance that were taken over, also those that were taken back: what such a list wrote and
    what taking it back wrote, counts as never written. What no person made (an example) was not typed here either.
    """
    written: set[tuple[int, int]] = set()
    gone: set[tuple[int, int]] = set()
    for run in runs:
        for number, _before, version in run.done:
            if run.undone:
                gone |= {(number, version), (number, version + 1)}
            else:
                written.add((number, version))
    found = {}
    for number, states in _histories(numbers):
        kept = [state for state in states if (number, state.version) not in gone]
        found[number] = _typed(kept, written)
    return found


def _histories(numbers: Sequence[int]) -> Iterator[tuple[int, list[models.Model]]]:
    """The states of each activity, the oldest first."""
    states = Activity.history.model.objects
    for start in range(0, len(numbers), _AT_ONCE):
        some = states.filter(id__in=numbers[start : start + _AT_ONCE]).order_by("id", "history_date", "history_id")
        for number, own in groupby(some.prefetch_related(*_ROWS.values()), key=lambda state: state.id):
            yield number, list(own)


def _typed(states: Sequence[models.Model], written: set[tuple[int, int]]) -> dict[str, Touch]:
    found: dict[str, Touch] = {}
    before: Values | None = None
    for state in states:
        now = _values(state)
        changed = _made(now, state) if before is None else [name for name in now if now[name] != before[name]]
        for name in changed:
            if (state.id, state.version) in written:
                found.pop(name, None)
            else:
                found[name] = Touch(state.history_date, state.history_user_id)
        before = now
    return found


def _made(now: Values, state: models.Model) -> list[str]:
    """The fields that say something from the first, of what a person made."""
    return [name for name, value in now.items() if value] if state.history_user_id is not None else []


def _values(state: models.Model) -> Values:
    """By field name something to compare; nothing that counts as true where the field says nothing."""
    return {one.name: _value(state, one.name) for one in FIELDS}


def _value(state: models.Model, name: str) -> object:
    field = Activity._meta.get_field(name)
    if name in _ROWS:
        own = f"{field.m2m_reverse_field_name()}_id"
        return frozenset(getattr(row, own) for row in getattr(state, _ROWS[name]).all())
    value = getattr(state, field.attname)
    precision = getattr(state, f"{name}_precision", "")
    if name in DAYS and (value is not None or precision == "open"):
        return value, precision
    return "" if value == Status.UNKNOWN else value
