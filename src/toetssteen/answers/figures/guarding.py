"""Which figures of an area that a reader put together may be shown: the rules of `analysis.disclosure` on real cells.

Everything in such a figure is published, so it tells nothing new by itself. Beside the published figure of a wijk or
gemeente it could do the subtraction for the reader; those years are refused, with the reason.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from toetssteen.analysis.disclosure import Bools, disclosed_by_subtraction, filled_wholes, secret_inside
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.indicators.aggregate import AreaTotal, FigureKind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one indicator at some places: (years, places), bool."""

    exists: Bools
    known: Bools
    secret: Bools


def guard_secrets(atlas: Atlas, place: Place, indicator: Indicator, members: Positions, total: AreaTotal) -> AreaTotal:
    """`total`, the indicator over `members` (parts of one level, of the place or of the rest of its gemeente), without
    the years in which a part has no cell, or in which the figure would disclose a secret one."""
    years = np.flatnonzero(~np.isnan(total.values))
    if not len(years):
        return total
    parts = _cells(atlas, indicator, members)
    incomplete = np.logical_not(parts.exists[years].all(axis=1))
    secret = np.zeros(len(years), dtype=np.bool_)
    if not incomplete.all():
        secret = _discloses(atlas, place, indicator, members, years)
    reasons, kinds, values = list(total.reasons), list(total.kinds), total.values.copy()
    for position, year in enumerate(years):
        tells = bool(secret[position])
        if tells or bool(incomplete[position]):
            reasons[year] = _refusal_reason(tells=tells)
            kinds[year], values[year] = FigureKind.REFUSED, np.nan
    return replace(total, values=values, kinds=tuple(kinds), reasons=tuple(reasons))


def _refusal_reason(*, tells: bool) -> str:
    if tells:
        return _("met dit cijfer zou iemand een geheim cijfer kunnen uitrekenen")
    return _("niet van alle delen is er een cijfer over dit jaar")


def _discloses(
    atlas: Atlas, place: Place, indicator: Indicator, members: Positions, years: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """(years,): at the level of the members, and at the level of the wijken that these fill."""
    cube, city = atlas.cube, str(place.gemeente)
    gemeente = _own(atlas, indicator, city, years)
    wijken = atlas.gazetteer.under(city, Level.WIJK)
    of_wijken = _of_years(_cells(atlas, indicator, wijken), years)
    only_whole = np.zeros(len(wijken), dtype=np.intp)
    if not len(members) or cube.areas[members[0]].level is Level.WIJK:
        inside = np.tile(np.isin(wijken, members), (len(years), 1))
        return _disclosed(inside, of_wijken, only_whole, gemeente.known)
    buurten = atlas.gazetteer.under(city, Level.BUURT)
    of_buurten = _of_years(_cells(atlas, indicator, buurten), years)
    if not of_buurten.secret.any() and not of_wijken.secret.any():
        return np.zeros(len(years), dtype=np.bool_)
    inside = np.tile(np.isin(buurten, members), (len(years), 1))
    order = {cube.areas[area]: position for position, area in enumerate(wijken)}
    # A buurt whose wijk is in no file belongs to none: it counts for the gemeente only.
    whole_of = np.array([order.get(cube.areas[area].parent or cube.areas[area], len(wijken)) for area in buurten])
    unknown = np.zeros((len(years), 1), dtype=np.bool_)
    known_wijken = np.hstack([of_wijken.known, unknown])
    filled = filled_wholes(inside, of_buurten.exists, whole_of, len(wijken) + 1)[:, : len(wijken)]
    return np.asarray(
        _disclosed(inside, of_buurten, whole_of, known_wijken)
        | _disclosed(inside, of_buurten, np.zeros(len(buurten), dtype=np.intp), gemeente.known)
        | _disclosed(filled, of_wijken, only_whole, gemeente.known)
    )


def _disclosed(inside: Bools, cells: _Cells, whole_of: Positions, whole_known: Bools) -> NDArray[np.bool_]:
    return np.asarray(
        secret_inside(inside, cells.secret)
        | disclosed_by_subtraction(inside, cells.known, cells.secret, whole_of, whole_known)
    )


def _cells(atlas: Atlas, indicator: Indicator, positions: Positions) -> _Cells:
    cube, row = atlas.cube, atlas.cube.indicator_at(indicator.id)
    exists = cube.deliveries[:, row, positions] != 0
    known = ~np.isnan(cube.values[:, row, positions])
    secret = exists & (cube.statuses[:, row, positions] == Status.SECRET)
    return _Cells(exists, known, secret)


def _own(atlas: Atlas, indicator: Indicator, code: str, years: NDArray[np.intp]) -> _Cells:
    """The place's own cells, one column wide; none where no file has the place."""
    positions = atlas.cube.areas_at([code]) if atlas.cube.has_area(code) else np.array([], dtype=np.intp)
    cells = _of_years(_cells(atlas, indicator, positions), years)
    if len(positions):
        return cells
    absent = np.zeros((len(years), 1), dtype=np.bool_)
    return _Cells(absent, absent, absent)


def _of_years(cells: _Cells, years: NDArray[np.intp]) -> _Cells:
    return _Cells(cells.exists[years], cells.known[years], cells.secret[years])
