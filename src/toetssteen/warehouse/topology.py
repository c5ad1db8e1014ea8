"""Polygons as TopoJSON: every shared piece of border is written once.

The format: github.com/topojson/topojson-specification. Two polygons share a border only where their points are the same;
so simplify a coverage as a whole before it comes here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Feature:
    """What stands beside an area's arcs."""

    id: str
    properties: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Points on a grid of `steps` by `steps` over what is drawn. low, size: (2,) in the units of the coordinates."""

    low: Floats
    size: Floats
    steps: int

    @classmethod
    def over(cls, points: Floats, steps: int) -> "_Grid":
        low, high = points.min(axis=0), points.max(axis=0)
        size = (high - low) / (steps - 1)
        return cls(low, np.where(size > 0, size, 1.0), steps)

    def ids(self, points: Floats) -> Ids:
        """One whole number for each point of the grid."""
        placed = np.rint((points - self.low) / self.size).astype(np.int64)
        return placed[:, 0] * self.steps + placed[:, 1]

    def steps_of(self, ids: Ids) -> list[list[int]]:
        """The points of an arc as the format wants them: the first one, then steps from point to point."""
        points = np.column_stack(np.divmod(ids, self.steps))
        points[1:] = np.diff(points, axis=0)
        steps: list[list[int]] = points.tolist()
        return steps


class _Arcs:
    """Pieces of border, each kept once whichever way round it comes."""

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}
        self.ids: list[Ids] = []

    def number(self, arc: Ids) -> int:
        """The arc's number; its complement (~n) when it was first met the other way round."""
        key = arc.tobytes()
        if key in self._known:
            return self._known[key]
        reverse = self._known.get(arc[::-1].tobytes())
        if reverse is not None:
            return ~reverse
        self._known[key] = len(self.ids)
        self.ids.append(arc)
        return self._known[key]


def topology(name: str, features: Sequence[Feature], shapes: NDArray[np.object_], quantisation: int) -> str:
    """The features (n) with their polygons (n) as TopoJSON text, one object called `name`.

    Coordinates are rounded to a grid of `quantisation` points over the whole width and height. What is no polygon in a shape is left
    out. Raises ValueError when there is no polygon at all.
    """
    polygons, of_feature = _polygons(shapes)
    if not len(polygons):
        raise ValueError("nothing to draw")
    rings, of_polygon = shapely.get_rings(polygons, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    grid = _Grid.over(points, quantisation)
    lines = [_tidy(ids) for ids in np.split(grid.ids(points), np.flatnonzero(np.diff(of_ring)) + 1)]
    ends = _ends(lines)
    arcs = _Arcs()
    drawn: list[list[list[list[int]]]] = [[] for _feature in features]
    previous = -1
    for polygon, line in zip(of_polygon.tolist(), lines, strict=True):
        if polygon != previous:
            drawn[int(of_feature[polygon])].append([])
        drawn[int(of_feature[polygon])][-1].append(_cut(line, ends, arcs))
        previous = polygon
    content = {
        "type": "Topology",
        "bbox": [*grid.low.tolist(), *points.max(axis=0).tolist()],
        "transform": {"scale": grid.size.tolist(), "translate": grid.low.tolist()},
        "objects": {name: {"type": "GeometryCollection", "geometries": _geometries(features, drawn)}},
        "arcs": [grid.steps_of(ids) for ids in arcs.ids],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _polygons(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """(polygons, position of the shape each came from), out of polygons, multipolygons and collections of them."""
    parts, whose = shapely.get_parts(shapes, return_index=True)
    # A collection may hold a multipolygon.
    pieces, part_of = shapely.get_parts(parts, return_index=True)
    flat = (shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(pieces)
    return pieces[flat], whose[part_of][flat]


def _tidy(ids: Ids) -> Ids:
    """A ring without its closing point and without points that fell on the one before; never fewer than it needs."""
    open_ring = ids[:-1]
    points = open_ring[open_ring != np.roll(open_ring, 1)]
    return points if len(points) > 2 else open_ring


def _ends(lines: Sequence[Ids]) -> set[int]:
    """Points where a border may not run on: any that has not just two neighbours, over all rings together."""
    starts = np.concatenate(lines)
    stops = np.concatenate([np.roll(line, -1) for line in lines])
    edges = np.unique(np.column_stack([np.minimum(starts, stops), np.maximum(starts, stops)]), axis=0)
    points, neighbours = np.unique(edges, return_counts=True)
    return set(points[neighbours != 2].tolist())


def _cut(line: Ids, ends: set[int], arcs: _Arcs) -> list[int]:
    """Numbers of the arcs that make the ring. A ring without ends starts at its smallest point, going the smaller way: so an
    island and the hole around it are one arc."""
    places = [place for place, point in enumerate(line.tolist()) if point in ends]
    if not places:
        line = np.roll(line, -int(line.argmin()))
        closed_line = np.append(line, line[0])
        return [arcs.number(closed_line)]
    line = np.roll(line, -places[0])
    closed_line = np.append(line, line[0])
    cuts = [place - places[0] for place in places] + [len(line)]
    return [arcs.number(closed_line[start : stop + 1]) for start, stop in pairwise(cuts)]


def _geometries(features: Sequence[Feature], drawn: Sequence[list[list[list[int]]]]) -> list[dict[str, Any]]:
    geometries = []
    for feature, polygons in zip(features, drawn, strict=True):
        if polygons:
            kind, arcs = ("Polygon", polygons[0]) if len(polygons) == 1 else ("MultiPolygon", polygons)
            geometries.append({"type": kind, "arcs": arcs, "id": feature.id, "properties": feature.properties})
    return geometries
