"""The map as a drawing: for paper, for a file, and for who has no script. The same classes, colours, hatching and
dots as the map that moves (map.js)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.letters import text_width
from toetssteen.web.ui.pictures.svg import LINE, WIDE, Attribute, Words, drawing, element, group, hatching, text

EDGE = "#6b7683"
MOST_HIGH = 900.0
# Coordinates are written in these steps of a pixel: finer than an eye sees, and a tenth of the bytes.
STEP = 0.5

Ring = NDArray[np.float64]
"""(n, 2): x and y, in one plane, y downward; closed."""


@dataclass(frozen=True, slots=True)
class Area:
    """rings: of its outline, holes included. fill: position of its class, -1 without a figure. own: to be outlined."""

    rings: Sequence[Ring]
    fill: int
    secret: bool = False
    uncertain: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Choropleth:
    """colours and labels: one for each class, from little to much. secret, uncertain, absent: words of the legend;
    "" for what the map does not have."""

    words: Words
    areas: Sequence[Area]
    colours: Sequence[str]
    labels: Sequence[str]
    absent: str
    secret: str = ""
    uncertain: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a plane becomes a drawing. low: its upper left corner; scale: pixels for a unit; width, height: of the drawing."""

    low: Ring
    scale: float
    width: float
    height: float

    def at(self, points: Ring) -> Ring:
        return (points - self.low) * self.scale


def choropleth(data: Choropleth, prefix: str) -> str:
    """One drawing with its legend, 720 wide. Raises ValueError without areas."""
    frame = _page_frame(data.areas)
    legend, end = _legend(data, prefix, frame.height + 28)
    return drawing(prefix, "wide", (WIDE, end), data.words, [*_body(data, frame, prefix), legend])


def bare_map(data: Choropleth, prefix: str) -> str:
    """The outlines alone, filling their drawing to the edge: what stands in the box of the map until it moves."""
    frame = tight_frame([ring for area in data.areas for ring in area.rings])
    return drawing(prefix, "bare", (frame.width, frame.height), data.words, _body(data, frame, prefix))


def _body(data: Choropleth, frame: Frame, prefix: str) -> list[str]:
    drawn = [(area, _path(area, frame)) for area in data.areas]
    layers = _fills(data, drawn) + _over(data, drawn, prefix)
    clip = element("clipPath", element("rect", width=frame.width, height=frame.height), id=f"{prefix}-rand")
    dots = _dots(f"{prefix}-punt", palette.INK) + _dots(f"{prefix}-licht", palette.PAPER)
    defs = element("defs", clip + hatching(f"{prefix}-streep", palette.INK) + dots)
    return [defs, group(layers, clip_path=f"url(#{prefix}-rand)", fill_rule="evenodd", stroke_linejoin="round")]


def _dots(name: str, colour: str) -> str:
    """A pattern of dots: "estimated or provisional" everywhere in the product."""
    dots = "".join(element("circle", cx=x, cy=y, r=1, fill=colour) for x, y in ((2, 2), (6, 6)))
    return element("pattern", dots, id=name, width=8, height=8, patternUnits="userSpaceOnUse")


def tight_frame(rings: Sequence[Ring]) -> Frame:
    """Just around these rings. Raises ValueError without any."""
    if not rings:
        raise ValueError("a map needs at least one outline")
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    span = np.maximum(np.max([ring.max(axis=0) for ring in rings], axis=0) - low, 1e-9)
    scale = float(min(WIDE / span[0], MOST_HIGH / span[1]))
    return Frame(low, scale, float(np.ceil(span[0] * scale)), float(np.ceil(span[1] * scale)))


def _page_frame(areas: Sequence[Area]) -> Frame:
    """As wide as a page: this area with what lies around it, else all areas."""
    highlighted = [a for a in areas if a.own and a.rings]
    rings = [ring for a in highlighted or areas for ring in a.rings]
    if not rings:
        raise ValueError("a map needs at least one outline")
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    high = np.max([ring.max(axis=0) for ring in rings], axis=0)
    room = (high - low) * (0.15 if highlighted else 0.01)
    low, high = low - room, high + room
    span = np.maximum(high - low, 1e-9)
    scale = float(min(WIDE / span[0], MOST_HIGH / span[1]))
    # A high country does not fill the width: it stands in the middle.
    low = low - np.array([(WIDE / scale - span[0]) / 2, 0.0])
    return Frame(low, scale, WIDE, float(round(span[1] * scale)))


