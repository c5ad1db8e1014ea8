"""Small multiples: one path a place, all on the same two axes, in the order they are given."""

from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.analysis.equal import finest
from toetssteen.kernel.cells import Status
from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.key import Sign, key
from toetssteen.web.ui.pictures.letters import shortened, text_width, wrapped
from toetssteen.web.ui.pictures.path import UNSURE, PathLine, breaks, thick, thin, value_span
from toetssteen.web.ui.pictures.scale import Scale, about_equal_words, short_unit, with_unit
from toetssteen.web.ui.pictures.svg import (
    LINE,
    NARROW,
    TEXT,
    Picture,
    Words,
    element,
    fluid,
    group,
    hatching,
    line_across,
    text_across,
)
from toetssteen.web.ui.pictures.years import Plot, base_words, hatched_years, value_words, year_axis

_HEIGHT = 104.0
_BETWEEN = 40.0
_TITLE_LINES = 3
_COLUMNS = 2
# In a small panel the dots of many years would hide the line.
_DOT, _SMALL_DOT, _MANY_YEARS = 4.0, 2.0, 9


@dataclass(frozen=True, slots=True)
class Multiples:
    """What is drawn. lines: one a place. reference: thin in every panel. context: neutral blue. zero, step: as for a path.

    marked: the year all are compared in: a hairline in every panel, and the value that is written there.
    """

    words: Words
    lines: Sequence[PathLine]
    reference: PathLine | None = None
    unit: str = ""
    decimals: int = 0
    context: bool = False
    zero: bool | None = None
    marked: int | None = None
    step: float = 0.0


def multiples(data: Multiples, prefix: str) -> Picture:
    """The drawing: two panels beside each other."""
    pattern = f"{prefix}-h"
    columns = max(1, min(_COLUMNS, len(data.lines)))
    years, values = _spans(data)
    scale = Scale(*values, 0.0, _HEIGHT)
    left = (
        max(
            (text_width(words, TEXT) for _tick, words in value_words(scale, short_unit(data.unit), sign=False)),
            default=0,
        )
        + 8
    )
    room = (NARROW - left - _BETWEEN * (columns - 1)) / columns
    titles = [wrapped(data_line.name, TEXT, room, _TITLE_LINES, bold=True) for data_line in data.lines]
    parts, top = [], 0.0
    for start in range(0, len(data.lines), columns):
        row = range(start, min(start + columns, len(data.lines)))
        head = max(len(titles[i]) for i in row) * LINE + 18
        for column, i in enumerate(row):
            x = left + column * (room + _BETWEEN)
            plot = Plot(
                Scale(years[0], years[1], x + 8, x + room - 8),
                Scale(*values, top + head + _HEIGHT, top + head),
                NARROW,
                top + head,
                top + head + _HEIGHT,
            )
            parts.append(_panel(data, data.lines[i], titles[i], plot, pattern, named=column == 0))
        top += head + _HEIGHT + 44
    notes, end = _notes(data, Plot(scale, scale, NARROW, 0, 0), pattern, max(top - 8, 0.0))
    defs = element("defs", hatching(pattern, palette.GREY)) if _secret(data) else ""
    return fluid(prefix, max(end, 1.0), data.words, [defs, *parts, notes])


def _spans(data: Multiples) -> tuple[tuple[int, int], tuple[float, float]]:
    """First and last year, least and most value, of everything drawn."""
    drawn_lines = [*data.lines, *([data.reference] if data.reference else [])]
    years = [
        p.year for drawn_line in drawn_lines for p in drawn_line.points if p.known or p.status == Status.SECRET
    ] or [0]
    values = [float(p.value or 0) for drawn_line in drawn_lines for p in drawn_line.points if p.known]
    step = finest(data.step, data.decimals)
    return (min(*years, max(years) - 1), max(years)), value_span(values, data.zero, step, data.unit)


