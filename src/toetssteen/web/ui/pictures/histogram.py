"""How many places have which figure, in the colours of the map: the picture that is also the map's legend.

Below the bars one strip shows the classes with their limits, each written once; a line marks the middle place. The script of
the map draws the bars of another year in the same frame (map-card.js).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.letters import text_width
from toetssteen.web.ui.pictures.svg import (
    Attribute,
    Words,
    diamond,
    drawing,
    element,
    group,
    hatching,
    line,
    polyline,
    text,
)

WIDTH, FOOT, HIGHEST = 268.0, 128.0, 76.0
STRIP = 10.0
_SMALL = 14
_GAP = 8.0
# A bar of one place among thousands is still seen.
_LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Histogram:
    """low, high: the ends of the axis, cut in `steps` equal steps. bars: (step, class, places) of each piece of a bar. most: places in the fullest bar of all years. limits: of the classes,
    one more than colours, with their words. middle: figure of the middle place and its words, None without any."""

    words: Words
    low: float
    high: float
    steps: int
    bars: Sequence[tuple[int, int, int]]
    most: int
    colours: Sequence[str]
    limits: Sequence[tuple[float, str]]
    middle: tuple[float, str] | None = None


def histogram(data: Histogram, prefix: str) -> str:
    """268 wide, for the card beside a map."""
    limits, end = _limits(data)
    shown: dict[str, Attribute] = {} if data.middle else {"visibility": "hidden"}
    value, words = data.middle or (data.low, "")
    parts = [
        group([bars(data)], class_="histogram-bars", shape_rendering="crispEdges")
        or element("g", class_="histogram-bars"),
        line(0, FOOT, WIDTH, FOOT, stroke=palette.INK),
        _strip(data),
        limits,
        group(_middle(data, value, words), class_="histogram-middle", **shown),
        group(
            [
                diamond(0, FOOT - 12, 7, fill=palette.INK, stroke=palette.PAPER, stroke_width=1.5),
                line(0, FOOT - 5, 0, FOOT, stroke=palette.INK),
            ],
            class_="histogram-place",
            visibility="hidden",
        ),
    ]
    return drawing(prefix, "card", (WIDTH, end), data.words, parts)


def bars(data: Histogram) -> str:
    """Each bar is stacked of its classes, so that its colours are those of the places on the map."""
    width = WIDTH / data.steps
    parts, top = [], dict.fromkeys(range(data.steps), FOOT)
    for step, fill, places in data.bars:
        height = max(places / data.most * HIGHEST, _LEAST)
        top[step] -= height
        box: dict[str, Attribute] = {
            "x": step * width,
            "y": top[step],
            "width": max(width - 0.6, 0.4),
            "height": height,
        }
        parts.append(element("rect", **box, fill=data.colours[fill], stroke=palette.FAINT, stroke_width=0.4))
    return "".join(parts)


def at(data: Histogram, value: float) -> float:
    """Where a figure stands on the axis; at its end when it lies outside."""
    return min(max((value - data.low) / (data.high - data.low), 0.0), 1.0) * WIDTH


def _strip(data: Histogram) -> str:
    places = [at(data, value) for value, _words in data.limits]
    places[0], places[-1] = 0.0, WIDTH
    boxes = [
        element("rect", x=low, y=FOOT + 3, width=max(high - low, 0.5), height=STRIP, fill=colour)
        for low, high, colour in zip(places, places[1:], data.colours, strict=False)
    ]
    frame = element(
        "rect", x=0.25, y=FOOT + 3, width=WIDTH - 0.5, height=STRIP, fill="none", stroke=palette.FAINT, stroke_width=0.5
    )
    return "".join(boxes) + frame


def _limits(data: Histogram) -> tuple[str, float]:
    """The limits below the strip, each with a hair to its place where it had to make room; in two rows when one is too short."""
    wanted = [at(data, value) for value, _words in data.limits]
    wanted[0], wanted[-1] = 0.0, WIDTH
    widths = [text_width(words, _SMALL) for _value, words in data.limits]
    rows = 1 if sum(widths) + _GAP * (len(widths) - 1) <= WIDTH else 2
    parts = []
    for row in range(rows):
        mine = range(row, len(wanted), rows)
        base = FOOT + STRIP + 24 + row * 18
        for i, x in zip(mine, spaced([wanted[i] for i in mine], [widths[i] for i in mine]), strict=True):
            hair = polyline([(wanted[i], FOOT + STRIP + 3), (x, base - 12)])
            parts.append(element("path", d=hair, stroke=palette.FAINT, stroke_width=0.8, fill="none"))
            parts.append(text(x, base, data.limits[i][1], anchor="middle", fill=palette.GREY, font_size=_SMALL))
    return "".join(parts), FOOT + STRIP + 30 + (rows - 1) * 18


def spaced(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """The middles of words that want to stand at these places: none over another, none over the edge."""
    left: list[float] = []
    for x, width in zip(wanted, widths, strict=True):
        least = left[-1] + _GAP if left else 0.0
        left.append(max(x - width / 2, least) + width)
    right = WIDTH
    for i in range(len(left) - 1, -1, -1):
        left[i] = min(left[i], right)
        right = left[i] - widths[i] - _GAP
    return [edge - width / 2 for edge, width in zip(left, widths, strict=True)]


def _middle(data: Histogram, value: float, words: str) -> list[str]:
    x = at(data, value)
    half = text_width(words, _SMALL) / 2
    at_text = min(max(x, half), WIDTH - half)
    top = FOOT - HIGHEST - 22
    return [
        line(x, top, x, FOOT, stroke=palette.INK, stroke_width=2),
        text(at_text, top - 8, words, anchor="middle", font_size=_SMALL),
    ]


def swatch(kind: str, colour: str, prefix: str) -> str:
    """24 by 16. kind: class (plain), uncertain (dots over the colour), secret (hatched) or absent (framed). Decorative: words stand beside it."""
    box: dict[str, Attribute] = {"x": 0.5, "y": 0.5, "width": 23, "height": 15, "stroke": palette.FAINT}
    parts = [element("rect", **box, fill=colour if kind in ("class", "uncertain") else palette.PAPER)]
    name = f"{prefix}-{kind}"
    if kind == "secret":
        parts = [element("defs", hatching(name, palette.INK)), *parts, element("rect", **box, fill=f"url(#{name})")]
    if kind == "uncertain":
        dot = palette.readable_on(colour)
        parts += [element("circle", cx=x, cy=y, r=1.3, fill=dot) for x in (4, 12, 20) for y in (4, 12)]
        parts += [element("circle", cx=x, cy=8, r=1.3, fill=dot) for x in (8, 16)]
    return element(
        "svg", "".join(parts), viewBox="0 0 24 16", width=24, height=16, aria_hidden="true", focusable="false"
    )
