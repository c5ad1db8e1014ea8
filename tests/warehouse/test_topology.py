"""TopoJSON of our own beside the topojson package's, and what must be true of any."""

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from topojson.core.topology import Topology
from topojson.utils import serialize_as_geojson

from toetssteen.warehouse.topology import Feature, topology

STEPS = 10_000


def ours(shapes: list[shapely.Geometry]) -> dict[str, Any]:
    features = [Feature(str(at), {"naam": f"buurt {at}"}) for at in range(len(shapes))]
    found: dict[str, Any] = json.loads(topology("areas", features, np.array(shapes, dtype=object), STEPS))
    return found


def areas(content: dict[str, Any]) -> dict[str, shapely.Geometry]:
    """By id, put together again by the package's reader."""
    collection = serialize_as_geojson(content, objectname="areas")
    return {each["id"]: shapely.geometry.shape(each["geometry"]) for each in collection["features"]}


def package(shapes: list[shapely.Geometry]) -> dict[str, Any]:
    features = [
        {"type": "Feature", "id": str(at), "properties": {}, "geometry": shapely.geometry.mapping(shape)}
        for at, shape in enumerate(shapes)
    ]
    made = Topology({"type": "FeatureCollection", "features": features}, object_name="areas", prequantize=STEPS)
    found: dict[str, Any] = json.loads(made.to_json())
    return found


def voronoi(seed: int, count: int) -> list[shapely.Geometry]:
    points = shapely.multipoints(np.random.default_rng(seed).uniform(0, 1000, (count, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shapely.box(0, 0, 1000, 1000)))
    return list(shapely.transform(cells, lambda xy: np.round(xy, 1)))


def arcs_of(geometry: dict[str, Any]) -> list[int]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [n for polygon in polygons for ring in polygon for n in ring]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 60))
def test_the_package_draws_the_same_areas(seed: int, count: int) -> None:
    shapes = voronoi(seed, count)
    mine, theirs = areas(ours(shapes)), areas(package(shapes))
    assert mine.keys() == theirs.keys()
    for code, shape in mine.items():
        # Both round to a grid of about a ten-thousandth of the width.
        assert shapely.symmetric_difference(shapely.make_valid(shape), shapely.make_valid(theirs[code])).area < 1.0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 60))
def test_every_border_is_written_once_and_used_by_its_two_sides(seed: int, count: int) -> None:
    content = ours(voronoi(seed, count))
    uses: dict[int, list[int]] = {}
    for geometry in content["objects"]["areas"]["geometries"]:
        for number in arcs_of(geometry):
            uses.setdefault(number if number >= 0 else ~number, []).append(number)
    assert sorted(uses) == list(range(len(content["arcs"])))
    assert all(len(numbers) <= 2 for numbers in uses.values())
    # Neighbours go along it in opposite directions.
    assert all(len(set(numbers)) == len(numbers) for numbers in uses.values())
    steps = [np.cumsum(arc, axis=0).tolist() for arc in content["arcs"]]
    edges = [frozenset((tuple(one), tuple(other))) for arc in steps for one, other in pairwise(arc)]
    assert len(set(edges)) == len(edges)


def test_an_island_and_the_hole_around_it_are_one_arc() -> None:
    island = shapely.box(4, 4, 6, 6)
    content = ours([shapely.box(0, 0, 10, 10).difference(island), island])
    assert len(content["arcs"]) == 2
    around, inside = content["objects"]["areas"]["geometries"]
    assert len(around["arcs"]) == 2
    (hole,), (whole,) = around["arcs"][1], inside["arcs"][0]
    assert hole in (whole, ~whole)


def test_parts_collections_and_what_is_no_polygon() -> None:
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 0, 4, 1)])
    mixed = shapely.GeometryCollection([two, shapely.LineString([(0, 0), (9, 9)])])
    content = ours([mixed, shapely.Polygon(), shapely.box(6, 0, 7, 1)])
    first, last = content["objects"]["areas"]["geometries"]
    assert (first["type"], len(first["arcs"]), first["id"]) == ("MultiPolygon", 2, "0")
    assert (last["type"], last["id"], last["properties"]) == ("Polygon", "2", {"naam": "buurt 2"})
    assert content["bbox"] == [0.0, 0.0, 7.0, 1.0]
    with pytest.raises(ValueError, match="nothing"):
        ours([shapely.Polygon()])


def test_an_area_smaller_than_the_grid_stays() -> None:
    content = ours([shapely.box(0, 0, 1e6, 1e6), shapely.box(2e6, 0, 2e6 + 0.001, 0.001)])
    assert [each["id"] for each in content["objects"]["areas"]["geometries"]] == ["0", "1"]
