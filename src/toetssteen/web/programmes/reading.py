"""Reading somebody's own list row by row: what each cell means here, what is wrong, and which words nobody explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.search import plain
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.texts import lines
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes import days, recipe
from toetssteen.web.programmes.meanings import (
    ALL,
    LONGEST_CELL,
    LONGEST_WORD,
    MISSING,
    NOTHING,
    New,
    Vocabulary,
    folded,
)
from toetssteen.web.programmes.models import Activity
from toetssteen.web.programmes.models.activity import Status
from toetssteen.web.programmes.recipe import Laid, Recipe
from toetssteen.web.programmes.sheet import DAYS, FIELDS, VOCABULARY, plainly
from toetssteen.web.programmes.vocabularies import vocabularies
from toetssteen.web.programmes.worksheets import Worksheet
from toetssteen.web.records.precision import Precision

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

TITLE = {one.name: one.title for one in FIELDS}
_SECRET = re.compile(r"vertrouwelijk|niet openbaar|niet op (?:de )?(?:web)?site|niet publiceren|geheim|embargo", re.I)
_AMOUNT = re.compile(r"(?:€|EUR)? ?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cents>\d{2}))?(?:,-)?", re.ASCII)
# Longer than any amount in a list.
_LONGEST_AMOUNT = 40
# Names in all cells together; what is beyond is no list of activities.
MOST_NAMES = 100_000
_TOTALS = ("totaal", "subtotaal", "sub totaal", "eindtotaal")
# Where a list says nothing and nobody said what then.
EMPTY = {"status": Status.UNKNOWN, "visibility": Visibility.CONCEPT, "goal": None, "plan": None}


@dataclass(frozen=True, slots=True)
class Problem:
    """row: its number in the file; column: as the file calls it; text: what is wrong and what to do."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """A row as understood. given: by field, where the cell says something: a blank is never a value; otherwise: what a
    new activity gets besides.
    secret: what stands in the row that may mean that not everybody may see it."""

    row: int
    given: dict[str, object]
    otherwise: dict[str, object]
    secret: str = ""

    @property
    def values(self) -> dict[str, object]:
        """Of a new activity."""
        return {**self.otherwise, **self.given}


@dataclass(slots=True)
class Unknown:
    """A word that nobody explained. rows: where it stands."""

    vocabulary: Vocabulary
    word: str
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """All rows. skipped: number and first text of rows that are no activity; left: number,
    name and identity of those that somebody left out."""

    laid: Laid
    rows: list[Read] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[str, str], Unknown] = field(default_factory=dict)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str, str]] = field(default_factory=list)


class _NotUnderstoodError(ValueError):
    """What is wrong with a cell, and what to do."""


def read(sheets: Sequence[Worksheet], how: Recipe, alliance: Alliance, actor: Actor) -> Reading:
    """Every row of the list. Nothing is changed."""
    return _Reader(sheets, how, alliance, actor).read()


class _Reader:
    """One look at a list: what is known is looked up once."""

    def __init__(self, sheets: Sequence[Worksheet], how: Recipe, alliance: Alliance, actor: Actor) -> None:
        self.how = how
        self.found = Reading(recipe.laid_out(sheets, how))
        self.at = {
            name: [self.found.laid.header.index(column) for column in columns if column in self.found.laid.header]
            for name, columns in how.columns.items()
        }
        self.words = vocabularies(alliance, actor, how.words)
        self.everywhere = list(alliance.places.all())
        self.names = 0

    def read(self) -> Reading:
        self._columns()
        if self.found.problems:
            return self.found
        seen: dict[str, int] = {}
        for row in self.found.laid.rows:
            self._row(row, seen)
        return self.found

    def _columns(self) -> None:
        for name, columns in self.how.columns.items():
            for column in columns:
                if column not in self.found.laid.header:
                    text = _(
                        "Deze kolom staat niet meer in uw lijst. Kies bij “{field}” een andere, of “staat er niet in”."
                    )
                    self._problem(self.how.header, column, text.format(field=TITLE[name]))
        if not self.at.get("name"):
            self._problem(self.how.header, TITLE["name"], _("Zeg uit welke kolom de naam komt; zonder kan het niet."))
        if not self.at.get("owner") and not self.how.otherwise.get("owner"):
            text = _("Zeg uit welke kolom dit komt, of wie het doet als het er niet staat.")
            self._problem(self.how.header, TITLE["owner"], text)

    def _problem(self, row: int, column: str, text: str) -> None:
        self.found.problems.append(Problem(row, column, text))

    def _row(self, row: recipe.Row, seen: dict[str, int]) -> None:
        texts = {name: self._text(row, name, at) for name, at in self.at.items() if at}
        key, name = texts.get("key", ""), texts["name"]
        if not key and (not name or plain(name).startswith(_TOTALS)):
            first = next(cell for cell in row.cells if cell.strip())
            self.found.skipped.append((row.number, first.strip()[:80]))
            return
        apart = self.how.apart.get(identity(key, name), "")
        if apart == recipe.LEAVE:
            self.found.left.append((row.number, name or key, identity(key, name)))
            return
        before = len(self.found.problems)
        self._faults(row)
        if len(self.found.problems) > before:
            return
        self._once(row.number, key, name, seen)
        given = self._values(row.number, texts)
        # A cell that names nobody is as good as an empty one.
        silent = {"owner"} - given.keys()
        missing = {
            one: text for one, text in self.how.otherwise.items() if text and (one in silent or not texts.get(one))
        }
        otherwise = {one: value for one, value in EMPTY.items() if one not in given}
        otherwise |= self._values(row.number, missing)
        for one in missing:
            given.pop(one, None)
        if "owner" not in given and otherwise.get("owner") is None:
            self._problem(
                row.number,
                self._called("owner"),
                _("Hier staat niet wie het doet. Vul het in, of kies hieronder wie het is als het er niet staat."),
            )
        if len(self.found.problems) == before:
            if apart:
                given.pop("visibility", None)
                otherwise["visibility"] = self.words["visibility"].find(apart)
            secret = next((found[0] for cell in row.cells if (found := _SECRET.search(cell))), "")
            self.found.rows.append(Read(row.number, given, otherwise, secret))

    def _faults(self, row: recipe.Row) -> None:
        """An error of a spreadsheet is no name, no place and no amount."""
        for at in dict.fromkeys(one for columns in self.at.values() for one in columns):
            if failed := fault(row.cells[at]):
                text = _("{what} (“{cell}”). {remedy}").format(what=failed[0], cell=row.cells[at], remedy=failed[1])
                self._problem(row.number, self.found.laid.header[at], text)

    def _once(self, number: int, key: str, name: str, seen: dict[str, int]) -> None:
        """Rows are told apart by their number, and without one by their name."""
        own = identity(key, name)
        if own in seen and key:
            text = _("Dit nummer staat ook in regel {row}. Geef elke activiteit een eigen nummer.")
            self._problem(number, self._called("key"), text.format(row=seen[own]))
        elif own in seen:
            text = _(
                "Deze naam staat ook in regel {row}, en geen van beide heeft een eigen nummer. Geef ze een nummer, of een andere naam."
            )
            self._problem(number, self._called("name"), text.format(row=seen[own]))
        seen.setdefault(own, number)

    def _called(self, name: str) -> str:
        return (self.how.columns.get(name) or [TITLE[name]])[0]

    def _text(self, row: recipe.Row, name: str, at: Sequence[int]) -> str:
        """One column as it is; of more, what stands in each, of money behind its name."""
        if len(at) == 1:
            return plainly(lines(row.cells[at[0]]).strip())
        texts = [(self.found.laid.header[one], plainly(lines(row.cells[one]).strip())) for one in at]
        if name == "money":
            return amounts(texts)
        return ("; " if name in VOCABULARY else "\n").join(dict.fromkeys(text for _title, text in texts if text))

    def _values(self, number: int, texts: dict[str, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        more: list[object] = []
        for name, text in texts.items():
            try:
                if name == "owner":
                    first, *more = [*self._many(number, name, text), None]
                    values[name], more = first, more[:-1]
                elif name in DAYS:
                    values |= self._day(number, name, text)
                elif (value := self._value(number, name, text)) is not NOTHING:
                    values[name] = value
            except _NotUnderstoodError as problem:
                self._problem(number, self._called(name), str(problem))
        if values.get("owner", self) is None:
            del values["owner"]
        if more:
            # Who stands second in the column of who does it, takes part.
            values["partners"] = [*values.get("partners", []), *more]
        return values

    def _value(self, number: int, name: str, text: str) -> object:
        """NOTHING where the cell says nothing."""
        if name == "places":
            found = self._many(number, name, text)
            return (closest(found) if len(self.at.get(name, ())) > 1 else found) or NOTHING
        if name == "partners":
            return self._many(number, name, text) or NOTHING
        if name in VOCABULARY:
            found = self._one(number, name, text)
            return NOTHING if found == Status.UNKNOWN else found
        if name == "name" and not text:
            raise _NotUnderstoodError(_("Deze cel is leeg. Vul haar in."))
        most = Activity._meta.get_field(name).max_length
        if len(text) > most:
            raise _too_long(most)
        return text or NOTHING

    def _day(self, number: int, name: str, text: str) -> dict[str, object]:
        """The day and how exactly it is known, by field; nothing where the cell says no day."""
        found = days.span(text)
        if found is None and len(text) > LONGEST_WORD:
            raise _too_long(LONGEST_WORD)
        if found is None:
            meant = self.words["days"].find(text)
            found = days.span(meant.name) if isinstance(meant, New) else days.Span() if meant is NOTHING else None
        if found is None:
            self._missing(number, self.words["days"], text)
            found = days.Span()
        # A start said as a period is its first day, an end its last.
        day, precision = (found.last, found.last_precision) if name == "end" else (found.first, found.first_precision)
        if day is None and precision != Precision.OPEN:
            return {}
        return {name: day} if name == "after_day" else {name: day, f"{name}_precision": precision}

    def _one(self, number: int, name: str, text: str) -> object:
        vocabulary = self.words[VOCABULARY[name]]
        text = folded(text)
        if len(text) > LONGEST_WORD:
            raise _too_long(LONGEST_WORD)
        found = vocabulary.find(text)
        if found is MISSING:
            self._missing(number, vocabulary, text)
            return NOTHING
        return found

    def _many(self, number: int, name: str, text: str) -> list[object]:
        """Each once, in the order of the cell."""
        vocabulary = self.words[VOCABULARY[name]]
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
        """The words in a cell. Raises _NotUnderstoodError when there is more in it than a cell with names can hold."""
        if len(text) > LONGEST_CELL:
            raise _too_long(LONGEST_CELL)
        if self.names > MOST_NAMES:
            raise _NotUnderstoodError(_("In deze lijst staan te veel namen om ineens te lezen. Splits haar."))
        names = list(vocabulary.words(folded(text)))
        self.names += len(names)
        if any(len(one) > LONGEST_WORD for one in names):
            raise _too_long(LONGEST_WORD)
        return names

    def _missing(self, number: int, vocabulary: Vocabulary, word: str) -> None:
        key = (vocabulary.name, word.strip().lower())
        self.found.unknown.setdefault(key, Unknown(vocabulary, word.strip())).rows.append(number)


def _too_long(most: int) -> _NotUnderstoodError:
    return _NotUnderstoodError(_("Deze tekst is langer dan {most} tekens. Maak haar korter.").format(most=most))


def _own(value: object) -> object:
    """What tells a value of a cell from the others: a place by its code, for it may not be kept yet."""
    return getattr(value, "code", value)


def samples(laid: Laid, columns: Iterable[str]) -> str:
    """A few texts out of these columns."""
    return "; ".join(text[:40] for column in columns if column in laid.header for text in laid.samples(column))


def identity(key: str, name: str) -> str:
    """What a row is known by from one list to the next: its number, without one its name."""
    return f"#{key}" if key else name.lower()


def closest(places: list[object]) -> list[object]:
    """Without those that another one lies in: of "Merelwijk" and its buurt "Tichelhof" the buurt."""
    digits = {id(one): one.code[2:] for one in places if getattr(one, "code", "")[:2] in ("GM", "WK", "BU")}
    # Every beginning of a code, down to that of a gemeente.
    begun = {code[:most] for code in digits.values() for most in range(4, len(code))}
    return [one for one in places if digits.get(id(one)) not in begun]


def amounts(texts: Sequence[tuple[str, str]]) -> str:
    """Money out of several columns, each behind what its name has of its own. "" and 0 say nothing."""
    titles = [title.replace("_", " ").split() for title, _text in texts]
    shared = 0
    while len(titles) > 1 and all(len(one) > shared + 1 and one[shared] == titles[0][shared] for one in titles):
        shared += 1
    said = [(" ".join(title[shared:]), _euro(text)) for title, (_name, text) in zip(titles, texts, strict=True)]
    return "\n".join(f"{title}: {text}" for title, text in said if text)


def _euro(text: str) -> str:
    """A number as euros, with cents only where there are any; what is no number stays."""
    plain = " ".join(text.split()) if len(text) <= _LONGEST_AMOUNT else ""
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return text
    whole, cents = int(found["whole"].replace(".", "")), found["cents"] or "00"
    if not whole and cents == "00":
        return ""
    return f"€ {dutch(whole, 0)}" + (f",{cents}" if cents != "00" else "")
