"""The way of one place through the years, small: for the card beside the map. First and last figure stand at the ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.analysis.equal import finest
from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.letters import text_width
from toetssteen.web.ui.pictures.path import PathLine, PathPoint, value_span
from toetssteen.web.ui.pictures.scale import Scale, short_unit, with_unit
from toetssteen.web.ui.pictures.svg import Words, drawing, element, line, polyline, text

WIDTH, TOP, BASE, HEIGHT = 268.0, 26.0, 86.0, 108.0
_SMALL = 14
_RIM: dict[str, str | float] = {"stroke": palette.PAPER, "stroke_width": 4, "paint_order": "stroke"}


@dataclass(frozen=True, slots=True)
class CardPath:
    """line: of the place. reference: thin behind it, None without one. context: neutral blue. step: what the publisher rounds to."""

    words: Words
    line: PathLine
    reference: PathLine | None = None
    unit: str = ""
    decimals: int = 0
    context: bool = False
    step: float = 0.0


def card_path(data: CardPath, prefix: str) -> str:
    """The drawing; "" with fewer than two years."""
    own = _known(data.line)
    if len(own) < 2:
        return ""
    first, last = own[0].year, own[-1].year
    there = [p for p in _known(data.reference) if first <= p.year <= last]
    low, high = value_span(
        [float(p.value or 0) for p in (*own, *there)], None, finest(data.step, data.decimals), data.unit
    )
    y = Scale(low, high, BASE, TOP)
    unit = short_unit(data.unit)
    end = with_unit(own[-1].value, unit, data.decimals)
    x = Scale(first, last, 4.0, WIDTH - 8)
    colour = palette.CONTEXT if data.context else palette.ACCENT
    base = "" if low == 0 else _("as begint bij {value}").format(value=with_unit(low, unit, data.decimals))
    parts = [
        line(0, BASE, WIDTH, BASE, stroke=palette.FAINT),
        *(_run(run, x, y, palette.FAINT, 1.5) for run in _runs(data.reference, first, last)),
        *(_run(run, x, y, colour, 3) for run in data.line.runs),
        element("circle", cx=x.at(last), cy=y.at(float(own[-1].value or 0)), r=4.5, fill=colour),
        *_ends(data, own, x, y, end),
        text(0, HEIGHT - 4, str(first), fill=palette.GREY, font_size=_SMALL),
        text(WIDTH / 2, HEIGHT - 4, base, anchor="middle", fill=palette.GREY, font_size=_SMALL),
        text(WIDTH, HEIGHT - 4, str(last), anchor="end", fill=palette.GREY, font_size=_SMALL),
    ]
    return drawing(prefix, "card", (WIDTH, HEIGHT), data.words, parts)


def _known(drawn: PathLine | None) -> list[PathPoint]:
    return [point for run in drawn.runs for point in run] if drawn else []


def _runs(drawn: PathLine | None, first: int, last: int) -> list[list[PathPoint]]:
    runs = ([p for p in run if first <= p.year <= last] for run in (drawn.runs if drawn else ()))
    return [run for run in runs if run]


def _run(run: Sequence[PathPoint], x: Scale, y: Scale, colour: str, width: float) -> str:
    points = [(x.at(p.year), y.at(float(p.value or 0))) for p in run]
    if len(points) == 1:
        return element("circle", cx=points[0][0], cy=points[0][1], r=width, fill=colour)
    return element("path", d=polyline(points), fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round")


def _ends(data: CardPath, own: Sequence[PathPoint], x: Scale, y: Scale, end: str) -> list[str]:
    """The figures above the ends of the line; only the last one where there is no room for two."""
    start = with_unit(own[0].value, short_unit(data.unit), data.decimals)
    above = y.at(float(own[0].value or 0)) - 9
    after = y.at(float(own[-1].value or 0)) - 9
    room = WIDTH - text_width(start, _SMALL) - text_width(end, _SMALL, bold=True)
    parts = [text(WIDTH, after, end, anchor="end", font_size=_SMALL, font_weight=700, **_RIM)]
    return parts if room < 12 else [text(0, above, start, font_size=_SMALL, **_RIM), *parts]
