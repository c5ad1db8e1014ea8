"""Of each figure and year: for how many places it is there, and where it is not, whether it is to be expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.sources.columns.coverage import ColumnState
from toetssteen.sources.columns.coverage import coverage as columns_of_tables


class Presence(StrEnum):
    """What is known of one figure in one year; where several hold, the first."""

    THERE = "there"
    SECRET = "secret"  # noqa: S105 - the publisher counted, and gives not one of them
    UNPUBLISHED = "unpublished"  # the table has the column, and it is still empty
    REFUSED = "refused"  # the table is here; the column was not found, or a check kept it out
    EXPECTED = "expected"  # a table that nobody fetched yet has it, by evidence
    UNKNOWN = "unknown"  # a table may have it: there is no evidence of that year
    NOTHING = "nothing"


_IN_TABLES = (Level.BUURT, Level.WIJK, Level.GEMEENTE)


@dataclass(frozen=True, slots=True)
class YearPresence:
    """One figure in one year. counts: the number of places with a number, per level that has one. awaited: what is known
    of it beside what the snapshot holds."""

    state: Presence
    counts: Mapping[Level, int]
    awaited: Presence = Presence.NOTHING

    def at(self, level: Level | None) -> Presence:
        """The state for places of one level; None = of any. What is there of other levels only is not there, and may
        still come: tables that are awaited hold buurten, wijken and gemeenten."""
        if level is None or level in self.counts:
            return self.state
        if level not in _IN_TABLES:
            return Presence.NOTHING
        return self.awaited if self.state is Presence.THERE else self.state

    def count(self, level: Level | None) -> int:
        return sum(self.counts.values()) if level is None else self.counts.get(level, 0)


@dataclass(frozen=True, slots=True)
class FigurePresence:
    """One indicator, by year of the whole. breaks: the years from which it is counted otherwise."""

    indicator: Indicator
    years: tuple[YearPresence, ...]
    breaks: frozenset[int]


@dataclass(frozen=True, slots=True)
class PresenceMatrix:
    """years: those of the snapshot and those of tables that are known. places: the number of areas per level."""

    years: tuple[int, ...]
    rows: tuple[FigurePresence, ...]
    places: Mapping[Level, int]


@derived(most=1)
def presence(atlas: Atlas) -> PresenceMatrix:
    """Every indicator that has a source, in the order of the definitions. It looks at every cell."""
    cube = atlas.cube
    awaited = _awaited(atlas)
    years = tuple(sorted({*cube.years, *(year for _name, year in awaited)}))
    level_of = np.array([str(code.level) for code in cube.areas])
    at_level = {level: level_of == str(level) for level in Level if (level_of == str(level)).any()}
    rows = []
    for indicator in atlas.indicators.values():
        if indicator.wanted is not None:
            continue
        there = _there(atlas, indicator, at_level)
        cells = tuple(
            _year(*there.get(year, (Presence.NOTHING, {})), awaited.get((indicator.id, year), Presence.NOTHING))
            for year in years
        )
        rows.append(FigurePresence(indicator, cells, frozenset(each.year for each in indicator.breaks)))
    return PresenceMatrix(years, tuple(rows), {level: int(mask.sum()) for level, mask in at_level.items()})


def _there(
    atlas: Atlas, indicator: Indicator, at_level: Mapping[Level, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]
) -> dict[int, tuple[Presence, dict[Level, int]]]:
    """By year of the snapshot the state of its cells, and the places with a number."""
    cube = atlas.cube
    if not cube.has_indicator(indicator.id):
        return {}
    row = cube.indicator_at(indicator.id)
    known = ~np.isnan(cube.values[:, row, :])
    statuses = cube.statuses[:, row, :]
    result = {}
    for position, year in enumerate(cube.years):
        counts = {level: int((known[position] & mask).sum()) for level, mask in at_level.items()}
        counts = {level: n for level, n in counts.items() if n}
        present = set(np.unique(statuses[position]).tolist())
        state = (
            Presence.THERE
            if counts
            else Presence.SECRET
            if Status.SECRET in present
            else Presence.UNPUBLISHED
            if Status.UNPUBLISHED in present
            else Presence.NOTHING
        )
        result[year] = state, counts
    return result


def _year(state: Presence, counts: Mapping[Level, int], awaited: Presence) -> YearPresence:
    return YearPresence(awaited if state is Presence.NOTHING else state, counts, awaited)


def _awaited(atlas: Atlas) -> dict[tuple[str, int], Presence]:
    """(indicator, year) -> what is known of it beside the cells. What a check kept out goes before what another table
    may bring, and that before a title that was not found in a table that is here."""
    manifest = atlas.snapshot.manifest
    delivered = {(delivery.source, delivery.year): delivery for delivery in manifest.deliveries}
    states = {(refused.indicator, refused.year): [Presence.REFUSED] for refused in manifest.refused}
    not_found: set[tuple[str, int]] = set()
    for column in columns_of_tables(atlas.indicators.values(), atlas.sources.values(), {}):
        key, delivery = (column.indicator, column.year), delivered.get((column.source, column.year))
        if delivery is None:
            expected = column.state is ColumnState.EXPECTED
            states.setdefault(key, []).append(Presence.EXPECTED if expected else Presence.UNKNOWN)
        elif not _needed(atlas, column.indicator, column.source) & {one.id for one in delivery.resolved}:
            not_found.add(key)
    awaited = {key: min(found, key=list(Presence).index) for key, found in states.items()}
    return dict.fromkeys(not_found, Presence.REFUSED) | awaited


def _needed(atlas: Atlas, indicator: str, source: str) -> set[str]:
    return {use.column for use in atlas.indicators[indicator].columns if use.source == source}
