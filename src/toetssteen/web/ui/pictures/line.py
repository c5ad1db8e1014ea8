"""The line of places: level, spread and gap at once, without a rank. The signature picture of the product."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np

from toetssteen.analysis.equal import finest
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.axis import SIDE, axis
from toetssteen.web.ui.pictures.key import Sign, key
from toetssteen.web.ui.pictures.labels import Wish, in_rows, in_swarm
from toetssteen.web.ui.pictures.letters import shortened, text_width
from toetssteen.web.ui.pictures.scale import (
    Scale,
    about_equal_words,
    dutch,
    finite,
    least_span,
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
    clean,
    diamond,
    element,
    fluid,
    group,
    line_across,
    number,
    placed,
    stretched,
    text_across,
)

_STEP = 1.0  # strokes are drawn at multiples of this, so 3,300 places are a few hundred strokes
_CALM, _TALL = 7.0, 22.0  # half the height of a stroke for one place, and for a spot that many places share
_DOT, _DIAMOND = 5.0, 10.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A named value: a part, the area itself or what it is compared with."""

    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class LineOfPlaces:
    """What the line shows. Values share one unit; None and NaN are left out (say so in the description).

    places: every wijk of the city or country, in any order. area: the area, its mean. parts: its buurten or wijken.
    reference: what it is compared with. low_word, high_word: what the two ends mean, see `direction_words`.
    places_are: what a faint stroke is, as the key under the line says it ("een wijk van Groningen").
    context: no better or worse here; drawn in neutral blue. limits: a span shared by several lines. all_names: every
    part is named, however many rows that takes. step: to which the figure is rounded, where that is coarser than its
    decimals show.
    """

    words: Words
    places: Sequence[float | None] = ()
    area: Mark | None = None
    parts: Sequence[Mark] = ()
    reference: Mark | None = None
    unit: str = ""
    decimals: int = 0
    low_word: str = ""
    high_word: str = ""
    places_are: str = ""
    parts_are: str = ""
    context: bool = False
    limits: tuple[float, float] | None = None
    all_names: bool = False
    step: float = 0.0


def line_of_places(data: LineOfPlaces, prefix: str) -> Picture:
    """The drawing. One or two milliseconds, for 3,300 places too."""
    places = np.array(list(data.places), dtype=np.float64)
    places = np.sort(places[np.isfinite(places)])
    limits = data.limits or span(places, [m.value for m in _named(data)])
    ready = replace(data, limits=least_span(*widened(*limits), finest(data.step, data.decimals), data.unit))
    return _draw(ready, places, prefix)


def direction_words(higher_is_better: bool | None) -> tuple[str, str]:
    """What the ends of the line mean; None: nothing is better here."""
    if higher_is_better is None:
        return _("lager"), _("hoger")
    return (_("lager"), _("hoger is beter")) if higher_is_better else (_("lager is beter"), _("hoger"))


def span(places: Floats, named: Sequence[float | None]) -> tuple[float, float]:
    """From lowest to highest of sorted places; where a few lie far out, without those (never without a named one)."""
    named_values = finite(named)
    ends = places if len(places) else np.sort(np.array(named_values))
    if not len(ends):
        return 0.0, 1.0
    outliers = len(ends) // 200
    low, high = float(ends[outliers]), float(ends[-1 - outliers])
    room = 0.3 * (high - low)
    low = float(ends[ends >= low - room][0])
    high = float(ends[ends <= high + room][-1])
    return widened(min([low, *named_values]), max([high, *named_values]))


def _named(data: LineOfPlaces) -> list[Mark]:
    return [m for m in (data.area, data.reference, *data.parts) if m is not None]


def _draw(data: LineOfPlaces, places: Floats, prefix: str) -> Picture:
    low, high = data.limits or (0.0, 1.0)
    scale = Scale(low, high, SIDE, NARROW - SIDE)
    colour = palette.CONTEXT if data.context else palette.ACCENT
    above, heads = _heads(data, scale, colour)
    dots = _swarm(data, scale)
    reach = max(_TALL, *(abs(d.off) + _DOT for d in dots), 0.0)
    y = heads + reach + 12
    rows = len(dots) if data.all_names else 4
    below, floor = _part_names(y, y + reach + 8, dots, rows)
    marks, end = axis(scale, floor, (short_unit(data.unit), data.decimals), (data.low_word, data.high_word))
    legend, end = _key(data, places, end, colour)
    parts = [
        _places(places, scale, y),
        line_across(SIDE, y, NARROW - SIDE, y, stroke=palette.INK, stroke_width=1),
        _reference(data, scale, y),
        below,
        _dots(data, dots, y, colour),
        _mean(data, scale, y, colour),
        above,
        marks,
        legend,
    ]
    return fluid(prefix, end, data.words, parts)


