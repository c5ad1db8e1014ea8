"""How long after a year its figures appear: dated evidence, and what follows from it for a next year."""

import re
from dataclasses import dataclass
from enum import StrEnum

_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
# A lag is counted from January of the year that the figures are about.
_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar; month: 1 to 12."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """From "2024-08". Raises ValueError."""
        if not _MONTH.fullmatch(text):
            raise ValueError(text)
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def after(cls, year: int, lag: int) -> "Month":
        """The month `lag` months after January of `year`."""
        return cls(year + lag // _MONTHS, lag % _MONTHS + 1)

    def lag(self, year: int) -> int:
        """Months since January of `year`; negative before it."""
        return (self.year - year) * _MONTHS + self.month - 1

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class Sighting(StrEnum):
    """What a piece of evidence proves about the month in which figures appeared."""

    PUBLISHED = "published"  # the publisher says that they come, or came, in this month
    THERE = "there"  # they were there in this month, perhaps earlier
    MISSING = "missing"  # they were not there yet in this month


@dataclass(frozen=True, slots=True)
class LagEvidence:
    """year: of the figures. month: "2024-08". source: where it was seen, in words."""

    year: int
    month: str
    sighting: Sighting
    source: str

    @property
    def lag(self) -> int:
        return Month.parse(self.month).lag(self.year)


@dataclass(frozen=True, slots=True)
class LagBounds:
    """Months after January of the year: not before `first`, by `last` at the latest; None where nothing is known.

    published: the publisher said the month, so that first and last are the same.
    """

    first: int | None = None
    last: int | None = None
    published: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """The months in which the figures of a year would appear when it goes as before; None where nothing is known."""

    year: int
    first: Month | None
    last: Month | None
    published: bool


@dataclass(frozen=True, slots=True)
class PublicationLag:
    """One subject of one publisher: when the figures of a year appear.

    subject: in plain Dutch. sources: ids of sources and families. indicators: ids; empty = every indicator of these
    sources that no other entry names. every: years between two editions; 0 = not at set times, or not known.
    evidence: empty, or without proof of an appearance: unknown, and then `unknown` says why. publisher_says: the
    publisher's own words on new figures, with where they stand. ended: why no next year comes.
    """

    id: str
    subject: str
    sources: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    every: int = 0
    evidence: tuple[LagEvidence, ...] = ()
    publisher_says: str = ""
    unknown: str = ""
    ended: str = ""

    def bounds(self) -> LagBounds:
        """What the evidence proves: of what the publisher said, the newest year; else the latest month in which
        figures were missing and the earliest in which they were there, over all years."""
        said = [seen for seen in self.evidence if seen.sighting is Sighting.PUBLISHED]
        if said:
            lag = max(said, key=lambda seen: seen.year).lag
            return LagBounds(lag, lag, published=True)
        there = [seen.lag for seen in self.evidence if seen.sighting is Sighting.THERE]
        missing = [seen.lag + 1 for seen in self.evidence if seen.sighting is Sighting.MISSING]
        return LagBounds(max(missing, default=None), min(there, default=None))

    def expected(self, year: int) -> Expected:
        """When the figures of `year` would appear."""
        bounds = self.bounds()
        first, last = (None if lag is None else Month.after(year, lag) for lag in (bounds.first, bounds.last))
        return Expected(year, first, last, bounds.published)
