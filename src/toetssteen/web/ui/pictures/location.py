"""Where a place lies in its city or country: a small still map without figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import numpy as np

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.choropleth import Ring
from toetssteen.web.ui.pictures.svg import Words, clean, element

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
