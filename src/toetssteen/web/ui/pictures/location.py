"""Where places lie: a small still map without figures, and the names over a map."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import numpy as np

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.choropleth import Frame, Ring
from toetssteen.web.ui.pictures.letters import text_width
from toetssteen.web.ui.pictures.svg import Words, clean, element, text

WIDTH, MOST_HIGH = 264, 248
_MANY = 300


@dataclass(frozen=True, slots=True)
class Ground:
    """What a place lies in, drawn once for all places in it. low, scale, shift: from outlines to pixels."""

    drawn: str
    low: Ring
    scale: float
    shift: Ring
    height: float


def ground(rings: Sequence[Ring]) -> Ground:
    """rings: outlines of everything in the city or country, at least one. In one plane, y downward."""
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    span = np.maximum(np.max([ring.max(axis=0) for ring in rings], axis=0) - low, 1e-12)
    scale = float(min((WIDTH - 4) / span[0], (MOST_HIGH - 4) / span[1]))
    shift = np.array([(WIDTH - span[0] * scale) / 2, 2.0])
    # A whole country is hundreds of outlines of a few pixels.
    step = 1 if len(rings) <= _MANY else 2
    drawn = element(
        "path", d=_path(rings, low, scale, shift, step=step), fill=palette.LAND, stroke=palette.PAPER, stroke_width=0.6
    )
    return Ground(drawn, low, scale, shift, float(span[1] * scale) + 4)


def location_map(under: Ground, own: Sequence[Ring], words: Words) -> str:
    """own: outlines of the place, in the plane of those under it."""
    path = _path(own, under.low, under.scale, under.shift)
    parts = [
        element("title", escape(clean(words.title), quote=False)),
        element("desc", escape(clean(words.description), quote=False)),
        under.drawn,
        element("path", d=path, fill=palette.ACCENT, stroke=palette.PAPER, stroke_width=0.6),
    ]
    return element("svg", "".join(parts), class_="location", viewBox=f"0 0 {WIDTH} {under.height:.0f}", role="img")


def _path(rings: Iterable[Ring], low: Ring, scale: float, shift: Ring, *, step: int = 1) -> str:
    """Whole pixels are fine enough, and a tenth of the bytes; what is smaller than one is left out. step: points nearer than so
    many pixels to the one before are left out."""
    drawn = []
    for ring in rings:
        points = _apart(np.rint((ring - low) * scale + shift).astype(int).tolist(), step)
        if len(points) > 2:
            moves = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points)]
            drawn.append(f"M{points[0][0]} {points[0][1]}l" + " ".join(moves) + "z")
    return "".join(drawn)


def _apart(points: Iterable[Sequence[int]], step: int) -> list[Sequence[int]]:
    kept: list[Sequence[int]] = []
    for point in points:
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= step:
            kept.append(point)
    return kept


@dataclass(frozen=True, slots=True)
class NamedSpot:
    """A name on a map. at: (2,) where it stands; low, high: (2,) of its box; rings: to be outlined; address: of its page, "" for a
    name alone. All in the plane of the map."""

    name: str
    at: Ring
    low: Ring
    high: Ring
    rings: Sequence[Ring] = ()
    address: str = ""


# Of a drawing of 720: 14 px in a map of 480, and not shown where the map is smaller.
_NAME = 21
# Less than this on a side is no outline to point at: a dot takes its place.
_DOT_BELOW = 34.0


def names_over(frame: Frame, towns: Sequence[NamedSpot], areas: Sequence[NamedSpot], label: str) -> str:
    """What lies over a still map in the same frame: outlines with a link, and names where there is room: those of `areas`
    first, then of `towns`, as far as a town is as wide as its name. label: of the whole, for who does not see it."""
    areas = [area for area in areas if _inside(frame, area)]
    taken = [_dot(frame, area) for area in areas if _small(frame, area)]
    links = [_link(frame, area, taken) for area in areas]
    names = [_town(frame, town, taken) for town in towns if _inside(frame, town)]
    return element(
        "svg",
        "".join((*names, *links)),
        class_="map-names",
        viewBox=f"0 0 {frame.width:.0f} {frame.height:.0f}",
        role="group",
        aria_label=label,
        font_size=_NAME,
    )


Box = tuple[float, float, float, float]


def _inside(frame: Frame, spot: NamedSpot) -> bool:
    x, y = frame.at(spot.at)
    return bool(0 <= x <= frame.width and 0 <= y <= frame.height)


def _small(frame: Frame, area: NamedSpot) -> bool:
    return float((frame.at(area.high) - frame.at(area.low)).max()) < _DOT_BELOW


def _dot(frame: Frame, area: NamedSpot) -> Box:
    x, y = frame.at(area.at)
    return x - 9, y - 9, x + 9, y + 9


def _link(frame: Frame, area: NamedSpot, taken: list[Box]) -> str:
    """A ring that is too small to point at gets a dot over it."""
    low, high = frame.at(area.low), frame.at(area.high)
    x, y = frame.at(area.at)
    small = _small(frame, area)
    d = _path(area.rings, frame.low, frame.scale, np.zeros(2))
    parts = [
        element("title", escape(clean(area.name), quote=False)),
        element("path", d=d, class_="map-area") if d else "",
        element("circle", cx=x, cy=y, r=18, fill="transparent") if small else "",
        element("circle", cx=x, cy=y, r=7, class_="map-dot") if small else "",
    ]
    for left, base in _stands(text_width(area.name, _NAME, bold=True), (x, y), low, high, small=small):
        box = (left, base - _NAME, left + text_width(area.name, _NAME, bold=True), base + 6)
        if _free(frame, box, taken):
            taken.append(box)
            parts.append(text(left, base, area.name, font_weight=700))
            break
    return element("a", "".join(parts), href=area.address, aria_label=area.name)


def _stands(
    width: float, at: tuple[float, float], low: Ring, high: Ring, *, small: bool
) -> Iterator[tuple[float, float]]:
    """Where the name of an area may stand, the best first: within it where it is wide enough, else close by."""
    x, y = at
    half = 12.0 if small else float(high[0] - low[0]) / 2 + 6
    if float(high[0] - low[0]) > width:
        yield x - width / 2, y + 7
    if not small:
        yield x - width / 2, float(low[1]) - 8
        yield x - width / 2, float(high[1]) + _NAME + 2
    yield x + half, y + 7
    yield x - half - width, y + 7


def _town(frame: Frame, town: NamedSpot, taken: list[Box]) -> str:
    width = text_width(town.name, _NAME, bold=True)
    x, y = frame.at(town.at)
    box = (x - width / 2, y - _NAME, x + width / 2, y + 6)
    if float((town.high - town.low)[0]) * frame.scale < width or not _free(frame, box, taken):
        return ""
    taken.append(box)
    return text(x, y, town.name, anchor="middle", font_weight=700)


def _free(frame: Frame, box: Box, taken: Sequence[Box]) -> bool:
    if box[0] < 0 or box[1] < 0 or box[2] > frame.width or box[3] > frame.height:
        return False
    return all(box[0] > b[2] or box[2] < b[0] or box[1] > b[3] or box[3] < b[1] for b in taken)
