"""A place at a glance: for each domain the one figure that leads it, and how far it lies from the reference."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from toetssteen.analysis.gap import Movement, Standing
from toetssteen.analysis.glance import distance, scale_limits, spread_unit
from toetssteen.answers.figures.against_reference import Reading, Reference, reading
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.profile import Profile, Theme, is_old
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.steps import step
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.definitions import AggregationRule, Direction, Domain, Indicator
from toetssteen.kernel.dutch import as_shown


class RowState(StrEnum):
    """What a row can show. PLACED: a figure and where it lies. FIGURE: a figure without a place on the scale, because there
    is nothing to hold it against or too few places to know the spread. The others: no figure, and why."""

    PLACED = "placed"
    FIGURE = "figure"
    WITHHELD = "withheld"
    UNPUBLISHED = "unpublished"
    WANTED = "wanted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part of the place. position: its distance from the reference of the whole place."""

    code: str
    name: str
    value: float
    position: float


@dataclass(frozen=True, slots=True)
class Begin:
    """Where the place and its reference stood in the first year that may be compared with now, on the scale of now."""

    year: int
    value: float
    position: float
    reference: float | None


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """One domain. Positions are distances from the reference in units of spread, better above zero.

    indicator: that leads the row, None for a domain without any. reading: its figures, None where no figure is known.
    places: of all places of the same kind around it. of_country: whether the unit is the spread of the whole country, for want
    of enough places in the city. old: the figure is of more than `MOST_YEARS` before the newest. others: how many other
    figures of the domain stand better, about the same and worse.
    """

    domain: Domain
    state: RowState
    indicator: Indicator | None = None
    reading: Reading | None = None
    position: float | None = None
    begin: Begin | None = None
    parts: tuple[PlacedPart, ...] = ()
    places: tuple[float, ...] = ()
    of_country: bool = False
    old: bool = False
    others: Counter[Standing] = field(default_factory=Counter)

    @property
    def mixed(self) -> bool:
        """Whether more of the other figures say the opposite of the leading one than say the same."""
        match None if self.reading is None else self.reading.standing:
            case Standing.BETTER:
                return self.others[Standing.WORSE] > self.others[Standing.BETTER]
            case Standing.WORSE:
                return self.others[Standing.BETTER] > self.others[Standing.WORSE]
            case _:
                return False


@dataclass(frozen=True, slots=True)
class Glance:
    """A row for each domain in which something can be better or worse, in the order of the domains. low, high: the ends of
    the scale they share."""

    rows: tuple[GlanceRow, ...]
    low: float
    high: float


def glance(atlas: Atlas, profile: Profile) -> Glance:
    """The overview of a place, of a profile with all its domains; one of now only is enough."""
    judged = {i.domain for i in atlas.indicators.values() if i.direction is not Direction.CONTEXT}
    rows = tuple(_row(atlas, profile, theme) for theme in profile.themes if theme.domain.id in judged)
    shown = [
        position
        for row in rows
        for position in (
            row.position,
            None if row.begin is None else row.begin.position,
            *(part.position for part in row.parts),
        )
        if position is not None
    ]
    return Glance(rows, *scale_limits(shown))


def _row(atlas: Atlas, profile: Profile, theme: Theme) -> GlanceRow:
    leading = _leading(atlas, theme)
    if leading is not None:
        whole = reading(atlas, profile.place, leading.indicator, profile.reference, profile.baseline)
        return _figure_row(atlas, theme, whole, profile.reference)
    for state, indicators in (
        (RowState.WITHHELD, _directed(theme.secret_here)),
        (RowState.UNPUBLISHED, _directed(theme.unpublished)),
        (RowState.WANTED, theme.wanted),
        (RowState.UNKNOWN, _directed(theme.unknown_here)),
    ):
        if indicators:
            return GlanceRow(theme.domain, state, indicators[0])
    return GlanceRow(theme.domain, RowState.UNKNOWN)


