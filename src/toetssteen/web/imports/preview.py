"""What taking over somebody's own list would do: every row is looked at, nothing is changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from toetssteen.web.accounts import selectors as accounts
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.imports.fields import NAME, VISIBILITY, FieldType, ListField, ListKind, list_kind_named
from toetssteen.web.imports.layout import Laid
from toetssteen.web.imports.local_edits import touched
from toetssteen.web.imports.mapping import ColumnMapping
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parse import Problem, Read, Unknown, read
from toetssteen.web.imports.sheet import choice, day, number, row, seen_by
from toetssteen.web.imports.vocabulary import New
from toetssteen.web.records.differences import PRECISION, texts
from toetssteen.web.records.precision import Precision, described
from toetssteen.web.records.readers import Reader, reader
from toetssteen.web.records.record import Record
from toetssteen.web.records.selectors import visible


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that says otherwise than what somebody typed here: it is taken over only when somebody ticks it. when, who:
    of the last change here; own: by what it is ticked, which holds for this version of the record only."""

    field: str
    title: str
    now: str
    then: str
    when: datetime
    who: str
    own: str
    ticked: bool


@dataclass(slots=True)
class Line:
    """A row of the list and what it would do. before: the record it is about, if it is here; differs: (title, now,
    then) for each field that changes; held: what was changed here, ticked or not."""

    read: Read
    listed: ListKind
    before: Record | None = None
    differs: list[tuple[str, str, str]] = field(default_factory=list)
    held: list[CellConflict] = field(default_factory=list)

    @property
    def values(self) -> dict[str, object]:
        if self.before is None:
            return self.read.values
        stays = {one.field for one in self.held if not one.ticked}
        return {name: value for name, value in self.read.given.items() if name.removesuffix(PRECISION) not in stays}

    @property
    def seen_by(self) -> str:
        return str(Visibility(self.values[VISIBILITY]).label)

    @property
    def cells(self) -> list[tuple[str, str]]:
        """What the table of new records shows of it: a text, and what stands small below it."""
        if not self.listed.spec.preview:
            return [(in_words(one, self.values), "") for one in self.listed.previewed]
        return [(one.text(self.values), one.more(self.values) if one.more else "") for one in self.listed.spec.preview]

    @property
    def below(self) -> list[tuple[str, int]]:
        """What stands small below its name, each with the letters it may have."""
        return [(str(self.values[name]), most) for name, most in self.listed.spec.below if self.values.get(name)]

    @property
    def name(self) -> str:
        return str(self.read.given[NAME])

    @property
    def before_key(self) -> str:
        return str(getattr(self.before, self.listed.spec.key, "")) if self.listed.spec.key else ""

    @property
    def key(self) -> str:
        return str(self.read.given.get(self.listed.spec.key, ""))


@dataclass(slots=True)
class Preview:
    """What taking over would do. changed: with something that is taken over; held: with something that was changed here,
    whether it is taken over or not; same: of how many the list says nothing else. vanished: records that came from a list
    and do not stand in this one; they stay. skipped: number and first text of rows that are no record; left: of those
    that somebody left out. vocabularies: their names, in order."""

    laid: Laid
    listed: ListKind
    vocabularies: list[str]
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    same: int = 0
    vanished: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def secret(self) -> list[Line]:
        """New ones that more than the alliance would see, with something in the row that may mean otherwise."""
        return [one for one in self.new if one.read.secret and one.values[VISIBILITY] > Visibility.ALLIANCE]

    @property
    def ready(self) -> bool:
        """Whether it can be taken over as it is."""
        return not self.problems and not self.unknown and bool(self.new or self.changed or self.held or self.same)

    def cells(self) -> list[tuple[Line, str, str, str]]:
        """What is taken over into activities that are here: the line, and title, now and then of each cell."""
        return [(line, *one) for line in self.changed for one in line.differs]

    def kept(self) -> list[tuple[Line, CellConflict]]:
        """Every cell that was changed here."""
        return [(line, one) for line in self.held for one in line.held]

    def filled(self) -> list[tuple[str, int]]:
        """Of how many new records the list says each of the first fields."""
        counted = [
            one for one in self.listed.fields if one.name in self.listed.first and one.name != self.listed.spec.key
        ]
        return [(one.title, sum(1 for line in self.new if _says(line, one))) for one in counted]


def _says(line: Line, one: ListField) -> bool:
    value = line.values.get(one.name)
    if line.values.get(f"{one.name}_precision") == Precision.OPEN:
        return True
    return value not in (None, "", [], one.spec.unknown)


def preview(run: ImportRun, actor: Actor) -> Preview:
    """Look at every row; nothing is changed."""
    how, listed = ColumnMapping(**run.mapping), list_kind_named(run.kind)
    found = read(run.sheets, how, listed, run.alliance, actor)
    made = Preview(
        found.laid, listed, found.vocabularies, problems=found.problems, unknown=list(found.unknown.values())
    )
    made.skipped, made.left = found.skipped, found.left
    known, who = _Known(run, listed, actor), reader(actor)
    here = []
    for one in found.rows:
        before = known.of(one)
        if before is None:
            made.new.append(Line(one, listed))
        elif differs := _differences(before, listed, one, who):
            here.append((Line(one, listed, before), differs))
        else:
            made.same += 1
    _hold(here, run, listed, set(how.over), actor)
    made.changed = [line for line, _differs in here if line.differs]
    made.held = [line for line, _differs in here if line.held]
    # Rows that could not be read are not gone.
    made.vanished = known.left() if found.rows else []
    return made


