"""Between which values the figures of a whole country must lie, and how they must fit one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CountryBounds:
    """The lowest and the highest figure of the whole country that may be true, in the unit of the indicator. Wide: they
    tell a wrong column and a wrong factor from a year with news. first, last: years they are for (None = no end).
    evidence: key in `CountryChecks.evidence`."""

    indicator: str
    low: float
    high: float
    evidence: str
    first: int = 0
    last: int | None = None

    def holds(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class CountrySum:
    """Indicators of one table whose figures of the whole country add up to `total`, give or take `tolerance`."""

    indicators: tuple[str, ...]
    total: float
    tolerance: float
    evidence: str


@dataclass(frozen=True, slots=True)
class CountryOrder:
    """Indicators of one table, of which each includes the one before: none is smaller."""

    indicators: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class CountryParts:
    """An indicator whose gemeenten add up to the row of the country, but for at most this share of it (0..1)."""

    indicator: str
    tolerance: float
    evidence: str


@dataclass(frozen=True, slots=True)
class CountryChecks:
    """What is checked of the country in each table. evidence: key -> where it was seen, in words."""

    bounds: tuple[CountryBounds, ...] = ()
    sums: tuple[CountrySum, ...] = ()
    orders: tuple[CountryOrder, ...] = ()
    parts: tuple[CountryParts, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
