"""The figures of one place through the years, and where each comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.figures.parts import before_merger, finer, from_parts, members_of
from toetssteen.answers.figures.published import Point, published
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.indicators.aggregate import AreaTotal, FigureKind
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.definitions import Indicator

# Asked for as a reference on page after page, and the dearest to add up: kept per atlas.
KEPT = (Level.LAND, Level.GEMEENTE)
MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one place. values, comparable: (years of the cube,), for working with; points: only
    the years about which something is known, for showing."""

    indicator: str
    code: str
    name: str
    points: tuple[Point, ...]
    values: Floats
    comparable: NDArray[np.bool_]

    @property
    def latest(self) -> Point | None:
        """The last year with a number."""
        return next((p for p in reversed(self.points) if p.value is not None), None)

    def at(self, year: int) -> Point | None:
        return next((p for p in self.points if p.year == year), None)


def series(atlas: Atlas, place: Place, indicator: Indicator, years: tuple[int, int] | None = None) -> Series:
    """The series of a place: the publisher's own cells, and where it has none what its parts add up to.

    years: first and last year to show (both included).
    """
    if years is None and place.level in KEPT:
        return _kept(atlas, place, indicator)
    return _work_out(atlas, place, indicator, years)


@derived(most=MOST_KEPT, key=lambda place, indicator: (place.code, indicator.id))
def _kept(atlas: Atlas, place: Place, indicator: Indicator) -> Series:
    return _work_out(atlas, place, indicator)


def _work_out(atlas: Atlas, place: Place, indicator: Indicator, years: tuple[int, int] | None = None) -> Series:
    if not _delivered(atlas, place)[atlas.cube.indicator_at(indicator.id)]:
        return build_series(atlas, place.code, place.name, indicator, (), years)
    points = published(atlas, place, indicator)
    for level in finer(place):
        open_years = np.array(
            [p is None or p.elsewhere or (p.delivery == 0 and p.value is None) for p in points], dtype=bool
        )
        members = members_of(atlas, place, level)
        if len(members) and _says_more(atlas, place, indicator, members, open_years):
            points = fill_gaps(atlas, points, from_parts(atlas, place, indicator, members))
    for _members_before, parts in before_merger(atlas, place, indicator):
        points = fill_gaps(atlas, points, parts)
    return build_series(atlas, place.code, place.name, indicator, points, years)


def _delivered(atlas: Atlas, place: Place) -> NDArray[np.bool_]:
    """(indicators,): whether anything at all was delivered about the place or its parts. Most indicators are about
    other places, and a profile asks for all of them."""
    if place.level in KEPT:
        return np.ones(len(atlas.cube.indicators), dtype=np.bool_)
    return _delivered_to(atlas, place)


# One page asks about a few places, a hundred times each.
@derived(most=64, key=lambda place: place.code)
def _delivered_to(atlas: Atlas, place: Place) -> NDArray[np.bool_]:
    return np.asarray(_slab(atlas, place).any(axis=(0, 2)))


def _slab(atlas: Atlas, place: Place) -> NDArray[np.bool_]:
    codes = (stretch.code for stretch in atlas.history(place.cells_code))
    areas_of_codes = atlas.cube.areas_at(code for code in codes if atlas.cube.has_area(code))
    positions = np.concatenate([areas_of_codes, *(members_of(atlas, place, level) for level in finer(place))])
    return np.asarray(atlas.cube.deliveries[:, :, positions] != 0)


def _says_more(
    atlas: Atlas, place: Place, indicator: Indicator, members: Positions, open_years: NDArray[np.bool_]
) -> bool:
    """Whether a delivery of these parts covers the whole place in one of the years still open; without one
    they give neither a figure nor a reason, and thousands of parts need not be added up."""
    row = atlas.cube.indicator_at(indicator.id)
    complete = atlas.complete(place.gemeente or COUNTRY)
    deliveries = atlas.cube.deliveries[np.flatnonzero(open_years)[:, np.newaxis], row, members]
    return bool(complete[deliveries].any())


def fill_gaps(atlas: Atlas, points: Sequence[Point | None], parts: AreaTotal) -> list[Point | None]:
    """Fill the years in which nothing was published with what the parts give."""
    result: list[Point | None] = []
    values, comparable = parts.values.tolist(), parts.comparable.tolist()
    for position, (year, published_point) in enumerate(zip(atlas.cube.years, points, strict=True)):
        if (
            published_point is not None
            and not published_point.elsewhere
            and (published_point.delivery or published_point.value is not None)
        ):
            result.append(published_point)
        elif values[position] == values[position]:
            status = Status(int(parts.statuses[position]))
            result.append(Point(year, values[position], status, parts.kinds[position], comparable[position], 0))
        elif published_point is None and parts.members[position]:
            status = Status(int(parts.statuses[position]))
            result.append(Point(year, None, status, FigureKind.REFUSED, False, 0, parts.reasons[position]))
        else:
            result.append(published_point)
    return result


def build_series(
    atlas: Atlas,
    code: str,
    name: str,
    indicator: Indicator,
    points: Sequence[Point | None],
    years: tuple[int, int] | None,
) -> Series:
    first, last = years or (atlas.cube.years[0], atlas.cube.years[-1])
    values = np.full(len(atlas.cube.years), np.nan)
    comparable = np.zeros(len(atlas.cube.years), dtype=np.bool_)
    kept_points: list[Point] = []
    previous: Point | None = None
    for position, point in enumerate(points):
        if point is None or not first <= point.year <= last:
            continue
        if point.value is None:
            kept_points.append(point)
            continue
        # A published figure and one worked out from parts are not one series.
        same_origin = previous is not None and (previous.kind is FigureKind.PUBLISHED) == (
            point.kind is FigureKind.PUBLISHED
        )
        if broken := "" if previous is None else _break(indicator, previous.year, point.year):
            point = replace(point, comparable=False, broken=broken)
        previous = point if same_origin or not point.comparable else replace(point, comparable=False)
        kept_points.append(previous)
        values[position], comparable[position] = point.value, previous.comparable
    values.flags.writeable = comparable.flags.writeable = False
    return Series(indicator.id, code, name, tuple(kept_points), values, comparable)


def _break(indicator: Indicator, earlier: int, year: int) -> str:
    """Why figures of two years are not counted in the same way; "" when they are."""
    return " ".join(one.why for one in indicator.breaks if earlier < one.year <= year)
