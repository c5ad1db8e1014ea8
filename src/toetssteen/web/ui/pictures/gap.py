"""The gap: the difference alone over the years, with its two bands. They are never merged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toetssteen.analysis.equal import finest
from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.key import Sign, key
from toetssteen.web.ui.pictures.letters import wrapped
from toetssteen.web.ui.pictures.scale import (
    LEAST_STEPS,
    about_equal_words,
    finite,
    points,
    round_step,
    short_unit,
    widened,
)
from toetssteen.web.ui.pictures.svg import (
    LINE,
    NARROW,
    TEXT,
    Picture,
    Words,
    circle_across,
    fluid,
    group,
    line_across,
    polyline,
    stretched,
    text_across,
)
from toetssteen.web.ui.pictures.years import (
    LEAST_END,
    EndLabel,
    Plot,
    break_mark,
    end_labels,
    end_room,
    plot,
    ribbon,
    value_axis,
    year_axis,
)

_SOFT = "#e3e9f0"
_SIDE_ROWS = 3


@dataclass(frozen=True, slots=True)
class GapPoint:
    """One year: the difference, what it can be by rounding and secrecy (hard bounds), and by chance (a model)."""

    year: int
    value: float | None
    rounding: tuple[float, float] | None = None
    chance: tuple[float, float] | None = None
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class GapChart:
    """above, below: what it means to be over or under zero ("meer dan in de rest van de stad"). step: to which the figure
    is rounded, where that is coarser than its decimals show."""

    words: Words
    points: Sequence[GapPoint]
    unit: str = ""
    decimals: int = 0
    above: str = ""
    below: str = ""
    context: bool = False
    step: float = 0.0


def gap(data: GapChart, prefix: str) -> Picture:
    """The drawing, in less than a millisecond."""
    # As in the path: a unit of some words would leave no room for the years.
    unit = data.unit
    data = replace(data, unit=short_unit(unit))
    points_known = sorted((pt for pt in data.points if finite([pt.value])), key=lambda pt: pt.year)
    p = _plot(data, points_known)
    colour = palette.CONTEXT if data.context else palette.ACCENT
    runs = _runs(points_known)
    alike = about_equal_words(
        [0.0, *(float(pt.value or 0) for pt in points_known)], finest(data.step, data.decimals), data.decimals
    )
    said = [words for words in (alike, unit if unit != data.unit else "") if words]
    notes, end = _notes(points_known, p, runs, colour, said, _rows_below(data, p))
    parts = [
        *(ribbon(p, _bounds(run, "chance"), class_="chance", fill=_SOFT) for run in runs),
        value_axis(p, _axis_unit(data), sign=True),
        *(
            ribbon(p, _bounds(run, "rounding"), class_="rounding", fill="none", stroke=colour, stroke_width=1.2)
            for run in runs
        ),
        line_across(
            p.x.start - 12, p.y.at(0), p.right + 12, p.y.at(0), class_="zero", stroke=palette.INK, stroke_width=2
        ),
        _sides(data, p),
        year_axis(p, [pt.year for pt in points_known]),
        *(break_mark(p, (p.x.at(a[-1].year) + p.x.at(b[0].year)) / 2) for a, b in pairwise(runs)),
        *(_stroke(run, p, colour) for run in runs),
        _end(data, points_known, p, colour),
        notes,
    ]
    return fluid(prefix, end, data.words, parts)


def _plot(data: GapChart, points_known: list[GapPoint]) -> Plot:
    years = [pt.year for pt in points_known] or [0]
    values = [0.0]
    for pt in points_known:
        values += finite([pt.value, *(pt.rounding or ()), *(pt.chance or ())])
    low, high = widened(min(values), max(values))
    room = LEAST_STEPS * finest(data.step, data.decimals) - (high - low)
    if room > 0:
        # Zero stays where it is told from: the room goes to the side on which the differences lie.
        low, high = (low, high + room) if high > -low else (low - room, high)
    step = round_step(high - low, 3)
    span = (step * (low // step), -step * (-high // step))
    # The unit may be broken over lines, the number may not.
    end = end_room(_last_words(data, points_known)[:1], LEAST_END)
    top = 14.0 + LINE * len(wrapped(data.above, TEXT, NARROW, _SIDE_ROWS))
    return plot((min(years[0], years[-1] - 1), years[-1]), span, _axis_unit(data), NARROW, top=top, end=end)


# A unit of more letters would take the room of the years; it stands below the last difference.
_SHORT = 4


def _axis_unit(data: GapChart) -> str:
    return data.unit if len(data.unit) <= _SHORT and data.unit != "%" else ""


def _runs(points_known: list[GapPoint]) -> list[list[GapPoint]]:
    runs: list[list[GapPoint]] = []
    for pt in points_known:
        if not runs or not pt.comparable:
            runs.append([])
        runs[-1].append(pt)
    return runs


def _bounds(run: list[GapPoint], which: str) -> list[tuple[int, float, float]]:
    bounds = []
    for pt in run:
        pair = pt.rounding if which == "rounding" else pt.chance
        if pair and len(finite(pair)) == 2:
            bounds.append((pt.year, min(pair), max(pair)))
    return bounds


def _stroke(run: list[GapPoint], p: Plot, colour: str) -> str:
    places = [(p.x.at(pt.year), p.y.at(float(pt.value or 0))) for pt in run]
    stroke = stretched(polyline(places), p.bottom, fill="none", stroke=colour, stroke_width=3, stroke_linejoin="round")
    dots = group((circle_across(x, y, 4) for x, y in places), fill=colour)
    return group([stroke if len(places) > 1 else "", dots], class_="area")


def _sides(data: GapChart, p: Plot) -> str:
    """What the two sides of zero mean: above the plot and just over its bottom."""
    parts = []
    if data.above and p.y.high > 0:
        rows = wrapped(data.above, TEXT, p.width, _SIDE_ROWS)
        parts += [text_across(0, p.top - 12 - (len(rows) - 1 - i) * LINE, row) for i, row in enumerate(rows)]
    if data.below and p.y.low < 0:
        rows = wrapped(data.below, TEXT, p.width, _SIDE_ROWS)
        parts += [text_across(0, p.bottom + 30 + (i + 1) * LINE, row) for i, row in enumerate(rows)]
    return group(parts, class_="sides", fill=palette.INK)


def _rows_below(data: GapChart, p: Plot) -> int:
    return len(wrapped(data.below, TEXT, p.width, _SIDE_ROWS)) if p.y.low < 0 else 0


def _last_words(data: GapChart, points_known: list[GapPoint]) -> tuple[str, str]:
    """The last difference, and its unit where that stands on a line of its own."""
    if not points_known:
        return "", ""
    unit = _("procentpunt") if data.unit == "%" else data.unit
    below = unit if len(unit) > _SHORT and "euro" not in unit else ""
    return points(points_known[-1].value, "" if below else unit, data.decimals), below


def _end(data: GapChart, points_known: list[GapPoint], p: Plot, colour: str) -> str:
    if not points_known:
        return ""
    last = points_known[-1]
    value, name = _last_words(data, points_known)
    place = EndLabel(p.x.at(last.year), p.y.at(float(last.value or 0)), value, name, colour, bold=True)
    return end_labels(p, [place])


def _notes(
    points_known: list[GapPoint],
    p: Plot,
    runs: list[list[GapPoint]],
    colour: str,
    words: Sequence[str],
    sides_below: int,
) -> tuple[str, float]:
    signs = [
        Sign("edge", _("afronding en geheime cijfers"), colour=colour) if _bounds(points_known, "rounding") else None,
        Sign("soft", _("toeval")) if _bounds(points_known, "chance") else None,
        Sign("break", _("niet te vergelijken")) if len(runs) > 1 else None,
        *(Sign("", said) for said in words),
    ]
    below = LINE * sides_below
    return key([s for s in signs if s], p.width, p.bottom + 34 + below)
