"""Whether a code in the division of a cell is the ground that has this code today, from outlines and surfaces.

Overlap is intersection over union, in EPSG:28992. Where only surfaces are known their ratio is the most that the
overlap can be. Nothing here asks the product.
"""

import csv
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from recomputation.raw import Raw

Shapes = dict[str, Any]
# Below this a figure is of another place. The outlines of 2024 are sketches (unchanged wijken overlap 0.94 to 0.99).
SAME, SKETCH_MARGIN = 0.8, 0.05
WET, WITHIN = 0.8, 0.98
_OUTLINES = {
    ("WK", 2016): ("elan/wijk_2016_6.geojson", "WKC"),
    ("GM", 2016): ("elan/wijk_2016_6.geojson", "GMC"),
    ("WK", 2017): ("groningen-2017/wijk2017.shp", "WK_CODE"),
    ("BU", 2017): ("groningen-2017/buurt2017.shp", "BU_CODE"),
    ("WK", 2022): ("cbs-kwb-2022/wijken.gpkg", "code"),
    ("GM", 2022): ("cbs-kwb-2022/gemeenten.gpkg", "code"),
}
_SKETCH = "buurtgrenzen-2024-schets/buurten_2024_19gemeenten_rd.geojson"
_SKETCHED = {"BU": "buurtcode", "WK": "wijkcode", "GM": "gemeentecode"}
_DBF = {
    ("WK", 2016): ("cbs-wijken-2016/wijk_2016.dbf", "WK_CODE"),
    ("GM", 2016): ("cbs-wijken-2016/gem_2016.dbf", "GM_CODE"),
    ("WK", 2017): ("cbs-wijken-2017/wijk_2017.dbf", "WK_CODE"),
    ("GM", 2017): ("cbs-wijken-2017/gem_2017.dbf", "GM_CODE"),
    ("BU", 2017): ("groningen-2017/buurt2017.dbf", "BU_CODE"),
}


@dataclass(slots=True)
class Ground:
    """shapes, surfaces: (level, division) -> code -> outline, hectares (land, total). unchanged: codes that CBS marks
    as the same in 2017 as in 2016."""

    raw: Raw
    shapes: dict[tuple[str, int], Shapes]
    surfaces: dict[tuple[str, int], dict[str, tuple[float, float]]]
    unchanged: set[str]
    newest: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[str, int], float | None] = field(default_factory=dict)
    before: dict[str, tuple[str, ...]] = field(default_factory=dict)
    trees: dict[tuple[str, int], tuple[Any, list[str]]] = field(default_factory=dict)

    def earlier(self, code: str) -> tuple[str, ...]:
        """Other codes under which the ground of `code` (as its newest outline shows it) stood on an older map."""
        if code not in self.before:
            level = code[:2]
            drawn = next((d for d in (2024, 2022, 2017, 2016) if code in self.shapes.get((level, d), ())), None)
            found: set[str] = set()
            for division in (2016, 2017, 2022):
                if drawn is not None and division < drawn and (level, division) in self.shapes:
                    found |= self._alike(level, division, self.shapes[level, drawn][code])
            self.before[code] = tuple(sorted(found - {code}))
        return self.before[code]

    def _alike(self, level: str, division: int, shape: Any) -> set[str]:
        shapes = self.shapes[level, division]
        if (level, division) not in self.trees:
            self.trees[level, division] = (shapely.STRtree(list(shapes.values())), list(shapes))
        tree, codes = self.trees[level, division]
        return {codes[at] for at in tree.query(shape) if iou(shapes[codes[at]], shape) >= SAME}

    def lives(self, code: str) -> bool:
        """Whether the newest division has the code."""
        return self.newest[code[:2]] in self.raw.divisions.get(code, ())

    def overlap(self, code: str, division: int) -> float | None:
        """The overlap of `code` in `division` with the same code today, at most; None where no file tells."""
        key = (code, division)
        if key not in self.known:
            self.known[key] = self._overlap(code, division)
        return self.known[key]

    def other(self, code: str, division: int) -> bool:
        """Whether a cell of this division is certainly about another place than has the code today."""
        if code[:2] not in self.newest or not self.lives(code):
            return False
        found = self.overlap(code, division)
        return found is not None and found < SAME

    def _overlap(self, code: str, division: int) -> float | None:
        level, today = code[:2], self.newest[code[:2]]
        if division == today:
            return 1.0
        if division == 2017 and code in self.unchanged and (level, 2016) in self.shapes:
            division = 2016
        bounds = [self._outlines(level, code, division, year) for year in (2022, today)]
        bounds += [self._surfaces(level, code, one, today) for one in (division, 2022) if one >= division]
        found = [bound for bound in bounds if bound is not None]
        return min(found) if found else None

    def _outlines(self, level: str, code: str, one: int, two: int) -> float | None:
        before, after = self.shapes.get((level, one), {}).get(code), self.shapes.get((level, two), {}).get(code)
        if before is None or after is None or one >= two:
            return None
        found = iou(before, after) + (SKETCH_MARGIN if two == 2024 else 0.0)
        land = self._land(level, code, one, two)
        # Some outlines hold sea, others end at the beach: no other place when one lies in the other and the land is equal.
        return 1.0 if found < SAME and land is not None and land > WET and nested(before, after) > WITHIN else found

    def _land(self, level: str, code: str, one: int, two: int) -> float | None:
        before, after = self.surfaces.get((level, one), {}).get(code), self.surfaces.get((level, two), {}).get(code)
        return None if before is None or after is None else _ratio(before[0], after[0])

    def _surfaces(self, level: str, code: str, one: int, two: int) -> float | None:
        before, after = self.surfaces.get((level, one), {}).get(code), self.surfaces.get((level, two), {}).get(code)
        if before is None or after is None or one >= two:
            return None
        # A file counts land, another all water too: the kindest of both readings. Surfaces are whole hectares.
        return max(_ratio(a, b) for a in before for b in after)


