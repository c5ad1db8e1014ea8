"""One row of the overview of a place: where it lies from its reference, among its parts and the places around it.

Drawn once for every width: across in per cent of its box, downward and text in pixels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.svg import Attribute, clean, element, group

HEIGHT = 48
# From the top: the baseline of words, and the line that everything lies on.
_WORDS, _LINE = 13, 30
# Ticks are drawn in so many columns, so hundreds of places are one short path.
_COLUMNS = 400
# Up to so many parts are dots with an edge, then small dots, then strokes under the line.
_LARGE_DOTS, _SMALL_DOTS = 24, 60
# Dots nearer than this, in per cent, are stacked.
_NEAR = 2.2
# A begin nearer to now than this, in per cent, is left to the words of the row.
_CLEAR = 4.0
_LINES = 2  # of signs
# What the words beside a begin take at most, in per cent.
_WORDS_WIDE = 36.0


@dataclass(frozen=True, slots=True)
class GlanceMark:
    """A named position; words: its name and value, for who points at it."""

    position: float
    words: str


@dataclass(frozen=True, slots=True)
class GlancePlot:
    """Positions in units from the reference, which is at zero. low, high: the ends of the scale; what lies beyond them is
    drawn as an arrow at the end. begin: where the place began, with the words beside it. reference_begin: where the reference
    began. places: of all places around."""

    low: float
    high: float
    place: GlanceMark
    begin: GlanceMark | None = None
    reference_begin: float | None = None
    parts: Sequence[GlanceMark] = ()
    places: Sequence[float] = ()


def glance_plot(data: GlancePlot) -> str:
    """The drawing. It repeats what the words of the row say, so it is hidden from who listens."""
    scale = _Scale(data.low, data.high)
    drawn = [
        _stroke(0, 100, _LINE, stroke=palette.HAIR),
        _around(data.places, scale),
        _reference(data, scale),
        _parts(data.parts, scale),
        _begin(data, scale),
        _mark(data.place, scale),
    ]
    return element("svg", "".join(drawn), class_="glance-plot", width="100%", height=HEIGHT, aria_hidden="true")


def glance_axis(low: float, high: float, *, reference: str, harder: str, better: str) -> str:
    """The head of the column: the name of the reference over its line, and what the two sides mean."""
    zero = _Scale(low, high).across(0.0)
    anchor = "middle" if 30 <= zero <= 70 else "start" if zero < 30 else "end"
    # Words over the line, with an edge of paper: on a narrow picture they meet.
    edge: dict[str, Attribute] = {"stroke": palette.PAPER, "stroke_width": 4, "paint_order": "stroke"}
    parts = [
        _upright(zero, 20, 44),
        _text(zero, 13, reference, anchor, fill=palette.INK, font_weight=700),
        _text(0, 36, f"← {harder}", "start", fill=palette.GREY, **edge),
        _text(100, 36, f"{better} →", "end", fill=palette.GREY, **edge),
    ]
    return element("svg", "".join(parts), class_="glance-plot", width="100%", height=44, aria_hidden="true")


def begins_apart(begin: float, now: float, low: float, high: float) -> bool:
    """Whether a ring where the place began stands clear of where it is now, on a scale with these ends."""
    scale = _Scale(low, high)
    return abs(scale.across(begin) - scale.across(now)) >= _CLEAR


def glance_signs(*, here: str, parts: str, small_parts: bool, others: str, then: str) -> str:
    """What the signs in the rows mean, in two lines; parts, others, then: "" where no row has that sign. small_parts: so many
    that they are strokes under the line."""
    dot = element("circle", r=4.5, fill=palette.PART, stroke=palette.ACCENT)
    stroke = element("path", d="M0 -3V3", stroke=palette.ACCENT)
    signs = [
        (element("path", d="M-7 0L0 -7L7 0L0 7Z", fill=palette.ACCENT), here),
        (stroke if small_parts else dot, parts),
        (element("path", d="M0 -7V7", stroke=palette.FAINT, stroke_width=2), others),
        (element("circle", r=5, fill=palette.PAPER, stroke=palette.ACCENT, stroke_width=2.5), then),
    ]
    shown = [sign for sign in signs if sign[1]]
    drawn = [
        element(
            "svg",
            shape + element("text", escape(clean(words), quote=False), x=12, y=5, fill=palette.GREY),
            # One below the other while there are two.
            x=8 + (124 * (at % 2) if len(shown) > _LINES else 0),
            y=10 + 20 * (at // 2 if len(shown) > _LINES else at),
            overflow="visible",
        )
        for at, (shape, words) in enumerate(shown)
    ]
    height = 20 * min(len(shown), _LINES)
    return element("svg", "".join(drawn), class_="signs", width=216, height=height, aria_hidden="true")


class _Scale:
    def __init__(self, low: float, high: float) -> None:
        self._low, self._span = low, high - low

    def across(self, position: float) -> float:
        """Per cent of the width, never outside it."""
        return min(100.0, max(0.0, 100 * (position - self._low) / self._span))

    def beyond(self, position: float) -> int:
        """-1 and 1 for what lies beyond an end, else 0."""
        return -1 if position < self._low else 1 if position > self._low + self._span else 0


def _around(places: Sequence[float], scale: _Scale) -> str:
    """A stroke for each place around, and a pale band over their middle half."""
    if len(places) < 4:
        return ""
    quarter, three_quarters = (scale.across(q) for q in np.quantile(np.array(places), [0.25, 0.75]))
    columns = sorted({round(scale.across(p) * _COLUMNS / 100) for p in places})
    strokes = element(
        "path",
        d="".join(f"M{column} 0V14" for column in columns),
        stroke=palette.FAINT,
        vector_effect="non-scaling-stroke",
    )
    band = element(
        "rect",
        x=f"{quarter:.1f}%",
        y=_LINE - 7,
        width=f"{max(three_quarters - quarter, 0.3):.1f}%",
        height=14,
        fill=palette.PALE,
    )
    box = element(
        "svg",
        strokes,
        y=_LINE - 7,
        width="100%",
        height=14,
        viewBox=f"0 0 {_COLUMNS} 14",
        preserveAspectRatio="none",
    )
    return band + box


def _reference(data: GlancePlot, scale: _Scale) -> str:
    zero, drawn = scale.across(0.0), ""
    if data.reference_begin is not None and _moved(data):
        began = scale.across(data.reference_begin)
        drawn = _stroke(began, zero, HEIGHT - 4, stroke=palette.GREY)
        drawn += element("circle", cx=f"{began:.1f}%", cy=HEIGHT - 4, r=3, fill=palette.PAPER, stroke=palette.GREY)
    return _upright(zero, 0, HEIGHT) + drawn


def _moved(data: GlancePlot) -> bool:
    return data.begin is not None and begins_apart(data.begin.position, data.place.position, data.low, data.high)


def _upright(across: float, top: float, bottom: float) -> str:
    place = f"{across:.1f}%"
    return element("line", x1=place, x2=place, y1=top, y2=bottom, stroke=palette.REFERENCE, stroke_width=2)


def _stroke(start: float, end: float, y: float, **attributes: Attribute) -> str:
    """A level line; start and end in per cent."""
    return element("line", x1=f"{start:.1f}%", x2=f"{end:.1f}%", y1=y, y2=y, **attributes)


def _text(across: float, y: float, words: str, anchor: str, **attributes: Attribute) -> str:
    return element("text", escape(clean(words), quote=False), x=f"{across:.1f}%", y=y, text_anchor=anchor, **attributes)


def _parts(parts: Sequence[GlanceMark], scale: _Scale) -> str:
    if len(parts) > _SMALL_DOTS:
        places = [f"{scale.across(p.position):.1f}%" for p in parts]
        return group(
            (element("line", x1=x, x2=x, y1=_LINE + 8, y2=_LINE + 13) for x in dict.fromkeys(places)),
            stroke=palette.ACCENT,
        )
    large = len(parts) <= _LARGE_DOTS
    look: dict[str, Attribute] = {"fill": palette.PART, "stroke": palette.ACCENT} if large else {"fill": palette.ACCENT}
    return group((_part(mark, scale, off, 4.5 if large else 2.5) for mark, off in _stacked(parts, scale)), **look)


def _stacked(parts: Iterable[GlanceMark], scale: _Scale) -> Iterable[tuple[GlanceMark, float]]:
    """Each part with how far it stands from the line: dots that would cover one another go up and down in turn."""
    last, row = -100.0, 0
    for mark in sorted(parts, key=lambda part: part.position):
        across = scale.across(mark.position)
        row = row + 1 if across - last < _NEAR else 0
        last = across if row == 0 else last
        yield mark, (0, 5, -5)[row % 3]


def _part(mark: GlanceMark, scale: _Scale, off: float, radius: float) -> str:
    told = element("title", escape(clean(mark.words), quote=False))
    if scale.beyond(mark.position):
        return _arrow(mark, scale, told)
    return element("circle", told, cx=f"{scale.across(mark.position):.1f}%", cy=_LINE + off, r=radius)


def _arrow(mark: GlanceMark, scale: _Scale, told: str) -> str:
    """A point at the end of the line, for what lies beyond it."""
    way = scale.beyond(mark.position)
    shape = element("path", told, d=f"M{-7 * way} -6L0 0L{-7 * way} 6Z")
    return element("svg", shape, x=f"{scale.across(mark.position):.1f}%", y=_LINE, overflow="visible")


def _begin(data: GlancePlot, scale: _Scale) -> str:
    if data.begin is None or not _moved(data):
        return ""
    began, now = scale.across(data.begin.position), scale.across(data.place.position)
    # The words keep clear of the reference line.
    zero = scale.across(0.0)
    anchor = "end" if began > _WORDS_WIDE and (began <= zero or began > 100 - _WORDS_WIDE) else "start"
    return (
        _stroke(began, now, _LINE, stroke=palette.ACCENT, stroke_width=3)
        + element(
            "circle", cx=f"{began:.1f}%", cy=_LINE, r=6, fill=palette.PAPER, stroke=palette.ACCENT, stroke_width=2.5
        )
        + _text(
            began,
            _WORDS,
            data.begin.words,
            anchor,
            fill=palette.GREY,
            stroke=palette.PAPER,
            stroke_width=4,
            paint_order="stroke",
        )
    )


def _mark(mark: GlanceMark, scale: _Scale) -> str:
    """The place itself: a diamond with an edge of paper, so that it stays apart from what lies under it."""
    told = element("title", escape(clean(mark.words), quote=False))
    diamond = element("path", told, d="M0 -9.5L9.5 0L0 9.5L-9.5 0Z", fill=palette.ACCENT, stroke=palette.PAPER)
    way = scale.beyond(mark.position)
    beyond = element("path", d=f"M{14 * way} -5L{20 * way} 0L{14 * way} 5", fill="none", stroke=palette.ACCENT)
    return element(
        "svg",
        diamond + (beyond if way else ""),
        x=f"{scale.across(mark.position):.1f}%",
        y=_LINE,
        overflow="visible",
    )
