"""Taking over somebody's own list: all of it becomes so, or nothing; and back."""

from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.services import add_organisation
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.alliances.services import place
from toetssteen.web.imports.fields import NAME, VISIBILITY, FieldType, ListField, ListKind, list_kind_named
from toetssteen.web.imports.hierarchy import Node, node_of
from toetssteen.web.imports.local_edits import written_and_taken_back
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.results import Values
from toetssteen.web.imports.parsing.row_references import RowReference
from toetssteen.web.imports.preview import PreviewRow, preview
from toetssteen.web.imports.vocabulary import New
from toetssteen.web.records import services
from toetssteen.web.records.importable import RelatedRecords
from toetssteen.web.records.readers import reader
from toetssteen.web.records.record import Record, kind_pointed_at


@transaction.atomic
def apply(run: ImportRun, actor: Actor) -> ImportRun:
    """All rows, or none. Raises ToetssteenError when a row is not right or it was done already, PermissionDenied."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.applied:
        raise ToetssteenError(_("Deze lijst is al overgenomen."))
    outcome = preview(run, actor)
    if not outcome.ready:
        raise ToetssteenError(
            _("Er staan nog fouten in de lijst, of woorden die niemand uitlegde. Er is niets overgenomen.")
        )
    rows = outcome.in_order()
    changes = _Changes(run, outcome.list_kind, actor, rows)
    for row in rows:
        try:
            changes.make(row)
        except ValidationError as problem:
            text = _("Regel {row}: {text}").format(row=row.parsed.number, text=" ".join(problem.messages))
            raise ToetssteenError(text) from None
        except PermissionDenied:
            text = _("Regel {row}: dit mag u niet doen. Er is niets overgenomen.").format(row=row.parsed.number)
            raise ToetssteenError(text) from None
    run.done, run.made, run.applied = changes.done, changes.other_records, timezone.now()
    run.save()
    return run


class _Changes:
    """Writes rows, and makes what they name and what is not here yet, each once.

    done: as an ImportRun keeps it; other_records: the numbers of records of another kind that were made; written: the
    records that rows became, each with what it hangs under.
    """

    def __init__(self, run: ImportRun, list_kind: ListKind, actor: Actor, rows: Sequence[PreviewRow]) -> None:
        self.run, self.list_kind, self.actor = run, list_kind, actor
        # A new record of another kind is seen by whoever sees one of the records that name it.
        self.seen_by: dict[object, Visibility] = {}
        making = list_kind.making
        for row in rows if making else ():
            named = row.values.get(making.name) if making else None
            if isinstance(named, New):
                self.seen_by[named] = max(self.seen_by.get(named, Visibility.CONCEPT), _visibility(row))
        self.done: list[tuple[int, int | None, int]] = []
        self.other_records: list[int] = []
        self.written: dict[Node, Record] = {}
        self.made: dict[tuple[FieldType, New], object] = {}

    def make(self, row: PreviewRow) -> None:
        """Raises PermissionDenied, ValidationError."""
        values = self._whole(row.values)
        if row.before is None:
            record = services.add(self.list_kind.kind.model, {"alliance": self.run.alliance, **values}, self.actor)
            before = None
        else:
            before = row.before.history.first().history_id
            record = services.change(row.before, values, self.actor, row.before.version, reason=self.run.file)
        self.written[row.node] = record
        self.done.append((record.pk, before, record.version))

    def _whole(self, parsed: Values) -> Values:
        """The values of a row, with what was new made."""
        values = dict(parsed)
        # Who takes part and where, then who does it: organisations are made in this order.
        for field in sorted(self.list_kind.fields, key=lambda field: not field.many):
            if field.name in values and field is not self.list_kind.parent:
                values[field.name] = self._value(field, values[field.name])
        parent = self.list_kind.parent
        if parent is not None and values.get(parent.name) is not None:
            values |= self._parent(parent, values.pop(parent.name))
        return values

    def _parent(self, field: ListField, parent: Record | RowReference) -> Values:
        """As it was just written, so that checks need not read again what it hangs under; else by its number, for what it
        hangs under may have changed since it was read."""
        node = node_of(parent)
        if node in self.written:
            return {field.name: self.written[node]}
        return {field.model_field.attname: cast("Record", parent).pk}

    def _value(self, field: ListField, value: Any) -> object:
        if field.type is FieldType.PLACES:
            # Another row may have kept it meanwhile.
            return [each if each.pk else place(each.code, each.name) for each in value]
        if field.many:
            return [self._one(field, each) for each in value]
        return self._one(field, value)

    def _one(self, field: ListField, value: object) -> object:
        if not isinstance(value, New):
            return value
        kind = FieldType.RECORD if field.type is FieldType.RECORD else FieldType.ORGANISATION
        if (kind, value) not in self.made:
            self.made[kind, value] = (
                self._record(field, value)
                if kind is FieldType.RECORD
                else add_organisation(self.actor, value.name, value.kind)
            )
        return self.made[kind, value]

    def _record(self, field: ListField, new: New) -> Record:
        model = cast("type[Record]", field.model_field.related_model)
        sort_field = cast("RelatedRecords", field.spec.making).sort_field
        values = {
            "alliance": self.run.alliance,
            NAME: new.name,
            sort_field: new.kind,
            VISIBILITY: self.seen_by[new],
        }
        record = services.add(model, values, self.actor)
        self.other_records.append(record.pk)
        return record


def _visibility(row: PreviewRow) -> Visibility:
    return Visibility(row.values.get(VISIBILITY, row.before.visibility if row.before else Visibility.CONCEPT))


@transaction.atomic
def undo(run: ImportRun, actor: Actor) -> ImportRun:
    """Every record as it was before, and those of another kind that the list made gone; organisations stay. Raises
    ToetssteenError when one was changed or used since, but by lists that were taken back; then all stay."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.applied or run.undone:
        raise ToetssteenError(_("Deze lijst is niet overgenomen, of al teruggedraaid."))
    list_kind = list_kind_named(run.kind)
    later = written_and_taken_back(ImportRun.objects.filter(alliance=run.alliance, kind=run.kind, undone__isnull=False))
    # What was written last goes first: what hangs under something else goes before that.
    for pk, before, version in reversed(run.done):
        current = list_kind.kind.model._default_manager.select_for_update().filter(pk=pk).first()
        if current is None or any((pk, since) not in later for since in range(version + 1, current.version + 1)):
            raise _changed_since(current, list_kind, actor)
        _undo_one(run, current, before, actor)
    model = kind_pointed_at(list_kind.making.model_field) if list_kind.making else None
    if model is not None:
        for record in model._default_manager.filter(pk__in=run.made):
            services.take_back(record, actor)
    run.undone = timezone.now()
    run.save()
    return run


def _changed_since(current: Record | None, list_kind: ListKind, actor: Actor) -> ToetssteenError:
    name = reader(actor).name(current) or _("een {one}").format(one=list_kind.singular)
    text = _("“{name}” is daarna nog gewijzigd. Draai die wijziging eerst terug. Er is niets veranderd.")
    return ToetssteenError(text.format(name=name))


def _undo_one(run: ImportRun, current: Record, before: int | None, actor: Actor) -> None:
    """before: number of the state that the record had before the list, None when the list made it."""
    if before is None:
        services.take_back(current, actor)
        return
    try:
        services.go_back(current, before, actor, reason=_("Teruggedraaid: {file}").format(file=run.file))
    except ValidationError as problem:
        # What stood there then may be refused now: a number that another activity has got since.
        raise ToetssteenError(" ".join(problem.messages)) from None
