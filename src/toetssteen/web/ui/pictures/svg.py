"""Writing SVG: elements as text, everything escaped, no style attributes (the pages' security policy forbids them)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from toetssteen.web.ui.pictures.palette import INK

TEXT = 15  # the one size of text in a picture, in pixels at natural size
LINE = 19  # from one line of text to the next
WIDE = 720
NARROW = 358  # a screen of 390 less its margins

Attribute = str | float | int
_TIGHT = '<g class="tight"'
_FORBIDDEN = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says to who does not see it: `title` names it, `description` tells what it shows."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. fluid: the one drawing that fits every width; wide: the same for a file, 720 wide.

    Without `fluid` it is two drawings of the same facts, for 720 pixels and paper, and for 358. id: its name in the address
    of its file, unique on the page.
    """

    wide: str
    narrow: str
    id: str = ""
    fluid: str = ""

    def __str__(self) -> str:
        """What a page shows: one drawing, or both, of which style sheets show the one that fits."""
        return self.fluid or self.wide + self.narrow


def number(value: float) -> str:
    """A coordinate: at most one decimal, never NaN. Raises ValueError for what is no number."""
    text = f"{value:.1f}"
    if text[-2:] == ".0":
        text = text[:-2]
    elif text[-1] > "9":
        raise ValueError("a coordinate must be a finite number")
    return "0" if text == "-0" else text


def element(tag: str, content: str = "", /, **attributes: Attribute) -> str:
    """`stroke_width=2` becomes stroke-width="2"; `content` is SVG, already escaped."""
    # Some thousand elements a page: a string costs one look-up, a number one format.
    words = "".join([f' {_name(n)}="{_quoted(v) if isinstance(v, str) else number(v)}"' for n, v in attributes.items()])
    return f"<{tag}{words}>{content}</{tag}>" if content else f"<{tag}{words}/>"


@lru_cache(maxsize=256)
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


@lru_cache(maxsize=2048)
def _quoted(value: str) -> str:
    return escape(clean(value))


def clean(text: str) -> str:
    """Without the control characters and half characters that XML does not allow."""
    return _FORBIDDEN.sub("", text)


def text(x: float, y: float, words: str, **attributes: Attribute) -> str:
    """Real text; `anchor`: start, middle or end."""
    anchor = attributes.pop("anchor", "start")
    more: dict[str, Attribute] = {} if anchor == "start" else {"text_anchor": anchor}
    return element("text", escape(clean(words), quote=False), x=x, y=y, **more, **attributes)


def across(x: float, width: float = NARROW) -> str:
    """A place across a drawing that is laid out `width` wide, in per cent of whatever width it is shown at."""
    return f"{x / width * 100:.2f}".rstrip("0").rstrip(".") + "%"


def line_across(x1: float, y1: float, x2: float, y2: float, **attributes: Attribute) -> str:
    return element("line", x1=across(x1), y1=y1, x2=across(x2), y2=y2, **attributes)


def circle_across(
    x: float, y: float, r: float, content: str = "", /, width: float = NARROW, **attributes: Attribute
) -> str:
    return element("circle", content, cx=across(x, width), cy=y, r=r, **attributes)


def text_across(x: float, y: float, words: str, at: float | None = None, **attributes: Attribute) -> str:
    """Text from `x` on (see `anchor` of `text`), that keeps its distance to `at` where the drawing becomes wider. What is
    apart and inside at NARROW stays so: places of `at` only move apart."""
    anchor = attributes.pop("anchor", "start")
    more: dict[str, Attribute] = {} if anchor == "start" else {"text_anchor": anchor}
    place = x if at is None else at
    if x != place:
        more["dx"] = x - place
    return element("text", escape(clean(words), quote=False), x=across(place), y=y, **more, **attributes)


def placed(x: float, y: float, content: str, width: float = NARROW) -> str:
    """A sign with its own middle at (0, 0)."""
    return element("svg", content, x=across(x, width), y=y, overflow="visible")