Differing = dict[str, tuple[str, str, str]]


def _hold(here: list[tuple[Line, Differing]], run: ImportRun, listed: ListKind, over: set[str], actor: Actor) -> None:
    """Says of each line what is taken over and what was changed here."""
    lists = ImportRun.objects.filter(alliance=run.alliance, kind=run.kind, applied__isnull=False)
    touches = touched([line.before.pk for line, _differs in here], lists, listed)
    names = accounts.names({one.user for found in touches.values() for one in found.values()} - {None})
    for line, differs in here:
        before = line.before
        told = may(actor, Action.HISTORY, before.subject())
        for name, (title, now, then) in differs.items():
            touch = touches.get(before.pk, {}).get(name)
            own = f"{before.pk}:{before.version}:{name}"
            if touch is not None:
                who = names.get(touch.user, "") if told else ""
                line.held.append(CellConflict(name, title, now, then, touch.when, who, own, own in over))
            if touch is None or own in over:
                line.differs.append((title, now, then))


class _Known:
    """The records that a list may be about: those with a number of their own, and those that a list made."""

    def __init__(self, run: ImportRun, listed: ListKind, actor: Actor) -> None:
        runs = ImportRun.objects.filter(
            alliance=run.alliance, kind=run.kind, applied__isnull=False, undone__isnull=True
        )
        numbers = {number for one in runs for number, _before, _version in one.done}
        mine = list(existing_records(listed, actor).filter(alliance=run.alliance))
        self.key = listed.spec.key
        self.by_key = {own: one for one in mine if (own := self._key(one))}
        self.by_name = {str(one.name).lower(): one for one in mine if not self._key(one)}
        self.unseen = {one.pk: one for one in mine if self._key(one) or one.pk in numbers}

    def _key(self, one: Record) -> str:
        return str(getattr(one, self.key)) if self.key else ""

    def of(self, one: Read) -> Record | None:
        key = one.given.get(self.key, "")
        # One that had no number and gets one is still the same.
        found = self.by_key.get(key) if key else None
        found = found or self.by_name.get(str(one.given[NAME]).lower())
        if found is not None:
            self.unseen.pop(found.pk, None)
        return found

    def left(self) -> list[Record]:
        return list(self.unseen.values())


def existing_records(listed: ListKind, actor: Actor) -> QuerySet:
    """What `actor` may see of a kind, with what its columns say."""
    many = [one.name for one in listed.fields if one.many]
    links = [one.name for one in listed.fields if one.type in (FieldType.RECORD, FieldType.ORGANISATION)]
    return visible(listed.kind.model, actor).select_related(*links).prefetch_related(*many)


def _differences(before: Record, listed: ListKind, one: Read, who: Reader) -> Differing:
    """By field (title, now, then) in words, for each of which the sheet would say something else."""
    now = dict(zip((each.name for each in listed.fields), row(before, listed, who), strict=True))
    then = {field.name: _shown(field, one.given) for field in listed.fields if field.name in one.given}
    other = [name for name, text in then.items() if text != now[name]]
    if not other:
        return {}
    said, fields = texts(before, listed.kind.model, who), listed.by_name
    return {
        name: (fields[name].title, said[name], in_words(fields[name], one.given)) for name in one.given if name in other
    }


def _shown(field: ListField, given: Mapping[str, object]) -> str:
    """A value as the sheet would say it."""
    value = given[field.name]
    if value is None and field.type is not FieldType.DAY:
        return ""
    match field.type:
        case FieldType.PLACES | FieldType.ORGANISATIONS:
            return "; ".join(sorted(_key(one) for one in value))
        case FieldType.VISIBILITY:
            return seen_by(value)
        case FieldType.DAY:
            return day(value, _precision(field, given))
        case FieldType.RECORD:
            return value.name if isinstance(value, New) else str(value)
        case FieldType.NUMBER:
            return number(value)
        case FieldType.CHOICE:
            return choice(value, field)
    return _key(value)


def _precision(field: ListField, given: Mapping[str, object]) -> str:
    return str(given.get(f"{field.name}{PRECISION}", Precision.DAY))


def _key(value: object) -> str:
    """How a sheet names an organisation or a place; a text is its own name."""
    if isinstance(value, New):
        return value.name
    return getattr(value, "code", None) or getattr(value, "key", None) or str(value)


def in_words(field: ListField, given: Mapping[str, object]) -> str:
    """A value as the page of the record says it; "" for none."""
    value = given.get(field.name)
    match field.type:
        case FieldType.PLACES | FieldType.ORGANISATIONS:
            return ", ".join(sorted(one.name for one in value or ()))
        case FieldType.DAY:
            return described(value, _precision(field, given))
        case FieldType.VISIBILITY:
            return str(Visibility(value).label)
        case FieldType.CHOICE:
            return str(field.choices().get(value, value or ""))
        case FieldType.NUMBER:
            return number(value)
    return "" if value is None else getattr(value, "name", None) or str(value)
