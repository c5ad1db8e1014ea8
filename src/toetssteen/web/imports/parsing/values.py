"""What the cells of a row mean: values for the fields of a record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from toetssteen.web.imports.fields import OWNER, PARTNERS, FieldType, ListField
from toetssteen.web.imports.parsing import dates
from toetssteen.web.imports.parsing.cells import (
    NotUnderstoodError,
    checked_text,
    closest,
    more_than_one,
    number_of,
    too_long,
)
from toetssteen.web.imports.parsing.results import ParsedList, Values
from toetssteen.web.imports.vocabulary import (
    ALL,
    LONGEST_CELL,
    LONGEST_WORD,
    MISSING,
    NOTHING,
    New,
    Vocabulary,
    one_blank,
)
from toetssteen.web.records.precision import Precision

# Names in all cells together; what is beyond is no list of records.
MOST_NAMES = 100_000


class ValueParser:
    """Parses the cells of one list. Words that nobody explained are added to `result`.

    vocabularies: by name. joined: the fields that come from more than one column. whole_area: the places that "the whole
    area" stands for. report: told the number of a row, the name of a field and what is wrong.
    """

    def __init__(
        self,
        fields: Mapping[str, ListField],
        vocabularies: Mapping[str, Vocabulary],
        joined: Collection[str],
        whole_area: Sequence[object],
        result: ParsedList,
        report: Callable[[int, str, str], None],
    ) -> None:
        self.fields, self.vocabularies, self.joined, self.whole_area = fields, vocabularies, joined, whole_area
        self.result, self.report = result, report
        self.names = 0

    def values(self, row: int, texts: Mapping[str, str]) -> Values:
        """By field, of the texts of a row; nothing for a text that says nothing or is not understood."""
        values: Values = {}
        partners: list[object] = []
        for name, text in texts.items():
            try:
                if name == OWNER:
                    owners = self._many(row, name, text)
                    self._check_owners(owners)
                    partners = owners[1:]
                    values |= {OWNER: owners[0]} if owners else {}
                elif self.fields[name].type is FieldType.DAY:
                    values |= self._day(row, self.fields[name], text)
                elif (value := self._value(row, self.fields[name], text)) is not NOTHING:
                    values[name] = value
            except NotUnderstoodError as problem:
                self.report(row, name, str(problem))
        if partners:
            # Who stands second in the column of who does it, takes part.
            values[PARTNERS] = [*values.get(PARTNERS, []), *partners]
        return values

    def _check_owners(self, owners: Sequence[object]) -> None:
        if len(owners) > 1 and PARTNERS not in self.fields:
            raise more_than_one()

    def _value(self, row: int, field: ListField, text: str) -> object:
        """NOTHING where the cell says nothing."""
        match field.type:
            case FieldType.PLACES:
                places = self._many(row, field.name, text)
                return (closest(places) if field.name in self.joined else places) or NOTHING
            case FieldType.ORGANISATIONS:
                return self._many(row, field.name, text) or NOTHING
            case FieldType.ORGANISATION:
                organisations = self._many(row, field.name, text)
                if len(organisations) > 1:
                    raise more_than_one()
                return organisations[0] if organisations else NOTHING
            case FieldType.NUMBER:
                return number_of(field, text) if text else NOTHING
            case FieldType.TEXT:
                return checked_text(field, text) or NOTHING
        value = self._one(row, field.name, text)
        return NOTHING if value == field.spec.unknown else value

    def _day(self, row: int, field: ListField, text: str) -> Values:
        """The day and how exactly it is known, by field; nothing where the cell says no day."""
        span = dates.span(text)
        if span is None and len(text) > LONGEST_WORD:
            raise too_long(LONGEST_WORD)
        if span is None:
            span = self._explained_day(text)
        if span is None:
            self.result.add_unknown(row, self.vocabularies["days"], text)
            return {}
        # A start said as a period is its first day, an end its last.
        ends = bool(field.spec.end_of)
        day, precision = (span.last, span.last_precision) if ends else (span.first, span.first_precision)
        if day is None and precision != Precision.OPEN:
            return {}
        name = field.name
        return {name: day, f"{name}_precision": precision} if field.precise else {name: day}

    def _explained_day(self, text: str) -> dates.Span | None:
        meaning = self.vocabularies["days"].find(text)
        if isinstance(meaning, New):
            return dates.span(meaning.name)
        return dates.Span() if meaning is NOTHING else None

    def _one(self, row: int, name: str, text: str) -> object:
        vocabulary = self.vocabularies[self.fields[name].vocabulary]
        text = one_blank(text)
        if len(text) > LONGEST_WORD:
            raise too_long(LONGEST_WORD)
        value = vocabulary.find(text)
        if value is MISSING:
            self.result.add_unknown(row, vocabulary, text)
            return NOTHING
        return value

    def _many(self, row: int, name: str, text: str) -> list[Any]:
        """Each once, in the order of the cell."""
        vocabulary = self.vocabularies[self.fields[name].vocabulary]
        values: dict[object, object] = {}
        for word in self._words(vocabulary, text):
            value = vocabulary.find(word)
            if value is MISSING:
                self.result.add_unknown(row, vocabulary, word)
                # Who or what it is comes out when somebody explains the word.
                value = New("", word)
            meant = self.whole_area if value is ALL else [] if value is NOTHING else [value]
            for each in meant:
                # A place by its code, for it may not be kept yet.
                values.setdefault(getattr(each, "code", each), each)
        return list(values.values())

    def _words(self, vocabulary: Vocabulary, text: str) -> list[str]:
        """The words in a cell. Raises NotUnderstoodError when there is more in it than a cell with names can hold."""
        if len(text) > LONGEST_CELL:
            raise too_long(LONGEST_CELL)
        if self.names > MOST_NAMES:
            raise NotUnderstoodError(_("In deze lijst staan te veel namen om ineens te lezen. Splits haar."))
        words = list(vocabulary.words(one_blank(text)))
        self.names += len(words)
        if any(len(word) > LONGEST_WORD for word in words):
            raise too_long(LONGEST_WORD)
        return words
