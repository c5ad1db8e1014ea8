"""CBS Wijk- en Buurtkaart: the attribute table (.dbf, alone or beside a .shp).

Options besides those of `cell_tables.Layout`: water (the column that says whether it is water, see `water`), encoding, and
epsg when the file has outlines too (see `outlines`).
"""

from dataclasses import replace
from pathlib import Path

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition
from toetssteen.sources.definitions.options import check_options, encoding_of, the_year
from toetssteen.sources.grids.dbf_grid import read_dbf
from toetssteen.sources.grids.grid import Grid
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout, table_of
from toetssteen.sources.publishers.water import is_land

OPTIONS = LAYOUT_OPTIONS | {"water", "encoding", "epsg"}


def read_wbk(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table. Water (JA) repeats an area's code and "B" is abroad: both are left out."""
    check_options(source, OPTIONS)
    grid = read_dbf(path.with_suffix(".dbf"), encoding_of(source))
    water = source.options.get("water")
    if water is not None:
        grid = land(grid, water)
    return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)


def land(grid: Grid, water: str) -> Grid:
    """Only the rows that are land."""
    position = grid.at(water)
    rows = tuple(row for row in grid.rows if is_land(row.cells[position], FilePosition(grid.file, row.number, water)))
    return replace(grid, rows=rows)
