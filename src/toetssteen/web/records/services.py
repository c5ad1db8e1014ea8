"""How to change what alliances keep. All or nothing, by whoever may, with history; never over somebody else's work."""

import logging
from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.refusals import refuse
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Action, Visibility, may, may_add, may_show
from toetssteen.web.records.kinds import check
from toetssteen.web.records.readers import reader
from toetssteen.web.records.record import Record
from toetssteen.web.ui.saving import save

R = TypeVar("R", bound=Record)
log = logging.getLogger("toetssteen.programmes")


class ConflictError(ToetssteenError):
    """Somebody else changed the record after this writer opened it. current: how it is now."""

    def __init__(self, current: Record) -> None:
        self.current = current
        super().__init__(_("Iemand anders heeft dit intussen gewijzigd. Er is niets verloren: vergelijk hieronder."))


@transaction.atomic
def add(kind: type[R], values: Mapping[str, object], actor: Actor, entry: UUID | None = None) -> R:
    """A new record. The same `entry` again gives the record that the first time made.

    values: by field name; fields of many hold their whole new content. Raises PermissionDenied, ValidationError.
    """
    record = kind()
    if entry is not None:
        record.entry = entry
        earlier = _made(kind, entry, actor)
        if earlier is not None:
            return earlier
    many = _fill(record, values)
    if not may_add(actor, record.alliance.key, record.owner_id):
        raise refuse(actor, "add", kind.__name__)
    shown, record.visibility = Visibility(record.visibility), Visibility.CONCEPT
    if not may_show(actor, record.subject(), shown):
        raise refuse(actor, f"show to {shown.name} a new", kind.__name__)
    record.visibility = shown
    try:
        _write(record, many, actor, reason="")
    except IntegrityError:
        # The same form, sent twice at one moment.
        earlier = _made(kind, record.entry, actor)
        if earlier is None:
            raise
        return earlier
    return record


def _made(kind: type[R], entry: UUID, actor: Actor) -> R | None:
    """What this form made already. Raises PermissionDenied when that is not theirs."""
    record = kind._default_manager.select_related("alliance").filter(entry=entry).first()
    if record is not None and not may(actor, Action.EDIT, record.subject()):
        raise refuse(actor, "repeat", _called(record))
    return record


def _called(record: Record) -> str:
    """For the log: who reads that may not see what a record says."""
    return f"{record._meta.model_name} {record.pk}"


@transaction.atomic
def change(record: R, values: Mapping[str, object], actor: Actor, seen: int, reason: str = "") -> R:
    """The record with these values, if nobody changed it after version `seen`. What it points at and the actor may not see
    stays, unless they point at something else: nobody takes away what is not shown to them.

    Raises ConflictError with how it is now, PermissionDenied, ValidationError.
    """
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    before = current.subject()
    if not may(actor, Action.EDIT, before):
        raise refuse(actor, "edit", _called(current))
    if current.version != seen:
        raise ConflictError(current)
    unseen = reader(actor).unseen(current) if any(value is None for value in values.values()) else {}
    many = _fill(current, {name: unseen.get(name) if value is None else value for name, value in values.items()})
    if not may_show(actor, before, Visibility(current.visibility)):
        raise refuse(actor, f"show to {current.visibility}", _called(current))
    after = current.subject()
    moved = (after.area, after.owner) != (before.area, before.owner)
    if moved and not may_add(actor, after.area, after.owner):
        raise refuse(actor, "hand over", _called(current))
    current.version = seen + 1
    _write(current, many, actor, reason)
    return current


@transaction.atomic
def restore(record: R, history_id: int, actor: Actor, seen: int) -> R:
    """The record as it was at one of its earlier states; who may see it stays as it is now."""
    if not may(actor, Action.RESTORE, record.subject()):
        raise refuse(actor, "restore", _called(record))
    values = _at(record, history_id)
    del values["visibility"]
    return change(record, values, actor, seen, reason=_("Teruggezet naar een eerdere versie"))


def go_back(record: R, history_id: int, actor: Actor, reason: str) -> R:
    """The record wholly as it was at an earlier state, by whoever may write that."""
    return change(record, _at(record, history_id), actor, record.version, reason)


def _at(record: Record, history_id: int) -> dict[str, object]:
    """The values of an earlier state, those of many too."""
    past = record.history.get(history_id=history_id)
    # What nobody types (when somebody read it, where a baseline came from) happened, and does not go back.
    values: dict[str, object] = {
        f.attname: getattr(past, f.attname)
        for f in record._meta.concrete_fields
        if f.editable and f.name not in ("id", "created", "changed")
    }
    kept = {field_of_many.name for field_of_many in record._history_m2m_fields}
    for field in (field_of_many for field_of_many in record._meta.many_to_many if field_of_many.name in kept):
        through = getattr(past, field.name).all()
        values[field.name] = [getattr(row, f"{field.m2m_reverse_field_name()}_id") for row in through]
    return values


@transaction.atomic
def take_back(record: Record, actor: Actor) -> None:
    """Removes a record that the same writer just made from a sheet, whoever may see it by now."""
    if not may(actor, Action.EDIT, record.subject()):
        raise refuse(actor, "take back", _called(record))
    _delete(record, actor)


@transaction.atomic
def remove(record: Record, actor: Actor, seen: int) -> None:
    """Takes away a concept. What others have seen is never removed: give it the status “gestopt”."""
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if not may(actor, Action.REMOVE, current.subject()):
        raise refuse(actor, "remove", _called(current))
    if current.version != seen:
        raise ConflictError(current)
    _delete(current, actor)


def _delete(record: Record, actor: Actor) -> None:
    try:
        with written_by(actor):
            record.delete()
    except models.ProtectedError:
        text = _("“{name}” kan niet weg: er hangt nog iets onder of aan. Haal dat eerst los.")
        raise ToetssteenError(text.format(name=record)) from None


def _fill(record: Record, values: Mapping[str, object]) -> dict[str, object]:
    """Sets the plain fields; gives back the fields of many."""
    many = {field.name for field in record._meta.many_to_many}
    for name, value in values.items():
        if name not in many:
            setattr(record, name, value)
    return {name: value for name, value in values.items() if name in many}


def _write(record: Record, many: Mapping[str, object], actor: Actor, reason: str) -> None:
    """One row of history for the whole change, whatever number of tables it touches."""
    record.full_clean(exclude=["alliance"])
    check(record)
    with written_by(actor, reason, whole=record):
        save(record, exclude=["alliance", "entry"])
        for name, value in many.items():
            getattr(record, name).set(value)