def _directed(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Those with a better and a worse, the key ones first."""
    directed = [i for i in indicators if i.direction is not Direction.CONTEXT]
    return tuple(sorted(directed, key=lambda indicator: not indicator.key))


def _leading(atlas: Atlas, theme: Theme) -> Reading | None:
    """The figure that leads a domain: with a better and a worse, no total; recent before old, comparable before alone, one of
    the residents before one that visitors count in, key before other, the newest first, then the order of the definitions.
    None without any."""
    candidates = [
        r
        for r in theme.readings
        if r.indicator.direction is not Direction.CONTEXT and r.indicator.aggregation.rule is not AggregationRule.SUM
    ]
    return min(
        candidates,
        key=lambda r: (
            is_old(atlas, r),
            r.against is None,
            r.indicator.visitors,
            not r.indicator.key,
            -r.latest.year if r.latest is not None else 0,
        ),
        default=None,
    )


def _figure_row(atlas: Atlas, theme: Theme, reading: Reading, reference: Reference) -> GlanceRow:
    indicator, latest, against = reading.indicator, reading.latest, reading.against
    bare = GlanceRow(
        theme.domain,
        RowState.FIGURE,
        indicator,
        reading,
        old=is_old(atlas, reading),
        others=_others(atlas, theme, indicator),
    )
    if latest is None or latest.value is None or against is None:
        return bare
    unit, of_country = _unit(atlas, reading, latest)
    if unit is None:
        return bare
    better = indicator.direction is Direction.HIGHER

    decimals = decimals_shown(indicator)

    def place(value: float) -> float:
        # As they stand beside the picture: two values that read the same lie at the same spot.
        shown, beside = as_shown(value, decimals), as_shown(against, decimals)
        return distance(shown, beside, unit, higher_is_better=better)

    return replace(
        bare,
        state=RowState.PLACED,
        position=place(latest.value),
        # An earlier year of the place is the line itself then.
        begin=None if reference is Reference.START else _begin(reading, place),
        parts=tuple(_parts(reading, place)),
        places=tuple(place(p.value) for p in reading.places if p.value is not None),
        of_country=of_country,
    )


def _others(atlas: Atlas, theme: Theme, leading: Indicator) -> Counter[Standing]:
    """How the other figures of the domain stand that count: with a better and a worse, recent, of the residents."""
    return Counter(
        other.standing
        for other in theme.readings
        if other.standing not in (None, Standing.UNDIRECTED)
        and other.indicator is not leading
        and not other.indicator.visitors
        and not is_old(atlas, other)
    )


def _unit(atlas: Atlas, reading: Reading, latest: Point) -> tuple[float | None, bool]:
    """The unit of the scale, of the places around it; else of the places of that kind in the whole country."""
    indicator = reading.indicator
    finest = max(step(atlas, indicator, reading.series, latest), 10.0**-indicator.decimals)
    unit = spread_unit(np.array([np.nan if p.value is None else p.value for p in reading.places]), finest)
    if unit is not None:
        return unit, False
    level = AreaCode(reading.places[0].code).level if reading.places else Level.GEMEENTE
    return spread_unit(_in_country(atlas, indicator.id, level, latest.year), finest), True


@derived(most=256)
def _in_country(atlas: Atlas, indicator: str, level: Level, year: int) -> Floats:
    """(n,) the figures of all places of a level in a year."""
    cube = atlas.cube
    return cube.values[cube.year_at(year), cube.indicator_at(indicator), atlas.gazetteer.under(COUNTRY, level)]


def _begin(reading: Reading, place: Callable[[float], float]) -> Begin | None:
    """Where the last stretch without a break began. None where the figure comes from a model, of one year, or changed by no
    more than rounding or chance can make; and where the difference went up and down or cannot be told, for a line from then to
    now would say otherwise."""
    moved = reading.change
    if moved is not None and (moved.turn is not None or moved.points is Movement.UNCLEAR):
        return None
    own, latest, against = reading.own, reading.latest, reading.against
    if own is None or latest is None or against is None or latest.status is Status.ESTIMATED:
        return None
    first = reading.series.at(own.first_year)
    if first is None or first.value is None or own.last_year != latest.year or own.ends.equal is not None:
        return None
    there = None if reading.reference is None else reading.reference.at(own.first_year)
    began = None if there is None or there.value is None else place(there.value)
    return Begin(own.first_year, first.value, place(first.value), began)


def _parts(reading: Reading, place: Callable[[float], float]) -> Iterator[PlacedPart]:
    """The parts with a figure of the ground they are today; none where a place is its own only part."""
    if len(reading.parts) < 2:
        return
    for part in reading.parts:
        if part.value is not None and part.of_today:
            yield PlacedPart(part.code, part.name, part.value, place(part.value))
