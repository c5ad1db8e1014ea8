"""How somebody's own list becomes records of a kind: what a subject says of it. `imports` does the work, and takes from the
model and the form whatever is not said here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from toetssteen.web.accounts.roles import Actor

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

Text = str | Promise
# By field what a record would hold: each as its model keeps it.
Values = Mapping[str, Any]
# Rows of a list, where a kind says nothing else.
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRecords:
    """Records that a list names and that are made with it. sorts: (value, label) to choose from; sort_field: of the model,
    where that value is kept."""

    sorts: tuple[tuple[str, Text], ...]
    sort_field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportField:
    """A field as a column. What stands in its cells (an organisation, places, a choice, a day, a number, a text) follows
    from the model.

    title: of the column in our own list, "": what the model calls it. called: what others call that column, the likeliest
    first. same_for_all: whether one answer may hold for every row that says nothing; None: for what is chosen, not typed.
    empty: in words, what a row gets that says nothing. unknown: the choice that says that nothing is known.
    stems: beginning of a word -> the choice it means. choices: value -> label, where only the form knows them.
    words: what the words of its cells are called together. records: which records a cell may name, None: those of the
    alliance that the actor sees. making: those that are not here yet can be made. end_of: the day that begins the period of
    which this is the last. amounts: money in words, of which there may be a column for each year.
    """

    name: str
    title: Text = ""
    called: tuple[str, ...] = ()
    hint: Text = ""
    same_for_all: bool | None = None
    empty: Text = ""
    unknown: object = None
    stems: Mapping[str, str] = field(default_factory=dict)
    choices: Callable[[], Mapping[str, str]] | None = None
    words: Text = ""
    records: Callable[[Actor, Alliance], QuerySet] | None = None
    making: RelatedRecords | None = None
    end_of: str = ""
    amounts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewColumn:
    """A column of the table of what would be made. text, more: of the values of a record, "" for nothing; more is shown
    small below it."""

    title: Text
    text: Callable[[Values], str]
    more: Callable[[Values], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSpec:
    """What a list of this kind may hold.

    fields: the columns, in the order of our own list; empty: the fields of the form. key: the field that tells one row
    from another; "", or where it is empty: the name. parent: the field that points at another record of the kind itself,
    which may be another row of the same list; "": there is none. first: the fields asked first, empty: all.
    most_rows: how many rows a list may have. preview: columns of what would be made, empty: the first fields. below: under
    its name (field, letters at most). now: title and text of a column that only goes out: how it is on that day.
    address: of the page below that of the alliance, and empty_list: of the empty list without its extension; "": named
    after the kind.
    """

    fields: tuple[ImportField, ...] = ()
    key: str = ""
    parent: str = ""
    first: tuple[str, ...] = ()
    most_rows: int = MOST_ROWS
    preview: tuple[PreviewColumn, ...] = ()
    below: tuple[tuple[str, int], ...] = ()
    now: tuple[Text, Callable[[Any, date], str]] | None = None
    address: str = ""
    empty_list: str = ""
