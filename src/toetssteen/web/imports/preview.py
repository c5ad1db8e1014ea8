"""What taking over somebody's own list would do: every row is looked at, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from toetssteen.web.accounts import selectors as accounts
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.imports.existing import Differences, ExistingRecords, differences, existing_parents, in_words
from toetssteen.web.imports.fields import NAME, VISIBILITY, ListField, ListKind, list_kind_named
from toetssteen.web.imports.hierarchy import Node, node_of, parents_first, record_node, ring_problems, row_node
from toetssteen.web.imports.layout import SheetLayout
from toetssteen.web.imports.local_edits import local_edits
from toetssteen.web.imports.mapping import ColumnMapping
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.results import ParsedRow, Problem, UnknownWord, Values
from toetssteen.web.imports.parsing.row_references import RowReference
from toetssteen.web.imports.parsing.rows import parse
from toetssteen.web.imports.vocabulary import Vocabulary
from toetssteen.web.records.differences import PRECISION
from toetssteen.web.records.precision import Precision
from toetssteen.web.records.readers import reader
from toetssteen.web.records.record import Record


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that says otherwise than what somebody typed here: it is taken over only when somebody ticks it. when, who:
    of the last change here; value: of its tick, which holds for this version of the record only."""

    field: str
    title: str
    now: str
    then: str
    when: datetime
    who: str
    value: str
    ticked: bool


@dataclass(slots=True)
class PreviewRow:
    """A row of the list and what it would do. before: the record it is about, if it is here; differs: (title, now,
    then) for each field that changes; conflicts: what was changed here, ticked or not."""

    parsed: ParsedRow
    list_kind: ListKind
    before: Record | None = None
    differs: list[tuple[str, str, str]] = field(default_factory=list)
    conflicts: list[CellConflict] = field(default_factory=list)

    @property
    def node(self) -> Node:
        return row_node(self.parsed.number) if self.before is None else record_node(self.before.pk)

    @property
    def values(self) -> Values:
        if self.before is None:
            return self.parsed.values
        stays = {conflict.field for conflict in self.conflicts if not conflict.ticked}
        return {name: value for name, value in self.parsed.given.items() if name.removesuffix(PRECISION) not in stays}

    @property
    def seen_by(self) -> str:
        return str(Visibility(self.values[VISIBILITY]).label)

    @property
    def cells(self) -> list[tuple[str, str]]:
        """What the table of new records shows of it: a text, and what stands small below it."""
        if not self.list_kind.spec.preview:
            return [(in_words(shown, self.values), "") for shown in self.list_kind.previewed]
        return [
            (column.text(self.values), column.more(self.values) if column.more else "")
            for column in self.list_kind.spec.preview
        ]

    @property
    def below(self) -> list[tuple[str, int]]:
        """What stands small below its name, each with the letters it may have."""
        return [(str(self.values[name]), most) for name, most in self.list_kind.spec.below if self.values.get(name)]

    @property
    def name(self) -> str:
        return str(self.parsed.given[NAME])

    @property
    def before_key(self) -> str:
        return str(getattr(self.before, self.list_kind.spec.key, "")) if self.list_kind.spec.key else ""

    @property
    def key(self) -> str:
        return str(self.parsed.given.get(self.list_kind.spec.key, ""))


@dataclass(slots=True)
class Preview:
    """What taking over would do. changed: with something that is taken over; conflicting: with something that was changed here,
    whether it is taken over or not; same: of how many the list says nothing else. vanished: records that came from a list
    and do not stand in this one; they stay. skipped: number and first text of rows that are no record; left: of those
    that somebody left out. parents: what everything would hang under, in the list and here."""

    layout: SheetLayout
    list_kind: ListKind
    vocabularies: Mapping[str, Vocabulary]
    new: list[PreviewRow] = field(default_factory=list)
    changed: list[PreviewRow] = field(default_factory=list)
    conflicting: list[PreviewRow] = field(default_factory=list)
    same: int = 0
    vanished: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[UnknownWord] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str, str]] = field(default_factory=list)
    parents: dict[Node, Node] = field(default_factory=dict)

    @property
    def secret(self) -> list[PreviewRow]:
        """New ones that more than the alliance would see, with something in the row that may mean otherwise."""
        return [row for row in self.new if row.parsed.secret and row.values[VISIBILITY] > Visibility.ALLIANCE]

    @property
    def ready(self) -> bool:
        """Whether it can be taken over as it is."""
        return (
            not self.problems and not self.unknown and bool(self.new or self.changed or self.conflicting or self.same)
        )

    def in_order(self) -> list[PreviewRow]:
        """The rows that change something, what others hang under before those."""
        rows = {row.node: row for row in (*self.new, *self.changed)}
        return [rows[node] for node in parents_first(rows, self.parents)]

    def cells(self) -> list[tuple[PreviewRow, str, str, str]]:
        """What is taken over into activities that are here: the row, and title, now and then of each cell."""
        return [(row, *texts) for row in self.changed for texts in row.differs]

    def conflicts(self) -> list[tuple[PreviewRow, CellConflict]]:
        """Every cell that was changed here."""
        return [(row, conflict) for row in self.conflicting for conflict in row.conflicts]

    def filled(self) -> list[tuple[str, int]]:
        """Of how many new records the list says each of the first fields."""
        counted = [
            shown
            for shown in self.list_kind.fields
            if shown.name in self.list_kind.first and shown.name != self.list_kind.spec.key
        ]
        return [(shown.title, sum(1 for row in self.new if _says(row, shown))) for shown in counted]


