"""A dBASE III table (.dbf) into a grid, strictly.

A parser of our own, because the libraries at hand are too kind: GDAL and pyshp turn text in a number field into
0 or nothing and stop quietly at the end of a truncated file. Here a cell stays the text it is, and its number is
judged where all numbers are. Format: 32 bytes of header, 32 per field, then records of fixed width.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.csv_grid import read_bytes
from toetssteen.sources.grids.grid import Grid, GridRow, checked_header, fetch_again

_HEADER, _FIELD, _END_OF_FIELDS = 32, 32, 0x0D
_LIVE, _DELETED = b" ", b"*"
_TYPES = "CNFLD"


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    start: int
    width: int


def read_dbf(path: Path, encoding: str = "utf-8") -> Grid:
    """The live records; cells are trimmed text. Raises SourceError (shorter than its header says, wrong encoding)."""
    raw = read_bytes(path)
    count, start, width = _sizes(raw, path.name)
    fields = _fields(raw, start, width, path.name)
    checked_header(path.name, tuple(field.name for field in fields))
    rows = []
    for i in range(count):
        record = raw[start + i * width : start + (i + 1) * width]
        if record[:1] == _DELETED:
            continue
        if record[:1] != _LIVE:
            raise SourceError(
                _("Deze rij begint verkeerd; het bestand is beschadigd"), FilePosition(path.name, i + 2), fetch_again()
            )
        rows.append(GridRow(i + 2, tuple(_text(record, field, encoding, path.name, i + 2) for field in fields)))
    return Grid(path.name, tuple(field.name for field in fields), tuple(rows))


def _sizes(raw: bytes, file: str) -> tuple[int, int, int]:
    """Number of records, position of the first, width of each."""
    if len(raw) < _HEADER + 1:
        raise SourceError(_("Het bestand is te kort voor een dbf-tabel"), FilePosition(file), fetch_again())
    count, start, width = struct.unpack_from("<IHH", raw, 4)
    needed = start + count * width
    if width < 2 or start < _HEADER + 1 or len(raw) < needed:
        raise SourceError(
            _("Het bestand is afgebroken: {found} bytes, terwijl er {needed} horen te zijn").format(
                found=len(raw), needed=needed
            ),
            FilePosition(file),
            fetch_again(),
        )
    if len(raw) > needed + 1:
        # One end-of-file byte may follow; more means that the header lies about the number of rows.
        raise SourceError(
            _("Het bestand is langer dan het zelf zegt: {found} bytes in plaats van {needed}").format(
                found=len(raw), needed=needed
            ),
            FilePosition(file),
            fetch_again(),
        )
    return count, start, width


def _fields(raw: bytes, end: int, width: int, file: str) -> tuple[_Field, ...]:
    fields: list[_Field] = []
    start = 1
    for offset in range(_HEADER, end - 1, _FIELD):
        if raw[offset] == _END_OF_FIELDS:
            break
        name = raw[offset : offset + 11].split(b"\x00")[0].decode("latin-1").strip()
        kind, length = chr(raw[offset + 11]), raw[offset + 16]
        if kind not in _TYPES:
            raise SourceError(
                _("Deze kolom heeft een soort die we niet kennen"), FilePosition(file, 1, name, kind), fetch_again()
            )
        fields.append(_Field(name, start, length))
        start += length
    if start != width:
        raise SourceError(
            _("De kolommen passen niet in de rijen; het bestand is beschadigd"), FilePosition(file, 1), fetch_again()
        )
    return tuple(fields)


def _text(record: bytes, field: _Field, encoding: str, file: str, row: int) -> str:
    raw = record[field.start : field.start + field.width]
    try:
        return raw.decode(encoding).strip(" \x00")
    except UnicodeDecodeError as error:
        raise SourceError(
            _("De tekens zijn niet opgeslagen als {encoding}").format(encoding=encoding.upper()),
            FilePosition(file, row, field.name, raw.decode("latin-1").strip()),
            _("Haal het bestand opnieuw op; bewaar het niet in een ander programma."),
        ) from error
