"""The fields of a kind of record as columns of a list: what its `ImportSpec` says, and what follows from its model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import listed
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.records.importable import ImportField, ImportSpec
from toetssteen.web.records.kinds import RecordKind, kinds
from toetssteen.web.records.record import Record, field_of, kind_pointed_at

# Columns of a table that fit beside the name.
MOST_PREVIEWED = 5
NAME, OWNER, PARTNERS, VISIBILITY = "name", "owner", "partners", "visibility"


class FieldType(Enum):
    """What stands in the cells of a column."""

    TEXT = auto()
    NUMBER = auto()
    DAY = auto()
    CHOICE = auto()
    VISIBILITY = auto()
    ORGANISATION = auto()
    ORGANISATIONS = auto()
    PLACES = auto()
    RECORD = auto()


_CHOSEN = {FieldType.CHOICE, FieldType.VISIBILITY, FieldType.ORGANISATION, FieldType.RECORD}
_VOCABULARY = {
    FieldType.ORGANISATION: "parties",
    FieldType.ORGANISATIONS: "parties",
    FieldType.PLACES: "places",
    FieldType.VISIBILITY: "visibility",
}


@dataclass(frozen=True, slots=True)
class ListField:
    """A field as a column. precise: a day that may be known by its month or year; required: every record says it; tells_apart: a row is known by it."""

    spec: ImportField
    model_field: models.Field[Any, Any]
    type: FieldType
    title: str
    precise: bool
    required: bool
    tells_apart: bool

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def vocabulary(self) -> str:
        """The name of the vocabulary of its words, "" for what is typed."""
        return _VOCABULARY.get(self.type, self.name if self.type in _CHOSEN else "")

    @property
    def words(self) -> str:
        """What the words of its cells are called together."""
        return str(self.spec.words or self.title).capitalize()

    @property
    def many(self) -> bool:
        return self.type in (FieldType.ORGANISATIONS, FieldType.PLACES)

    @property
    def same_for_all(self) -> bool:
        if self.spec.same_for_all is None:
            return self.type in _CHOSEN or (self.required and self.name != NAME)
        return self.spec.same_for_all

    @property
    def may_join(self) -> bool:
        """Whether more columns can make it."""
        return self.many or (self.type is FieldType.TEXT and not self.tells_apart)

    @property
    def empty_value(self) -> object:
        """What a new record gets where the list says nothing."""
        return Visibility.CONCEPT if self.type is FieldType.VISIBILITY else self.spec.unknown

    def choices(self) -> Mapping[Any, str]:
        """Value -> label, of what may be chosen."""
        if self.spec.choices is not None:
            return self.spec.choices()
        if isinstance(self.model_field, models.BooleanField):
            return {True: _("ja"), False: _("nee")}
        return {value: str(label) for value, label in self.model_field.flatchoices}


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of record of which lists are taken over."""

    kind: RecordKind
    spec: ImportSpec
    fields: tuple[ListField, ...]

    @property
    def by_name(self) -> dict[str, ListField]:
        return {field.name: field for field in self.fields}

    @property
    def parent(self) -> ListField | None:
        """The field that points at another record of this kind, which may be another row of the list."""
        return self.by_name[self.spec.parent] if self.spec.parent else None

    @property
    def making(self) -> ListField | None:
        """The field whose records a list may make."""
        return next((field for field in self.fields if field.spec.making), None)

    @property
    def first(self) -> tuple[str, ...]:
        return self.spec.first or tuple(field.name for field in self.fields)

    @property
    def previewed(self) -> tuple[ListField, ...]:
        """What the table of new records shows beside the name and who may see it, where its spec says nothing."""
        apart = (NAME, VISIBILITY, self.spec.key)
        return tuple(field for field in self.fields if field.name in self.first and field.name not in apart)[
            :MOST_PREVIEWED
        ]

    def preview_titles(self) -> list[str]:
        return [str(column.title) for column in self.spec.preview or self.previewed]

    @property
    def required(self) -> str:
        """Titles of the fields that every record says, as a part of a sentence."""
        titles = [_("de naam"), _("wie het doet")]
        titles += [field.title for field in self.fields if field.required and field.name not in (NAME, OWNER)]
        return listed(titles)

    @property
    def upload_page(self) -> str:
        return f"imports:upload_{self.kind.name}"

    @property
    def run_page(self) -> str:
        return f"imports:run_{self.kind.name}"

    @property
    def template_page(self) -> str:
        return f"imports:template_{self.kind.name}"

    @property
    def singular(self) -> str:
        return str(self.kind.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        return str(self.kind.model._meta.verbose_name_plural)


def list_kind_of(kind: RecordKind) -> ListKind:
    """Raises UnknownNameError for a kind of which no lists are taken over."""
    if kind.importable is None:
        raise UnknownNameError(_("Hiervan kunt u geen lijst overnemen."))
    spec = kind.importable
    fields = tuple(_list_field(kind.model, field, spec.key) for field in spec.fields or _fields_of_form(kind))
    list_kind = ListKind(kind, spec, fields)
    if list_kind.parent and list_kind.parent.model_field.related_model is not kind.model:
        raise TypeError(f"{list_kind.parent.model_field} does not point at the kind itself: no ImportSpec.parent")
    return list_kind


def list_kind_named(name: str) -> ListKind:
    """By `RecordKind.name`. Raises UnknownNameError."""
    kind = next((kind for kind in kinds() if kind.name == name), None)
    if kind is None:
        raise UnknownNameError(_("Hiervan kunt u geen lijst overnemen."))
    return list_kind_of(kind)


def _fields_of_form(kind: RecordKind) -> tuple[ImportField, ...]:
    """The fields of the form that a cell can hold, the name first."""
    options: Any = kind.form._meta
    names = [name for name in options.fields if not isinstance(field_of(kind.model, name), models.JSONField)]
    labels = options.labels or {}
    return tuple(ImportField(name=name, title=labels.get(name, "")) for name in sorted(names, key=lambda n: n != NAME))


def _list_field(model: type[Record], spec: ImportField, key: str) -> ListField:
    field = field_of(model, spec.name)
    precise = any(other.name == f"{spec.name}_precision" for other in model._meta.concrete_fields)
    required = spec.name in (NAME, OWNER) or not (field.blank or field.has_default() or field.many_to_many)
    title = str(spec.title or field.verbose_name)
    return ListField(spec, field, _type(field, spec), title, precise, required, spec.name in (NAME, key))


def _type(field: models.Field, spec: ImportField) -> FieldType:
    if field.name == VISIBILITY:
        return FieldType.VISIBILITY
    if field.is_relation:
        return _type_of_link(field)
    if field.flatchoices or spec.choices or isinstance(field, models.BooleanField):
        return FieldType.CHOICE
    if isinstance(field, models.DateField):
        return FieldType.DAY
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return FieldType.NUMBER
    return FieldType.TEXT


def _type_of_link(field: models.Field) -> FieldType:
    # By their names: the models of another app are its own.
    label = field.related_model._meta.label_lower if field.related_model else ""
    if label == "accounts.organisation":
        return FieldType.ORGANISATIONS if field.many_to_many else FieldType.ORGANISATION
    if label == "alliances.placename" and field.many_to_many:
        return FieldType.PLACES
    if kind_pointed_at(field) and not field.many_to_many:
        return FieldType.RECORD
    raise TypeError(f"A list has no column for {field}: leave it out of ImportSpec.fields")
