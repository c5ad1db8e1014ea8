"""The path: years against value. The area in ink, the reference thin, breaks as gaps, names at the line ends."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from toetssteen.analysis.equal import finest
from toetssteen.kernel.cells import NUMERIC, Status
from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.key import Sign, key
from toetssteen.web.ui.pictures.labels import Wish, in_rows
from toetssteen.web.ui.pictures.letters import shortened, text_width
from toetssteen.web.ui.pictures.scale import (
    about_equal_words,
    finite,
    least_span,
    round_step,
    short_unit,
    widened,
    with_unit,
)
from toetssteen.web.ui.pictures.svg import (
    LINE,
    NARROW,
    TEXT,
    Picture,
    Words,
    circle_across,
    element,
    fluid,
    group,
    hatching,
    line_across,
    polyline,
    stretched,
    text_across,
)
from toetssteen.web.ui.pictures.years import (
    LEAST_END,
    EndLabel,
    Plot,
    base_words,
    break_mark,
    end_labels,
    end_room,
    hatched_years,
    plot,
    ribbon,
    value_axis,
    year_axis,
)

# Drawn as open dots.
UNSURE = (Status.ESTIMATED, Status.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class PathPoint:
    """One year of a line. comparable: may be compared with the line's previous number (the cube's flag)."""

    year: int
    value: float | None
    status: Status = Status.OBSERVED
    comparable: bool = True

    @property
    def known(self) -> bool:
        return self.value is not None and math.isfinite(self.value) and self.status in NUMERIC


@dataclass(frozen=True)
class PathLine:
    """One line: the years in any order, the ones without a number too when they are secret."""

    name: str
    points: Sequence[PathPoint]

    @cached_property
    def runs(self) -> list[list[PathPoint]]:
        """The runs of years that may be compared: cut at every break and every secret year."""
        runs: list[list[PathPoint]] = []
        cut = True
        for point in sorted(self.points, key=lambda pt: pt.year):
            if point.known:
                if cut or not point.comparable:
                    runs.append([])
                runs[-1].append(point)
                cut = False
            elif point.status == Status.SECRET:
                cut = True
        return runs


@dataclass(frozen=True, slots=True)
class BandPoint:
    """The span of comparable areas in one year."""

    year: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PathEvent:
    """A hairline: the start of a programme. `year` may have a fraction (2022.5 is 1 July)."""

    year: float
    name: str


@dataclass(frozen=True, slots=True)
class PathChart:
    """What the path shows. references: drawn thin (dashed for the second). context: neutral blue.

    zero: True draws from zero, False from a stated round base, None decides by the figures. step: to which the figure is
    rounded, where that is coarser than its decimals show.
    """

    words: Words
    area: PathLine
    references: Sequence[PathLine] = ()
    unit: str = ""
    decimals: int = 0
    band: Sequence[BandPoint] = ()
    band_name: str = ""
    events: Sequence[PathEvent] = ()
    context: bool = False
    zero: bool | None = None
    step: float = 0.0


def path(data: PathChart, prefix: str) -> Picture:
    """The drawing, in less than a millisecond. Without any number it draws nothing but the secret years."""
    # A unit of some words would leave no room for the years: the key says it once.
    unit = data.unit
    data = replace(data, unit=short_unit(unit))
    lines = [data.area, *data.references]
    pattern = f"{prefix}-h"
    p = _plot(data, lines)
    colour = palette.CONTEXT if data.context else palette.ACCENT
    years_known = [pt.year for ln in lines for pt in ln.points if pt.known]
    secret = [pt.year for pt in data.area.points if pt.status == Status.SECRET]
    ends, marks = _ends(data, p, colour), breaks(data.area, p)
    notes, end = _notes(data, p, secret, pattern, unit if unit != data.unit else "", bool(ends), bool(marks))
    parts = [
        element("defs", hatching(pattern, palette.GREY)) if secret else "",
        ribbon(p, _band(data.band), class_="band", fill=palette.PALE),
        value_axis(p, data.unit),
        hatched_years(p, secret, pattern),
        _events(data.events, p),
        year_axis(p, [*years_known, *secret]),
        marks,
        *(thin(ln, p, i) for i, ln in enumerate(data.references)),
        thick(data.area, p, colour),
        ends,
        notes,
    ]
    return fluid(prefix, end, data.words, parts)


def value_span(values: Sequence[float], zero: bool | None, step: float, unit: str) -> tuple[float, float]:
    """From zero or a round base up to a round value above the highest; never finer than some steps of what is published.

    Zero by itself when the figures come near it: a low part cut off would exaggerate.
    """
    if not values:
        return 0.0, 1.0
    low, high = least_span(*widened(min(values), max(values)), step, unit)
    if zero or (zero is None and 0 <= min(values) <= 0.5 * max(values)):
        low = min(0.0, low)
    tick = round_step(high - low, 3)
    return min(low, tick * (low // tick)), max(high, -tick * (-high // tick))


def _band(band: Sequence[BandPoint]) -> list[tuple[int, float, float]]:
    return [(b.year, b.low, b.high) for b in band if len(finite([b.low, b.high])) == 2]


def _plot(data: PathChart, lines: list[PathLine]) -> Plot:
    years = [pt.year for ln in lines for pt in ln.points if pt.known or pt.status == Status.SECRET] or [0]
    values = [float(pt.value or 0) for ln in lines for pt in ln.points if pt.known]
    for _year, low, high in _band(data.band):
        values += [low, high]
    span = (min(*years, max(years) - 1), max(years))
    top = 10.0 + LINE * min(2, len(data.events)) + (4 if data.events else 0)
    lasts = [with_unit(runs[-1][-1].value, data.unit, data.decimals) for ln in lines if (runs := ln.runs)]
    room = end_room(lasts, LEAST_END)
    return plot(
        span,
        value_span(values, data.zero, finest(data.step, data.decimals), data.unit),
        data.unit,
        NARROW,
        top=top + 6,
        end=room,
    )


def _places(run: list[PathPoint], p: Plot) -> list[tuple[float, float]]:
    return [(p.x.at(pt.year), p.y.at(float(pt.value or 0))) for pt in run]


def thick(area: PathLine, p: Plot, colour: str, dot: float = 4) -> str:
    """The area's line with a dot a year (of radius `dot`); an open dot is provisional or a model's figure."""
    runs = area.runs
    d = "".join(polyline(_places(run, p)) for run in runs if len(run) > 1)
    strokes = (
        stretched(d, p.bottom, p.width, fill="none", stroke=colour, stroke_width=3, stroke_linejoin="round")
        if d
        else ""
    )
    dots = [
        circle_across(x, y, dot, width=p.width, fill=palette.PAPER if pt.status in UNSURE else colour)
        for run in runs
        for pt, (x, y) in zip(run, _places(run, p), strict=True)
    ]
    return group([strokes, group(dots, stroke=colour, stroke_width=2)], class_="area")


def thin(ln: PathLine, p: Plot, order: int, colour: str = palette.INK) -> str:
    """Another line: thin, dashed for the second; a dot where a year stands alone."""
    runs = ln.runs
    d = "".join(polyline(_places(run, p)) for run in runs if len(run) > 1)
    dashes: dict[str, str | float] = {"stroke_dasharray": "6 4"} if order else {}
    strokes = stretched(d, p.bottom, p.width, fill="none", stroke=colour, stroke_width=1.4, **dashes) if d else ""
    lonely = [
        circle_across(x, y, 2.4, width=p.width, fill=palette.PAPER if pt.status in UNSURE else colour, stroke=colour)
        for run in runs
        for pt, (x, y) in zip(run, _places(run, p), strict=True)
        if len(run) == 1 or pt.status in UNSURE
    ]
    return group([strokes, *lonely], class_="reference")


def breaks(area: PathLine, p: Plot) -> str:
    """A mark halfway the gap, on the year axis."""
    runs = area.runs
    marks = [
        break_mark(p, (p.x.at(before[-1].year) + p.x.at(after[0].year)) / 2)
        for before, after in pairwise(runs)
        if not after[0].comparable
    ]
    return "".join(marks)


def _events(events: Sequence[PathEvent], p: Plot) -> str:
    """Hairlines with their names above the plot."""
    shown = [e for e in events if p.x.holds(e.year)]
    room = p.width * 0.7
    names = [shortened(e.name, TEXT, room) for e in shown]
    wishes = [Wish(p.x.at(e.year), text_width(n, TEXT)) for e, n in zip(shown, names, strict=True)]
    places = in_rows(wishes, 0, p.width, 2)
    parts = []
    for wish, name, place in zip(wishes, names, places, strict=True):
        base = 15 if place is None else 15 + LINE * (min(2, len(events)) - 1 - place[1])
        if place is not None:
            parts.append(text_across(place[0], base, name, wish.x, fill=palette.GREY))
        parts.append(
            line_across(wish.x, base + 5, wish.x, p.bottom, stroke=palette.GREY, stroke_width=1, stroke_dasharray="2 3")
        )
    return group(parts, class_="events")


def _ends(data: PathChart, p: Plot, colour: str) -> str:
    labels = []
    for ln, bold in [(data.area, True), *((r, False) for r in data.references)]:
        if not ln.runs:
            continue
        last = ln.runs[-1][-1]
        value = with_unit(last.value, data.unit, data.decimals)
        x, y = _places([last], p)[0]
        labels.append(EndLabel(x, y, value, ln.name, colour if bold else palette.INK, bold))
    return end_labels(p, labels)


def _notes(
    data: PathChart, p: Plot, secret: list[int], pattern: str, unit: str, ends: bool, broken: bool
) -> tuple[str, float]:
    """Only the signs this picture uses, in words. unit: where the figures stand without it; ends, broken: whether values
    stand at the ends, and whether a break is marked."""
    base = base_words(p, data.unit) if ends else ""
    points = data.area.points
    values = [float(pt.value or 0) for ln in (data.area, *data.references) for pt in ln.points if pt.known]
    alike = about_equal_words(values, finest(data.step, data.decimals), data.decimals)
    signs = [
        Sign("", alike) if alike else None,
        Sign("hatch", _("geheim"), pattern) if secret else None,
        Sign("open", _("voorlopig of geschat")) if any(pt.known and pt.status in UNSURE for pt in points) else None,
        Sign("break", _("niet te vergelijken")) if broken else None,
        Sign("band", data.band_name or _("vergelijkbare gebieden")) if _band(data.band) else None,
        Sign("", unit) if unit else None,
        Sign("", base) if base else None,
    ]
    return key([s for s in signs if s], p.width, p.bottom + 34)
