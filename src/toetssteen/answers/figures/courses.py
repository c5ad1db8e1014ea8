"""The course of a figure through the years, that of its reference, and the change of the gap."""

from dataclasses import dataclass

import numpy as np

from toetssteen.analysis.chance import Limits
from toetssteen.analysis.course import Course, course, last_stretch
from toetssteen.analysis.equal import finest
from toetssteen.analysis.gap import GapChange, change, shared_stretch
from toetssteen.answers.figures.chances import Bands
from toetssteen.answers.figures.jumps import jumps
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.series import Series
from toetssteen.answers.figures.steps import coarsest
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Positions
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import as_shown


@dataclass(frozen=True, slots=True)
class Courses:
    """change: of the gap over the last stretch without a break that both have. own, there: the course of both over it;
    of the place alone over its own last stretch where there is nothing beside it. jumps: years in it in which the
    figure jumped everywhere."""

    change: GapChange | None
    own: Course | None
    there: Course | None
    jumps: tuple[int, ...]


def courses(
    atlas: Atlas, indicator: Indicator, own: Series, other: Series | None, bands: tuple[Bands, Bands]
) -> Courses:
    """Everything as shown, so that a reader can do the sums. bands: of both; empty: no model."""
    decimals = decimals_shown(indicator)
    values, step = values_as_shown(own, decimals), coarsest(atlas, indicator, own)
    if other is None:
        alone = _course(atlas, values, last_stretch(~np.isnan(values), own.comparable), step, decimals, bands[0])
        return Courses(None, alone, None, _jumps(atlas, indicator, alone))
    reference, other_step = values_as_shown(other, decimals), coarsest(atlas, indicator, other)
    # However its gemeenten are divided, the country stays the country.
    steady = ~np.isnan(reference) if other.code == COUNTRY else other.comparable
    stretch = shared_stretch(values, own.comparable, reference, steady)
    moved = change(
        atlas.cube.years,
        values,
        own.comparable,
        reference,
        steady,
        steps=(finest(step, decimals), finest(other_step, decimals)),
        has_zero=has_zero(indicator),
        limits=_by_position(atlas, bands) if all(bands) else None,
    )
    own_course = _course(atlas, values, stretch, step, decimals, bands[0])
    reference_course = _course(atlas, reference, stretch, other_step, decimals, bands[1])
    return Courses(moved, own_course, reference_course, _jumps(atlas, indicator, own_course))


def has_zero(indicator: Indicator) -> bool:
    """Scores and classes have no true zero, so no ratio."""
    return indicator.unit not in ("score", "klasse") and (indicator.range is None or indicator.range[0] >= 0)


def values_as_shown(series: Series, decimals: int) -> Floats:
    """(years of the cube,): the values of a series as a reader sees them; NaN where there is none."""
    values = [value if value != value else as_shown(value, decimals) for value in series.values.tolist()]
    return np.array(values, dtype=np.float64)


def _course(atlas: Atlas, values: Floats, stretch: Positions, step: float, decimals: int, band: Bands) -> Course | None:
    years = [atlas.cube.years[position] for position in stretch]
    limits = tuple(band.get(year) for year in years) if band else ()
    return course(years, values[stretch], step=step, decimals=decimals, limits=limits)


def _by_position(atlas: Atlas, bands: tuple[Bands, Bands]) -> tuple[list[Limits | None], list[Limits | None]]:
    first, second = ([band.get(year) for year in atlas.cube.years] for band in bands)
    return first, second


def _jumps(atlas: Atlas, indicator: Indicator, own: Course | None) -> tuple[int, ...]:
    if own is None:
        return ()
    return tuple(year for year in jumps(atlas, indicator) if own.first_year < year <= own.last_year)
