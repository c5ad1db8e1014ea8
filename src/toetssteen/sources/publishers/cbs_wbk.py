"""CBS Wijk- en Buurtkaart: the attribute table of a dbf (alone or beside a .shp), a GeoPackage or GeoJSON of the service.

Options besides those of `cell_tables.Layout`: water (the column that says whether it is water, see `water`), encoding of a
dbf, layer of a GeoPackage, and epsg when the file has outlines too (see `outlines`).
"""

from dataclasses import replace
from pathlib import Path

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition
from toetssteen.sources.columns.file_metadata import from_fields
from toetssteen.sources.definitions.options import check_options, encoding_of, required, the_year
from toetssteen.sources.grids.dbf_grid import read_dbf
from toetssteen.sources.grids.grid import Grid
from toetssteen.sources.grids.map_grid import read_map
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout, table_of
from toetssteen.sources.publishers.family_tables import layout_options, resolved_columns, with_own_names
from toetssteen.sources.publishers.named_units import without_wrong_units
from toetssteen.sources.publishers.service_tables import feature_grid
from toetssteen.sources.publishers.water import is_land

OPTIONS = LAYOUT_OPTIONS | {"water", "encoding", "epsg", "layer"}
# Seen by a re-user beside the code for secret; what it means nobody wrote down.
_NO_FIGURE = "-99998"


def read_wbk(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table. Water (JA) repeats an area's code and "B" is abroad: both are left out."""
    check_options(source, OPTIONS)
    grid = _fields(path, source)
    water = source.options.get("water")
    if water is not None:
        grid = land(grid, water)
    if not source.family:
        return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)
    metadata = from_fields(source.table, source.year, grid.header, source.units)
    # A map whose fields have other names still draws the areas.
    asked = resolved_columns(path, metadata, source, columns, needed=not source.geometry)
    source = replace(source, options=layout_options(source, asked, required(source, "code")))
    table = table_of(grid, source, Layout.of(source, ".", _NO_FIGURE), asked.keys, the_year(source))
    return (with_own_names(table, without_wrong_units(table, asked), ""),)


def _fields(path: Path, source: Source) -> Grid:
    match path.suffix.lower():
        case ".gpkg":
            return read_map(path, source.options.get("layer"))
        case ".geojson" | ".json":
            return feature_grid(path)
    return read_dbf(path.with_suffix(".dbf"), encoding_of(source))


def land(grid: Grid, water: str) -> Grid:
    """Only the rows that are land."""
    position = grid.at(water)
    rows = tuple(row for row in grid.rows if is_land(row.cells[position], FilePosition(grid.file, row.number, water)))
    return replace(grid, rows=rows)
