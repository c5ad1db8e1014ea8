"""The expected kind of a download, and whether its first bytes agree."""

from enum import StrEnum

from toetssteen.kernel.language import _

# Enough to know a file by, and to get past a byte order mark and blank lines.
HEAD = 512
_MAGIC = {"zip": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "gpkg": b"SQLite format 3\x00"}
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<")


class ContentKind(StrEnum):
    """A form of content that we fetch."""

    JSON = "json"
    ZIP = "zip"
    XLSX = "xlsx"
    GPKG = "gpkg"
    CSV = "csv"

    @classmethod
    def of_name(cls, name: str) -> "ContentKind":
        """By the end of a file's name; anything unknown is taken as text with columns."""
        end = name.rpartition(".")[2].lower()
        if end in ("json", "geojson"):
            return cls.JSON
        return cls(end) if end in set(cls) else cls.CSV


def refusal(kind: ContentKind, head: bytes, content_type: str) -> str | None:
    """Why the first bytes cannot be of this kind, for a reader; None when they can."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if "text/html" in content_type.lower() or text.startswith(_MARKUP):
        return _("Er kwam een webpagina of een foutmelding in plaats van {kind}").format(kind=kind.upper())
    magic = _MAGIC.get(kind)
    if magic is not None and not head.startswith(magic):
        return _("Wat er kwam, is geen {kind}").format(kind=kind.upper())
    if kind is ContentKind.JSON and not text.startswith((b"{", b"[")):
        return _("Wat er kwam, is geen JSON")
    return None
