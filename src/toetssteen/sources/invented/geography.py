"""The map: a few hundred plots that truly share their edges, and which wijk each belongs to.

A plot is the smallest piece that never changes; a buurt is one plot (or two, where a split comes later). The map is
the same for every seed: only what happens there is drawn, so that codes and focus areas stay put.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.sources.invented.places import (
    CENTRE_BUURTEN,
    CITIES,
    INNER_BUURTEN,
    OUTER_BUURTEN,
    City,
)
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


@lru_cache(maxsize=1)
def plots() -> Plots:
    """The map of the invented country."""
    points = _relaxed(np.vstack([_scatter(city) for city in CITIES]))
    shapes = _cells(points)
    numbers = [_number(city, points[rows]) for city, rows in _by_city()]
    table = np.vstack(numbers)
    return Plots(table[:, 0], table[:, 1], table[:, 2], shapes, points, shapely.area(shapes) / 10_000)


def _plots_in(city: City) -> int:
    return CENTRE_BUURTEN + city.inner * INNER_BUURTEN + city.outer * OUTER_BUURTEN


def _by_city() -> list[tuple[City, slice]]:
    found, start = [], 0
    for city in CITIES:
        found.append((city, slice(start, start + _plots_in(city))))
        start += _plots_in(city)
    return found


def _scatter(city: City) -> Floats:
    """Points around a centre, closer together in the middle, as people live."""
    rng = stream(_MAP_SEED, "map", city.name)
    count = _plots_in(city)
    reach = city.radius * (np.arange(count) + 0.5) ** 0.6 / count**0.6
    # The golden angle spreads them evenly; the jitter keeps it from looking drawn with a compass.
    angle = np.arange(count) * np.pi * (3 - np.sqrt(5)) + rng.normal(0, 0.25, count)
    reach = reach * rng.uniform(0.9, 1.1, count)
    return np.asarray(_compass(angle) * reach[:, None] + np.array(city.centre))


def _compass(angle: Floats) -> Floats:
    """Unit steps (n, 2) in a direction, clockwise from north."""
    return np.column_stack([np.sin(angle), np.cos(angle)])


def _fence() -> Floats:
    """Points just outside the country. Their cells are thrown away: so nothing needs to be clipped,
    and edges that two plots share stay the same to the last digit."""
    rings = [_ring(np.array(city.centre), reach * city.radius) for city in CITIES for reach in (1.17, 1.45, 1.9)]
    points = np.vstack(rings)
    gaps = np.min(
        [np.hypot(*(points - city.centre).T) / city.radius for city in CITIES],
        axis=0,
    )
    return np.asarray(points[gaps > 1.15])


def _ring(centre: Floats, reach: float) -> Floats:
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    wave = 1 + 0.03 * np.sin(3 * angle + centre[0]) + 0.02 * np.sin(7 * angle)
    return np.asarray(_compass(angle) * (reach * wave)[:, None] + centre)


def _cells(points: Floats) -> NDArray[np.object_]:
    both = np.vstack([points, _fence()])
    found = shapely.voronoi_polygons(shapely.multipoints(both), ordered=True)
    cells = shapely.get_parts(found)[: len(points)]
    # Rounding acts on a shared corner the same way in every cell that has it.
    return np.asarray(shapely.transform(cells, lambda xy: np.round(xy, 1)), dtype=object)


def _relaxed(points: Floats) -> Floats:
    """Lloyd's step: each point moves towards the middle of its cell, which takes slivers away."""
    for _step in range(_RELAXATIONS):
        middle = shapely.get_coordinates(shapely.centroid(_cells(points)))
        points = points + 0.4 * (middle - points)
    return points


def _number(city: City, points: Floats) -> NDArray[np.int64]:
    """(gemeente, wijk, buurt) per plot: the middle first, then two rings clockwise from north."""
    away = points - np.array(city.centre)
    by_reach = np.argsort(np.hypot(*away.T), kind="stable")
    first, second = CENTRE_BUURTEN, CENTRE_BUURTEN + city.inner * INNER_BUURTEN
    found = np.zeros((len(points), 3), dtype=np.int64)
    found[:, 0] = city.number
    found[by_reach[:first], 2] = np.arange(first)
    _number_ring(found, by_reach[first:second], away, 1, INNER_BUURTEN)
    _number_ring(found, by_reach[second:], away, 1 + city.inner, OUTER_BUURTEN)
    return found


def _number_ring(found: NDArray[np.int64], ring: NDArray[np.intp], away: Floats, start: int, each: int) -> None:
    clockwise = np.arctan2(away[ring, 0], away[ring, 1]) % (2 * np.pi)
    ordered = ring[np.argsort(clockwise, kind="stable")]
    for position, group in enumerate(ordered.reshape(-1, each)):
        nearest_first = group[np.argsort(np.hypot(*away[group].T), kind="stable")]
        found[nearest_first, 1] = start + position
        found[nearest_first, 2] = np.arange(each)
