"""What is done over the years, as bars: how each stands is told by its shape, and by words for who does not see it.

Drawn once for every width: across in per cent of its box, downward in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.svg import Attribute, clean, element, group

LANE = 13  # from one bar to the next
_BAR = 9
_AXIS = 20
# How far the hairline of today runs on above and below its box; the list it stands in cuts it off.
_PAST = 48


class BarState(StrEnum):
    """How something stands today. UNKNOWN: nobody said, or not for more than a year."""

    RUNNING = "running"
    PLANNED = "planned"
    PAUSED = "paused"
    IDEA = "idea"
    DONE = "done"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class YearBar:
    """start, end: years with a fraction (2022.5 is 1 July); None where nobody said."""

    start: float | None
    end: float | None
    state: BarState


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The years across, from the first day of `first` to the last day of `last`. now: today."""

    first: int
    last: int
    now: float

    def across(self, year: float) -> float:
        """In per cent, kept within the box."""
        share = (year - self.first) / (self.last + 1 - self.first)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def holds(self, year: float) -> bool:
        return self.first <= year <= self.last + 1


@dataclass(frozen=True, slots=True)
class YearBars:
    """words: all bars in one sentence each, for who does not see them."""

    words: str
    bars: Sequence[YearBar]
    span: YearSpan


def year_bars(data: YearBars) -> str:
    """An svg as wide as its box; bars that overlap in time stand below one another."""
    lanes, parts = _lanes(data), []
    height = max(1, len(lanes)) * LANE + 4
    for lane, bars in enumerate(lanes):
        parts += [_bar(one, data.span, 2.0 + lane * LANE) for one in bars]
    return _box(height, [*parts, _now(data.span, height)], data.words)


def bar_years(span: YearSpan) -> str:
    """The years above the bars: the first, the last, and today."""
    now = span.across(span.now)
    # Beside its hairline, where it meets neither end.
    beside: dict[str, Attribute] = {"text_anchor": "end", "dx": -4} if now > 50 else {"dx": 4}
    ends: dict[str, Attribute] = {"fill": palette.GREY}
    parts = [
        element("text", str(span.first), x="0%", y=14, **ends) if now > 20 else "",
        element(
            "text", escape(clean(_("nu")), quote=False), x=f"{now}%", y=14, fill=palette.INK, font_weight=700, **beside
        ),
        element("text", str(span.last), x="100%", y=14, text_anchor="end", **ends) if now < 80 else "",
    ]
    parts.append(element("line", x1=f"{now}%", x2=f"{now}%", y1=4, y2=_AXIS, stroke=palette.INK, stroke_width=1))
    return _box(_AXIS, parts, _("De jaren {first} tot en met {last}.").format(first=span.first, last=span.last))


def bar_sign(state: BarState) -> str:
    """One bar, for the key under a picture."""
    drawn = _bar(YearBar(0.0, 0.9, state), YearSpan(0, 0, 0.0), 2.0)
    return element("svg", drawn, class_="bar-sign", width=32, height=LANE, aria_hidden="true")


def _box(height: float, parts: Sequence[str], words: str) -> str:
    return element(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        class_="year-bars",
        width="100%",
        height=height,
        role="img",
        aria_label=words,
    )


def _now(span: YearSpan, height: float) -> str:
    """Beyond its box, so that it runs on from one line of bars to the next."""
    x = f"{span.across(span.now)}%"
    return element("line", x1=x, x2=x, y1=-_PAST, y2=height + _PAST, stroke=palette.INK, stroke_width=1)


def _ends(bar: YearBar, now: float) -> tuple[float, float]:
    """From where to where it is drawn; a year where one end is not known, until today where it goes on."""
    if bar.start is None and bar.end is None:
        return now, now
    if bar.start is None:
        return float(bar.end or 0) - 1, float(bar.end or 0)
    return bar.start, bar.end if bar.end is not None else max(now, bar.start + 1)


def _lanes(data: YearBars) -> list[list[YearBar]]:
    lanes: list[list[YearBar]] = []
    for bar in sorted(data.bars, key=lambda one: _ends(one, data.span.now)):
        start = _ends(bar, data.span.now)[0]
        free = next((lane for lane in lanes if _ends(lane[-1], data.span.now)[1] <= start), None)
        if free is None:
            lanes.append([bar])
        else:
            free.append(bar)
    return lanes


def _bar(bar: YearBar, span: YearSpan, top: float) -> str:
    start, end = _ends(bar, span.now)
    left, right = span.across(start), span.across(end)
    box: dict[str, Attribute] = {
        "x": f"{left}%",
        "y": top + 0.5,
        "width": f"{max(1.5, round(right - left, 2))}%",
        "height": _BAR - 1,
    }
    # Told by its shape too: where colours are a reader's own, it would look like what is planned.
    middle: dict[str, Attribute] = {"y1": top + 4.5, "y2": top + 4.5, "stroke": palette.ACCENT, "stroke_width": 2}
    marks = [
        element("line", x1=f"{left}%", x2=f"{right}%", **middle) if bar.state is BarState.PAUSED else "",
        _mark("?", left if bar.start is None else right, top, start=bar.start is None)
        if bar.start is None or bar.end is None
        else "",
        _beyond(left, top, -1) if start < span.first else "",
        _beyond(right, top, 1) if end > span.last + 1 else "",
        _cross(right, top) if bar.state is BarState.STOPPED else "",
    ]
    return group([element("rect", **box, **_look(bar.state)), *marks])


def _look(state: BarState) -> dict[str, Attribute]:
    match state:
        case BarState.RUNNING:
            return {"fill": palette.ACCENT, "stroke": palette.ACCENT}
        case BarState.PLANNED:
            return {"fill": palette.PAPER, "stroke": palette.ACCENT, "stroke_width": 1.5}
        case BarState.PAUSED:
            return {"fill": palette.PART, "stroke": palette.ACCENT}
        case BarState.IDEA:
            return {"fill": palette.PAPER, "stroke": palette.ACCENT, "stroke_dasharray": "1 3"}
        case BarState.UNKNOWN:
            return {"fill": palette.PAPER, "stroke": palette.GREY, "stroke_dasharray": "3 2"}
    return {"fill": palette.FAINT, "stroke": palette.FAINT, "fill_opacity": 0.6}


def _mark(sign: str, across: float, top: float, *, start: bool) -> str:
    anchor = "end" if start else "start"
    return element(
        "text",
        sign,
        x=f"{across}%",
        y=top + 9,
        dx=-3 if start else 3,
        text_anchor=anchor,
        font_size=13,
        fill=palette.GREY,
    )


def _beyond(across: float, top: float, way: int) -> str:
    """It goes on outside the years shown."""
    shape = element("path", d=f"M{-5 * way} 0L0 4L{-5 * way} 8Z", fill=palette.INK)
    return element("svg", shape, x=f"{across}%", y=top + 0.5, overflow="visible")


def _cross(across: float, top: float) -> str:
    shape = element("path", d="M-4 0L4 8M-4 8L4 0", stroke=palette.INK, stroke_width=2)
    return element("svg", shape, x=f"{across}%", y=top + 0.5, overflow="visible")
