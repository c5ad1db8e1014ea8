"""A publisher's tables of the same columns, such as one a year, in one definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toetssteen.kernel.definitions import Live
from toetssteen.kernel.published_columns import Certainty, ColumnTitles


@dataclass(frozen=True, slots=True)
class FamilyTable:
    """One table of a family. source: id of the source it is. year: None where the table has many.

    evidence: key in the family's `evidence`, of the table's number and year. written: the source stands in
    `definitions/sources`; here it only gets its titles. people: inhabitants of all gemeenten together, by which a file
    of this year is recognised whatever it is called.
    """

    table: str
    source: str
    division_year: int
    evidence: str
    year: int | None = None
    certainty: Certainty = Certainty.HIGH
    written: bool = False
    people: int = 0


@dataclass(frozen=True, slots=True)
class ListedTables:
    """address: of the publisher's catalogue of tables (OData 4). title: exactly, with {year}. source: id of the source
    that a new table becomes, with {year}."""

    address: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class TableFamily:
    """The tables in which a publisher gives the same columns, such as one a year; each becomes a `Source`.

    title: with {year} and {division}. live: its address with {table}; an empty area is read from the table's metadata;
    None for files that people bring themselves. reader, file: of its sources, file with {table}.
    units: name of a field or header -> its unit as the publisher's explanation gives it, for files that do not say so
    themselves. seen_only: every title is accepted in years with evidence only.
    evidence: key -> where it was seen, in words. tables: the newest first; of two that have a cell, the first wins.
    filled_later: of a table, see `Source`. listed: how the publisher's catalogue lists the table of a year, to know a new one by.
    """

    id: str
    publisher: str
    title: str
    address: str
    licence: str
    evidence: Mapping[str, str]
    tables: tuple[FamilyTable, ...]
    columns: tuple[ColumnTitles, ...]
    live: Live | None = None
    reader: str = "odata-table"
    file: str = "live/{table}.csv"
    units: Mapping[str, str] = field(default_factory=dict)
    seen_only: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    listed: ListedTables | None = None
    filled_later: bool = False


@dataclass(frozen=True, slots=True)
class AddedTable:
    """A table of a family that an installation added itself: a new year needs no release. id: of the source it is."""

    id: str
    family: str
    table: str
    year: int
    division_year: int
