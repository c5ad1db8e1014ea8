"""Outlines: parts united, mended, moved to the Rijksdriehoek; a broken file is refused."""

import json
import math
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from sources.small_files import source

from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.reading import read_outlines

A, B, C = "WK990100", "WK990101", "WK990102"
X, Y = 233_000, 582_000


def square(x: float, side: float = 100) -> list[list[float]]:
    return [[X + x, Y], [X + x + side, Y], [X + x + side, Y + side], [X + x, Y + side], [X + x, Y]]


BOW_TIE = [[X, Y], [X + 100, Y + 100], [X + 100, Y], [X, Y + 100], [X, Y]]


def geojson(path: Path, features: Sequence[tuple[str, list[list[float]]]], epsg: int = 28992) -> Path:
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    drawn = [
        {"type": "Feature", "properties": {"WKC": code}, "geometry": {"type": "Polygon", "coordinates": [ring] if ring else []}}
        for code, ring in features
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": drawn}))
    return path


def test_parts_are_united_mended_and_empty_ones_left_out(tmp_path: Path) -> None:
    path = geojson(tmp_path / "w.geojson", [(A, square(0)), (B, BOW_TIE), (A, square(100)), (C, [])])
    found = read_outlines(path, source("outlines", path.name, code="WKC", epsg="28992"))
    assert found.level is Level.WIJK
    assert found.codes == (A, B)
    shapes = [shapely.from_wkb(shape) for shape in found.shapes]
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).tolist() == [20_000, 5_000]
    assert [note.text.split()[0] for note in found.notes] == ["De", A, C]


def _shapefile(folder: Path, epsg: int = 3857) -> Path:
    ring = shapely.transform(shapely.box(X, Y, X + 100, Y + 100), lambda points: points)
    wkb = np.array([shapely.to_wkb(ring)] * 2, dtype=object)
    codes, water = np.array(["BU99010000", "BU99010001"], dtype=object), np.array(["NEE", "JA"], dtype=object)
    path = folder / "b.shp"
    pyogrio.raw.write(
        path, wkb, [codes, water], ["BU_CODE", "WATER"], crs=f"EPSG:{epsg}", geometry_type="Polygon", encoding="UTF-8"
    )
    return path


def test_a_shapefile_in_web_mercator_is_moved_and_water_left_out(tmp_path: Path) -> None:
    path = _shapefile(tmp_path)
    found = read_outlines(path, source("outlines", path.name, code="BU_CODE", epsg="3857", water="WATER"))
    assert found.codes == ("BU99010000",)
    assert found.level is Level.BUURT
    # 233 km east and 582 km north of the equator's zero meridian lies far from the Netherlands, but it has moved.
    assert not np.allclose(shapely.bounds(shapely.from_wkb(found.shapes[0])), [X, Y, X + 100, Y + 100])


def test_known_points_move_to_known_points(tmp_path: Path) -> None:
    """The tower of Amersfoort: (155000, 463000) in the Rijksdriehoek; the formulas are those of web mercator."""
    longitude, latitude = math.radians(5.38720621), math.radians(52.15517440)
    east = 6_378_137 * longitude
    north = 6_378_137 * math.log(math.tan(math.pi / 4 + latitude / 2))
    ring = [[east, north], [east + 1, north], [east + 1, north + 1], [east, north + 1], [east, north]]
    path = geojson(tmp_path / "w.geojson", [(A, ring)], epsg=3857)
    found = read_outlines(path, source("outlines", path.name, code="WKC", epsg="3857"))
    west, south, *_ = shapely.bounds(shapely.from_wkb(found.shapes[0]))
    assert abs(west - 155_000) < 5
    assert abs(south - 463_000) < 5


@pytest.mark.parametrize("suffix", ["shp", "shx", "dbf"])
@pytest.mark.parametrize("cut", [-1, -60, 40])
def test_a_truncated_shapefile_is_refused(tmp_path: Path, suffix: str, cut: int) -> None:
    path = _shapefile(tmp_path)
    part = path.with_suffix(f".{suffix}")
    kept = part.read_bytes()[:cut] if suffix != "dbf" else part.read_bytes()[: min(cut, -2)]
    part.write_bytes(kept)
    with pytest.raises(SourceError) as caught:
        read_outlines(path, source("outlines", path.name, code="BU_CODE", epsg="3857"))
    assert caught.value.place.file == part.name


