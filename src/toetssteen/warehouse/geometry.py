"""Outlines become one static TopoJSON per division year and level: shared edges once, thinned, in degrees."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyproj
import shapely

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats, Outlines
from toetssteen.warehouse.manifest import OutlineFile
from toetssteen.warehouse.topology import Feature, topology

# Metres of detail that may go, by how close a reader looks at that level.
THINNING = {Level.BUURT: 15.0, Level.WIJK: 60.0, Level.GEMEENTE: 200.0}
# Grid of the written coordinates: about 5 m over the whole country.
QUANTISATION = 60_000
_to_degrees = pyproj.Transformer.from_crs(28992, 4326, always_xy=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All outlines of one division year and level, whoever published them."""

    division_year: int
    level: Level
    codes: tuple[AreaCode, ...]
    shapes: tuple[bytes, ...]
    sources: tuple[str, ...]


def sheets(outlines: Iterable[Outlines]) -> list[Sheet]:
    """Outlines joined per division year and level; the first to draw a code wins."""
    found: dict[tuple[int, Level], dict[AreaCode, bytes]] = {}
    sources: dict[tuple[int, Level], list[str]] = {}
    for piece in outlines:
        key = (piece.division_year, piece.level)
        sources.setdefault(key, []).append(piece.source)
        for code, shape in zip(piece.codes, piece.shapes, strict=True):
            found.setdefault(key, {}).setdefault(code, shape)
    return [
        Sheet(key[0], key[1], tuple(shapes), tuple(shapes.values()), tuple(sources[key]))
        for key, shapes in sorted(found.items())
    ]


def file_name(division_year: int, level: str) -> str:
    return f"{division_year}-{level}.json"


def _in_degrees(metres: Floats) -> Floats:
    """(n, 2) x and y in EPSG:28992 -> longitude and latitude."""
    return np.column_stack(_to_degrees.transform(metres[:, 0], metres[:, 1]))


def write(sheet: Sheet, folder: Path, names: dict[AreaCode, str]) -> OutlineFile:
    """Write one sheet as TopoJSON in longitude and latitude (EPSG:4326); feature id = code, property naam."""
    shapes = shapely.make_valid(shapely.from_wkb(list(sheet.shapes)))
    thin = shapely.coverage_simplify(shapes, tolerance=THINNING[sheet.level])
    degrees = shapely.transform(thin, _in_degrees)
    features = [Feature(code, {"code": code, "naam": names.get(code) or code}) for code in sheet.codes]
    path = folder / file_name(sheet.division_year, sheet.level)
    path.write_text(topology("gebieden", features, degrees, QUANTISATION), encoding="utf-8")
    return OutlineFile(sheet.division_year, str(sheet.level), int((~shapely.is_empty(degrees)).sum()), sheet.sources)
