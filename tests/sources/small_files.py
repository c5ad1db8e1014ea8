"""Small made-up files in publishers' layouts. The codes are invented: no gemeente has number 9901."""

import struct
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from toetssteen.kernel.definitions import Source

Field = tuple[str, str, int]

WBK_FIELDS: tuple[Field, ...] = (
    ("WK_CODE", "C", 8), ("WK_NAAM", "C", 20), ("IND_WBI", "N", 10), ("WATER", "C", 4),
    ("AANT_INW", "N", 10), ("OPP_TOT", "N", 10),
)  # fmt: skip
WBK_ROWS = (
    ("WK990100", "Schrobbelaar", "1", "NEE", "1205", "41"),
    ("WK990101", "Mariënheem", "2", "NEE", "-99999999", "12"),
)


def dbf_bytes(fields: Sequence[Field], rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    """A dBASE III table: text padded on the right, numbers on the left."""
    width = 1 + sum(field[2] for field in fields)
    first = 32 + 32 * len(fields) + 1
    head = struct.pack("<BBBBIHH20x", 3, 124, 1, 1, len(rows), first, width)
    names = b"".join(
        struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), length, 0) for name, kind, length in fields
    )
    body = b"".join(
        b" " + b"".join(_cell(field, cell, encoding) for field, cell in zip(fields, row, strict=True)) for row in rows
    )
    return head + names + b"\r" + body + b"\x1a"


def _cell(field: Field, text: str, encoding: str) -> bytes:
    raw = text.encode(encoding)
    return raw.ljust(field[2]) if field[1] == "C" else raw.rjust(field[2])


def workbook(path: Path, rows: Sequence[Sequence[object]], sheet: str = "blad") -> Path:
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def source(reader: str, file: str, *, year: int | None = 2017, **options: str) -> Source:
    """A source definition with only what a reader looks at."""
    geometry = reader == "outlines"
    return Source(
        id="verzonnen", publisher="P", title="T", table="99999NED", address="", licence="", reader=reader, file=file,
        division_year=2017, year=year, options=options, geometry=geometry, figures=not geometry,
    )  # fmt: skip


def wbk_source(file: str = "wijk.dbf") -> Source:
    return source("cbs-wbk", file, code="WK_CODE", name="WK_NAAM", water="WATER", changes="IND_WBI", surface="OPP_TOT")
