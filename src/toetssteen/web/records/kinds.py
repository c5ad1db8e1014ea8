"""The kinds of records there are. An app names those of its subject as `record_kinds` of its AppConfig; what this app does
for all of them (pages, forms, history, conflicts, lists, API) needs no line in the subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise

from toetssteen.web.accounts.privacy.retention import RetentionRule
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.records.importable import ImportSpec
from toetssteen.web.records.readers import Reader
from toetssteen.web.records.record import Record
from toetssteen.web.records.resources import ApiResource
from toetssteen.web.site.hooks import hook_values

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance
    from toetssteen.web.records.forms import RecordForm


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """Something that waits for somebody. due: the last day for it, None when there is none."""

    title: str
    address: str
    alliance: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What of a kind waits for somebody. items: for this actor on this day, what is due first first."""

    heading: str | Promise
    items: Callable[[Actor, date], Iterable[WorkItem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck:
    """A condition on a change of a record of `model`, looked at before it is kept. It may belong to another kind than the
    one it watches. run raises ValidationError."""

    model: type[Record]
    run: Callable[[Record], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRetention:
    """How long what is about people in a record is kept. fields: become empty, in the record and in its earlier states;
    days: how many, counted from the day in `counted_from` (a record without that day keeps them) and for an earlier state
    from when it was written; ground: the legal ground on which they are kept until then."""

    fields: tuple[str, ...]
    days: int
    counted_from: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """A kind of record, and all that its subject supplies.

    name: in the names of its addresses (`records:change_goal`); address: the first word of its own addresses; plural: of
    the addresses of its list, where one is added and in the API; add_title: with {alliance}.
    page: where a record is read, for a reader who may not see all that it belongs to; None: the page that every kind has.
    called: its name for a reader. words: by field, what readers call what the field keeps by its id. parties: the numbers
    of the organisations that this actor sees take part in an alliance. api: None: the list that every kind has. importable:
    how a list of somebody's own is taken over; None: it is not. retention: of its fields about people.
    """

    name: str
    model: type[Record]
    form: type[RecordForm]
    address: str
    plural: str
    add_title: str | Promise
    page: Callable[[Any, Reader], str] | None = None
    called: Callable[[Any], str] = str
    words: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    parties: Callable[[Actor, Alliance], set[int]] | None = None
    work: Work | None = None
    api: ApiResource | None = None
    checks: tuple[RecordCheck, ...] = ()
    importable: ImportSpec | None = field(default_factory=ImportSpec)
    retention: tuple[RecordRetention, ...] = ()

    def address_of(self, record: Record, who: Reader) -> str:
        """Where a record is read."""
        return self.page(record, who) if self.page else reverse(f"records:{self.name}", args=[record.pk])


@cache
def kinds() -> tuple[RecordKind, ...]:
    """All kinds, of the lowest app first."""
    declared: list[tuple[RecordKind, ...]] = hook_values("record_kinds")
    return tuple(kind for of_app in declared for kind in of_app)


def words_of(model: type[models.Model]) -> Mapping[str, Callable[[str], str]]:
    """`RecordKind.words` of the kind with this model; none for a model that is no record."""
    return next((kind.words for kind in kinds() if kind.model is model), {})


def parties(actor: Actor, alliance: Alliance) -> set[int]:
    """The numbers of organisations that do something here that `actor` may see, whether or not they sit at the table."""
    return {number for kind in kinds() if kind.parties for number in kind.parties(actor, alliance)}


def work_of(actor: Actor, today: date) -> list[tuple[str, list[WorkItem]]]:
    """By heading, in the order of the headings, what waits for `actor`; kinds of which nothing waits are left out."""
    by_heading = [(str(kind.work.heading), list(kind.work.items(actor, today))) for kind in kinds() if kind.work]
    return sorted((heading, items) for heading, items in by_heading if items)


def retention_rules() -> list[RetentionRule]:
    """What the kinds say of how long, for each a rule on its records and one on their earlier states."""
    return [
        RetentionRule(model._meta.label, "clear", term.days, counted_from, term.fields)
        for kind in kinds()
        for term in kind.retention
        for model, counted_from in ((kind.model, term.counted_from), (kind.model.history.model, "history_date"))
    ]


def check(record: Record) -> None:
    """Raises ValidationError when any kind objects to this state of `record`."""
    for kind in kinds():
        for condition in kind.checks:
            if condition.model is type(record):
                condition.run(record)
