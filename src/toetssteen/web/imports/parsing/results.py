"""What parsing a list gives: its rows as understood, what is wrong with them, and the words that nobody explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toetssteen.web.imports.layout import SheetLayout
from toetssteen.web.imports.mapping import folded
from toetssteen.web.imports.vocabulary import Vocabulary

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """row: its number in the file; column: as the file calls it; text: what is wrong and what to do."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """number: in the file. given: by field, where the cell says something: a blank is never a value. defaults: what a new
    record gets besides. secret: what stands in the row that may mean that not everybody may see it."""

    number: int
    given: Values
    defaults: Values
    secret: str = ""

    @property
    def values(self) -> Values:
        """Of a new record."""
        return {**self.defaults, **self.given}


@dataclass(slots=True)
class UnknownWord:
    """A word that nobody explained. rows: where it stands."""

    vocabulary: Vocabulary
    word: str
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ParsedList:
    """All rows. vocabularies: by name, in order. skipped: number and first text of rows that are no record; left: number,
    name and identity of those that somebody left out."""

    layout: SheetLayout
    vocabularies: Mapping[str, Vocabulary]
    rows: list[ParsedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[str, str], UnknownWord] = field(default_factory=dict)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str, str]] = field(default_factory=list)

    def add_unknown(self, row: int, vocabulary: Vocabulary, word: str) -> None:
        key = (vocabulary.name, folded(word))
        self.unknown.setdefault(key, UnknownWord(vocabulary, word.strip())).rows.append(row)


def identity(key: str, name: str) -> str:
    """What a row is known by from one list to the next: its number, without one its name."""
    return f"#{key}" if key else folded(name)