def _says(row: PreviewRow, shown: ListField) -> bool:
    value = row.values.get(shown.name)
    if row.values.get(f"{shown.name}{PRECISION}") == Precision.OPEN:
        return True
    return value not in (None, "", [], shown.spec.unknown)


def preview(run: ImportRun, actor: Actor) -> Preview:
    """Look at every row; nothing is changed."""
    mapping, list_kind = ColumnMapping(**run.mapping), list_kind_named(run.kind)
    parsed = parse(run.sheets, mapping, list_kind, run.alliance, actor)
    result = Preview(
        parsed.layout,
        list_kind,
        parsed.vocabularies,
        problems=parsed.problems,
        unknown=list(parsed.unknown.values()),
        skipped=parsed.skipped,
        left=parsed.left,
    )
    existing, who = ExistingRecords(run, list_kind, actor), reader(actor)
    matches = [(row, existing.match(row)) for row in parsed.rows]
    compared = []
    for row, record in _with_known_parents(matches, list_kind):
        if record is None:
            result.new.append(PreviewRow(row, list_kind))
        elif differing := differences(record, list_kind, row, who):
            compared.append((PreviewRow(row, list_kind, record), differing))
        else:
            result.same += 1
    _hold(compared, run, list_kind, set(mapping.over), actor)
    result.changed = [row for row, _differing in compared if row.differs]
    result.conflicting = [row for row, _differing in compared if row.conflicts]
    # Rows that could not be read are not gone.
    result.vanished = list(existing.unmatched.values()) if parsed.rows else []
    if list_kind.parent is not None:
        column = (mapping.columns.get(list_kind.parent.name) or [list_kind.parent.title])[0]
        result.parents = _parents(result, existing_parents(list_kind, run), list_kind.parent.name)
        rows = {_node(row, record): row.number for row, record in matches}
        result.problems += ring_problems(result.parents, rows, column)
    return result


Match = tuple[ParsedRow, Record | None]


def _node(row: ParsedRow, record: Record | None) -> Node:
    return row_node(row.number) if record is None else record_node(record.pk)


def _with_known_parents(matches: Sequence[Match], list_kind: ListKind) -> Iterable[Match]:
    """A row that hangs under another row, hangs under the record that this one is about, where that is here already."""
    if list_kind.parent is None:
        return matches
    name, records = list_kind.parent.name, {row.number: record for row, record in matches if record is not None}
    return [(_under_record(row, name, records), record) for row, record in matches]


def _under_record(row: ParsedRow, name: str, records: Mapping[int, Record]) -> ParsedRow:
    given, defaults = row.given.get(name), row.defaults.get(name)
    if isinstance(given, RowReference) and given.number in records:
        row = replace(row, given={**row.given, name: records[given.number]})
    if isinstance(defaults, RowReference) and defaults.number in records:
        row = replace(row, defaults={**row.defaults, name: records[defaults.number]})
    return row


def _parents(result: Preview, existing: Mapping[Node, Node], name: str) -> dict[Node, Node]:
    """What everything would hang under, by what is here now and what the list changes in it."""
    parents = dict(existing)
    for row in (*result.new, *result.changed):
        parent = node_of(row.values.get(name))
        if parent is not None:
            parents[row.node] = parent
    return parents


def _hold(
    compared: Sequence[tuple[PreviewRow, Differences]],
    run: ImportRun,
    list_kind: ListKind,
    over: set[str],
    actor: Actor,
) -> None:
    """Says of each row what is taken over and what was changed here."""
    runs = ImportRun.objects.filter(alliance=run.alliance, kind=run.kind, applied__isnull=False)
    records = [(row, row.before, differing) for row, differing in compared if row.before is not None]
    edits = local_edits([record.pk for _row, record, _differing in records], runs, list_kind)
    users = {edit.user for by_field in edits.values() for edit in by_field.values()}
    names = accounts.names({user for user in users if user is not None})
    for row, record, differing in records:
        may_know = may(actor, Action.HISTORY, record.subject())
        for name, (title, now, then) in differing.items():
            edit = edits.get(record.pk, {}).get(name)
            value = f"{record.pk}:{record.version}:{name}"
            if edit is not None:
                author = names.get(edit.user, "") if may_know and edit.user is not None else ""
                row.conflicts.append(CellConflict(name, title, now, then, edit.when, author, value, value in over))
            if edit is None or value in over:
                row.differs.append((title, now, then))
