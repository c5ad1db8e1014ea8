"""The column names of a publisher's file, read the cheap way: headers only, without the product's own readers."""

import csv
import json
import re
import struct
from pathlib import Path

import openpyxl

from toetssteen.kernel.definitions import Source


def column_names(source: Source, data_folder: Path) -> set[str]:
    """Names an indicator may use: the header, with columns per year (INW2000, KL02) under their one name."""
    path = data_folder / source.file
    if source.id.startswith("politie-nederland"):
        return {row[0] for row in _rows(path)[1:]}
    names = _names(path)
    if source.options.get("layout") == "years":
        return {source.options["variable"]}
    if source.id == "groningen-raster" or "-klassen-" in source.id:
        return {re.sub(r"\d+$", "", name) for name in names}
    return names


def _names(path: Path) -> set[str]:
    match path.suffix:
        case ".csv":
            return set(_rows(path)[0])
        case ".dbf" | ".shp":
            return _dbf_names(path.with_suffix(".dbf").read_bytes())
        case ".xlsx":
            book = openpyxl.load_workbook(path, read_only=True)
            header = next(book.worksheets[0].iter_rows(max_row=1, values_only=True))
            book.close()
            return {str(name) for name in header}
        case ".json":
            return {name for row in json.loads(path.read_text(encoding="utf-8")).values() for name in row}
    raise AssertionError(f"no way to read the header of {path.name}")


def _rows(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig").splitlines()
    delimiter = ";" if text[0].count(";") > text[0].count(",") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(text, delimiter=delimiter)]


def _dbf_names(content: bytes) -> set[str]:
    """Field descriptors of 32 bytes from offset 32, the name in the first 11, closed by 0x0D."""
    length = struct.unpack("<H", content[8:10])[0]
    blocks = [content[at : at + 32] for at in range(32, length - 1, 32)]
    return {block[:11].split(b"\0")[0].decode("ascii") for block in blocks if block[:1] != b"\r"}
