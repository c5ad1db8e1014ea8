"""Where a place lies in its city or country: a small still map without figures."""

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.choropleth import Ring
from toetssteen.web.ui.pictures.svg import Words, clean, element

WIDTH, MOST_HIGH = 264, 248


def location_map(around: Sequence[Ring], own: Sequence[Ring], words: Words) -> str:
    """around: outlines of everything that is not the place; own: of the place. In one plane, y downward."""
    rings = [*around, *own]
    if not own:
        return ""
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    span = np.maximum(np.max([ring.max(axis=0) for ring in rings], axis=0) - low, 1e-12)
    scale = float(min((WIDTH - 4) / span[0], (MOST_HIGH - 4) / span[1]))
    height = float(span[1] * scale) + 4
    shift = np.array([(WIDTH - span[0] * scale) / 2, 2.0])
    parts = [
        element("title", escape(clean(words.title), quote=False)),
        element("desc", escape(clean(words.description), quote=False)),
        element("path", d=_path(around, low, scale, shift), fill=palette.LAND, stroke=palette.PAPER, stroke_width=0.6),
        element("path", d=_path(own, low, scale, shift), fill=palette.ACCENT, stroke=palette.PAPER, stroke_width=0.6),
    ]
    return element("svg", "".join(parts), class_="location", viewBox=f"0 0 {WIDTH} {height:.0f}", role="img")


def _path(rings: Iterable[Ring], low: Ring, scale: float, shift: Ring) -> str:
    """Whole pixels are fine enough, and a tenth of the bytes; what is smaller than one is left out."""
    drawn = []
    for ring in rings:
        points = np.rint((ring - low) * scale + shift).astype(int)
        points = points[np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)])]
        if len(points) > 2:
            moves = np.diff(points, axis=0).tolist()
            drawn.append(f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in moves) + "z")
    return "".join(drawn)
