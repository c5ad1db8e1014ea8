"""What a publisher calls a column: the titles we accept, and the column that a table turned out to have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Certainty(StrEnum):
    """How sure we are that a table has a column under a title. Anything lower decides nothing and stands nowhere."""

    HIGH = "high"  # the publisher's metadata, header or text, or two independent readers
    MEDIUM = "medium"  # one independent reader


@dataclass(frozen=True, slots=True)
class AcceptedTitle:
    """One title under which a publisher gives a column.

    title: as published. name: only where no title was ever seen, the title without blanks and signs, each word with a
    capital (the stem of a key of OData 3). group: the last part of the group path ("Totaalscore"), or several
    ("SES-WOA / Totaalscore"); "" = the title stands once in the whole table.
    first, last: years in which it may be accepted (None = no end). high, medium: years with evidence of that certainty.
    evidence: key in the family's `evidence`. seen_only: accepted in years with evidence only; for the short name of a
    field or a header, which says less than a title.
    """

    unit: str
    evidence: str
    title: str = ""
    name: str = ""
    group: str = ""
    first: int = 0
    last: int | None = None
    high: tuple[int, ...] = ()
    medium: tuple[int, ...] = ()
    seen_only: bool = False

    def spans(self, year: int) -> bool:
        """Whether the year lies between the first and the last."""
        return self.first <= year and (self.last is None or year <= self.last)

    def holds(self, year: int) -> bool:
        """Whether the title may be accepted in the year."""
        return self.spans(year) and (not self.seen_only or self.certainty(year) is not None)

    def certainty(self, year: int) -> Certainty | None:
        """The evidence for the year; None = there is none."""
        if year in self.high:
            return Certainty.HIGH
        return Certainty.MEDIUM if year in self.medium else None


@dataclass(frozen=True, slots=True)
class ColumnTitles:
    """A column by the name our definitions use, and what the publisher calls it.

    codes: table -> its code in OData 4, which must agree. stems: keys of OData 3 without their number, where those do
    not follow from the title. sum_of: where no title holds, the columns of ours that it is the sum of.
    """

    id: str
    titles: tuple[AcceptedTitle, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    stems: tuple[str, ...] = ()
    sum_of: tuple[str, ...] = ()

    def certainty(self, year: int) -> Certainty | None:
        """The best evidence for the year."""
        levels = {title.certainty(year) for title in self.titles if title.holds(year)}
        return next((level for level in Certainty if level in levels), None)


@dataclass(frozen=True, slots=True)
class ResolvedColumn:
    """The column of a table that was found for a name of ours. key: what the table's own files call it. parts: the keys
    of the columns that it is the sum of."""

    id: str
    key: str
    title: str
    unit: str
    group: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """From `year` on the publisher counts otherwise: no figure is compared with one from before. why: for a reader, a
    whole sentence. source: where the publisher says so, or where it was seen."""

    year: int
    why: str
    source: str
