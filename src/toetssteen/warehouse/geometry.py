"""Outlines become one static TopoJSON per division year and level: shared edges once, thinned, in degrees."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyproj
import shapely

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats, Outlines
from toetssteen.warehouse.divisions import Register
from toetssteen.warehouse.manifest import OutlineFile
from toetssteen.warehouse.topology import Feature, topology

# Tolerance of simplification in metres, by level.
THINNING = {Level.BUURT: 15.0, Level.WIJK: 60.0, Level.GEMEENTE: 200.0}
# Grid of the written coordinates: about 5 m over the whole country.
QUANTISATION = 60_000
Shapes = Mapping[AreaCode, bytes]
_to_degrees = pyproj.Transformer.from_crs(28992, 4326, always_xy=True)


@dataclass(frozen=True, slots=True)
class OutlineSet:
    """All outlines of one division year and level, of all publishers."""

    division_year: int
    level: Level
    codes: tuple[AreaCode, ...]
    shapes: tuple[bytes, ...]
    sources: tuple[str, ...]


def sheets(outlines: Iterable[Outlines]) -> list[OutlineSet]:
    """Outlines joined per division year and level; the first to draw a code wins."""
    by_sheet: dict[tuple[int, Level], dict[AreaCode, bytes]] = {}
    sources: dict[tuple[int, Level], list[str]] = {}
    for piece in outlines:
        key = (piece.division_year, piece.level)
        sources.setdefault(key, []).append(piece.source)
        for code, shape in zip(piece.codes, piece.shapes, strict=True):
            by_sheet.setdefault(key, {}).setdefault(code, shape)
    return [
        OutlineSet(key[0], key[1], tuple(shapes), tuple(shapes.values()), tuple(sources[key]))
        for key, shapes in sorted(by_sheet.items())
    ]


def file_name(division_year: int, level: str) -> str:
    return f"{division_year}-{level}.json"


def _in_degrees(metres: Floats) -> Floats:
    """(n, 2) x and y in EPSG:28992 -> longitude and latitude."""
    return np.column_stack(_to_degrees.transform(metres[:, 0], metres[:, 1]))


def write(sheet: OutlineSet, folder: Path, names: dict[AreaCode, str]) -> OutlineFile:
    """Write one sheet as TopoJSON in longitude and latitude (EPSG:4326); feature id = code, property naam."""
    shapes = shapely.make_valid(shapely.from_wkb(list(sheet.shapes)))
    thin = shapely.coverage_simplify(shapes, tolerance=THINNING[sheet.level])
    degrees = shapely.transform(thin, _in_degrees)
    features = [Feature(code, {"code": code, "naam": names.get(code) or code}) for code in sheet.codes]
    path = folder / file_name(sheet.division_year, sheet.level)
    path.write_text(topology("gebieden", features, degrees, QUANTISATION), encoding="utf-8")
    return OutlineFile(sheet.division_year, str(sheet.level), int((~shapely.is_empty(degrees)).sum()), sheet.sources)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Outlines as WKB by level and division year."""

    shapes: Mapping[tuple[Level, int], Shapes]

    def of(self, register: Register, code: AreaCode, division: int, years: Iterable[int]) -> tuple[int, bytes] | None:
        """The outline of `code` nearest to `division` among `years` in which it is the same place."""
        level = code.level
        for year in sorted(years, key=lambda candidate: abs(candidate - division)):
            shape = self.shapes.get((level, year), {}).get(code)
            if shape is not None and register.may_compare(code, division, year):
                return year, shape
        return None

    def years(self, level: Level) -> list[int]:
        return sorted(year for kind, year in self.shapes if kind is level)


def drawn_from(sheets: Sequence[OutlineSet]) -> Drawn:
    """Outlines by level and division. A division with wijken alone gets gemeenten dissolved from them."""
    shapes: dict[tuple[Level, int], Shapes] = {
        (s.level, s.division_year): dict(zip(s.codes, s.shapes, strict=True)) for s in sheets
    }
    for level, year in list(shapes):
        if level is Level.WIJK and (Level.GEMEENTE, year) not in shapes:
            shapes[Level.GEMEENTE, year] = Dissolved(shapes[level, year])
    return Drawn(shapes)


class Dissolved(Mapping[AreaCode, bytes]):
    """Gemeenten dissolved from wijken, each on first use: few are ever needed."""

    def __init__(self, wijken: Shapes) -> None:
        self._parts: dict[AreaCode, list[bytes]] = defaultdict(list)
        self._made: dict[AreaCode, bytes] = {}
        for code, shape in wijken.items():
            if code.gemeente is not None:
                self._parts[code.gemeente].append(shape)

    def __getitem__(self, code: AreaCode) -> bytes:
        if code not in self._made:
            if code not in self._parts:
                raise KeyError(code)
            self._made[code] = shapely.to_wkb(shapely.union_all(shapely.from_wkb(self._parts[code])))
        return self._made[code]

    def __iter__(self) -> Iterator[AreaCode]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