def _panel(data: Multiples, panel_line: PathLine, title: Sequence[str], p: Plot, pattern: str, *, named: bool) -> str:
    colour = palette.CONTEXT if data.context else palette.ACCENT
    x = p.x.start - 8
    head = [
        text_across(x, p.top - 18 - (len(title) - 1 - title_row) * LINE + 2, words, font_weight=700)
        for title_row, words in enumerate(title)
    ]
    years = [pt.year for line_ in (panel_line, data.reference) if line_ for pt in line_.points if pt.known]
    secret = [pt.year for pt in panel_line.points if pt.status == Status.SECRET]
    has_values = any(pt.known for pt in panel_line.points)
    return group(
        [
            *head,
            _grid(p, short_unit(data.unit), named=named),
            hatched_years(p, secret, pattern),
            year_axis(p, [*years, *secret]) if years or secret else "",
            _mark(data, p),
            thin(data.reference, p, 0) if data.reference else "",
            breaks(panel_line, p),
            thick(panel_line, p, colour, _DOT if len({*years}) <= _MANY_YEARS else _SMALL_DOT),
            _value(panel_line, p, data, colour) if has_values else _nothing(p, secret=bool(secret)),
        ],
        class_="panel",
    )


def _grid(p: Plot, unit: str, *, named: bool) -> str:
    """Thin lines at round values; their numbers before the first panel of a row."""
    parts = []
    for tick, words in value_words(p.y, unit, sign=False):
        y = p.y.at(tick)
        parts.append(line_across(p.x.start - 8, y, p.right + 8, y))
        if named:
            parts.append(text_across(p.x.start - 14, y + 5, words, anchor="end", fill=palette.GREY, stroke="none"))
    return group(parts, class_="axis", stroke=palette.HAIR, stroke_width=1)


def _mark(data: Multiples, p: Plot) -> str:
    if data.marked is None or not p.x.holds(data.marked):
        return ""
    x = p.x.at(data.marked)
    return line_across(x, p.top, x, p.bottom, stroke=palette.INK, stroke_width=1.2, stroke_dasharray="4 3")


def _value(panel_line: PathLine, p: Plot, data: Multiples, colour: str) -> str:
    """The value of the marked year, else the last one with its year; above its dot, or below where the title is near."""
    points_known = [point for run in panel_line.runs for point in run]
    last = next((point for point in points_known if point.year == data.marked), points_known[-1])
    words = with_unit(last.value, short_unit(data.unit), data.decimals)
    if data.marked is not None and last.year != data.marked:
        words += f" ({last.year})"
    # What does not fit stands in the table; a figure is never cut off.
    if text_width(words, TEXT, bold=True) > p.x.end - p.x.start + 16:
        return ""
    x, y = p.x.at(last.year), p.y.at(float(last.value or 0))
    half = text_width(words, TEXT, bold=True) / 2
    middle = min(max(x, p.x.start - 8 + half), p.right + 8 - half)
    base = y - 10 if y - 24 > p.top - 14 else y + 22
    return text_across(
        middle,
        base,
        words,
        x,
        anchor="middle",
        fill=colour,
        font_weight=700,
        stroke=palette.PAPER,
        stroke_width=4,
        paint_order="stroke",
    )


def _nothing(p: Plot, *, secret: bool) -> str:
    words = shortened(_("geheim") if secret else _("niet bekend"), TEXT, p.x.end - p.x.start)
    rim: dict[str, str | float] = {"stroke": palette.PAPER, "stroke_width": 5, "paint_order": "stroke"}
    return text_across(
        (p.x.start + p.x.end) / 2, p.top + _HEIGHT / 2, words, None, anchor="middle", fill=palette.GREY, **rim
    )


def _secret(data: Multiples) -> bool:
    return any(p.status == Status.SECRET for data_line in data.lines for p in data_line.points)


def _notes(data: Multiples, p: Plot, pattern: str, top: float) -> tuple[str, float]:
    points = [pt for data_line in data.lines for pt in data_line.points]
    base = base_words(p, data.unit)
    known = [*points, *(data.reference.points if data.reference else ())]
    values = [float(pt.value or 0) for pt in known if pt.known]
    alike = about_equal_words(values, finest(data.step, data.decimals), data.decimals)
    signs = [
        Sign("", alike) if alike else None,
        Sign("thin", data.reference.name) if data.reference else None,
        Sign("rule", _("{year}: dit jaar vergelijken we").format(year=data.marked))
        if data.marked is not None
        else None,
        Sign("hatch", _("geheim"), pattern) if _secret(data) else None,
        Sign("open", _("voorlopig of geschat")) if any(pt.known and pt.status in UNSURE for pt in points) else None,
        Sign("break", _("niet te vergelijken")) if any(len(data_line.runs) > 1 for data_line in data.lines) else None,
        Sign("", base) if base else None,
        Sign("", data.unit) if short_unit(data.unit) != data.unit else None,
    ]
    return key([s for s in signs if s], p.width, top)
