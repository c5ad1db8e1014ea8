"""Reading somebody's own list row by row: what each cell means here, what is wrong, and which words nobody explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.search import plain
from toetssteen.kernel.texts import lines
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.imports import dates
from toetssteen.web.imports.amounts import amounts
from toetssteen.web.imports.cells import NotUnderstoodError, checked_text, closest, number_of, only_one, too_long
from toetssteen.web.imports.fields import NAME, OWNER, PARTNERS, VISIBILITY, FieldType, ListField, ListKind
from toetssteen.web.imports.layout import Laid, ListRow, laid_out
from toetssteen.web.imports.mapping import LEAVE, ColumnMapping
from toetssteen.web.imports.sheet import plainly
from toetssteen.web.imports.vocabularies import vocabularies
from toetssteen.web.imports.vocabulary import (
    ALL,
    LONGEST_CELL,
    LONGEST_WORD,
    MISSING,
    NOTHING,
    New,
    Vocabulary,
    folded,
)
from toetssteen.web.imports.worksheets import Worksheet
from toetssteen.web.records.precision import Precision

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

_SECRET = re.compile(r"vertrouwelijk|niet openbaar|niet op (?:de )?(?:web)?site|niet publiceren|geheim|embargo", re.I)
# Names in all cells together; what is beyond is no list of records.
MOST_NAMES = 100_000
_TOTALS = ("totaal", "subtotaal", "sub totaal", "eindtotaal")


@dataclass(frozen=True, slots=True)
class Problem:
    """row: its number in the file; column: as the file calls it; text: what is wrong and what to do."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """A row as understood. given: by field, where the cell says something: a blank is never a value; otherwise: what a
    new record gets besides.
    secret: what stands in the row that may mean that not everybody may see it."""

    row: int
    given: dict[str, object]
    otherwise: dict[str, object]
    secret: str = ""

    @property
    def values(self) -> dict[str, object]:
        """Of a new record."""
        return {**self.otherwise, **self.given}


@dataclass(slots=True)
class Unknown:
    """A word that nobody explained. rows: where it stands."""

    vocabulary: Vocabulary
    word: str
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ParsedList:
    """All rows. vocabularies: names of those of the kind, in order. skipped: number and first text of rows that are no record; left: number,
    name and identity of those that somebody left out."""

    laid: Laid
    vocabularies: list[str] = field(default_factory=list)
    rows: list[Read] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[str, str], Unknown] = field(default_factory=dict)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str, str]] = field(default_factory=list)


def read(
    sheets: Sequence[Worksheet], how: ColumnMapping, listed: ListKind, alliance: Alliance, actor: Actor
) -> ParsedList:
    """Every row of the list, as records of this kind. Nothing is changed."""
    return _Reader(sheets, how, listed, alliance, actor).read()


class _Reader:
    """One look at a list: what is known is looked up once."""

    def __init__(
        self, sheets: Sequence[Worksheet], how: ColumnMapping, listed: ListKind, alliance: Alliance, actor: Actor
    ) -> None:
        self.how, self.listed, self.fields = how, listed, listed.by_name
        self.found = ParsedList(laid_out(sheets, how))
        header = self.found.laid.header
        self.at = {
            name: [header.index(column) for column in columns if column in header]
            for name, columns in how.columns.items()
            if name in self.fields
        }
        self.words = vocabularies(listed, alliance, actor, how.words)
        self.found.vocabularies = list(self.words)
        self.everywhere = list(alliance.places.all())
        self.names = 0

    def read(self) -> ParsedList:
        self._columns()
        if self.found.problems:
            return self.found
        seen: dict[str, int] = {}
        for row in self.found.laid.rows:
            self._row(row, seen)
        return self.found

    def _columns(self) -> None:
        for name in self.at:
            for column in self.how.columns[name]:
                if column not in self.found.laid.header:
                    text = _(
                        "Deze kolom staat niet meer in uw lijst. Kies bij “{field}” een andere, of “staat er niet in”."
                    )
                    self._problem(self.how.header, column, text.format(field=self.fields[name].title))
        if not self.at.get(NAME):
            text = _("Zeg uit welke kolom de naam komt; zonder kan het niet.")
            self._problem(self.how.header, self.fields[NAME].title, text)
        if not self.at.get(OWNER) and not self.how.otherwise.get(OWNER):
            text = _("Zeg uit welke kolom dit komt, of wie het doet als het er niet staat.")
            self._problem(self.how.header, self.fields[OWNER].title, text)
        for one in self.listed.fields:
            if self._needed(one) and not self.at.get(one.name):
                text = _("Zeg uit welke kolom dit komt, of wat het is als het er niet staat.")
                self._problem(self.how.header, one.title, text)

    def _needed(self, one: ListField) -> bool:
        """Whether every row has to say it; of the name and of who does it is asked apart."""
        return one.required and one.name not in (NAME, OWNER) and not self.how.otherwise.get(one.name)

    def _problem(self, row: int, column: str, text: str) -> None:
        self.found.problems.append(Problem(row, column, text))

    def _row(self, row: ListRow, seen: dict[str, int]) -> None:
        texts = {name: self._text(row, name, at) for name, at in self.at.items() if at}
        key, name = texts.get(self.listed.spec.key, ""), texts[NAME]
        if not key and (not name or plain(name).startswith(_TOTALS)):
            first = next(cell for cell in row.cells if cell.strip())
            self.found.skipped.append((row.number, first.strip()[:80]))
            return
        apart = self.how.apart.get(identity(key, name), "")
        if apart == LEAVE:
            self.found.left.append((row.number, name or key, identity(key, name)))
            return
        before = len(self.found.problems)
        self._faults(row)
        if len(self.found.problems) > before:
            return
        self._once(row.number, key, name, seen)
        given = self._values(row.number, texts)
        # A cell that names nobody is as good as an empty one.
        silent = {OWNER} - given.keys()
        missing = {
            one: text
            for one, text in self.how.otherwise.items()
            if text and one in self.fields and (one in silent or not texts.get(one))
        }
        otherwise = {one.name: one.empty_value for one in self.listed.fields if _says_otherwise(one, given)}
        otherwise |= self._values(row.number, missing)
        for one in missing:
            given.pop(one, None)
        for one in self.listed.fields:
            if self._needed(one) and not texts.get(one.name):
                self._problem(row.number, self._called(one.name), _("Deze cel is leeg. Vul haar in."))
        if OWNER not in given and otherwise.get(OWNER) is None:
            self._problem(
                row.number,
                self._called(OWNER),
                _("Hier staat niet wie het doet. Vul het in, of kies hieronder wie het is als het er niet staat."),
            )
        if len(self.found.problems) == before:
            if apart:
                given.pop(VISIBILITY, None)
                otherwise[VISIBILITY] = self.words[VISIBILITY].find(apart)
            secret = next((found[0] for cell in row.cells if (found := _SECRET.search(cell))), "")
            self.found.rows.append(Read(row.number, given, otherwise, secret))

    def _faults(self, row: ListRow) -> None:
        """An error of a spreadsheet is no name, no place and no amount."""
        for at in dict.fromkeys(one for columns in self.at.values() for one in columns):
            if failed := fault(row.cells[at]):
                text = _("{what} (“{cell}”). {remedy}").format(what=failed[0], cell=row.cells[at], remedy=failed[1])
                self._problem(row.number, self.found.laid.header[at], text)

    def _once(self, number: int, key: str, name: str, seen: dict[str, int]) -> None:
        """Rows are told apart by their number, and without one by their name."""
        own = identity(key, name)
        if own in seen and key:
            text = _("Dit nummer staat ook in regel {row}. Geef elke regel een eigen nummer.")
            self._problem(number, self._called(self.listed.spec.key), text.format(row=seen[own]))
        elif own in seen:
            text = _(
                "Deze naam staat ook in regel {row}, en geen van beide heeft een eigen nummer. Geef ze een nummer, of een andere naam."
            )
            self._problem(number, self._called(NAME), text.format(row=seen[own]))
        seen.setdefault(own, number)

    def _called(self, name: str) -> str:
        return (self.how.columns.get(name) or [self.fields[name].title])[0]

    def _text(self, row: ListRow, name: str, at: Sequence[int]) -> str:
        """One column as it is; of more, what stands in each, of money behind its name."""
        if len(at) == 1:
            return plainly(lines(row.cells[at[0]]).strip())
        texts = [(self.found.laid.header[one], plainly(lines(row.cells[one]).strip())) for one in at]
        if self.fields[name].spec.amounts:
            return amounts(texts)
        return ("; " if self.fields[name].vocabulary else "\n").join(
            dict.fromkeys(text for _title, text in texts if text)
        )

    def _values(self, number: int, texts: dict[str, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        more: list[object] = []
        for name, text in texts.items():
            try:
                if name == OWNER:
                    first, *more = [*self._many(number, name, text), None]
                    values[name], more = first, more[:-1]
                    self._one_owner(more)
                elif self.fields[name].type is FieldType.DAY:
                    values |= self._day(number, self.fields[name], text)
                elif (value := self._value(number, self.fields[name], text)) is not NOTHING:
                    values[name] = value
            except NotUnderstoodError as problem:
                self._problem(number, self._called(name), str(problem))
        if values.get(OWNER, self) is None:
            del values[OWNER]
        if more:
            # Who stands second in the column of who does it, takes part.
            values[PARTNERS] = [*values.get(PARTNERS, []), *more]
        return values

    def _one_owner(self, more: Sequence[object]) -> None:
        if more and PARTNERS not in self.fields:
            raise only_one()

    def _value(self, number: int, field: ListField, text: str) -> object:
        """NOTHING where the cell says nothing."""
        match field.type:
            case FieldType.PLACES:
                found = self._many(number, field.name, text)
                return (closest(found) if len(self.at.get(field.name, ())) > 1 else found) or NOTHING
            case FieldType.ORGANISATIONS:
                return self._many(number, field.name, text) or NOTHING
            case FieldType.ORGANISATION:
                first, *more = [*self._many(number, field.name, text), NOTHING]
                if len(more) > 1:
                    raise only_one()
                return first
            case FieldType.NUMBER:
                return number_of(field, text) if text else NOTHING
            case FieldType.TEXT:
                return checked_text(field, text) or NOTHING
        found = self._one(number, field.name, text)
        return NOTHING if found == field.spec.unknown else found

    def _day(self, number: int, field: ListField, text: str) -> dict[str, object]:
        """The day and how exactly it is known, by field; nothing where the cell says no day."""
        found = dates.span(text)
        if found is None and len(text) > LONGEST_WORD:
            raise too_long(LONGEST_WORD)
        if found is None:
            meant = self.words["days"].find(text)
            found = dates.span(meant.name) if isinstance(meant, New) else dates.Span() if meant is NOTHING else None
        if found is None:
            self._missing(number, self.words["days"], text)
            found = dates.Span()
        # A start said as a period is its first day, an end its last.
        ends = bool(field.spec.end_of)
        day, precision = (found.last, found.last_precision) if ends else (found.first, found.first_precision)
        if day is None and precision != Precision.OPEN:
            return {}
        name = field.name
        return {name: day, f"{name}_precision": precision} if field.precise else {name: day}

    def _one(self, number: int, name: str, text: str) -> object:
        vocabulary = self.words[self.fields[name].vocabulary]
        text = folded(text)
        if len(text) > LONGEST_WORD:
            raise too_long(LONGEST_WORD)
        found = vocabulary.find(text)
        if found is MISSING:
            self._missing(number, vocabulary, text)
            return NOTHING
        return found

    def _many(self, number: int, name: str, text: str) -> list[object]:
        """Each once, in the order of the cell."""
        vocabulary = self.words[self.fields[name].vocabulary]
        found: dict[object, object] = {}
        for word in self._names(vocabulary, text):
            value = vocabulary.find(word)
            if value is MISSING:
                self._missing(number, vocabulary, word)
                # Who or what it is comes out when somebody explains the word.
                value = New("", word)
            values = self.everywhere if value is ALL else [] if value is NOTHING else [value]
            for one in values:
                found.setdefault(_own(one), one)
        return list(found.values())

    def _names(self, vocabulary: Vocabulary, text: str) -> list[str]:
        """The words in a cell. Raises NotUnderstoodError when there is more in it than a cell with names can hold."""
        if len(text) > LONGEST_CELL:
            raise too_long(LONGEST_CELL)
        if self.names > MOST_NAMES:
            raise NotUnderstoodError(_("In deze lijst staan te veel namen om ineens te lezen. Splits haar."))
        names = list(vocabulary.words(folded(text)))
        self.names += len(names)
        if any(len(one) > LONGEST_WORD for one in names):
            raise too_long(LONGEST_WORD)
        return names

    def _missing(self, number: int, vocabulary: Vocabulary, word: str) -> None:
        key = (vocabulary.name, word.strip().lower())
        self.found.unknown.setdefault(key, Unknown(vocabulary, word.strip())).rows.append(number)


def _says_otherwise(one: ListField, given: Mapping[str, object]) -> bool:
    """Whether a new record gets something where the list says nothing of this field."""
    if one.name in given:
        return False
    return one.type in (FieldType.VISIBILITY, FieldType.RECORD) or one.spec.unknown is not None


def _own(value: object) -> object:
    """What tells a value of a cell from the others: a place by its code, for it may not be kept yet."""
    return getattr(value, "code", value)


def samples(laid: Laid, columns: Iterable[str]) -> str:
    """A few texts out of these columns."""
    return "; ".join(text[:40] for column in columns if column in laid.header for text in laid.samples(column))


def identity(key: str, name: str) -> str:
    """What a row is known by from one list to the next: its number, without one its name."""
    return f"#{key}" if key else name.lower()
