"""Outlines as the publishers draw them, in metres, and how far two cover each other."""

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

Shapes = dict[str, Any]
_FILES = {
    ("WK", 2016): ("elan/wijk_2016_6.geojson", "WKC"),
    ("GM", 2016): ("elan/wijk_2016_6.geojson", "GMC"),
    ("WK", 2017): ("groningen-2017/wijk2017.shp", "WK_CODE"),
    ("GM", 2017): ("groningen-2017/wijk2017.shp", "GM_CODE"),
    ("BU", 2017): ("groningen-2017/buurt2017.shp", "BU_CODE"),
    ("WK", 2022): ("cbs-kwb-2022/wijken.gpkg", "code"),
    ("GM", 2022): ("cbs-kwb-2022/gemeenten.gpkg", "code"),
}
# Sketches: of some gemeenten, and good to about five per cent.
_SKETCH = "buurtgrenzen-2024-schets/buurten_2024_19gemeenten_rd.geojson"
_SKETCHED = {"BU": "buurtcode", "WK": "wijkcode", "GM": "gemeentecode"}


def drawn(data: Path) -> dict[tuple[str, int], Shapes]:
    """By level and division: code -> outline."""
    return {key: _read(data / path, column) for key, (path, column) in _FILES.items()}


def sketched(data: Path) -> dict[str, Shapes]:
    """Outlines of 2024 by level."""
    return {level: _read(data / _SKETCH, column) for level, column in _SKETCHED.items()}


def iou(one: Any, two: Any) -> float:
    """Intersection over union."""
    union = shapely.area(shapely.union(one, two))
    return float(shapely.area(shapely.intersection(one, two)) / union) if union else 0.0


def nested(one: Any, two: Any) -> float:
    """Which part of the smaller outline lies in the larger."""
    least = min(shapely.area(one), shapely.area(two))
    return float(shapely.area(shapely.intersection(one, two)) / least) if least else 0.0


def _read(path: Path, column: str) -> Shapes:
    """Outlines by code, in metres; parts of one code united, what crosses itself repaired, what is empty left out."""
    meta, _ids, shapes, columns = pyogrio.raw.read(str(path), columns=[column])
    found: dict[str, list[Any]] = {}
    mercator = str(meta["crs"]).endswith("3857")
    for code, shape in zip(columns[0], shapely.from_wkb(shapes), strict=True):
        if shape is not None and not shape.is_empty:
            found.setdefault(str(code), []).append(shapely.make_valid(_metres(shape) if mercator else shape))
    return {code: parts[0] if len(parts) == 1 else shapely.union_all(parts) for code, parts in found.items()}


def _metres(shape: Any) -> Any:
    """Web mercator to metres near Groningen: a ratio of areas needs no more than the local scale and one origin."""
    return shapely.transform(shape, _to_rd)


def _to_rd(points: Any) -> Any:
    """EPSG:3857 to the Rijksdriehoek by the polynomials of Schreutelkamp and Strang van Hees; good to a metre."""
    lon = np.degrees(points[:, 0] / 6378137.0)
    lat = np.degrees(2 * np.arctan(np.exp(points[:, 1] / 6378137.0)) - np.pi / 2)
    # The polynomials start from WGS84 itself, 100 m of datum shift included.
    f, g = 0.36 * (lat - 52.15517440), 0.36 * (lon - 5.38720621)
    x = 155000 + sum(c * f**p * g**q for p, q, c in _X)
    y = 463000 + sum(c * f**p * g**q for p, q, c in _Y)
    return np.column_stack([x, y])


_X = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_Y = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)
