"""What pictures over the years share: a plot with years across, values up, and labels at the line ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.labels import in_column
from toetssteen.web.ui.pictures.letters import text_width, wrapped
from toetssteen.web.ui.pictures.scale import Scale, decimals_for, with_unit
from toetssteen.web.ui.pictures.svg import (
    LINE,
    NARROW,
    TEXT,
    WIDE,
    Attribute,
    across,
    element,
    group,
    line_across,
    placed,
    polyline,
    stretched,
    text_across,
)

HEIGHT = 220.0
LEAST_END = 100.0  # at the right of a plot, for the words at the ends of the lines


@dataclass(frozen=True, slots=True)
class Plot:
    """The two axes of a picture, laid out `width` wide: see `svg.across`."""

    x: Scale
    y: Scale
    width: float
    top: float
    bottom: float

    @property
    def right(self) -> float:
        return self.x.end


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands at the end of a line: its value (bold for the area) and its name."""

    x: float
    y: float
    value: str
    name: str
    colour: str
    bold: bool = False


def plot(
    years: tuple[int, int], values: tuple[float, float], unit: str, width: float, *, top: float, end: float
) -> Plot:
    """Room for the value labels at the left, `end` for the line ends at the right."""
    y = Scale(*values, top + HEIGHT, top)
    room = max((text_width(words, TEXT) for _tick, words in value_words(y, unit, sign=True)), default=0.0)
    pad = 12.0
    return Plot(Scale(years[0], years[1], room + 8 + pad, width - end - pad), y, width, top, top + HEIGHT)


def end_room(values: Iterable[str], least: float) -> float:
    """The `end` that line ends with these bold words need."""
    return max([least, *(text_width(words, TEXT, bold=True) + 14 for words in values)])


def value_words(y: Scale, unit: str, *, sign: bool) -> list[tuple[float, str]]:
    """Round values with their texts; the unit with the highest one."""
    ticks = y.ticks(4)
    decimals = tick_decimals(y)
    return [(tick, with_unit(tick, unit if tick == ticks[-1] else "", decimals, sign=sign)) for tick in ticks]


def tick_decimals(scale: Scale) -> int:
    ticks = scale.ticks(4)
    return decimals_for(ticks[1] - ticks[0]) if len(ticks) > 1 else 1


def value_axis(p: Plot, unit: str, *, sign: bool = False) -> str:
    """Thin lines at round values with their numbers."""
    start = p.x.start - 12
    parts = []
    for tick, words in value_words(p.y, unit, sign=sign):
        y = p.y.at(tick)
        parts.append(line_across(start, y, p.right + 12, y))
        parts.append(text_across(start - 8, y + 5, words, anchor="end", fill=palette.GREY, stroke="none"))
    return group(parts, class_="axis", stroke=palette.HAIR, stroke_width=1)


def year_axis(p: Plot, years: Iterable[int]) -> str:
    """A small stroke for every year with a figure; the first, the last and what fits between are named."""
    marked = sorted(set(years))
    half = text_width("2000", TEXT) / 2
    y = p.bottom + 8
    parts = [line_across(p.x.at(year), y, p.x.at(year), y + 6) for year in marked]
    for year in named_years(marked, p.x, 2 * half + 12):
        x = min(max(p.x.at(year), half), p.width - half)
        parts.append(text_across(x, y + 22, str(year), p.x.at(year), anchor="middle", fill=palette.GREY, stroke="none"))
    return group(parts, class_="years", stroke=palette.GREY, stroke_width=1)


def named_years(years: Sequence[int], scale: Scale, room: float) -> list[int]:
    """The last, the first, and those between that keep `room` from all named ones."""
    chosen: list[int] = []
    for year in [*years[-1:], *years[:1], *_halves(list(years[1:-1]))]:
        if all(abs(scale.at(year) - scale.at(named)) >= room for named in chosen):
            chosen.append(year)
    return sorted(chosen)


