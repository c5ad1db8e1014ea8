"""In which years and at which levels a figure comes out: some start late, one stops, one comes later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.sources.invented.places import Size

_WIDE = (Level.WIJK, Level.GEMEENTE)
_LAST_BEFORE_STOP = 2020
_MAY_STOP = ("leefomgeving", "bevolking", "wonen")


@dataclass(frozen=True, slots=True)
class PublicationSchedule:
    """later: years announced and not there yet. stopped: years in which the publisher had stopped."""

    years: tuple[int, ...]
    levels: tuple[Level, ...] = (*_WIDE, Level.BUURT)
    later: tuple[int, ...] = ()
    stopped: tuple[int, ...] = ()

    def silence(self, level: Level, year: int) -> Status | None:
        """Why there is no figure at all here, or None when there is."""
        if level not in self.levels:
            return Status.ABSENT
        if year in self.stopped:
            return Status.STOPPED
        if year in self.later:
            return Status.LATER
        return None if year in self.years else Status.ABSENT


def schedule_of(indicator: Indicator, size: Size) -> PublicationSchedule:
    """By subject and domain, so that every state of a page occurs and a new indicator needs nothing here."""
    if "spreiding" in indicator.id:
        return PublicationSchedule(years=(2023,), levels=(Level.GEMEENTE,))
    years = size.years
    if indicator.id.startswith("leefbaarheid"):
        return PublicationSchedule(years=tuple(year for year in years if year % 2 == 0), levels=_WIDE)
    match indicator.domain:
        case "gezondheid":
            return PublicationSchedule(years=tuple(year for year in (2008, 2012, 2016, 2020, 2022) if year in years))
        case "inkomen":
            return PublicationSchedule(years=years[:-1], later=years[-1:])
        case "zorg" | "jeugd":
            return PublicationSchedule(years=tuple(year for year in years if year >= 2015))
        case _:
            return PublicationSchedule(years)


def schedules(indicators: Sequence[Indicator], size: Size) -> dict[str, PublicationSchedule]:
    """Indicator id -> schedule, one of them stopped."""
    found = {one.id: schedule_of(one, size) for one in indicators}
    stopping = _stopping(indicators)
    if stopping:
        years = tuple(year for year in found[stopping].years if year <= _LAST_BEFORE_STOP)
        stopped = tuple(year for year in size.years if year > _LAST_BEFORE_STOP)
        found[stopping] = replace(found[stopping], years=years, stopped=stopped)
    return found


def _stopping(indicators: Sequence[Indicator]) -> str:
    """The one that stops: no key figure, and nothing that others weigh by or that adds up with others."""
    able = [
        one
        for one in indicators
        if not one.key
        and not one.composition
        and one.domain in _MAY_STOP
        and one.aggregation.rule is not AggregationRule.SUM
    ]
    return min(able, key=lambda one: (_MAY_STOP.index(one.domain), one.id)).id if able else ""
