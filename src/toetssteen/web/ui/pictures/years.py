"""What pictures over the years share: a plot with years across, values up, and labels at the line ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.labels import in_column
from toetssteen.web.ui.pictures.letters import text_width, wrapped
from toetssteen.web.ui.pictures.scale import Scale, decimals_for, with_unit
from toetssteen.web.ui.pictures.svg import LINE, TEXT, WIDE, element, group, line, number, polyline, text


@dataclass(frozen=True, slots=True)
class Plot:
    """The two axes of a picture, in one drawing."""

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
    """Room for the value labels at the left, `end` for the line ends at the right; higher on a wide page."""
    height = 240 if width == WIDE else 210
    y = Scale(*values, top + height, top)
    room = max((text_width(words, TEXT) for _tick, words in value_words(y, unit, sign=True)), default=0.0)
    pad = 12.0
    return Plot(Scale(years[0], years[1], room + 8 + pad, width - end - pad), y, width, top, top + height)


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
        parts.append(line(start, y, p.right + 12, y))
        parts.append(text(start - 8, y + 5, words, anchor="end", fill=palette.GREY, stroke="none"))
    return group(parts, class_="axis", stroke=palette.HAIR, stroke_width=1)


def year_axis(p: Plot, years: Iterable[int]) -> str:
    """A small stroke for every year with a figure; the first, the last and what fits between are named."""
    marked = sorted(set(years))
    half = text_width("2000", TEXT) / 2
    y = p.bottom + 8
    parts = [line(p.x.at(year), y, p.x.at(year), y + 6) for year in marked]
    for year in named_years(marked, p.x, 2 * half + 12):
        x = min(max(p.x.at(year), half), p.width - half)
        parts.append(text(x, y + 22, str(year), anchor="middle", fill=palette.GREY, stroke="none"))
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
        element("rect", x=p.x.at(y) - half, y=p.top, width=2 * half, height=p.bottom - p.top, fill=f"url(#{pattern})")
        for y in sorted(set(years))
    ]
    return group(strips, class_="secret")


def ribbon(p: Plot, points: Sequence[tuple[int, float, float]], **attributes: str | float) -> str:
    """The area between low and high; each point is (year, low, high)."""
    if not points:
        return ""
    points = sorted(points)
    if len(points) == 1:
        year, low, high = points[0]
        x = p.x.at(year)
        return element(
            "path",
            d=polyline([(x - 4, p.y.at(high)), (x + 4, p.y.at(high)), (x + 4, p.y.at(low)), (x - 4, p.y.at(low))])
            + "Z",
            **attributes,
        )
    outline = [(p.x.at(y), p.y.at(high)) for y, _low, high in points]
    outline += [(p.x.at(y), p.y.at(low)) for y, low, _high in reversed(points)]
    return element("path", d=polyline(outline) + "Z", **attributes)


def break_mark(x: float, y: float) -> str:
    """Two slanted strokes on the year axis: what stands left and right of it may not be compared."""
    d = f"M{number(x - 5)} {number(y + 6)}l5 -12M{number(x)} {number(y + 6)}l5 -12"
    return element("path", class_="break", d=d, stroke=palette.INK, stroke_width=1.5, fill="none")


def end_labels(p: Plot, labels: Sequence[EndLabel], room: float) -> str:
    """Values and names to the right of the line ends, pushed apart where they would touch."""
    blocks = [(label, (label.value, *wrapped(label.name, TEXT, room, 3, bold=label.bold))) for label in labels]
    bounds = (p.top - 14, p.bottom + 12)
    tops = in_column([(label.y, len(rows) * LINE + 4.0) for label, rows in blocks], *bounds)
    if tops is None:
        blocks = [(label, rows[:1]) for label, rows in blocks]
        tops = in_column([(label.y, float(LINE)) for label, _rows in blocks], *bounds)
    if tops is None:
        return ""
    parts = []
    for (label, rows), top in zip(blocks, tops, strict=True):
        x = p.right + 22
        parts.append(
            element("path", d=polyline([(label.x + 7, label.y), (x - 3, top + 11)]), stroke=palette.HAIR, fill="none")
        )
        for i, row in enumerate(rows):
            weight: dict[str, str | float] = {"font_weight": 700} if i == 0 or label.bold else {}
            parts.append(text(x, top + 15 + i * LINE, row, fill=label.colour, **weight))
    return group(parts, class_="labels")


def base_words(p: Plot, unit: str) -> str:
    """Says where the value axis begins when that is not zero."""
    if p.y.low == 0:
        return ""
    return _("De as begint bij {value}.").format(value=with_unit(p.y.low, unit, tick_decimals(p.y)))