def _ratio(one: float, two: float) -> float:
    return (min(one, two) + 1.0) / (max(one, two) + 1.0)


def iou(one: Any, two: Any) -> float:
    union = shapely.area(shapely.union(one, two))
    return float(shapely.area(shapely.intersection(one, two)) / union) if union else 0.0


def nested(one: Any, two: Any) -> float:
    """Which part of the smaller outline lies in the larger."""
    least = min(shapely.area(one), shapely.area(two))
    return float(shapely.area(shapely.intersection(one, two)) / least) if least else 0.0


def survey(data: Path, raw: Raw) -> Ground:
    shapes = {key: _read(data / path, column) for key, (path, column) in _OUTLINES.items()}
    for level, column in _SKETCHED.items():
        shapes[level, 2024] = _read(data / _SKETCH, column)
    surfaces = {key: _dbf_surfaces(data / path, column) for key, (path, column) in _DBF.items()}
    for level, name in (("WK", "wijken"), ("GM", "gemeenten")):
        surfaces[level, 2022] = _csv_surfaces(data / f"cbs-kwb-2022/{name}.csv")
        surfaces[level, 2024] = _json_surfaces(data / "cbs-kwb-2024/stripped_filtered_data_2024.json", level)
    newest = {level: raw.newest(level) for level in ("GM", "WK", "BU")}
    return Ground(raw, shapes, surfaces, _unchanged(data / "cbs-wijken-2017/wijk_2017.dbf"), newest)


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


def _dbf_surfaces(path: Path, code: str) -> dict[str, tuple[float, float]]:
    names = [code, "WATER", "OPP_LAND", "OPP_TOT"]
    meta, _ids, _shapes, columns = pyogrio.raw.read(str(path), columns=names, read_geometry=False, encoding="UTF-8")
    fields = dict(zip(meta["fields"], columns, strict=True))
    rows = zip(*(fields[name].tolist() for name in names), strict=True)
    return {c: (float(land), float(total)) for c, water, land, total in rows if water == "NEE" and total > 0}


def _csv_surfaces(path: Path) -> dict[str, tuple[float, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["area"]) * 100, float(row["area"]) * 100) for row in csv.DictReader(file)}


def _json_surfaces(path: Path, level: str) -> dict[str, tuple[float, float]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {
        code: (float(row["OppervlakteLand_123"]), float(row["OppervlakteTotaal_122"]))
        for code, row in rows.items()
        if code[:2] == level
    }


def _unchanged(path: Path) -> set[str]:
    meta, _ids, _shapes, columns = pyogrio.raw.read(
        str(path), columns=["WK_CODE", "IND_WBI", "WATER"], read_geometry=False, encoding="UTF-8"
    )
    fields = dict(zip(meta["fields"], columns, strict=True))
    rows = zip(fields["WK_CODE"], fields["IND_WBI"].tolist(), fields["WATER"], strict=True)
    return {str(code) for code, mark, water in rows if water == "NEE" and str(mark).removesuffix(".0") == "1"}


@lru_cache(maxsize=1)
def names_of_2024(data: Path) -> dict[str, str]:
    """What CBS calls each place in 2024."""
    with (data / "cbs-regio-2024/WijkenEnBuurten_85984NED.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Key"].strip(): row["Title"].strip() for row in csv.DictReader(file)}
