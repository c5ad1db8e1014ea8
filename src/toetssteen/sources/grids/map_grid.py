"""The fields of a map (GeoPackage) into a grid, without its outlines."""

import math
from pathlib import Path

import pyogrio.raw
from pyogrio.errors import DataLayerError, DataSourceError

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.csv_grid import read_bytes
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, checked_header, fetch_again


def read_map(path: Path, layer: str | None = None) -> Grid:
    """A row a feature, the first = 2. Raises SourceError: no map, no such layer, damaged."""
    read_bytes(path)
    try:
        meta, _ids, _shapes, columns = pyogrio.raw.read(path, layer=layer, read_geometry=False)
        cells = [column.tolist() for column in columns]
    except (DataSourceError, DataLayerError, UnicodeDecodeError, ValueError) as error:
        raise SourceError(
            _("De velden van de kaart zijn niet te lezen; het bestand is afgebroken of beschadigd"),
            FilePosition(path.name),
            fetch_again(),
        ) from error
    header = checked_header(path.name, tuple(str(name) for name in meta["fields"]))
    rows = tuple(
        GridRow(number, tuple(map(_cell, row))) for number, row in enumerate(zip(*cells, strict=True), start=2)
    )
    return Grid(path.name, header, rows)


def _cell(value: object) -> Cell:
    """What is not filled is nothing; a day or a moment is text, which is refused where a number belongs."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return None if math.isnan(value) else value
    return str(value)
