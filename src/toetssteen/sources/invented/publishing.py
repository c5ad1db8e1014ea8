"""What the publisher does before figures leave the house: withhold, round, start late, stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Bytes, Floats, Status
from toetssteen.kernel.definitions import Indicator, Rule
from toetssteen.sources.invented.places import LAST_YEAR, YEARS
from toetssteen.sources.invented.recipes import fact_of, shape_of

# Thresholds of Statistics Netherlands: people or households behind a figure, by domain.
_THRESHOLDS = {"inkomen": 100, "werk": 150, "zorg": 50, "onderwijs": 50, "gezondheid": 50, "jeugd": 50}
_DENSITY_THRESHOLD = 10
_CARE_COUNT = 8  # counts of care below this are withheld
_RANDOM_STEP = 5.0
_WIDE = (Level.WIJK, Level.GEMEENTE)


@dataclass(frozen=True, slots=True)
class Schedule:
    """In which years and at which levels a figure comes out. later: announced, not there yet.
    stopped: years in which the publisher had stopped."""

    years: tuple[int, ...] = YEARS
    levels: tuple[Level, ...] = (*_WIDE, Level.BUURT)
    later: tuple[int, ...] = ()
    stopped: tuple[int, ...] = ()
    estimated: bool = False


def schedule_of(indicator: Indicator) -> Schedule:
    """By domain, so that every state of a page occurs and a new indicator needs nothing here."""
    if "gini" in indicator.id or "spreiding" in indicator.id:
        return Schedule(years=(2023,), levels=(Level.GEMEENTE,))
    match indicator.domain:
        case "leefbaarheid":
            return Schedule(years=tuple(range(2014, LAST_YEAR + 1, 2)), levels=_WIDE)
        case "gezondheid":
            return Schedule(years=(2016, 2020, 2022), estimated=True)
        case "inkomen":
            return Schedule(years=YEARS[:-1], later=(LAST_YEAR,))
        case "zorg" | "jeugd":
            return Schedule(years=tuple(range(2015, LAST_YEAR + 1)))
        case _:
            return Schedule()


def stopped_schedule(plan: Schedule, last: int) -> Schedule:
    """The same, but nothing came after `last`."""
    after = tuple(year for year in YEARS if year > last)
    return Schedule(tuple(y for y in plan.years if y <= last), plan.levels, (), after, plan.estimated)


def stops(indicators: Sequence[Indicator]) -> str:
    """The one indicator whose series stops: not a key figure, and not one that others weigh by."""
    weights = {one.aggregation.by for one in indicators}
    order = {"leefomgeving": 0, "bevolking": 1, "wonen": 2}
    able = [
        one
        for one in indicators
        if one.id not in weights and not one.key and one.domain in order and one.aggregation.rule is not Rule.SUM
    ]
    return min(able, key=lambda one: (order[one.domain], one.id)).id if able else ""


def rounding_step(indicator: Indicator) -> float:
    """The step to which the published figures are rounded, in the indicator's unit."""
    if indicator.aggregation.rule is Rule.SUM:
        return _RANDOM_STEP
    if shape_of(indicator) == "score":
        return 1e-6
    return float(10.0**-indicator.decimals)


def publish(
    indicator: Indicator, plan: Schedule, level: Level, whole: tuple[Floats, Floats], rng: np.random.Generator
) -> tuple[Floats, Bytes]:
    """(values, statuses), both (t, m), of one indicator at one level. NaN where no number goes out."""
    values, behind = whole
    statuses = np.full(values.shape, Status.OBSERVED, dtype=np.uint8)
    statuses[np.isnan(values)] = Status.ABSENT
    statuses[_secret(indicator, values, behind)] = Status.SECRET
    for row, year in enumerate(YEARS):
        closed = _closed(plan, level, year)
        if closed is not None:
            statuses[row] = closed
    rounded = _rounded(indicator, values, rng)
    return np.where(statuses == Status.OBSERVED, rounded, np.nan), statuses


def _closed(plan: Schedule, level: Level, year: int) -> Status | None:
    if level not in plan.levels:
        return Status.ABSENT
    if year in plan.stopped:
        return Status.STOPPED
    if year in plan.later:
        return Status.LATER
    return None if year in plan.years else Status.ABSENT


def _secret(indicator: Indicator, values: Floats, behind: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    fact = fact_of(indicator)
    if indicator.aggregation.rule is Rule.SUM:
        return (values < _CARE_COUNT) & (fact is None)
    if fact is not None and fact.density:
        return behind < _DENSITY_THRESHOLD
    floor = indicator.minimum_cell or _THRESHOLDS.get(indicator.domain, 0)
    return (behind < max(floor, _DENSITY_THRESHOLD)) & (behind > 0)


def _rounded(indicator: Indicator, values: Floats, rng: np.random.Generator) -> Floats:
    step = rounding_step(indicator)
    if indicator.aggregation.rule is not Rule.SUM:
        return np.round(np.round(values / step) * step, 6)
    # Up or down at random, in such a way that the mean stays right: parts do not add up to the whole.
    under = np.floor(values / step)
    return (under + (rng.random(values.shape) < values / step - under)) * step


def total_of_parts(found: Mapping[str, tuple[Floats, Bytes]], parts: Sequence[str]) -> tuple[Floats, Bytes]:
    """A total that is the sum of its published parts, exactly (to the sixth decimal)."""
    values = np.round(np.sum([found[part][0] for part in parts], axis=0), 6)
    return values, found[parts[0]][1]
