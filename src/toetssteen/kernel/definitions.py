"""Policy as reviewable data: what an indicator, a source and a named area are. Loaded from YAML elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from toetssteen.kernel.areas import Level
from toetssteen.kernel.published_columns import ColumnTitles, SeriesBreak

# A named area is a set of wijken or buurten, as recognisable as one of them.
_SMALL_FIRST = {Level.BUURT: 0, Level.WIJK: 1, Level.GEBIED: 1, Level.GEMEENTE: 2, Level.LAND: 3}


class Direction(StrEnum):
    """Which way is better. CONTEXT has no better: age, household, origin, density. Never coloured."""

    HIGHER = "higher"
    LOWER = "lower"
    CONTEXT = "context"


class AggregationRule(StrEnum):
    """How an indicator of parts becomes one of the whole."""

    SUM = "sum"
    WEIGHTED = "weighted"
    RATIO = "ratio"  # the sum of counts over the sum of what they are counted among
    NONE = "none"  # a median, a class, a spread: refuse


@dataclass(frozen=True, slots=True)
class Aggregation:
    """`by`: id of the indicator whose values are the weights (rule WEIGHTED); `otherwise`: of a second one, for areas
    in which the first was never counted (the result is then approximate). `count`: id of the indicator that is added up
    and divided by `by` (rule RATIO). `exact`: the result equals what the publisher
    would have counted, rounding of the parts apart."""

    rule: AggregationRule
    by: str | None = None
    otherwise: str | None = None
    count: str | None = None
    exact: bool = False


class ChanceModel(StrEnum):
    """How a count differs from year to year by chance: see `analysis.chance`."""

    BINOMIAL = "binomial"  # people or homes that have something or not
    POISSON = "poisson"  # events, of which one person can have several


@dataclass(frozen=True, slots=True)
class Counted:
    """The publisher counted, and divided by a number we know. of: id of the indicator that is this number (rule SUM)."""

    of: str
    model: ChanceModel = ChanceModel.BINOMIAL


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """Where an indicator's cells come from: one column of one source.

    value = factor * column / per (per: another column of the same row, or nothing) or factor * column / over (over: id
    of an indicator, rule SUM, whose figure of the same place and year is the divisor: for a file that only counts).
    least_divisor: below it no figure is made, for a share of very few says nothing and rounding can make it impossible.
    rounding: the step the publisher rounds to, in the indicator's unit after `factor` (0 = not rounded).
    count_step: the step the publisher rounds the count in `column` to, where it is divided by `per` (0 = not rounded);
    what that makes of the share depends on how many there are, see `answers.figures.steps`.
    estimated: the publisher's figure comes from a model. Earlier uses win where two give the same cell.
    levels, years: only these (empty = all the source has).
    """

    source: str
    column: str
    per: str | None = None
    over: str | None = None
    least_divisor: float = 0.0
    factor: float = 1.0
    rounding: float = 0.0
    count_step: float = 0.0
    estimated: bool = False
    provisional: bool = False
    levels: tuple[Level, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """An indicator we miss: who holds it, at what level, how to ask.

    lowest: the smallest sort of place on whose page it may stand, even as a wish, and because: why, for who reads the
    page of the indicator. “Signs of undermining” on the page of a named buurt tells something about its people.
    """

    holder: str
    level: str
    how_to_ask: str
    lowest: Level = Level.GEMEENTE
    because: str = ""

    def may_stand(self, level: Level) -> bool:
        """Whether it may be named where one place of this level is shown."""
        return _SMALL_FIRST[level] >= _SMALL_FIRST[self.lowest]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One definition of one publisher. Another publisher or another definition is another indicator.

    name, short, meaning, does_not_say: plain Dutch (B1). `short` completes "de/het ... " in charts and tables.
    sentence: for a profile, with {waarde}; see `answers.words.sentences`. unit: "%", "aantal", "euro", ... (shown).
    decimals: shown. range: the values that are possible (checked at build).
    minimum_cell: least number of people or homes behind a published value, as the publisher says; 0 = none.
    counted: what was counted out of what, so that chance can be told; None: a mean, a score, an estimate, or a share
    of a number we do not have.
    key: shown on a profile by default. students: students distort it, visitors: visitors do (a mark is
    shown).
    composition: describes who lives there, not how it goes; always neutral blue.
    """

    id: str
    name: str
    meaning: str
    does_not_say: str
    domain: str
    unit: str
    direction: Direction
    aggregation: Aggregation
    sentence: str = ""
    columns: tuple[ColumnUse, ...] = ()
    decimals: int = 0
    range: tuple[float, float] | None = None
    minimum_cell: int = 0
    counted: Counted | None = None
    key: bool = False
    students: bool = False
    visitors: bool = False
    composition: bool = False
    breaks: tuple[SeriesBreak, ...] = ()
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """A theme of the profile, in the order of `definitions/domains.yaml`."""

    id: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be true of a table before its snapshot may serve: rows, and totals of one column per level.

    totals: {column: {level: total}} must be met exactly. secret_share: at most this share of a column's cells
    may be without a number (0..1).
    """

    rows: int | None = None
    totals: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    secret_share: float = 1.0


class Protocol(StrEnum):
    """How a publisher hands out its figures: see `sources.network`."""

    ODATA4 = "odata4"
    ODATA3 = "odata3"
    WFS = "wfs"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Live:
    """Where a source is fetched from over the network.

    address: of the table (OData), the service (WFS) or the file. hosts: other hosts the publisher may send us to.
    area: the dimension that holds the area (OData; "" = as the table's metadata says). filter: the publisher's own $filter (OData). layer: type name (WFS).
    member: the file inside a zip (FILE). most_bytes, most_seconds: beyond these we stop and say so.
    """

    protocol: Protocol
    address: str
    hosts: tuple[str, ...] = ()
    area: str = "WijkenEnBuurten"
    filter: str = ""
    layer: str = ""
    member: str = ""
    most_bytes: int = 500_000_000
    most_seconds: int = 3600


@dataclass(frozen=True, slots=True)
class Source:
    """One publication in one layout: which reader, which file, which columns say what an area is.

    file: path below the data folder (fetch copies it as it is). reader: a name in `sources.READERS`.
    year, division_year: of the figures and of the codes; year None = the file says (a panel).
    options: what the reader needs besides (sheet, delimiter, code column ...), documented per reader.
    geometry: this file holds outlines; figures: it holds figures. sketched: its outlines are too coarse to measure with:
    they are drawn, and never decide whether two areas are the same place. scope: codes of the areas whose parts are
    all in the file (("NL00",) = the whole country), so that nobody calls Utrecht alone "the Netherlands".
    filled_later: the publisher adds figures to the table after it appeared, so an empty column is not yet published.
    live: how to fetch it over the network; None = only from a folder. family: id of the definition it was made from;
    then its columns are found by title: `titles`. units: name of a field or header -> its unit, for a file of a family
    that does not say so itself.
    """

    id: str
    publisher: str
    title: str
    table: str
    address: str
    licence: str
    reader: str
    file: str
    division_year: int
    year: int | None = None
    version: str = ""
    notes: str = ""
    published: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    geometry: bool = False
    figures: bool = True
    sketched: bool = False
    invented: bool = False
    filled_later: bool = False
    scope: tuple[str, ...] = ("NL00",)
    expect: Expectation = field(default_factory=Expectation)
    live: Live | None = None
    family: str = ""
    titles: tuple[ColumnTitles, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alias:
    """Other names that people search a place by, beside the name its publisher gives it. source: who calls it so."""

    code: str
    names: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A named set of buurten, wijken or gemeenten per division year, with its origin and whether somebody checked it.

    id: kebab-case. code: EI0014-3 for an area of a municipality's own division, of which there may be figures of its
    own; else "". kind: "focusgebied", "gebied" (another programme's or a variant), "buurtcombinatie".
    members: division year -> codes; a code may end in `*` (all codes of that level that start so).
    Empty members: the area is known, its buurten are not.
    parts: ids of named areas this one is made of, for showing its parts. variants: ids of other definitions
    of the same place, shown side by side. aliases: other names people search for.
    """

    id: str
    name: str
    kind: str
    gemeente: str
    origin: str
    verified: bool
    exhaustive: bool = True
    programme: str = ""
    note: str = ""
    members: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    code: str = ""
