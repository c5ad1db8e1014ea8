"""What a reader sees of a page: its words, links and tables."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = {"script", "style", "code"}
_VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Seen(HTMLParser):
    """lang, title, words (code left out), links and headings of a page; tables as rows of texts by caption."""

    lang: str = ""
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._caption = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "html":
            self.lang = facts.get("lang") or ""
        if tag == "a" and facts.get("href"):
            self.links.append(str(facts["href"]))
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")
        if tag == "table":
            self._caption = ""
        if tag == "tr":
            self.tables.setdefault(self._caption, []).append([])
        if tag in ("td", "th"):
            self.tables[self._caption][-1].append("")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if _UNSEEN & set(self._open):
            return
        self.pieces.append(data)
        if {"h1", "h2", "h3"} & set(self._open):
            self.headings[-1] += data
        if "caption" in self._open:
            self._caption += data
        elif {"td", "th"} & set(self._open):
            self.tables[self._caption][-1][-1] += data

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.pieces)).strip()


def seen(content: bytes) -> Seen:
    page = Seen()
    page.feed(content.decode())
    page.close()
    page.headings = [_folded(heading) for heading in page.headings]
    page.tables = {
        _folded(caption): [[_folded(cell) for cell in row] for row in rows] for caption, rows in page.tables.items()
    }
    return page


def _folded(text: str) -> str:
    """Blanks as a browser draws them; a no-break space stays."""
    return re.sub(r"[ \n]+", " ", text).strip(" ")
