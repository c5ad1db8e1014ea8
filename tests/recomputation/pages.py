"""What the page of a place says: its lists, its cards of figures, its tables; parsed once, judged elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from recomputation.reading import Node, Number, number, numbers, tree

# How a figure that is not of today's place must be told.
ELSEWHERE = re.compile(r"andere[ -]?(?:plek|gebied|grond|grenzen)|samen een ander gebied", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TABLE_YEAR = re.compile(r"/herkomst/([\w-]+)/([\w.~%-]+)/(\d{4})/")
LISTS = ("goed", "minder", "gelijk", "kleiner")
_THEN = "Plek van toen"
_DIVISION = re.compile(r"(.+) \(indeling van (\d{4})\)")
_OLD = re.compile(r"\b(ouder dan|oudere?|langer dan|jaar geleden|vijf jaar|verouderd)\b", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list. group: one of LISTS or "" when the heading is unknown. old: it stands among older figures.
    aside: it is told to be of another ground."""

    group: str
    figure: str
    text: str
    value: Number | None
    against: Number | None
    years: tuple[int, ...]
    old: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A year of a card: own number and the reference's (None where the cell has no number), and how it is known."""

    year: int
    own: Number | None
    other: Number | None
    own_text: str
    other_text: str
    known: str

    @property
    def aside(self) -> bool:
        return bool(ELSEWHERE.search(self.known))


@dataclass(slots=True)
class Table:
    caption: str
    header: list[str]
    rows: list[list[str]]
    links: list[list[str]]


@dataclass(slots=True)
class Card:
    """A figure on the page. lead: level and comparison; body: year, distance, movement."""

    figure: str
    title: str
    lead: str
    body: str
    notes: str
    lines: dict[int, Line]
    columns: list[str]
    parts: Table | None
    whole: str
    aside: bool

    @property
    def latest(self) -> int | None:
        return max((year for year, line in self.lines.items() if line.own is not None and not line.aside), default=None)


@dataclass(frozen=True, slots=True)
class Short:
    """A figure of the tables with more figures."""

    figure: str
    year: int
    own: Number | None
    other: Number | None
    standing: str
    text: str

    @property
    def aside(self) -> bool:
        return bool(ELSEWHERE.search(self.text))


@dataclass(frozen=True, slots=True)
class Aside:
    """A figure that is told to be of other ground: of which place then, in which division."""

    figure: str
    year: int
    name: str
    division: int
    value: Number | None
    text: str


@dataclass(slots=True)
class Page:
    """A profile. words: all of it; reference: what the place is held against; unknown: figures that are told not to be
    known, with the words of their line."""

    name: str
    words: str
    reference: str
    items: list[Item] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    shorts: list[Short] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)


def profile(content: str) -> Page:
    root = tree(content)
    main = root.first("main") or root
    title = main.first("h1")
    chosen = next((o for s in main.all("select") for o in s.all("option") if "selected" in o.facts), None)
    page = Page(title.text if title else "", main.text, chosen.text if chosen else "")
    page.items = list(_items(main))
    for section in main.all("section", css="figure"):
        card = _card(section)
        page.cards[card.figure] = card
    page.shorts, page.asides = list(_shorts(main)), list(_asides(main))
    for part in main.all("details"):
        summary = part.first("summary")
        if summary is not None and "niet bekend" in summary.text:
            for line in part.all("li"):
                link = line.first("a")
                if link is not None:
                    page.unknown[link.facts.get("href", "").strip("/").rpartition("/")[2]] = line.text
    return page


def _items(main: Node) -> Iterator[Item]:
    heading, sub = "", ""
    for node in main.all():
        if node.tag in ("h2", "h3") and node.facts.get("id", "").startswith("kop-"):
            continue
        if node.tag == "h2":
            heading, sub = node.text, ""
        elif node.tag in ("h3", "h4"):
            heading, sub = (node.text if _group(node.text) else heading), node.text
        elif node.tag in ("summary", "p"):
            sub = node.text
        elif node.tag == "ul" and "findings" in node.facts.get("class", "").split():
            for line in node.all("li"):
                yield _item(line, heading, sub)


