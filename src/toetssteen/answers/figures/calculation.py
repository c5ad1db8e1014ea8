"""A figure that was worked out, written out: every part with what it adds, so that it can be done again by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.figures.parts import rounding_step, without_row
from toetssteen.answers.figures.published_cells import PublishedCell, used_cells
from toetssteen.answers.snapshot.atlas import PEOPLE, Atlas
from toetssteen.answers.snapshot.places import Positions
from toetssteen.indicators.aggregate import ratio_factor
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.kernel.language import _


@dataclass(frozen=True, slots=True)
class Weight:
    """What a part counts by, or is counted among. year: that it was counted; another than the figure's where that is
    not known. cell: where it stands."""

    indicator: Indicator
    year: int
    value: float
    cell: PublishedCell | None


@dataclass(frozen=True, slots=True)
class CalculatedPart:
    """One part of the figure. name: in the division of its cell. value: its own figure, or its count where counts are
    divided; weight: None where parts are added up, or nobody counted it. missing: why it is left out; "" where it counts.
    cell: where the value stands; None where the publisher has no row of it."""

    code: AreaCode
    name: str
    value: float | None
    status: Status
    weight: Weight | None
    missing: str
    cell: PublishedCell | None

    @property
    def counts(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Calculation:
    """The parts of a figure and how they make it. of: what the values of the parts are: the figure itself, or the count
    where counts are divided. by: what they are weighed by, or counted among; None for a sum. factor: of a ratio; 1
    otherwise. step: to which the outcome is rounded, as the publisher rounds the parts; 0 for not at all."""

    rule: AggregationRule
    of: Indicator
    by: Indicator | None
    factor: float
    step: float
    parts: tuple[CalculatedPart, ...]

    @property
    def counted(self) -> tuple[CalculatedPart, ...]:
        return tuple(part for part in self.parts if part.counts)

    @property
    def missing(self) -> tuple[CalculatedPart, ...]:
        return tuple(part for part in self.parts if part.missing)

    @property
    def above(self) -> float:
        """What stands above the line: the values, each times its weight in a weighted mean."""
        if self.rule is AggregationRule.WEIGHTED:
            return sum((part.value or 0.0) * (part.weight.value if part.weight else 0.0) for part in self.counted)
        return sum(part.value or 0.0 for part in self.counted)

    @property
    def below(self) -> float:
        """The weights of the parts that count; 0 for a sum."""
        return sum(part.weight.value for part in self.counted if part.weight)

    @property
    def unrounded(self) -> float:
        return self.above if self.by is None else self.above / self.below * self.factor


def calculation(
    atlas: Atlas, indicator: Indicator, members: Positions, year: int, usable: NDArray[np.bool_]
) -> Calculation:
    """How `indicator` follows from `members` in a year that has an outcome. usable: (members,), whether the cell may
    count."""
    cube, y = atlas.cube, atlas.cube.year_at(year)
    of = atlas.indicators[indicator.aggregation.count or indicator.id]
    row = cube.indicator_at(of.id)
    deliveries = cube.deliveries[:, row, members]
    exists = (deliveries[y] != 0) | without_row(atlas, deliveries, members)[y]
    present = members[exists]
    values = cube.values[y, row, present].tolist()
    statuses = cube.statuses[y, row, present].tolist()
    weights = _weights(atlas, indicator, members, present, y)
    cells = used_cells(atlas, of, present.tolist(), year)
    codes = [cube.areas[area] for area in present.tolist()]
    names = atlas.names_in(codes, atlas.divisions[deliveries[y, exists]])
    ratio = indicator.aggregation.rule is AggregationRule.RATIO
    parts = []
    for area, code, name, value, status, may_count in zip(
        present.tolist(), codes, names, values, statuses, usable[exists].tolist(), strict=True
    ):
        weight, cell = weights.get(area), cells.get(area)
        known = None if value != value else value
        missing = _missing(known, Status(status), cell, may_count=may_count)
        if not missing and ratio and (weight is None or weight.year != year):
            missing = _("van dit jaar is niet bekend hoe groot de groep is")
        parts.append(CalculatedPart(code, name, known, Status(status), weight, missing, cell))
    by = atlas.weight_of(indicator, members)
    return Calculation(
        indicator.aggregation.rule,
        of,
        None if by is None else atlas.indicators[by],
        ratio_factor(indicator) if ratio else 1.0,
        float(rounding_step(atlas, indicator, deliveries)[y]),
        tuple(sorted(parts, key=lambda part: part.code)),
    )


def _missing(value: float | None, status: Status, cell: PublishedCell | None, *, may_count: bool) -> str:
    if value is not None:
        return "" if may_count else _("gaat over een ander gebied, dat toen deze code had")
    if cell is None:
        return _("de uitgever heeft er geen regel van")
    if status is Status.SECRET:
        return _("geheim")
    return _("geen cijfer")


def _weights(atlas: Atlas, indicator: Indicator, members: Positions, present: Positions, y: int) -> dict[int, Weight]:
    """By position in the cube: the weight of every part that has one, and of which year it is (see `fill_weights`)."""
    by = atlas.weight_of(indicator, members)
    if by is None:
        return {}
    chosen = [by, PEOPLE] if by != indicator.aggregation.by and atlas.cube.has_indicator(PEOPLE) else [by]
    found: dict[int, Weight] = {}
    for name in chosen:
        left = [area for area in present.tolist() if area not in found]
        found |= _counted(atlas, atlas.indicators[name], left, y)
    return found


def _counted(atlas: Atlas, weight: Indicator, areas: list[int], y: int) -> dict[int, Weight]:
    cube = atlas.cube
    values = cube.values[:, cube.indicator_at(weight.id), np.array(areas, dtype=np.intp)]
    nearest = [_nearest(np.flatnonzero(~np.isnan(values[:, column])), y) for column in range(len(areas))]
    found: dict[int, Weight] = {}
    for position in sorted({year for year in nearest if year is not None}):
        of_year = [area for area, year in zip(areas, nearest, strict=True) if year == position]
        cells = used_cells(atlas, weight, of_year, cube.years[position])
        found |= {
            area: Weight(weight, cube.years[position], float(values[position, areas.index(area)]), cells.get(area))
            for area in of_year
        }
    return found


def _nearest(years: Iterable[int], y: int) -> int | None:
    """The nearest of these positions, the earlier of two."""
    return min((int(year) for year in years), key=lambda year: (abs(year - y), year), default=None)
