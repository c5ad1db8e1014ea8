"""The lines by which two answers are compared: of a page its elements, of a workbook its parts, else its text."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser

# The fingerprint in the name of a static file, as `collectstatic` gives it.
_FINGERPRINT = re.compile(r"(/static/[^?#\s]*)\.[0-9a-f]{12}(?=\.\w+)")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NONCE = re.compile(r"nonce-[\w+/=-]+")
# When a workbook was made.
_MADE = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# Of the machine, not of the site: what the page for who runs it says of the disk.
_ROOM = re.compile(rb"\d+ MB vrij")
ZIP = b"PK\x03\x04"
# The id of the figures; `ask` replaces it wherever it can be read without opening a zip.
_SNAPSHOT = re.compile(r"\b2026-06-15-[0-9a-f]{8}\b")
_TOKENS = ("csrfmiddlewaretoken", "csrf-token")


def settled(body: bytes) -> bytes:
    """Without what the machine says of itself."""
    return _ROOM.sub(b"MB vrij", body)


def by_parts(kind: str, body: bytes) -> bool:
    """Whether it is a page or a workbook: those are equal when their parts are; all else when every byte is."""
    return kind.startswith("text/html") or body.startswith(ZIP)


def lines(kind: str, body: bytes) -> list[str]:
    """kind: the content type."""
    if body.startswith(ZIP):
        return workbook(body)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return [f"{len(body)} bytes, beginning with {body[:32].hex()}"]
    if kind.startswith("text/html"):
        return page(text)
    return data(text) if "json" in kind else text.splitlines(keepends=True)


def data(text: str) -> list[str]:
    """JSON with a value on each line, in its own order, so that a difference can be read."""
    try:
        return json.dumps(json.loads(text), indent=1, ensure_ascii=False).splitlines()
    except ValueError:
        return text.splitlines(keepends=True)


def page(text: str) -> list[str]:
    """A line for every tag, with its attributes in the order of their names, and for every text. Blanks, nonces, tokens
    of forms and fingerprints of static files are set aside."""
    parser = _Page()
    parser.feed(text)
    parser.close()
    return parser.lines


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: blanks(_passing(value or "")) for name, value in attrs if name != "nonce"}
        if values.get("name") in _TOKENS:
            values.pop("value", None)
            values.pop("content", None)
        said = "".join(f' {name}="{value}"' for name, value in sorted(values.items()))
        self.lines.append(f"<{tag}{said}>")

    def handle_endtag(self, tag: str) -> None:
        self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.lines.append(blanks(_passing(data)))

    def handle_decl(self, decl: str) -> None:
        self.lines.append(f"<!{decl.lower()}>")


def blanks(text: str) -> str:
    """One space for each run of blanks; a no-break space is no blank."""
    return " ".join(re.split(r"[ \t\r\n\f]+", text)).strip(" ")


def _passing(text: str) -> str:
    """Without what is made anew for each page."""
    return _FINGERPRINT.sub(r"\1", _UUID.sub("UUID", _NONCE.sub("nonce", text)))


def workbook(body: bytes) -> list[str]:
    """Every part of the zip by its name, an element on a line; the moment it was made and the id of the figures are set aside."""
    found = []
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        for name in sorted(book.namelist()):
            part = book.read(name).decode("utf-8", "backslashreplace")
            found += [
                f"{name}: {line}"
                for line in _SNAPSHOT.sub("{snapshot}", _MADE.sub(r"\1", part)).replace("><", ">\n<").splitlines()
            ]
    return found


def header(name: str, value: str, kind: str) -> str | None:
    """What is compared of a header; None for what tells nothing of its own: the mark of a page follows from its text."""
    if name == "etag" and kind.startswith("text/html"):
        return None
    return _NONCE.sub("nonce", value)
