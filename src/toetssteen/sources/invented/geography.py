"""The map: hundreds or thousands of plots that truly share their edges, and which wijk each belongs to.

A plot is the smallest piece that never changes; a buurt is one plot (or two, where a split comes later). The map is
the same for every seed: only what happens there is drawn, so that codes and focus areas stay put.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.sources.invented.places import City, Size
from toetssteen.sources.invented.streams import stream

_MAP_SEED = 7
_RELAXATIONS = 6


@dataclass(frozen=True, slots=True)
class Plots:
    """n plots. gemeente, wijk, buurt: int (n,) the numbers a code is made of before anything changed.

    shapes: (n,) polygons, a coverage on a plane in metres; centres: float64 (n, 2); hectares: float64 (n,).
    """

    gemeente: NDArray[np.int64]
    wijk: NDArray[np.int64]
    buurt: NDArray[np.int64]
    shapes: NDArray[np.object_]
    centres: Floats
    hectares: Floats


@lru_cache(maxsize=2)
def plots(size: Size) -> Plots:
    """The map of an invented country."""
    points = _relaxed(size, np.vstack([_scatter(size, city) for city in size.cities]))
    shapes = _cells(size, points)
    numbers = [_number(size, city, points[rows]) for city, rows in by_city(size)]
    table = np.vstack(numbers)
    return Plots(table[:, 0], table[:, 1], table[:, 2], shapes, points, shapely.area(shapes) / 10_000)


def plots_in(size: Size, city: City) -> int:
    return size.centre_plots + sum(wijken * each for wijken, each in city.rings)


def by_city(size: Size) -> list[tuple[City, slice]]:
    """Each city and where its plots stand among all plots."""
    found, start = [], 0
    for city in size.cities:
        found.append((city, slice(start, start + plots_in(size, city))))
        start += plots_in(size, city)
    return found


def _scatter(size: Size, city: City) -> Floats:
    """Points around a centre, closer together in the middle, as people live."""
    rng = stream(_MAP_SEED, "map", city.name)
    count = plots_in(size, city)
    reach = city.radius * (np.arange(count) + 0.5) ** 0.6 / count**0.6
    # The golden angle spreads them evenly; the jitter keeps it from looking drawn with a compass.
    angle = np.arange(count) * np.pi * (3 - np.sqrt(5)) + rng.normal(0, 0.25, count)
    reach = reach * rng.uniform(0.9, 1.1, count)
    return np.asarray(_compass(angle) * reach[:, None] + np.array(city.centre))


def _compass(angle: Floats) -> Floats:
    """Unit steps (n, 2) in a direction, clockwise from north."""
    return np.column_stack([np.sin(angle), np.cos(angle)])


def _fence(size: Size) -> Floats:
    """Points just outside the country. Their cells are thrown away: so nothing needs to be clipped,
    and edges that two plots share stay the same to the last digit."""
    fence = size.fence
    rings = [
        _ring(np.array(city.centre), reach * city.radius, fence.points)
        for city in size.cities
        for reach in fence.reaches
    ]
    points = np.vstack(rings)
    gaps = np.min(
        [np.hypot(*(points - city.centre).T) / city.radius for city in size.cities],
        axis=0,
    )
    points = points[gaps > fence.gap]
    if fence.inland:
        return np.asarray(points)
    middle = shapely.convex_hull(shapely.multipoints([city.centre for city in size.cities]))
    return np.asarray(points[~shapely.contains_xy(middle, points)])


def _ring(centre: Floats, reach: float, count: int) -> Floats:
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    wave = 1 + 0.03 * np.sin(3 * angle + centre[0]) + 0.02 * np.sin(7 * angle)
    return np.asarray(_compass(angle) * (reach * wave)[:, None] + centre)


def _cells(size: Size, points: Floats) -> NDArray[np.object_]:
    both = np.vstack([points, _fence(size)])
    found = shapely.voronoi_polygons(shapely.multipoints(both), ordered=True)
    cells = shapely.get_parts(found)[: len(points)]
    # Rounding acts on a shared corner the same way in every cell that has it.
    return np.asarray(shapely.transform(cells, lambda xy: np.round(xy, 1)), dtype=object)


def _relaxed(size: Size, points: Floats) -> Floats:
    """Lloyd's step: each point moves towards the middle of its cell, which takes slivers away."""
    for _step in range(_RELAXATIONS):
        middle = shapely.get_coordinates(shapely.centroid(_cells(size, points)))
        points = points + 0.4 * (middle - points)
    return points


def _number(size: Size, city: City, points: Floats) -> NDArray[np.int64]:
    """(gemeente, wijk, buurt) per plot: the middle first, then the rings, each clockwise from north."""
    away = points - np.array(city.centre)
    by_reach = np.argsort(np.hypot(*away.T), kind="stable")
    found = np.zeros((len(points), 3), dtype=np.int64)
    found[:, 0] = city.number
    found[by_reach[: size.centre_plots], 2] = np.arange(size.centre_plots)
    plot, wijk = size.centre_plots, 1
    for wijken, each in city.rings:
        _number_ring(found, by_reach[plot : plot + wijken * each], away, wijk, each)
        plot, wijk = plot + wijken * each, wijk + wijken
    return found


def _number_ring(found: NDArray[np.int64], ring: NDArray[np.intp], away: Floats, start: int, each: int) -> None:
    clockwise = np.arctan2(away[ring, 0], away[ring, 1]) % (2 * np.pi)
    ordered = ring[np.argsort(clockwise, kind="stable")]
    for position, group in enumerate(ordered.reshape(-1, each)):
        nearest_first = group[np.argsort(np.hypot(*away[group].T), kind="stable")]
        found[nearest_first, 1] = start + position
        found[nearest_first, 2] = np.arange(each)