def _halves(years: list[int]) -> list[int]:
    """The middle one first, then the middle of each half: an even spread for any number."""
    if not years:
        return []
    middle = len(years) // 2
    return [years[middle], *_halves(years[:middle]), *_halves(years[middle + 1 :])]


def hatched_years(p: Plot, years: Iterable[int], pattern: str) -> str:
    """A strip for every year whose figure is secret."""
    half = min(9.0, (p.x.end - p.x.start) / 40 + 4)
    strips = [
        element(
            "rect",
            x=across(p.x.at(y) - half, p.width),
            y=p.top,
            width=across(2 * half, p.width),
            height=p.bottom - p.top,
            fill=f"url(#{pattern})",
        )
        for y in sorted(set(years))
    ]
    return group(strips, class_="secret")


def ribbon(p: Plot, points: Sequence[tuple[int, float, float]], **attributes: Attribute) -> str:
    """The area between low and high; each point is (year, low, high)."""
    if not points:
        return ""
    points = sorted(points)
    if len(points) == 1:
        year, low, high = points[0]
        x = p.x.at(year)
        corners = [(x - 4, p.y.at(high)), (x + 4, p.y.at(high)), (x + 4, p.y.at(low)), (x - 4, p.y.at(low))]
        return stretched(polyline(corners) + "Z", p.bottom, p.width, **attributes)
    outline = [(p.x.at(y), p.y.at(high)) for y, _low, high in points]
    outline += [(p.x.at(y), p.y.at(low)) for y, low, _high in reversed(points)]
    return stretched(polyline(outline) + "Z", p.bottom, p.width, **attributes)


def break_mark(p: Plot, x: float) -> str:
    """Two slanted strokes on the year axis: what stands left and right of it may not be compared."""
    sign = element("path", class_="break", d="M-5 6l5 -12M0 6l5 -12", stroke=palette.INK, stroke_width=1.5, fill="none")
    return placed(x, p.bottom + 8, sign, p.width)


def end_labels(p: Plot, labels: Sequence[EndLabel]) -> str:
    """Values and names to the right of the line ends, pushed apart where they would touch; the names on fewer lines where
    the picture is wide."""
    room = p.width - p.right - _LABEL
    wide = room + (p.width - p.right) * (WIDE / NARROW - 1)
    narrow_words, wide_words = _label_words(p, labels, room), _label_words(p, labels, wide)
    if narrow_words == wide_words:
        return group([narrow_words], class_="labels")
    return group([group([narrow_words], class_="tight"), group([wide_words], class_="roomy")], class_="labels")


_LABEL = 22.0  # from the end of a line to its words
_MOST_ROWS = 5


def _label_words(p: Plot, labels: Sequence[EndLabel], room: float) -> str:
    blocks = [(label, (label.value, *wrapped(label.name, TEXT, room, _MOST_ROWS, bold=label.bold))) for label in labels]
    bounds = (p.top - 14, p.bottom + 12)
    tops = in_column([(label.y, len(rows) * LINE + 4.0) for label, rows in blocks], *bounds)
    if tops is None:
        blocks = [(label, rows[:1]) for label, rows in blocks]
        tops = in_column([(label.y, float(LINE)) for label, _rows in blocks], *bounds)
    if tops is None:
        return ""
    parts = []
    for (label, rows), top in zip(blocks, tops, strict=True):
        for i, row in enumerate(rows):
            weight: dict[str, str | float] = {"font_weight": 700} if i == 0 or label.bold else {}
            x = p.right + _LABEL
            parts.append(text_across(x, top + 15 + i * LINE, row, p.right, fill=label.colour, **weight))
    return "".join(parts)


def base_words(p: Plot, unit: str) -> str:
    """Says where the value axis begins when that is not zero."""
    if p.y.low == 0:
        return ""
    return _("De as begint bij {value}.").format(value=with_unit(p.y.low, unit, tick_decimals(p.y)))
