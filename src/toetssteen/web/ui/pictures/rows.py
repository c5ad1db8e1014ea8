"""Areas under each other on one scale, in the order they are given: each with its parts, its mean and its own reference."""

from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.analysis.equal import finest
from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.axis import axis
from toetssteen.web.ui.pictures.key import Sign, key
from toetssteen.web.ui.pictures.labels import Wish, in_rows
from toetssteen.web.ui.pictures.letters import shortened, text_width, wrapped
from toetssteen.web.ui.pictures.line import Mark
from toetssteen.web.ui.pictures.scale import (
    Scale,
    about_equal_words,
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
    diamond,
    fluid,
    group,
    line_across,
    number,
    placed,
    stretched,
    text_across,
)

_ROW = 58.0
_SIDE = 12.0
_PART, _TICK = 8.0, 14.0


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area. value: its mean; parts: of its parts, in any order; reference: its own city. why: said where there is
    no value."""

    name: str
    value: float | None
    parts: Sequence[float | None] = ()
    reference: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class AreaRows:
    """What is drawn; all in one unit. country: one line through all rows. step: to which the figure
    is rounded, where that is coarser than its decimals show."""

    words: Words
    rows: Sequence[AreaRow]
    country: Mark | None = None
    unit: str = ""
    decimals: int = 0
    low_word: str = ""
    high_word: str = ""
    parts_are: str = ""
    reference_is: str = ""
    context: bool = False
    step: float = 0.0


def area_rows(data: AreaRows, prefix: str) -> Picture:
    """The drawing: names above their lines."""
    scale = Scale(*_limits(data), _SIDE, NARROW - _SIDE)
    colour = palette.CONTEXT if data.context else palette.ACCENT
    head, top = _country(data, scale)
    bottom = top + _ROW * len(data.rows)
    rows = [_row(row, data, scale, top + number * _ROW, colour) for number, row in enumerate(data.rows)]
    marks, below = axis(scale, bottom, (short_unit(data.unit), data.decimals), (data.low_word, data.high_word))
    legend, end_y = _key(data, below, colour)
    through = ""
    if data.country and finite([data.country.value]):
        x = scale.at(float(data.country.value or 0))
        through = line_across(x, top - 4, x, bottom, stroke=palette.INK, stroke_width=1.2, stroke_dasharray="4 3")
    return fluid(prefix, end_y, data.words, [through, *rows, head, marks, legend])


def _values(data: AreaRows) -> list[float]:
    values = [v for row in data.rows for v in finite([row.value, row.reference, *row.parts])]
    return values + (finite([data.country.value]) if data.country else [])


def _limits(data: AreaRows) -> tuple[float, float]:
    values = _values(data)
    if not values:
        return 0.0, 1.0
    return least_span(*widened(min(values), max(values)), finest(data.step, data.decimals), data.unit)


def _country(data: AreaRows, scale: Scale) -> tuple[str, float]:
    """The country's name and value above its line, and where that ends."""
    if data.country is None or not finite([data.country.value]):
        return "", 4.0
    value = with_unit(data.country.value, data.unit, data.decimals)
    words = f"{shortened(data.country.name, TEXT, NARROW - text_width(f' {value}', TEXT))} {value}"
    at = scale.at(float(data.country.value or 0))
    (place,) = in_rows([Wish(at, text_width(words, TEXT))], 0, NARROW, 1)
    return ("" if place is None else text_across(place[0], 15, words, at)), LINE + 8.0


def _row(row: AreaRow, data: AreaRows, scale: Scale, top: float, colour: str) -> str:
    y, base = top + 40.0, top + 17
    value = with_unit(row.value, short_unit(data.unit), data.decimals) if finite([row.value]) else ""
    room = NARROW - (text_width(value, TEXT, bold=True) + 12 if value else 0.0)
    # A rim of paper, so that the country's line passes behind the words.
    rim: dict[str, str | float] = {"stroke": palette.PAPER, "stroke_width": 5, "paint_order": "stroke"}
    parts = [text_across(0, base, shortened(row.name, TEXT, room), None, **rim)]
    if not value:
        reason = wrapped(row.why, TEXT, NARROW, 2)
        parts += [
            text_across(0, base + (i + 1) * LINE, why, None, fill=palette.GREY, **rim) for i, why in enumerate(reason)
        ]
        return group(parts, class_="empty")
    parts.append(text_across(NARROW, base, value, anchor="end", fill=colour, font_weight=700))
    parts.append(line_across(scale.start, y, scale.end, y, stroke=palette.HAIR, stroke_width=1))
    strokes = [f"M{number(scale.at(v))} {number(y - _PART)}v{number(2 * _PART)}" for v in finite(row.parts)]
    if strokes:
        parts.append(stretched("".join(strokes), y + _PART, stroke=palette.FAINT, stroke_width=1.6, fill="none"))
    for v in finite([row.reference]):
        x = scale.at(v)
        parts.append(line_across(x, y - _TICK, x, y + _TICK, stroke=palette.REFERENCE, stroke_width=2.5))
    sign = diamond(0, 0, 8, fill=colour, stroke=palette.PAPER, stroke_width=1.5)
    parts.append(placed(scale.at(float(row.value or 0)), y, sign))
    return group(parts, class_="row")


def _key(data: AreaRows, top: float, colour: str) -> tuple[str, float]:
    rows_known = [row for row in data.rows if finite([row.value])]
    alike = about_equal_words(_values(data), finest(data.step, data.decimals), data.decimals)
    signs = [
        Sign("diamond", _("het gebied"), colour=colour) if rows_known else None,
        Sign("stroke", data.parts_are) if any(finite(row.parts) for row in rows_known) else None,
        Sign("tick", data.reference_is) if any(finite([row.reference]) for row in rows_known) else None,
        Sign("rule", data.country.name) if data.country and finite([data.country.value]) else None,
        Sign("", alike) if alike else None,
        Sign("", data.unit) if short_unit(data.unit) != data.unit else None,
    ]
    return key([s for s in signs if s], NARROW, top)