def _places(places: Floats, scale: Scale, y: float) -> str:
    """One path: where more places share a spot, the stroke is taller."""
    shown = places[(places >= scale.low) & (places <= scale.high)]
    if not len(shown):
        return ""
    share = (shown - scale.low) / (scale.high - scale.low)
    positions = np.rint((scale.start + share * (scale.end - scale.start)) / _STEP) * _STEP
    spots, counts = np.unique(np.clip(positions, scale.start, scale.end), return_counts=True)
    # Nineteen of twenty spots lie below it; numpy's quantile costs more than the rest of the picture.
    usual = float(np.sort(counts)[int(0.95 * (len(counts) - 1))])
    ceiling = max(usual - 1, 4.0)
    halves = _CALM + (_TALL - _CALM) * np.minimum(1.0, (counts - 1) / ceiling)
    strokes = [f"M{x:g} {y - half:.1f}v{2 * half:.1f}" for x, half in zip(spots.tolist(), halves.tolist(), strict=True)]
    return stretched("".join(strokes), y + _TALL, class_="places", stroke=palette.FAINT, stroke_width=1, fill="none")


@dataclass(frozen=True, slots=True)
class _Dot:
    """A part's place: x, and how far above (-) or below the line it had to go to stay visible."""

    name: str
    value: float
    x: float
    off: float


def _swarm(data: LineOfPlaces, scale: Scale) -> list[_Dot]:
    """Dots beside each other where their values nearly agree; none hides another or hides behind the diamond."""
    parts = [(p.name, v, scale.at(v)) for p in sorted(data.parts, key=lambda p: (p.name,)) for v in finite([p.value])]
    diamonds = [(scale.at(v), _DIAMOND + 2) for v in finite([data.area.value if data.area else None])]
    offs = in_swarm([x for _name, _value, x in parts], _DOT, diamonds)
    return [_Dot(*part, off) for part, off in zip(parts, offs, strict=True)]


def _reference(data: LineOfPlaces, scale: Scale, y: float) -> str:
    """The tall tick, and the piece of line between it and the area: the gap."""
    values = finite([m.value for m in (data.reference,) if m])
    if not values:
        return ""
    x = scale.at(values[0])
    tick = line_across(x, y - _TALL - 8, x, y + _TALL + 4, stroke=palette.REFERENCE, stroke_width=2.5)
    area = finite([m.value for m in (data.area,) if m])
    if not area:
        return tick
    return line_across(x, y, scale.at(area[0]), y, class_="gap", stroke=palette.INK, stroke_width=4) + tick


def _dots(data: LineOfPlaces, dots: Sequence[_Dot], y: float, colour: str) -> str:
    """Each with its name and value, for who points at it."""
    circles = (circle_across(d.x, y + d.off, _DOT, _told(d, data)) for d in dots)
    return group(circles, class_="parts", fill=colour, stroke=palette.PAPER, stroke_width=1.5)


def _told(dot: _Dot, data: LineOfPlaces) -> str:
    # Where a name has its value in it already, it is not said twice.
    value = "" if data.all_names else with_unit(dot.value, short_unit(data.unit), data.decimals)
    return element("title", escape(clean(": ".join(filter(None, (dot.name, value)))), quote=False))


def _mean(data: LineOfPlaces, scale: Scale, y: float, colour: str) -> str:
    values = finite([m.value for m in (data.area,) if m])
    if not values:
        return ""
    sign = diamond(0, 0, 10, class_="area", fill=colour, stroke=palette.PAPER, stroke_width=2)
    return placed(scale.at(values[0]), y, sign)