def _path(area: Area, frame: Frame) -> str:
    return "".join(_ring(frame.at(ring) / STEP) for ring in area.rings)


def _ring(points: Ring) -> str:
    """Closed, on the grid of `STEP`, without points that add nothing; a ring smaller than a step stays a speck."""
    if _outside(points):
        return ""
    grid = np.rint(points).astype(np.int64)
    moved = np.any(grid[1:] != grid[:-1], axis=1)
    grid = grid[np.concatenate(([True], moved))]
    if len(grid) > 1 and (grid[0] == grid[-1]).all():
        grid = grid[:-1]
    grid = _bends(grid)
    if len(grid) < 3:
        x, y = grid[0]
        return f"M{_half(x)} {_half(y)}h.5v.5h-.5z"
    steps = np.diff(grid, axis=0).tolist()
    return f"M{_half(grid[0][0])} {_half(grid[0][1])}l" + " ".join(f"{_half(x)} {_half(y)}" for x, y in steps) + "z"


def _outside(points: Ring) -> bool:
    """Whether nothing of it can be seen. The lower edge is cut by the frame."""
    right, bottom = WIDE / STEP, MOST_HIGH / STEP
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(high[0] < 0 or high[1] < 0 or low[0] > right or low[1] > bottom)


def _bends(grid: NDArray[np.int64]) -> NDArray[np.int64]:
    """Without the points that lie on the line between their neighbours."""
    if len(grid) < 4:
        return grid
    before, after = grid - np.roll(grid, 1, axis=0), np.roll(grid, -1, axis=0) - grid
    turns = before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]
    return grid[turns] if turns.sum() >= 3 else grid


def _half(steps: int) -> str:
    """Half pixels as text: 3 -> "1.5"."""
    whole, half = divmod(abs(int(steps)), 2)
    sign = "-" if steps < 0 else ""
    return f"{sign}{whole}.5" if half else f"{sign}{whole}"


Drawn = Sequence[tuple[Area, str]]


def _fills(data: Choropleth, drawn: Drawn) -> list[str]:
    """One path for each class: half the bytes of one for each area."""
    layers = []
    for number, colour in ((-1, palette.PAPER), *enumerate(data.colours)):
        d = "".join(path for area, path in drawn if area.fill == number and path)
        if d:
            layers.append(element("path", d=d, fill=colour, stroke=EDGE, stroke_width=0.4))
    return layers


def _over(data: Choropleth, drawn: Drawn, prefix: str) -> list[str]:
    """What lies over the colours: hatching where secret, dots where uncertain, ink around this area."""
    dark = {number for number, colour in enumerate(data.colours) if palette.readable_on(colour) == palette.PAPER}
    kinds: tuple[tuple[str, dict[str, Attribute]], ...] = (
        ("".join(d for a, d in drawn if a.secret), {"fill": f"url(#{prefix}-streep)"}),
        ("".join(d for a, d in drawn if a.uncertain and a.fill not in dark), {"fill": f"url(#{prefix}-punt)"}),
        ("".join(d for a, d in drawn if a.uncertain and a.fill in dark), {"fill": f"url(#{prefix}-licht)"}),
        ("".join(d for a, d in drawn if a.own), {"fill": "none", "stroke": palette.INK, "stroke_width": 1.0}),
    )
    return [element("path", d=d, **style) for d, style in kinds if d]


def _legend(data: Choropleth, prefix: str, top: float) -> tuple[str, float]:
    entries = [(label, colour, "") for colour, label in zip(data.colours, data.labels, strict=True)]
    entries += [(data.uncertain, data.colours[0], f"url(#{prefix}-punt)")] if data.uncertain else []
    entries += [(data.secret, palette.PAPER, f"url(#{prefix}-streep)")] if data.secret else []
    entries.append((data.absent, palette.PAPER, ""))
    parts, x, y = [], 0.0, top
    for label, colour, over in entries:
        wide = 32 + text_width(label, 15)
        if x and x + wide > WIDE:
            x, y = 0.0, y + 26
        box: dict[str, Attribute] = {"x": x + 0.5, "y": y - 12.5, "width": 23, "height": 15, "stroke": palette.FAINT}
        parts.append(element("rect", **box, fill=colour))
        if over:
            parts.append(element("rect", **box, fill=over))
        parts.append(text(x + 32, y, label))
        x += wide + 20
    if data.note:
        y += LINE + 8
        parts.append(text(0, y, data.note, fill=palette.GREY, font_size=13))
    return "".join(parts), y + 8
