"""Outlines become TopoJSON: every area once, shared edges once, in degrees."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from warehouse import small_country

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats, Outlines
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.reading import read_outlines
from toetssteen.warehouse.geometry import OutlineSet, file_name, sheets, write

ROOT = Path(__file__).resolve().parents[2]
# The Netherlands in Europe: longitude and latitude, a little wide.
WEST, EAST, SOUTH, NORTH = 3.2, 7.3, 50.7, 53.7


def drawn(sheet: OutlineSet, folder: Path) -> dict[str, Any]:
    """The written file, after checking that every arc it points to is there."""
    write(sheet, folder, {})
    topology: dict[str, Any] = json.loads((folder / file_name(sheet.division_year, sheet.level)).read_text())
    assert topology["type"] == "Topology"
    for feature in topology["objects"]["gebieden"]["geometries"]:
        for arc in np.ravel(flat(feature["arcs"])):
            assert 0 <= (arc if arc >= 0 else ~arc) < len(topology["arcs"])
    return topology


def flat(arcs: list[Any]) -> list[int]:
    return [n for part in arcs for n in (flat(part) if isinstance(part, list) else [part])]


def points(topology: dict[str, Any]) -> list[Floats]:
    """The arcs in degrees: quantised arcs are steps from point to point."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + translate for arc in topology["arcs"]]


def polygon(topology: dict[str, Any], code: str) -> shapely.Geometry:
    """The area put together again from its arcs, as a map does."""
    (feature,) = [f for f in topology["objects"]["gebieden"]["geometries"] if f["id"] == code]
    arcs = points(topology)
    shapes = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
    rings = [[np.vstack([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in shape] for shape in shapes]
    return shapely.union_all([shapely.Polygon(shape[0], shape[1:]) for shape in rings])


def test_four_squares(tmp_path: Path) -> None:
    (sheet,) = sheets([small_country.outlines()])
    names = {AreaCode("WK900101"): "Lindehof"}
    told = write(sheet, tmp_path, names)
    assert (told.division_year, told.level, told.codes, told.sources) == (2021, "wijk", 4, ("map-2021",))
    topology = drawn(sheet, tmp_path)
    features = topology["objects"]["gebieden"]["geometries"]
    assert [f["id"] for f in features] == list(sheet.codes)
    write(sheet, tmp_path, names)
    first = json.loads((tmp_path / "2021-wijk.json").read_text())["objects"]["gebieden"]["geometries"][0]
    assert first["properties"] == {"code": "WK900101", "naam": "Lindehof"}


def test_a_shared_edge_is_written_once(tmp_path: Path) -> None:
    (sheet,) = sheets([small_country.outlines()])
    topology = drawn(sheet, tmp_path)
    used = [n if n >= 0 else ~n for f in topology["objects"]["gebieden"]["geometries"] for n in flat(f["arcs"])]
    counts = {arc: used.count(arc) for arc in set(used)}
    assert sorted(counts) == list(range(len(topology["arcs"])))
    assert sorted(counts.values()) == [1] * 6 + [2] * 3, "of three walls between four squares each is drawn once"


def test_the_squares_come_back_where_they_were(tmp_path: Path) -> None:
    (sheet,) = sheets([small_country.outlines()])
    topology = drawn(sheet, tmp_path)
    for position, code in enumerate(sheet.codes):
        shape = polygon(topology, code)
        assert shape.is_valid
        west, south, _east, _north = shape.bounds
        # (150 km, 450 km) lies near Amersfoort; a kilometre is 0.0146 degrees of longitude there.
        assert west == pytest.approx(5.312 + 0.0146 * position, abs=0.003)
        assert south == pytest.approx(52.038, abs=0.003)


def test_the_first_to_draw_a_code_wins_and_levels_stay_apart() -> None:
    first = small_country.outlines()
    square = shapely.to_wkb(shapely.box(0, 0, 1, 1))
    second = Outlines("more", "more.gpkg", 2021, Level.WIJK, (first.codes[0], AreaCode("WK900299")), (square,) * 2)
    other_year = Outlines("old", "old.gpkg", 2020, Level.WIJK, (first.codes[0],), (square,))
    gemeente = Outlines("gem", "gem.gpkg", 2021, Level.GEMEENTE, (AreaCode("GM9001"),), (square,))
    found = {(s.division_year, s.level): s for s in sheets([first, second, other_year, gemeente])}
    assert set(found) == {(2021, Level.WIJK), (2020, Level.WIJK), (2021, Level.GEMEENTE)}
    together = found[2021, Level.WIJK]
    assert together.sources == ("map-2021", "more")
    assert together.codes == (*first.codes, AreaCode("WK900299"))
    assert together.shapes[0] == first.shapes[0]


def test_an_area_in_two_parts_and_one_with_a_hole(tmp_path: Path) -> None:
    parts = shapely.MultiPolygon(
        [shapely.box(150_000, 450_000, 151_000, 451_000), shapely.box(0, 450_000, 1000, 451_000)]
    )
    ring = shapely.box(160_000, 450_000, 170_000, 460_000).difference(shapely.box(163_000, 453_000, 167_000, 457_000))
    codes = (AreaCode("WK900101"), AreaCode("WK900102"))
    sheet = OutlineSet(2021, Level.WIJK, codes, (shapely.to_wkb(parts), shapely.to_wkb(ring)), ("map",))
    topology = drawn(sheet, tmp_path)
    assert len(shapely.get_parts(polygon(topology, codes[0]))) == 2
    assert len(polygon(topology, codes[1]).interiors) == 1


@pytest.mark.parametrize(
    "source",
    [
        "cbs-outlines-2016-wijken",
        "cbs-outlines-2022-wijken",
        "cbs-outlines-2022-gemeenten",
        "cbs-wbk-2017-groningen-buurten",
    ],
)
def test_real_outlines(source: str, data_folder: Path, tmp_path: Path) -> None:
    (definition,) = [s for s in load_sources(ROOT / "definitions" / "sources") if s.id == source]
    outlines = read_outlines(data_folder / definition.file, definition)
    (sheet,) = sheets([outlines])
    topology = drawn(sheet, tmp_path)
    features = topology["objects"]["gebieden"]["geometries"]
    assert [f["id"] for f in features] == list(outlines.codes), "every area with an outline is on the map"
    assert all(f["arcs"] for f in features)
    every_point = np.vstack(points(topology))
    assert every_point[:, 0].min() > WEST
    assert every_point[:, 0].max() < EAST
    assert every_point[:, 1].min() > SOUTH
    assert every_point[:, 1].max() < NORTH
