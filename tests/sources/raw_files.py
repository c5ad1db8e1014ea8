"""Workbooks written byte by byte: such as no library writes them, and people have them nonetheless."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def cell(reference: str, value: object, style: int = 0) -> str:
    """A cell of a worksheet, as XML: a number, or a text in place."""
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr" s="{style}"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def row(number: int, *values: object, more: str = "", styles: Sequence[int] = ()) -> str:
    cells = "".join(
        cell(f"{'ABCDEFGH'[at]}{number}", value, styles[at] if styles else 0)
        for at, value in enumerate(values)
        if value is not None
    )
    return f'<row r="{number}" {more}>{cells}</row>'


def xlsx(
    sheets: Mapping[str, str],
    *,
    forms: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
    strict: bool = False,
    behind: str = "",
    book: str = "",
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook: name of a tab -> the XML of its rows. forms: the number formats of styles 1, 2 ...; kinds: of a tab
    that is no worksheet; behind: what stands behind the rows; book: attributes of the workbook's properties;
    hidden: names of tabs."""
    main, links = STRICT if strict else (MAIN, LINKS)
    out = BytesIO()
    kinds = kinds or {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr("_rels/.rels", _links([("a", f"{links}/officeDocument", "xl/workbook.xml")]))
        tabs = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}" state="{"hidden" if name in hidden else "visible"}"/>'
            for n, name in enumerate(sheets, start=1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><workbookPr {book}/><sheets>{tabs}</sheets></workbook>',
        )
        found = [("s", f"{links}/styles", "styles.xml")]
        for n, (name, rows) in enumerate(sheets.items(), start=1):
            kind = kinds.get(name, "worksheet")
            found.append((f"r{n}", f"{links}/{kind}", f"{kind}s/sheet{n}.xml"))
            body = f"<sheetData>{rows}</sheetData>{behind}" if kind == "worksheet" else rows
            archive.writestr(f"xl/{kind}s/sheet{n}.xml", f'<{kind} xmlns="{main}">{body}</{kind}>')
        archive.writestr("xl/_rels/workbook.xml.rels", _links(found))
        archive.writestr("xl/styles.xml", _styles(forms, main))
    return out.getvalue()


def _links(found: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{a}" Type="{b}" Target="{c}"/>' for a, b, c in found)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles(forms: Sequence[str], main: str) -> str:
    named = "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(form)}/>' for n, form in enumerate(forms))
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(forms)))
    return (
        f'<styleSheet xmlns="{main}"><numFmts>{named}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls(
    cells: Mapping[tuple[int, int], object],
    *,
    forms: Mapping[tuple[int, int], str] | None = None,
    hidden: Sequence[int] = (),
    password: bool = False,
) -> bytes:
    """An old workbook with one worksheet "Blad1". cells: by row and column, from 0; forms: number formats of some;
    hidden: rows."""
    forms = forms or {}
    kinds = list(dict.fromkeys(forms.values()))
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 0x0600))
    if password:
        begin += _record(0x002F, struct.pack("<H", 1) + bytes(52))
    for n, form in enumerate(kinds):
        begin += _record(0x041E, struct.pack("<HHB", 200 + n, len(form), 1) + form.encode("utf-16-le"))
    for n in range(-1, len(kinds)):
        begin += _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 200 + n if n >= 0 else 0, 0, 0, 0, 0, 0, 0, 0, 0))
    tab = _record(0x0085, struct.pack("<IHBB", 0, 0, 5, 0) + b"Blad1")
    end = _record(0x000A, b"")
    start = len(begin) + len(tab) + len(end)
    tab = _record(0x0085, struct.pack("<IHBB", start, 0, 5, 0) + b"Blad1")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 0x0600))
    for at in hidden:
        sheet += _record(0x0208, struct.pack("<HHHHHHHH", at, 0, 9, 255, 0, 0, 0x20, 0))
    for (at, column), value in cells.items():
        style = kinds.index(forms[at, column]) + 1 if (at, column) in forms else 0
        where = struct.pack("<HHH", at, column, style)
        if isinstance(value, str):
            sheet += _record(0x0204, where + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        else:
            sheet += _record(0x0203, where + struct.pack("<d", value))
    return _ole(begin + tab + end + sheet + end, "Workbook")


def _ole(stream: bytes, name: str) -> bytes:
    """A file system with one file in it."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = -(-(sectors + 2) // 127)
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, *([0xFFFFFFFD] * tables)]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    where = [sectors + 1 + n for n in range(tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", tables, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)[:36]
    # The table of tables begins at 76.
    head = head[:76] + struct.pack("<109I", *where, *([0xFFFFFFFF] * (109 - len(where))))
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + _entry(name, 2, 0, len(stream), 0xFFFFFFFF)
    return head + stream + entries.ljust(512, b"\0") + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    letters = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters) + 2, kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )
