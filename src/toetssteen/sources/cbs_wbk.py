"""CBS Wijk- en Buurtkaart: the attribute table (.dbf, alone or beside a .shp).

Options besides those of `tables.Layout`: water (the column that says NEE for land), encoding, and epsg when
the file has outlines too (see `outlines`).
"""

from pathlib import Path

from toetssteen.kernel.cells import Table
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import Place, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.dbf_grid import read_dbf
from toetssteen.sources.grid import Cell, Grid, fetch_again, text_of
from toetssteen.sources.options import ENCODINGS, check_options, choice, the_year
from toetssteen.sources.tables import LAYOUT_OPTIONS, Layout, table_of

OPTIONS = LAYOUT_OPTIONS | {"water", "encoding", "epsg"}
_WATER = ("NEE", "JA", "B")


def read_wbk(path: Path, source: Source, columns: frozenset[str]) -> tuple[Table, ...]:
    """One table. Water (JA) repeats an area's code and "B" is abroad: both are left out."""
    check_options(source, OPTIONS)
    grid = read_dbf(path.with_suffix(".dbf"), choice(source, "encoding", ENCODINGS, "utf-8"))
    water = source.options.get("water")
    if water is not None:
        grid = land(grid, water)
    return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)


def land(grid: Grid, water: str) -> Grid:
    """Only the rows that are land."""
    position = grid.at(water)
    for row in grid.rows:
        if text_of(row.cells[position]) not in _WATER:
            raise SourceError(
                _("Hier hoort NEE, JA of B te staan"),
                Place(grid.file, row.number, water, text_of(row.cells[position])[:40]),
                fetch_again(),
            )
    return grid.where(water, _is_land)


def _is_land(cell: Cell) -> bool:
    return text_of(cell) == "NEE"
