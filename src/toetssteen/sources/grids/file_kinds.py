"""The kind of a file by its first bytes, and the remedy for kinds that are not read."""

import re

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _

# How far a sign that may stand later is looked for.
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE file stand in its directory, two bytes a letter.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PICTURES = (b"\x89PNG\r\n", b"GIF8", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE | re.DOTALL
)
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")


def kind_of(raw: bytes) -> str:
    """xlsx, xlsb, ods, zip, xls, encrypted, ole, biff, pdf, html, excel-xml, rtf, picture, sqlite, packed or text."""
    if raw.startswith(b"PK\x03\x04") or raw.startswith(b"PK\x05\x06"):
        return _zip(raw)
    if raw.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in raw else "xls" if any(name in raw for name in _BOOKS) else "ole"
    head = raw[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    begins = {
        b"{\\rtf": "rtf",
        b"SQLite format 3\x00": "sqlite",
        b"\x1f\x8b": "packed",
        b"7z\xbc\xaf": "packed",
        b"Rar!": "packed",
    }
    kind = next((kind for start, kind in begins.items() if raw.startswith(start)), "")
    if not kind and raw.startswith(_PICTURES) and b"\x00" in head:
        kind = "picture"
    return kind or _markup(head)


def _zip(raw: bytes) -> str:
    """By the names of its parts, which stand in it as they are."""
    if b"xl/workbook.bin" in raw:
        return "xlsb"
    if b"opendocument.spreadsheet" in raw[:_HEAD]:
        return "ods"
    # A workbook whose parts are called otherwise is rare; whoever opens it says what is wrong.
    return "zip" if b"word/document" in raw or b"ppt/" in raw else "xlsx"


def _markup(head: bytes) -> str:
    text = (
        head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
        if head.startswith((b"\xff\xfe", b"\xfe\xff"))
        else head.removeprefix(b"\xef\xbb\xbf")
    )
    text = text.lstrip(b"\xff\xfe")
    if _BIFF.match(head):
        return "biff"
    if text.lstrip().startswith(b"<?xml") and (
        b"urn:schemas-microsoft-com:office:spreadsheet" in text or b"Excel.Sheet" in text
    ):
        return "excel-xml"
    return "html" if _HTML.match(text) else "text"


def refuse_others(raw: bytes, file: str, *accepted: str) -> str:
    """The kind of the file. Raises SourceError with a remedy when it is not among `accepted`."""
    kind = kind_of(raw)
    if kind in accepted:
        return kind
    message, remedy = _sentences().get(kind, (_("Dit is geen Excel-bestand"), _again()))
    raise SourceError(message, FilePosition(file), remedy)


def _again() -> str:
    return _("Open het in Excel of LibreOffice, bewaar het als .xlsx en probeer het nog eens.")


def _sentences() -> dict[str, tuple[str, str]]:
    return {
        "encrypted": (
            _("Dit bestand is beveiligd met een wachtwoord"),
            _("Open het in Excel, haal bij Bestand, Info, Werkmap beveiligen het wachtwoord weg en bewaar het opnieuw."),
        ),
        "pdf": (
            _("Dit is een pdf, geen tabel"),
            _("Vraag om het Excel- of csv-bestand waar de pdf van is gemaakt."),
        ),
        "xlsx": (_("Dit is een Excel-bestand (.xlsx), geen csv"), _("Bewaar het in Excel als csv, of kies de lezer voor Excel.")),
        "xls": (_("Dit is een oud Excel-bestand (.xls)"), _again()),
        "biff": (_("Dit is een heel oud Excel-bestand, van voor 1997"), _again()),
        "xlsb": (_("Dit is een binair Excel-bestand (.xlsb)"), _again()),
        "ods": (_("Dit is een bestand van LibreOffice (.ods)"), _again()),
        "excel-xml": (_("Dit is een XML-bestand van Excel 2003"), _again()),
        "html": (
            _("Dit is een webpagina, ook al lijkt het een Excel-bestand of csv"),
            _("Misschien moest u eerst inloggen. Open het in Excel, bewaar het als .xlsx en probeer het nog eens."),
        ),
        "ole": (_("Dit is een oud bestand van Office, maar geen Excel"), _again()),
        "zip": (_("Dit is een zip of een bestand van Word of PowerPoint, geen tabel"), _("Pak het uit en kies de tabel zelf.")),
        "packed": (_("Dit bestand is ingepakt"), _("Pak het uit en kies de tabel zelf.")),
        "rtf": (_("Dit is een tekst met opmaak (rtf), geen tabel"), _again()),
        "picture": (_("Dit is een plaatje, geen tabel"), _("Vraag om het Excel- of csv-bestand.")),
        "sqlite": (_("Dit is een database of een GeoPackage, geen tabel"), _("Kies het Excel- of csv-bestand.")),
        "text": (_("Dit is een tekstbestand, geen Excel-bestand"), _("Bewaar het als .xlsx, of kies de lezer voor csv.")),
    }  # fmt: skip