def _heads(data: LineOfPlaces, scale: Scale, colour: str) -> tuple[str, float]:
    """The names of the area and the reference above the line, each with its value, and where they end."""
    marks = [(m, bold) for m, bold in ((data.area, True), (data.reference, False)) if m and finite([m.value])]
    if not marks:
        return "", 2.0
    lines = [_head(m, data, bold) for m, bold in marks]
    wishes = [
        Wish(scale.at(float(m.value or 0)), text_width(words, TEXT, bold=bold))
        for (m, bold), words in zip(marks, lines, strict=True)
    ]
    places = in_rows(wishes, 0, NARROW, 2)
    rows = 1 + max((place[1] for place in places if place), default=0)
    names, leaders = [], []
    for (_mark, bold), words, wish, place in zip(marks, lines, wishes, places, strict=True):
        if place is None:
            continue
        base = (rows - place[1]) * LINE - 4
        ink = colour if bold else palette.INK
        weight: dict[str, str | float] = {"font_weight": 700} if bold else {}
        names.append(text_across(place[0], base, words, wish.x, fill=ink, **weight))
        leaders.append(line_across(wish.x, base + 5, wish.x, rows * LINE + (_TALL if bold else 8), stroke=ink))
    return "".join(reversed(leaders)) + _halo(names), rows * LINE


def _head(mark: Mark, data: LineOfPlaces, bold: bool) -> str:
    value = with_unit(mark.value, data.unit, data.decimals)
    room = NARROW - text_width(f" {value}", TEXT, bold=bold)
    return f"{shortened(mark.name, TEXT, room, bold=bold)} {value}".strip()


def _part_names(y: float, bottom: float, dots: Sequence[_Dot], most: int) -> tuple[str, float]:
    """Names from `bottom` on, lowest and highest first, as far as there is room; and where they end."""
    inward = sorted(dots, key=lambda d: (d.x, d.name))
    inward = [inward[i] for i in sorted(range(len(inward)), key=lambda i: (min(i, len(inward) - 1 - i), i))][:12]
    names = [shortened(d.name, TEXT, NARROW) for d in inward]
    wishes = [Wish(d.x, text_width(n, TEXT)) for d, n in zip(inward, names, strict=True)]
    places = in_rows(wishes, 0, NARROW, most)
    drawn, leaders, rows = [], [], 0
    for dot, name, place in zip(inward, names, places, strict=True):
        if place is None:
            continue
        base = bottom + (place[1] + 1) * LINE - 5
        rows = max(rows, place[1] + 1)
        drawn.append(text_across(place[0], base, name, dot.x))
        leaders.append(f"M{number(dot.x)} {number(y + dot.off + 7)}V{number(base - 13)}")
    d = "".join(leaders)
    lead = stretched(d, bottom, stroke=palette.GREY, stroke_width=0.8, fill="none") if leaders else ""
    return lead + _halo(drawn), bottom + rows * LINE


def _halo(texts: list[str]) -> str:
    """Texts with a rim of paper, so that a leader passing behind stays readable."""
    return group(
        texts, fill=palette.INK, stroke=palette.PAPER, stroke_width=4, paint_order="stroke", stroke_linejoin="round"
    )


def _outside(data: LineOfPlaces, places: Floats) -> str:
    """How many places lie beyond the ends of the line: nothing is left out in silence."""
    low, high = data.limits or (0.0, 1.0)
    under, over = int((places < low).sum()), int((places > high).sum())
    sentences = [
        _("{count} lager").format(count=dutch(under)) if under else "",
        _("{count} hoger").format(count=dutch(over)) if over else "",
    ]
    sentences = [words for words in sentences if words]
    return _("Buiten de lijn: {counts}.").format(counts=", ".join(sentences)) if sentences else ""


def _key(data: LineOfPlaces, places: Floats, top: float, colour: str) -> tuple[str, float]:
    """What stroke and dot stand for, in words."""
    outside = _outside(data, places)
    values = [*places.tolist(), *finite(mark.value for mark in _named(data))]
    alike = about_equal_words(values, finest(data.step, data.decimals), data.decimals)
    signs = [
        Sign("stroke", data.places_are) if data.places_are and len(places) else None,
        Sign("dot", data.parts_are, colour=colour)
        if data.parts_are and finite([p.value for p in data.parts])
        else None,
        Sign("", outside) if outside else None,
        Sign("", alike) if alike else None,
        Sign("", data.unit) if short_unit(data.unit) != data.unit else None,
    ]
    return key([s for s in signs if s], NARROW, top)
