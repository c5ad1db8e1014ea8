"""The way of a figure towards its target, small: the area, the rest, what was agreed, and the target itself.

Drawn once for every width: it fits a telephone, and stands in a column on a wide page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from toetssteen.kernel.cells import Status
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.labels import in_column
from toetssteen.web.ui.pictures.letters import text_width
from toetssteen.web.ui.pictures.path import PathLine, breaks, thick, thin, value_span
from toetssteen.web.ui.pictures.scale import Scale
from toetssteen.web.ui.pictures.svg import TEXT, Words, diamond, drawing, element, group, hatching, line, polyline, text
from toetssteen.web.ui.pictures.years import Plot, base_words, hatched_years, named_years

WIDTH = 264.0
_TOP, _BOTTOM, _HEIGHT = 12.0, 74.0, 106.0
_ROW = 17.0  # of a label
_BAR = 9.0  # half the width of the target's bar
_TO_LABEL = 11.0


@dataclass(frozen=True, slots=True)
class SmallPath:
    """agreed: (year, value) of the baseline, what lies between and the target; the last one is the target where there is one.
    step: to which the figure is rounded. area_label, reference_label, target_label: what is written at the ends."""

    words: Words
    area: PathLine
    reference: PathLine | None
    agreed: Sequence[tuple[int, float]]
    step: float
    unit: str
    area_label: str
    reference_label: str = ""
    target_label: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    """y: where its middle wants to be."""

    x: float
    y: float
    anchor: str
    words: str
    bold: bool = False


def small_path(data: SmallPath, prefix: str) -> str:
    """An svg of 264 pixels; only for an area with a number."""
    lines = [data.area, *([data.reference] if data.reference and data.reference.runs else [])]
    p = _plot(data, lines)
    secret = [point.year for point in data.area.points if point.status == Status.SECRET]
    parts = [
        element("defs", hatching(f"{prefix}-h", palette.GREY)) if secret else "",
        line(0, p.bottom, WIDTH, p.bottom, stroke=palette.HAIR, stroke_width=1),
        hatched_years(p, secret, f"{prefix}-h"),
        _years(data, lines, p),
        breaks(data.area, p),
        _agreed(data, p),
        *(thin(one, p, 0, palette.GREY) for one in lines[1:]),
        thick(data.area, p, palette.ACCENT, 1),
        _labels(data, lines, p),
    ]
    return drawing(prefix, "small", (WIDTH, _HEIGHT), data.words, parts)


def base_of(data: SmallPath) -> str:
    """Where the axis begins, in words, when that is not zero."""
    lines = [data.area, *([data.reference] if data.reference and data.reference.runs else [])]
    return base_words(_plot(data, lines), data.unit)


def _plot(data: SmallPath, lines: Sequence[PathLine]) -> Plot:
    known = [point for one in lines for point in one.points if point.known or point.status == Status.SECRET]
    values = [float(point.value or 0) for point in known if point.known] + [value for _year, value in data.agreed]
    years = [point.year for point in known] + [year for year, _value in data.agreed]
    first, last = min(*years, max(years) - 1), max(years)
    end = WIDTH - _BAR - 1
    for own, words in zip(lines, (data.area_label, data.reference_label), strict=False):
        share = (own.runs[-1][-1].year - first) / (last - first)
        room = WIDTH - _TO_LABEL - text_width(words, TEXT, bold=own is data.area)
        if share > 0:
            end = min(end, 8 + max(90.0, (room - 8) / share))
    y = Scale(*value_span(values, None, data.step, data.unit), _BOTTOM, _TOP)
    return Plot(Scale(first, last, 8.0, end), y, WIDTH, _TOP, _BOTTOM)


def _years(data: SmallPath, lines: Sequence[PathLine], p: Plot) -> str:
    """The first, the last with a figure, and that of the target."""
    known = [point.year for one in lines for point in one.points if point.known]
    shown = sorted({int(p.x.low), max(known), *([data.agreed[-1][0]] if data.agreed else [])})
    half = text_width("2000", TEXT) / 2
    parts = []
    for year in named_years(shown, p.x, 2 * half + 8):
        x = min(max(p.x.at(year), half), WIDTH - half)
        parts.append(text(x, p.bottom + 29, str(year), anchor="middle", fill=palette.GREY))
    return group(parts, class_="years")


def _agreed(data: SmallPath, p: Plot) -> str:
    if not data.agreed:
        return ""
    places = [(p.x.at(year), p.y.at(value)) for year, value in data.agreed]
    dashed: dict[str, str | float] = {"stroke": palette.INK, "stroke_width": 1.4, "stroke_dasharray": "3 3"}
    way = element("path", d=polyline(places), fill="none", **dashed) if len(places) > 1 else ""
    x, y = places[-1]
    return group([way, line(x - _BAR, y, x + _BAR, y, stroke=palette.INK, stroke_width=3)], class_="agreed")


def _labels(data: SmallPath, lines: Sequence[PathLine], p: Plot) -> str:
    """What stands at the ends, never over one another; and the area as a diamond."""
    last = data.area.runs[-1][-1]
    x, y = p.x.at(last.year), p.y.at(float(last.value or 0))
    parts = [diamond(x, y, 7, fill=palette.ACCENT, stroke=palette.PAPER, stroke_width=1.5)]
    for label, top in _placed(data, lines, p, (x, y)):
        look: dict[str, str | float] = (
            {"fill": palette.ACCENT, "font_weight": 700} if label.bold else {"fill": palette.INK}
        )
        rim: dict[str, str | float] = {"stroke": palette.PAPER, "stroke_width": 4, "paint_order": "stroke"}
        parts.append(text(label.x, top + 13, label.words, anchor=label.anchor, **look, **rim))
    return group(parts, class_="labels")


def _placed(
    data: SmallPath, lines: Sequence[PathLine], p: Plot, here: tuple[float, float]
) -> list[tuple[_Label, float]]:
    """Each label with its top. That of the area and that of the target may stand above or below: as near as they can."""
    x, y = here
    target = p.y.at(data.agreed[-1][1]) if data.agreed else y
    found: tuple[float, list[tuple[_Label, float]]] = (float("inf"), [])
    for area_side, target_side in product((_ROW, -_ROW), (-_ROW, _ROW)):
        labels = [_Label(x + _TO_LABEL, y + area_side, "start", data.area_label, bold=True)]
        if len(lines) > 1:
            end = lines[1].runs[-1][-1]
            at = p.x.at(end.year) + _TO_LABEL
            labels.append(_Label(at, p.y.at(float(end.value or 0)), "start", data.reference_label))
        if data.agreed and data.target_label:
            labels.append(_Label(WIDTH, target + target_side, "end", data.target_label))
        tops = in_column([(label.y, _ROW) for label in labels], 0.0, p.bottom + 3) or []
        moved = sum(abs(top + _ROW / 2 - label.y) for top, label in zip(tops, labels, strict=False))
        # Rather not on the side where the dashed line goes.
        moved += _ROW / 2 if (target - y) * area_side > 0 else 0.0
        if tops and moved < found[0]:
            found = (moved, list(zip(labels, tops, strict=True)))
    return found[1]
