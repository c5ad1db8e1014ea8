"""Taking over somebody's own list: all of it becomes so, or nothing; and back."""

from typing import cast

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
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import Line, preview
from toetssteen.web.imports.vocabulary import New
from toetssteen.web.records import services
from toetssteen.web.records.readers import reader
from toetssteen.web.records.record import Record


@transaction.atomic
def apply(run: ImportRun, actor: Actor) -> ImportRun:
    """All rows, or none. Raises ToetssteenError when a row is not right or it was done already, PermissionDenied."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.applied:
        raise ToetssteenError(_("Deze lijst is al overgenomen."))
    found = preview(run, actor)
    if not found.ready:
        raise ToetssteenError(
            _("Er staan nog fouten in de lijst, of woorden die niemand uitlegde. Er is niets overgenomen.")
        )
    kind = found.listed.kind.model
    done, making = [], _RelatedMaker(run, found.listed, actor, [*found.new, *found.changed])
    for line in (*found.new, *found.changed):
        try:
            values = making.whole(line)
            if line.before is None:
                made = services.add(kind, {"alliance": run.alliance, **values}, actor)
                done.append([made.pk, None, made.version])
            else:
                before = line.before.history.first().history_id
                made = services.change(line.before, values, actor, line.before.version, reason=run.file)
                done.append([made.pk, before, made.version])
        except ValidationError as problem:
            text = _("Regel {row}: {text}").format(row=line.read.row, text=" ".join(problem.messages))
            raise ToetssteenError(text) from None
        except PermissionDenied:
            text = _("Regel {row}: dit mag u niet doen. Er is niets overgenomen.").format(row=line.read.row)
            raise ToetssteenError(text) from None
    run.done, run.applied, run.made = done, timezone.now(), making.records
    run.save()
    return run


class _RelatedMaker:
    """Makes what the list names and what is not here yet, each once. records: the numbers of those of another kind."""

    def __init__(self, run: ImportRun, listed: ListKind, actor: Actor, lines: list[Line]) -> None:
        self.run, self.listed, self.actor, self.field = run, listed, actor, listed.making
        # What is made is seen by whoever sees one of the records that name it.
        self.seen_by: dict[object, Visibility] = {}
        for line in lines if self.field else ():
            named = line.values.get(self.field.name)
            if isinstance(named, New):
                self.seen_by[named] = max(self.seen_by.get(named, Visibility.CONCEPT), _seen_by(line))
        self.records: list[int] = []
        self.made: dict[tuple[FieldType, New], object] = {}

    def whole(self, line: Line) -> dict[str, object]:
        """The values of a line, with what was new made."""
        values = dict(line.values)
        # Who takes part and where, then who does it: organisations are made in this order.
        for field in sorted(self.listed.fields, key=lambda one: not one.many):
            if field.name in values:
                values[field.name] = self._whole(field, values[field.name])
        return values

    def _whole(self, field: ListField, value: object) -> object:
        if field.type is FieldType.PLACES:
            # Another line may have kept it meanwhile.
            return [one if one.pk else place(one.code, one.name) for one in value]
        if field.many:
            return [self._one(field, one) for one in value]
        return self._one(field, value)

    def _one(self, field: ListField, value: object) -> object:
        if not isinstance(value, New):
            return value
        sort = FieldType.RECORD if field.type is FieldType.RECORD else FieldType.ORGANISATION
        if (sort, value) not in self.made:
            self.made[sort, value] = (
                self._record(field, value)
                if sort is FieldType.RECORD
                else add_organisation(self.actor, value.name, value.kind)
            )
        return self.made[sort, value]

    def _record(self, field: ListField, new: New) -> Record:
        values = {
            "alliance": self.run.alliance,
            NAME: new.name,
            field.spec.making.sort_field: new.kind,
            VISIBILITY: self.seen_by[new],
        }
        made = services.add(cast(type[Record], field.model_field.related_model), values, self.actor)
        self.records.append(made.pk)
        return made


def _seen_by(line: Line) -> Visibility:
    return Visibility(line.values.get(VISIBILITY, line.before.visibility if line.before else Visibility.CONCEPT))


@transaction.atomic
def undo(run: ImportRun, actor: Actor) -> ImportRun:
    """Every record as it was before, and those of another kind that the list made gone; organisations stay. Raises
    ToetssteenError when one was changed or used since; then all stay."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.applied or run.undone:
        raise ToetssteenError(_("Deze lijst is niet overgenomen, of al teruggedraaid."))
    listed = list_kind_named(run.kind)
    for number, before, version in run.done:
        current = listed.kind.model.objects.select_for_update().filter(pk=number).first()
        if current is None or current.version != version:
            name = reader(actor).name(current) or _("een {one}").format(one=listed.one)
            raise ToetssteenError(
                _("“{name}” is daarna nog gewijzigd. Draai die wijziging eerst terug. Er is niets veranderd.").format(
                    name=name
                )
            )
        if before is None:
            services.take_back(current, actor)
        else:
            try:
                services.go_back(current, before, actor, reason=_("Teruggedraaid: {file}").format(file=run.file))
            except ValidationError as problem:
                # What stood there then may be refused now: a number that another activity has got since.
                raise ToetssteenError(" ".join(problem.messages)) from None
    if listed.making is not None:
        for made in listed.making.model_field.related_model.objects.filter(pk__in=run.made):
            services.take_back(made, actor)
    run.undone = timezone.now()
    run.save()
    return run
