"""A page as a reader has it: a small tree of its HTML without pictures, and the numbers in its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "hr", "img", "source", "col"}
_PICTURE = re.compile(r"<script\b.*?</script>|<textarea\b.*?</textarea>", re.S)
_DRAWING = re.compile(r"<svg\b|</svg>")
MINUS = "\u2212"


@dataclass(slots=True)
class Node:
    tag: str
    facts: dict[str, str] = field(default_factory=dict)
    inside: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str, css: str = "") -> Iterator["Node"]:
        """Everything within with one of these tags (and this class), in the order of the page."""
        for one in self.inside:
            if isinstance(one, Node):
                if (not tags or one.tag in tags) and (not css or css in one.facts.get("class", "").split()):
                    yield one
                yield from one.all(*tags, css=css)

    def first(self, *tags: str, css: str = "") -> "Node | None":
        return next(self.all(*tags, css=css), None)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._pieces()).replace("\u00a0", " ").split())

    def _pieces(self) -> Iterator[str]:
        for one in self.inside:
            if isinstance(one, str):
                yield one
            else:
                yield from one._pieces()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data:
            self.open[-1].inside.append(data)


def _without_drawings(content: str) -> str:
    """Without svg elements, that may stand in one another."""
    kept, depth, start = [], 0, 0
    for edge in _DRAWING.finditer(content):
        if edge[0] == "</svg>":
            depth -= 1
            start = edge.end()
            continue
        if depth == 0:
            kept.append(content[start : edge.start()])
        depth += 1
    return "".join((*kept, content[start:]))


def tree(content: str) -> Node:
    builder = _Builder()
    builder.feed(_without_drawings(_PICTURE.sub("", content)))
    builder.close()
    return builder.open[0]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written. ways: "plain", or "one in" for "1 op de 6" (then value is 6)."""

    value: float
    decimals: int
    one_in: bool = False

    def says(self, truth: float) -> bool:
        """Whether a reader may be told this of the true number: the same when rounded as written."""
        if self.one_in:
            # Of every so many one: near enough within eight per cent of the share.
            return truth > 0 and abs(100 / self.value - truth) <= 0.0801 * truth
        # A number that lies on the edge (44.35 is stored as 44.349999...) may be rounded either way.
        return abs(self.value - truth) <= 0.5 * 10.0**-self.decimals + 1e-9 * max(1.0, abs(truth))


_AMOUNT = r"(?:€ ?)?[−+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?:€ ?)?[−+-]?\d+(?:,\d+)?"
NUMBER = re.compile(rf"1 op (?:de|elke) (?P<one_in>\d+)|(?P<amount>{_AMOUNT})")


def numbers(text: str) -> list[Number]:
    return [_number(found) for found in NUMBER.finditer(text.replace("\u00a0", " "))]


def number(text: str) -> Number | None:
    """The first number in a text."""
    found = NUMBER.search(text.replace("\u00a0", " "))
    return _number(found) if found else None


def _number(found: re.Match[str]) -> Number:
    if found["one_in"]:
        return Number(float(found["one_in"]), 0, one_in=True)
    text = found["amount"].replace("€", "").strip().replace(MINUS, "-").replace("+", "")
    whole, _comma, part = text.partition(",")
    return Number(float(f"{whole.replace('.', '')}.{part or 0}"), len(part))


def rounded(value: float, decimals: int) -> float:
    """Half away from zero on the number as it is written out, as people round."""
    size = Decimal(repr(round(abs(value), 10))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return float(size) * (-1 if value < 0 and size else 1)
