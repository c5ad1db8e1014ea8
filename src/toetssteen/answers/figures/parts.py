"""A place worked out from its parts: which areas these are, and in which years they are the place."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.figures.guarding import guard_secrets
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.indicators.aggregate import AreaTotal, FigureKind, aggregate
from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.kernel.language import _

FINER = {
    Level.LAND: (Level.GEMEENTE, Level.WIJK, Level.BUURT),
    Level.GEMEENTE: (Level.WIJK, Level.BUURT),
    Level.WIJK: (Level.BUURT,),
    Level.BUURT: (),
    Level.GEBIED: (Level.BUURT, Level.WIJK, Level.GEMEENTE),
}


def finer(place: Place) -> tuple[Level, ...]:
    """The levels of parts to make a place from, the first one first.

    An area that is exactly one or more wijken is made of these, which are rounded once; of its buurten where the publisher
    has no wijken.
    """
    if place.level is Level.GEBIED and not place.custom and place.whole and not place.cut:
        return (Level.WIJK, Level.BUURT, Level.GEMEENTE)
    return FINER[place.level]


def worked_out(atlas: Atlas, place: Place, indicator: Indicator) -> Iterator[tuple[Positions, AreaTotal]]:
    """The place from its parts, once per level of parts that together are exactly the place; first one first."""
    for level in finer(place):
        members = members_of(atlas, place, level)
        if len(members):
            yield members, from_parts(atlas, place, indicator, members)
    yield from before_merger(atlas, place, indicator)


def sums_of_levels(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> tuple[tuple[Level, float], ...]:
    """What the parts of each level make of a place in one year, where they give a figure; the level that is shown first."""
    y, found = atlas.cube.year_at(year), []
    for level in finer(place):
        members = members_of(atlas, place, level)
        value = float(from_parts(atlas, place, indicator, members).values[y]) if len(members) else np.nan
        if not np.isnan(value):
            found.append((level, value))
    return tuple(found)


def before_merger(atlas: Atlas, place: Place, indicator: Indicator) -> Iterator[tuple[Positions, AreaTotal]]:
    """A merged gemeente from the gemeenten it came from, where these together are exactly it.

    Only of years in which every one of them has a cell, in a division in which it was what its outline shows.
    """
    merger = atlas.mergers.get(AreaCode(place.code))
    if merger is None or not merger.whole or not all(atlas.cube.has_area(code) for code in merger.former):
        return
    members = atlas.cube.areas_at(merger.former)
    total = over(atlas, indicator, members, COUNTRY)
    deliveries = atlas.cube.deliveries[:, atlas.cube.indicator_at(indicator.id), members]
    register = atlas.snapshot.register
    usable = np.array(
        [
            all(
                number and register.may_compare(code, int(atlas.divisions[number]), merger.drawn)
                for number, code in zip(row, merger.former, strict=True)
            )
            for row in deliveries.tolist()
        ]
    )
    yield (
        members,
        replace(
            total,
            values=np.where(usable, total.values, np.nan),
            members=np.where(usable, total.members, 0),
            kinds=tuple(k if u else FigureKind.REFUSED for u, k in zip(usable, total.kinds, strict=True)),
        ),
    )


def members_of(atlas: Atlas, place: Place, level: Level) -> Positions:
    """The parts of this level, or none when they are not exactly the place."""
    if place.level is Level.GEBIED and not tiles(place, level):
        return np.array([], dtype=np.intp)
    return atlas.gazetteer.under(place, level)


def from_parts(atlas: Atlas, place: Place, indicator: Indicator, members: Positions) -> AreaTotal:
    if place.level is Level.GEBIED:
        total = over(atlas, indicator, members, place.gemeente or COUNTRY, only_of_today=True)
        total = _because_of_moved_parts(atlas, indicator, members, total)
    else:
        total = over(atlas, indicator, members, place.gemeente or COUNTRY)
        total = of_this_ground(atlas, place.code, indicator, members, total)
    if place.custom:
        return guard_secrets(atlas, place, indicator, members, total)
    if place.level is Level.LAND:
        # However its gemeenten are divided, the country stays the country.
        return replace(total, comparable=_after_first(total.values))
    return total


def _because_of_moved_parts(atlas: Atlas, indicator: Indicator, members: Positions, total: AreaTotal) -> AreaTotal:
    """`total` with the reason of years that are refused because the figure of a part is about other ground."""
    row = atlas.cube.indicator_at(indicator.aggregation.count or indicator.id)
    of_today = atlas.of_today(atlas.cube.deliveries[:, row, members], members)
    moved = np.asarray((~of_today).any(axis=1), dtype=np.bool_)
    reason = _("de grens van een van de delen was toen anders: dat cijfer gaat over een ander gebied")
    return replace(
        total,
        reasons=tuple(
            reason if has_moved and np.isnan(value) and kind is FigureKind.REFUSED and why else why
            for has_moved, value, kind, why in zip(moved, total.values, total.kinds, total.reasons, strict=True)
        ),
    )


def of_this_ground(atlas: Atlas, code: str, indicator: Indicator, members: Positions, total: AreaTotal) -> AreaTotal:
    """`total`, the indicator over the areas whose codes begin with `code`, without the years in which these were the
    parts of other ground."""
    row = atlas.cube.indicator_at(indicator.id)
    divisions = atlas.divisions[atlas.cube.deliveries[:, row, members]]
    other_ground = np.asarray(atlas.elsewhere(code, divisions).any(axis=1), dtype=np.bool_)
    if not other_ground.any():
        return total
    reason = _("de delen van toen waren samen een ander gebied")
    return replace(
        total,
        values=np.where(other_ground, np.nan, total.values),
        kinds=tuple(FigureKind.REFUSED if o else k for o, k in zip(other_ground, total.kinds, strict=True)),
        reasons=tuple(reason if o and r == "" else r for o, r in zip(other_ground, total.reasons, strict=True)),
    )


def _after_first(values: Floats) -> NDArray[np.bool_]:
    known = ~np.isnan(values)
    result = known.copy()
    result[np.flatnonzero(known)[:1]] = False
    return result


def tiles(place: Place, level: Level) -> bool:
    """Whether areas of this level together are exactly the named area."""
    if level is Level.WIJK and place.cut:
        return False
    finest = {code.level for code in place.members}
    if level is Level.BUURT and place.of_wijken:
        return True
    return level in finest or (level is Level.WIJK and finest == {Level.BUURT})


def over(
    atlas: Atlas, indicator: Indicator, members: Positions, region: str, *, only_of_today: bool = False
) -> AreaTotal:
    """The indicator over `members`, parts of `region` (a gemeente or the country). only_of_today: a cell that was
    measured on other ground than its code stands for today counts as missing."""
    position = atlas.cube.indicator_at(indicator.aggregation.count or indicator.id)
    deliveries = atlas.cube.deliveries[:, position, members]
    usable = None
    if only_of_today:
        usable = atlas.of_today(deliveries, members)
    complete = atlas.complete(region)
    weights = atlas.weights(indicator, members)
    expected = without_row(atlas, deliveries, members)
    total = aggregate(atlas.cube, indicator, members, weights, complete, atlas.ground, usable, expected)
    return replace(total, values=_rounded(total.values, rounding_step(atlas, indicator, deliveries)))


def rounding_step(atlas: Atlas, indicator: Indicator, deliveries: NDArray[np.uint16]) -> Floats:
    """(years,): the step to which a mean is rounded: that of the publisher's own figures, where it is coarser than the
    decimals that are shown; 0 for not at all. deliveries: (years, members), of the parts."""
    steps = np.zeros(len(deliveries))
    if indicator.aggregation.rule is not AggregationRule.WEIGHTED:
        return steps
    coarsest = max((use.rounding for use in indicator.columns), default=0.0)
    finest = 10.0 ** -decimals_shown(indicator)
    if coarsest <= finest:
        return steps
    for year, row in enumerate(deliveries):
        steps[year] = max((atlas.rounding(indicator, int(number)) for number in np.unique(row[row > 0])), default=0.0)
    return np.where(steps > finest, steps, 0.0)


def _rounded(values: Floats, steps: Floats) -> Floats:
    """Half up, as the numbers on a page are."""
    whole = np.where(steps > 0, steps, 1.0)
    rounded = np.copysign(np.floor(np.abs(values) / whole + 0.5) * whole, values)
    return np.where(steps > 0, rounded, values)


def without_row(atlas: Atlas, deliveries: NDArray[np.uint16], members: Positions) -> NDArray[np.bool_]:
    """(years, members): areas that exist in the division of a year's figures and have no row in them.

    Only of years in which all figures are of one division: then nothing else can stand for such an area.
    """
    result = np.zeros(deliveries.shape, dtype=np.bool_)
    divisions = atlas.divisions[deliveries]
    for year in np.flatnonzero(divisions.any(axis=1)):
        different = np.unique(divisions[year][divisions[year] > 0])
        if len(different) == 1:
            result[year] = atlas.in_division(int(different[0]))[members] & (divisions[year] == 0)
    return result
