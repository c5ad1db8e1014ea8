"""Readers of the invented country's files.

Options: those of `cell_tables.Layout` for the csv; code and level for the GeoJSON.
"""

import json
from pathlib import Path
from typing import Any

import shapely

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Outlines, PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import check_options, required, the_year
from toetssteen.sources.grids.csv_grid import decode, read_bytes, read_csv
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout, table_of


def read_invented(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """The one table in a year's file. Raises SourceError naming row, column and cell."""
    check_options(source, LAYOUT_OPTIONS)
    grid = read_csv(path, delimiter=";")
    return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)


def read_invented_outlines(path: Path, source: Source) -> Outlines:
    """The polygons in a file, metres on an invented plane. Raises SourceError."""
    check_options(source, {"code", "level"})
    level = Level(required(source, "level"))
    by_code: dict[AreaCode, shapely.Geometry] = {}
    for position, feature in enumerate(_features(path), start=1):
        place = FilePosition(path.name, position)
        code = _code(feature, required(source, "code"), level, place)
        if code in by_code:
            raise _invalid(_("{code} staat twee keer in het bestand").format(code=code), place)
        by_code[code] = _shape(feature, place)
    shapes = tuple(shapely.to_wkb(shape) for shape in by_code.values())
    return Outlines(source.id, path.name, source.division_year, level, tuple(by_code), shapes)


def _features(path: Path) -> list[Any]:
    text = decode(read_bytes(path), path.name)
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _invalid(
            _("Dit is geen kaart in GeoJSON; het bestand is afgebroken of beschadigd"), FilePosition(path.name)
        ) from error
    if not isinstance(features, list) or not features:
        raise _invalid(_("Er staat geen enkel gebied in het bestand"), FilePosition(path.name))
    return features


def _code(feature: Any, column: str, level: Level, place: FilePosition) -> AreaCode:
    try:
        code = AreaCode.parse(feature["properties"][column])
    except (KeyError, TypeError, AttributeError, UnknownNameError) as error:
        raise _invalid(_("Hier hoort een code van een gebied te staan"), place) from error
    if code.level is not level:
        raise _invalid(_("{code} is geen {level}").format(code=code, level=level), place)
    return code


def _shape(feature: Any, place: FilePosition) -> shapely.Geometry:
    try:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    except (KeyError, TypeError, ValueError, shapely.GEOSException) as error:
        raise _invalid(_("De grens van dit gebied is niet te lezen"), place) from error
    if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon") or not shape.is_valid:
        raise _invalid(_("De grens van dit gebied is geen goed vlak"), place)
    return shape


def _invalid(message: str, place: FilePosition) -> SourceError:
    return SourceError(message, place, _("Laat Toetssteen het verzonnen land opnieuw maken."))