def stretched(d: str, height: float, /, width: float = NARROW, **attributes: Attribute) -> str:
    """A path over the whole width, pulled wider with the drawing; its stroke is not."""
    shape = element("path", d=d, vector_effect="non-scaling-stroke", **attributes)
    return element(
        "svg",
        shape,
        width="100%",
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        preserveAspectRatio="none",
        overflow="visible",
    )


def group(parts: Iterable[str], **attributes: Attribute) -> str:
    content = "".join(parts)
    return element("g", content, **attributes) if content else ""


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Attribute) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def diamond(x: float, y: float, r: float, **attributes: Attribute) -> str:
    points = f"{number(x)},{number(y - r)} {number(x + r)},{number(y)} {number(x)},{number(y + r)} {number(x - r)},{number(y)}"
    return element("polygon", points=points, **attributes)


def cross(x: float, y: float, r: float) -> str:
    """Two short lines through (x, y)."""
    d = f"M{number(x - r)} {number(y - r)}L{number(x + r)} {number(y + r)}M{number(x - r)} {number(y + r)}L{number(x + r)} {number(y - r)}"
    return element("path", d=d, stroke="#15191e", stroke_width=1.4, fill="none")


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """The d of a path through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def arrow(x: float, y: float, way: int, colour: str) -> str:
    """A small arrow head with its point at (x, y); way -1 left, 1 right. Drawn, for fonts lack it."""
    d = polyline([(x - 5 * way, y - 4), (x, y), (x - 5 * way, y + 4)])
    shaft = polyline([(x - 14 * way, y), (x, y)])
    return element("path", d=d + shaft, fill="none", stroke=colour, stroke_width=1.5)


def hatching(name: str, colour: str) -> str:
    """A pattern of slanted lines: "secret" everywhere in the product."""
    stroke = element("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", stroke=colour, stroke_width=1.2)
    return element("pattern", stroke, id=name, width=6, height=6, patternUnits="userSpaceOnUse")


def fluid(prefix: str, height: float, words: Words, parts: Iterable[str]) -> Picture:
    """The picture of parts that are laid out NARROW wide and placed in per cent: it takes the width of its box, and its text
    keeps its size. `tight` and `roomy` groups hold the same words for a narrow and for a wide box."""
    content = "".join(parts)
    drawn = _svg(prefix, words, content, class_="picture-fluid", width="100%", height=height)
    wide = _svg(
        prefix,
        words,
        _without_tight(content),
        class_="picture-wide",
        viewBox=f"0 0 {WIDE} {number(height)}",
        width=WIDE,
        height=height,
    )
    return Picture(wide, "", prefix, drawn)


def _without_tight(content: str) -> str:
    """Without the words for a narrow box; such a group holds no other group."""
    first, *others = content.split(_TIGHT)
    return first + "".join(after.partition("</g>")[2] for after in others)


def drawing(prefix: str, kind: str, size: tuple[float, float], words: Words, parts: Iterable[str]) -> str:
    """The svg element: kind "wide" or "narrow"; title and description tied to it by ids made from `prefix`."""
    return _svg(
        f"{prefix}-{kind}",
        words,
        "".join(parts),
        class_=f"picture-{kind}",
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        width=size[0],
        height=size[1],
    )


def _svg(name: str, words: Words, content: str, **attributes: Attribute) -> str:
    head = element("title", escape(clean(words.title), quote=False), id=f"{name}-t")
    if words.description:
        head += element("desc", escape(clean(words.description), quote=False), id=f"{name}-d")
    labels: dict[str, Attribute] = {"aria_labelledby": f"{name}-t"}
    if words.description:
        labels["aria_describedby"] = f"{name}-d"
    return element(
        "svg",
        head + content,
        xmlns="http://www.w3.org/2000/svg",
        **attributes,
        role="img",
        **labels,
        font_family="Atkinson Hyperlegible Next, Segoe UI, Helvetica, Arial, sans-serif",
        font_size=TEXT,
        fill=INK,
    )
