"""The axis under a line of places: a few round values, and what its two ends mean."""

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.labels import Wish, in_rows
from toetssteen.web.ui.pictures.letters import text_width, wrapped
from toetssteen.web.ui.pictures.scale import Scale, decimals_for, with_unit
from toetssteen.web.ui.pictures.svg import LINE, NARROW, TEXT, arrow, group, line_across, placed, text_across

SIDE = 12.0  # between the drawing's edge and the ends of the scale


def axis(scale: Scale, top: float, unit_decimals: tuple[str, int], ends: tuple[str, str]) -> tuple[str, float]:
    """Three to five round values, then the words at both ends; and where that ends."""
    unit, shown = unit_decimals
    ticks = scale.ticks(4)
    decimals = decimals_for(ticks[1] - ticks[0]) if len(ticks) > 1 else shown
    y = top + 4
    labels = [with_unit(t, unit if t == ticks[-1] else "", decimals) for t in ticks]
    wishes = [Wish(scale.at(t), text_width(n, TEXT)) for t, n in zip(ticks, labels, strict=True)]
    places = in_rows(wishes, 0, NARROW, 1)
    marks = [
        line_across(w.x, y, w.x, y + 6) + text_across(p[0], y + 21, n, w.x, fill=palette.GREY, stroke="none")
        for w, p, n in zip(wishes, places, labels, strict=True)
        if p
    ]
    rule = line_across(scale.start, y, scale.end, y)
    words, end = _ends(ends, (scale.start - SIDE, scale.end + SIDE), y + 21 + LINE)
    return group([rule, *marks], class_="axis", stroke=palette.HAIR, stroke_width=1) + words, end


def _ends(ends: tuple[str, str], sides: tuple[float, float], y: float) -> tuple[str, float]:
    low, high = ends
    if not low and not high:
        return "", y - LINE + 6
    left, right = sides
    room = (right - left) / 2 - 32
    low_rows, high_rows = (wrapped(words, TEXT, room, 3) for words in (low, high))
    parts = []
    if low:
        parts.append(placed(left + 1, y - 5, arrow(0, 0, -1, palette.INK)))
        parts += [text_across(left + 22, y + i * LINE, row, left) for i, row in enumerate(low_rows)]
    if high:
        parts.append(placed(right - 1, y - 5, arrow(0, 0, 1, palette.INK)))
        parts += [text_across(right - 22, y + i * LINE, row, right, anchor="end") for i, row in enumerate(high_rows)]
    return group(parts, class_="ends"), y + 6 + LINE * (max(len(low_rows), len(high_rows)) - 1)
