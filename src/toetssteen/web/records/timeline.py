"""Who changed what and when: of a record, and of something with rows of its own, such as the members of an alliance."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from toetssteen.web.accounts import selectors as accounts
from toetssteen.web.records.differences import Difference, between, texts
from toetssteen.web.records.readers import Reader

# What one save or one command writes, it writes within this time.
GAP = timedelta(seconds=10)


class HistoryState(Protocol):
    """A row of the history of something, beside the fields of that something itself."""

    id: int
    history_id: int
    history_date: datetime
    history_user_id: int | None
    history_change_reason: str | None
    history_type: str


@dataclass(frozen=True, slots=True)
class RowHistory:
    """Rows that belong to something. label: what they are; states: all there ever were; said: one of these in words."""

    label: str | Promise
    states: QuerySet[Any]
    said: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """A state that was written. rows: of which rows; None: of the thing itself."""

    state: HistoryState
    rows: RowHistory | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did at once. number: of the state it led to, None when only rows changed; first: it was made then."""

    when: datetime
    who: str
    number: int | None
    first: bool
    reason: str
    differences: list[Difference]


def changes(record: models.Model, reader: Reader) -> list[Change]:
    """One for each of its states, the newest first, as this reader may know them."""
    return _changes(type(record), [[HistoryEvent(state)] for state in _by_time(_states(record))], reader)


def changes_with(thing: models.Model, rows: Sequence[RowHistory], reader: Reader, *, last: bool) -> list[Change]:
    """One for each save of the thing with its rows, and for what a command did at once; the newest first.

    last: its own state is written after those of its rows, not before.
    """
    own = [HistoryEvent(state) for state in _states(thing)]
    of_rows = [HistoryEvent(state, kind) for kind in rows for state in kind.states]
    groups: list[list[HistoryEvent]] = []
    for event in sorted([*own, *of_rows], key=lambda one: (one.state.history_date, one.state.history_id)):
        if not groups or _begins(groups[-1], event, last):
            groups.append([])
        groups[-1].append(event)
    return _changes(type(thing), groups, reader)


def _states(thing: Any) -> Iterable[HistoryState]:
    """Its history; `Any`, for simple_history has no types."""
    states: Iterable[HistoryState] = thing.history.all()
    return states


def _by_time(states: Iterable[HistoryState]) -> list[HistoryState]:
    return sorted(states, key=lambda state: (state.history_date, state.history_id))


def _begins(group: Sequence[HistoryEvent], event: HistoryEvent, last: bool) -> bool:
    """Whether `event` is of another save than the events of `group`."""
    before, now = group[-1].state, event.state
    if now.history_user_id != before.history_user_id or now.history_date - before.history_date > GAP:
        return True
    if now.history_user_id is None:
        return False
    return any(one.rows is None for one in group) if last else event.rows is None


def _changes(kind: type[models.Model], groups: Sequence[Sequence[HistoryEvent]], reader: Reader) -> list[Change]:
    users = (event.state.history_user_id for group in groups for event in group)
    names = accounts.names({user for user in users if user is not None})
    said: dict[str, str] = {}
    rows: dict[tuple[str, int], str] = {}
    found = []
    for group in groups:
        own = [event.state for event in group if event.rows is None]
        was, had = said, dict(rows)
        said = texts(own[-1], kind, reader) if own else said
        for event in group:
            _keep(rows, event)
        state = group[-1].state
        found.append(
            Change(
                when=state.history_date,
                who=_("het systeem")
                if state.history_user_id is None
                else names.get(state.history_user_id, _("het systeem")),
                number=own[-1].history_id if own else None,
                first=bool(own) and not was,
                reason=(own[-1].history_change_reason or "") if own else "",
                differences=[*(between(kind, was, said) if was else []), *_of_rows(had, rows)],
            )
        )
    return found[::-1]


def _keep(rows: dict[tuple[str, int], str], event: HistoryEvent) -> None:
    """The rows as they are after `event`."""
    if event.rows is None:
        return
    key = (str(event.rows.label), event.state.id)
    if event.state.history_type == "-":
        rows.pop(key, None)
    else:
        rows[key] = event.rows.said(event.state)


def _of_rows(before: dict[tuple[str, int], str], after: dict[tuple[str, int], str]) -> list[Difference]:
    """What came, went and changed, each by itself."""
    keys = [key for key in {**before, **after} if before.get(key, "") != after.get(key, "")]
    differences = [Difference(key[0], key[0], before.get(key, ""), after.get(key, "")) for key in keys]
    return sorted(differences, key=lambda difference: (difference.label, difference.before or difference.after))
