"""Whether a shapefile is whole. GDAL reads a truncated .shp without a word and gives areas without an outline."""

import struct
from pathlib import Path

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.csv_grid import read_bytes
from toetssteen.sources.grids.dbf_grid import read_dbf
from toetssteen.sources.grids.grid import fetch_again

_MAGIC, _HEADER, _INDEX_RECORD = 9994, 100, 8


def check_whole(path: Path) -> None:
    """Raises SourceError when .shp, .shx and .dbf are not as long as they say, or not about the same number of areas."""
    _length_as_stated(path)
    indexed = (_length_as_stated(path.with_suffix(".shx")) - _HEADER) // _INDEX_RECORD
    rows = len(read_dbf(path.with_suffix(".dbf")).rows)
    if rows != indexed:
        raise SourceError(
            _("Er zijn {indexed} grenzen en {rows} regels met gegevens; dat hoort gelijk te zijn").format(
                indexed=indexed, rows=rows
            ),
            FilePosition(path.name),
            fetch_again(),
        )


def _length_as_stated(path: Path) -> int:
    """The file's length in bytes, which its header gives in 16-bit words at byte 24."""
    raw = read_bytes(path)
    if len(raw) < _HEADER or struct.unpack_from(">i", raw)[0] != _MAGIC:
        raise SourceError(_("Dit is geen shapefile"), FilePosition(path.name), fetch_again())
    stated = 2 * int(struct.unpack_from(">i", raw, 24)[0])
    if len(raw) != stated:
        raise SourceError(
            _("Het bestand is afgebroken: {found} bytes, terwijl er {needed} horen te zijn").format(
                found=len(raw), needed=stated
            ),
            FilePosition(path.name),
            fetch_again(),
        )
    return stated
