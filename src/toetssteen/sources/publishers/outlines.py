"""Outlines of areas from shp, gpkg or geojson, as valid polygons in metres (EPSG:28992).

Options: code (the column with the area's code), epsg (what the file must be in), water (a column that says whether it
is water: only land is kept), layer (must be said of a file with several).
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FieldError
from pyproj import CRS, Transformer

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Floats, Note, Outlines
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError, UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded
from toetssteen.sources.definitions.options import check_options, required
from toetssteen.sources.grids.csv_grid import read_bytes
from toetssteen.sources.grids.grid import fetch_again, missing_column
from toetssteen.sources.grids.shapefile import check_whole
from toetssteen.sources.publishers.water import is_land

RIJKSDRIEHOEK = 28992
Shapes = NDArray[np.object_]


def outlines_of(path: Path, source: Source) -> Outlines:
    """All outlines of one level. Raises SourceError (broken, other coordinates, an unknown code, levels mixed)."""
    if source.reader == "outlines":
        check_options(source, {"code", "epsg", "water", "layer"})
    codes, shapes = _features(path, source, required(source, "code"))
    shapes, notes = _valid(codes, shapes, path.name)
    united, union_notes = _united(codes, shapes, path.name)
    levels = {code.level for code in united}
    if len(levels) != 1:
        raise SourceError(
            _("Een bestand met grenzen hoort één soort gebied te hebben"), FilePosition(path.name), fetch_again()
        )
    return Outlines(
        source=source.id,
        file=path.name,
        division_year=source.division_year,
        level=levels.pop(),
        codes=tuple(united),
        shapes=tuple(shapely.to_wkb(shape) for shape in united.values()),
        notes=(*notes, *union_notes),
        sketched=source.sketched,
    )


def _features(path: Path, source: Source, code: str) -> tuple[list[AreaCode], Shapes]:
    """A code and a shape per feature, in EPSG:28992, land only."""
    read_bytes(path)
    if path.suffix == ".shp":
        check_whole(path)
    water = source.options.get("water")
    try:
        layer = _layer(path, source.options.get("layer"))
        names = {folded(name): name for name in pyogrio.read_info(path, layer=layer)["fields"]}
        fields = [_field(path.name, name, names) for name in ((code,) if water is None else (code, water))]
        # GDAL gives the columns in the order of the file.
        meta, _fids, wkb, data = pyogrio.raw.read(path, layer=layer, columns=fields)
        shapes: Shapes = shapely.from_wkb(wkb)
    except (DataSourceError, DataLayerError, FieldError, UnicodeDecodeError, shapely.errors.ShapelyError) as error:
        raise SourceError(
            _("De grenzen zijn niet te lezen; het bestand is afgebroken of beschadigd"),
            FilePosition(path.name),
            fetch_again(),
        ) from error
    values = dict(zip(meta["fields"], data, strict=True))
    rows = np.arange(len(shapes))
    if water is not None:
        flags = values[fields[1]]
        rows = rows[[is_land(flags[row], FilePosition(path.name, int(row) + 2, water)) for row in rows]]
    codes = [_code(path.name, code, int(row), values[fields[0]][row]) for row in rows]
    return codes, _in_metres(shapes[rows], meta["crs"], source, path.name)


def _layer(path: Path, requested: str | None) -> str:
    """The layer to read: the one that is asked for, or the only one with outlines. Raises SourceError naming them."""
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    if requested is not None and requested not in layers:
        raise SourceError(
            _("De laag “{layer}” staat niet in het bestand. Wel: {names}").format(
                layer=requested, names=", ".join(layers)
            ),
            FilePosition(path.name),
            _("Kijk of dit het goede bestand is, of pas “layer” in de bronbeschrijving aan."),
        )
    # Programs keep colours and settings in layers without outlines.
    drawn = [name for name, kind in layers.items() if kind is not None]
    if requested is None and len(drawn) > 1:
        raise SourceError(
            _("Er staan meer lagen in het bestand: {names}").format(names=", ".join(drawn)),
            FilePosition(path.name),
            _("Zet in de bronbeschrijving bij “layer” welke het is."),
        )
    return requested or next(iter(drawn or layers))


def _field(file: str, column: str, names: Mapping[str, str]) -> str:
    """The name of a column as the file has it."""
    if folded(column) not in names:
        raise missing_column(file, column, tuple(names.values()))
    return names[folded(column)]


def _code(file: str, column: str, row: int, text: object) -> AreaCode:
    try:
        return AreaCode.parse(folded(str(text)))
    except UnknownNameError as error:
        raise SourceError(
            _("Dit is geen code van een buurt, wijk of gemeente"),
            FilePosition(file, row + 2, column, str(text)[:40]),
            fetch_again(),
        ) from error


def _in_metres(shapes: Shapes, crs: str | None, source: Source, file: str) -> Shapes:
    expected = int(required(source, "epsg"))
    if crs is None or CRS.from_user_input(crs).to_epsg() != expected:
        raise SourceError(
            _("De coördinaten zijn van het stelsel {found}, terwijl we EPSG:{expected} verwachten").format(
                found=(crs or "?")[:40], expected=expected
            ),
            FilePosition(file),
            fetch_again(),
        )
    if expected == RIJKSDRIEHOEK:
        return shapes
    transformer = Transformer.from_crs(expected, RIJKSDRIEHOEK, always_xy=True)

    def move(points: Floats) -> Floats:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    moved: Shapes = shapely.transform(shapes, move)
    return moved


def _valid(codes: list[AreaCode], shapes: Shapes, file: str) -> tuple[Shapes, list[Note]]:
    fixed = shapes.copy()
    notes = []
    for i in np.flatnonzero(~(shapely.is_valid(shapes) | shapely.is_missing(shapes) | shapely.is_empty(shapes))):
        fixed[i] = _polygons_only(shapely.make_valid(shapes[i]))
        notes.append(
            Note(file, _("De grens van {code} kruiste zichzelf; dat is hersteld.").format(code=codes[i]), int(i) + 2)
        )
    return fixed, notes


def _polygons_only(shape: shapely.Geometry) -> shapely.Geometry:
    """Without the points and lines that are left over where a border touched itself."""
    parts = [part for part in shapely.get_parts(shape) if _is_polygon(part)]
    return shapely.union_all(parts)


def _is_polygon(shape: shapely.Geometry) -> bool:
    return shapely.get_type_id(shape) in (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def _united(codes: list[AreaCode], shapes: Shapes, file: str) -> tuple[dict[AreaCode, shapely.Geometry], list[Note]]:
    """One shape a code; what has no surface is left out, with a note."""
    parts: dict[AreaCode, list[shapely.Geometry]] = {code: [] for code in codes}
    for code, shape in zip(codes, shapes, strict=True):
        if shape is not None and not shape.is_empty:
            parts[code].append(shape)
    united, notes = {}, []
    for code, pieces in parts.items():
        if not pieces:
            notes.append(Note(file, _("{code} heeft geen grens in dit bestand.").format(code=code)))
            continue
        if len(pieces) > 1:
            notes.append(
                Note(file, _("{code} bestaat uit {n} delen; die zijn samengevoegd.").format(code=code, n=len(pieces)))
            )
        shape = pieces[0] if len(pieces) == 1 else shapely.union_all(pieces)
        if not _is_polygon(shape):
            raise SourceError(
                _("De grens van {code} is geen vlak").format(code=code), FilePosition(file), fetch_again()
            )
        united[code] = shape
    return united, notes
