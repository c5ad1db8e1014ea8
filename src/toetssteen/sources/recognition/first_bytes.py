"""The sort of a file by its first bytes, for files with any name or none."""

import csv
from pathlib import Path, PurePosixPath

from toetssteen.kernel.texts import folded
from toetssteen.sources.grids.file_kinds import kind_of

HEAD = 1 << 16
# By how the file of a source is called.
_OF_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".geojson": "json",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".gpkg": "sqlite",
    ".dbf": "dbf",
    ".shp": "shp",
}
READ = frozenset(_OF_SUFFIX.values())
_SHP, _SHX_SUFFIX = b"\x00\x00\x27\x0a", ".shx"
_DBF_VERSIONS = b"\x03\x30\x31\x83\x8b\xf5"


def sort_of(path: Path) -> str:
    """One of `READ`, or a word of `file_kinds.kind_of` for what is not read. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(_SHP):
        # The index of a shapefile begins as the shapefile does.
        return "shx" if path.suffix.lower() == _SHX_SUFFIX else "shp"
    if _is_dbf(head):
        return "dbf"
    kind = kind_of(head)
    if kind == "xlsx" and b"[Content_Types].xml" not in head and b"xl/" not in head:
        return "zip"
    if kind != "text" or b"\x00" in head.removeprefix(b"\xff\xfe").replace(b"\x00", b"", len(head) // 2):
        return kind if kind != "text" else "other"
    return "json" if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")) else "csv"


def sort_of_name(name: str) -> str:
    """What a file of a source with this name is; "" for a name that no reader has."""
    return _OF_SUFFIX.get(PurePosixPath(name).suffix.lower(), "")


def header_of(path: Path) -> frozenset[str]:
    """The names in the first line of a text with columns, whatever stands between them; nothing when it has none.
    Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    lines = head.decode(encoding, errors="replace").splitlines()
    first = lines[0] if lines else ""
    names: set[str] = set()
    for delimiter in ";,\t":
        if delimiter in first:
            names |= {folded(name) for name in next(csv.reader([first], delimiter=delimiter))}
    return frozenset(names - {""})


def _is_dbf(head: bytes) -> bool:
    """A version byte, a month and a day, and a header that ends as one does."""
    if len(head) < 33 or head[0] not in _DBF_VERSIONS or not (head[2] <= 12 and head[3] <= 31):
        return False
    start = int.from_bytes(head[8:10], "little")
    return 33 <= start <= len(head) and b"\x0d" in head[start - 2 : start + 1]