def _item(line: Node, heading: str, sub: str) -> Item:
    link = line.first("a")
    told = line.first(css="finding") or line
    value_text, _word, against_text = told.text.partition(" tegen ")
    figure = link.facts.get("href", "").rpartition("#")[2] if link else ""
    title = link.text if link else ""
    years = tuple(int(y) for y in _YEAR.findall(line.text.replace(title, "", 1)))
    return Item(
        _group(heading),
        figure,
        line.text,
        number(value_text),
        number(against_text) if against_text else None,
        years,
        bool(_OLD.search(f"{heading} {sub}")),
        bool(ELSEWHERE.search(f"{line.text} {sub}")),
    )


def _group(heading: str) -> str:
    low = heading.lower()
    for word, group in (("kleiner", "kleiner"), ("gelijk", "gelijk"), ("goed gaat", "goed"), ("moeilijk", "minder")):
        if word in low:
            return group
    return ""


def tables(node: Node) -> Iterator[Table]:
    for table in node.all("table"):
        caption, rows, links = table.first("caption"), [], []
        for row in table.all("tr"):
            cells = list(row.all("th", "td"))
            rows.append([cell.text for cell in cells])
            links.append([next((a.facts.get("href", "") for a in cell.all("a")), "") for cell in cells])
        yield Table(caption.text if caption else "", rows[0] if rows else [], rows[1:], links[1:])


def _card(section: Node) -> Card:
    heading = next(section.all("h2", "h3", "h4"), None)
    lead, body = section.first("p", css="lead"), section.first("p", css="nl-paragraph")
    lines: dict[int, Line] = {}
    columns: list[str] = []
    parts = None
    for table in tables(section):
        if table.header and table.header[0].startswith("Jaar"):
            columns = table.header
            lines = {line.year: line for row in table.rows if (line := _line(row, table.header)) is not None}
        elif table.header and table.header[0] == "Naam":
            parts = table
    notes = " ".join(note.text for note in section.all("p", css="note"))
    # The card's own words, without its table: a year of another place in the table does not set the card apart.
    said = " ".join(part.text for part in (heading, lead, body) if part is not None) + " " + notes
    return Card(
        section.facts.get("id", ""),
        heading.text if heading else "",
        lead.text if lead else "",
        body.text if body else "",
        notes,
        lines,
        columns,
        parts,
        section.text,
        bool(ELSEWHERE.search(said)),
    )


def _line(row: list[str], header: list[str]) -> Line | None:
    if not row or not _YEAR.fullmatch(row[0][:4]):
        return None
    other = row[2] if len(header) > 3 else ""
    return Line(int(row[0][:4]), _figure(row[1]), _figure(other), row[1], other, row[-1])


def _figure(text: str) -> Number | None:
    found = numbers(text)
    return found[0] if found and not text.startswith("–") else None


def _shorts(main: Node) -> Iterator[Short]:
    for table in tables(main):
        if table.header[:2] != ["Cijfer", "Jaar"] or table.header[2] == _THEN:
            continue
        for row, links in zip(table.rows, table.links, strict=True):
            found = next((m for link in links if (m := _TABLE_YEAR.search(link))), None)
            if found:
                yield Short(found[1], int(found[3]), _figure(row[2]), _figure(row[3]), row[-1], " ".join(row))


def _asides(main: Node) -> Iterator[Aside]:
    for table in tables(main):
        if table.header[:3] != ["Cijfer", "Jaar", _THEN]:
            continue
        for row, links in zip(table.rows, table.links, strict=True):
            found = next((m for link in links if (m := _TABLE_YEAR.search(link))), None)
            then = _DIVISION.fullmatch(row[2])
            if found and then:
                yield Aside(found[1], int(found[3]), then[1], int(then[2]), _figure(row[3]), " ".join(row))