def test_a_table_of_another_length_is_refused(tmp_path: Path) -> None:
    path = _shapefile(tmp_path)
    (tmp_path / "one").mkdir()
    other = tmp_path / "one" / "b.shp"
    pyogrio.raw.write(
        other, np.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))], dtype=object), [np.array(["BU99010000"], dtype=object)],
        ["BU_CODE"], crs="EPSG:3857", geometry_type="Polygon",
    )  # fmt: skip
    shutil.copyfile(other.with_suffix(".dbf"), path.with_suffix(".dbf"))
    with pytest.raises(SourceError, match="2 grenzen en 1 regels"):
        read_outlines(path, source("outlines", path.name, code="BU_CODE", epsg="3857"))


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "leeg"), (b'{"type": "FeatureCollection", "features": [', "niet te lezen"), (b"\x00" * 99, "niet te lezen")]
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes, says: str, suffix: str) -> None:
    path = tmp_path / f"w.{suffix}"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=says):
        read_outlines(path, source("outlines", path.name, code="WKC", epsg="28992"))


def test_a_truncated_gpkg_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    box = np.array([shapely.to_wkb(shapely.box(X, Y, X + 9, Y + 9))] * 500, dtype=object)
    codes = np.array([f"BU9901{i:04}" for i in range(500)], dtype=object)
    pyogrio.raw.write(path, box, [codes], ["code"], crs="EPSG:28992", geometry_type="Polygon")
    what = source("outlines", path.name, code="code", epsg="28992")
    assert len(read_outlines(path, what).codes) == 500
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9):
        path.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(SourceError, match="niet te lezen"):
            read_outlines(path, what)


def test_other_coordinates_codes_levels_and_columns_are_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "w.geojson", [(A, square(0)), ("WK99", square(100))])
    with pytest.raises(SourceError, match="geen code") as caught:
        read_outlines(path, source("outlines", path.name, code="WKC", epsg="28992"))
    assert (caught.value.place.row, caught.value.place.cell) == (3, "WK99")
    with pytest.raises(SourceError, match="EPSG:3857 verwachten"):
        read_outlines(geojson(path, [(A, square(0))]), source("outlines", path.name, code="WKC", epsg="3857"))
    with pytest.raises(SourceError, match="staat niet in het bestand") as caught:
        read_outlines(path, source("outlines", path.name, code="WKCODE", epsg="28992"))
    assert "“WKC”" in caught.value.remedy
    with pytest.raises(SourceError, match="één soort"):
        read_outlines(
            geojson(path, [(A, square(0)), ("GM9901", square(100))]),
            source("outlines", path.name, code="WKC", epsg="28992"),
        )


def _geopackage(path: Path, layers: Sequence[str], said: Sequence[str] = ("NEE", "JA")) -> Path:
    for layer in layers:
        ring = shapely.to_wkb(shapely.box(X, Y, X + 100, Y + 100))
        codes = np.array(["BU99010000", "BU99010001\u200b"], dtype=object)
        pyogrio.raw.write(
            path, np.array([ring] * 2, dtype=object), [codes, np.array(said, dtype=object)], ["code", "water"],
            layer=layer, crs="EPSG:28992", geometry_type="Polygon", append=path.exists(),
        )  # fmt: skip
    return path


def test_of_several_layers_one_must_be_named(tmp_path: Path) -> None:
    path = _geopackage(tmp_path / "g.gpkg", ["buurten_concept", "buurten"])
    with pytest.raises(SourceError, match=r"buurten_concept, buurten.*“layer”"):
        read_outlines(path, source("outlines", path.name, code="code", epsg="28992"))
    with pytest.raises(SourceError, match="De laag “wijken” staat niet"):
        read_outlines(path, source("outlines", path.name, code="code", epsg="28992", layer="wijken"))
    found = read_outlines(path, source("outlines", path.name, code="code", epsg="28992", layer="buurten"))
    assert found.codes == ("BU99010000", "BU99010001")


@pytest.mark.parametrize("no", ["NEE", "Nee", " nee\u00a0", "n", "false", "0"])
def test_one_rule_for_yes_and_no(tmp_path: Path, no: str) -> None:
    path = _geopackage(tmp_path / "g.gpkg", ["buurten"], [no, " Ja"])
    what = source("outlines", path.name, code="code", epsg="28992", water="water")
    assert read_outlines(path, what).codes == ("BU99010000",)
    path = _geopackage(tmp_path / "h.gpkg", ["buurten"], [no, "misschien"])
    with pytest.raises(SourceError, match="NEE, JA of B") as caught:
        read_outlines(path, source("outlines", path.name, code="code", epsg="28992", water="water"))
    assert (caught.value.place.row, caught.value.place.column, caught.value.place.cell) == (3, "water", "misschien")
