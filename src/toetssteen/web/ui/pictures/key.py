"""The few words under a picture that say what its signs mean. Only signs that are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.letters import text_width, wrapped
from toetssteen.web.ui.pictures.svg import LINE, TEXT, cross, diamond, element, group, line, text

_SIGN = 24.0
_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """kind: stroke, tick, rule, thin, diamond, dot, open, hatch, band, soft, edge, break, bar, wanted, expected, empty, refused, or "" for words alone. pattern: id of the hatching."""

    kind: str
    words: str
    pattern: str = ""
    colour: str = palette.INK


def key(signs: Sequence[Sign], width: float, top: float) -> tuple[str, float]:
    """The key from `top` on, over as many lines as needed, and where it ends."""
    if not signs:
        return "", top
    parts, x, y = [], 0.0, top + LINE
    for sign in signs:
        indent = _SIGN if sign.kind else 0.0
        rows = wrapped(sign.words, TEXT, width - indent, _MOST_ROWS)
        room = indent + max((text_width(row, TEXT) for row in rows), default=0.0)
        if x and x + room > width:
            x, y = 0.0, y + LINE + 3
        parts.append(_sign(sign, x, y))
        parts += [text(x + indent, y + i * LINE, row, fill=palette.GREY) for i, row in enumerate(rows)]
        x += room + 20
        if len(rows) > 1:
            # Nothing follows beside words of several lines.
            x, y = width, y + (len(rows) - 1) * LINE
    return group(parts, class_="key"), y + 6


def _sign(sign: Sign, x: float, y: float) -> str:
    box: dict[str, str | float] = {"x": x + 0.5, "y": y - 11.5, "width": 17, "height": 12}
    match sign.kind:
        case "stroke":
            return line(x + 9, y - 12, x + 9, y + 1, stroke=palette.FAINT, stroke_width=1.4)
        case "dot":
            return element("circle", cx=x + 9, cy=y - 5, r=5, fill=sign.colour)
        case "open":
            return element("circle", cx=x + 9, cy=y - 5, r=4, fill=palette.PAPER, stroke=sign.colour, stroke_width=2)
        case "hatch":
            return element("rect", **box, fill=f"url(#{sign.pattern})", stroke=palette.GREY, stroke_width=0.8)
        case "band" | "soft":
            return element("rect", **box, fill=palette.PALE)
        case "edge":
            return element("rect", **box, fill="none", stroke=sign.colour, stroke_width=1.2)
        case "wanted":
            return element("rect", **box, fill="none", stroke=palette.GREY, stroke_dasharray="2 2")
        case "break":
            d = f"M{x + 4:.1f} {y + 1:.1f}l5 -12M{x + 9:.1f} {y + 1:.1f}l5 -12"
            return element("path", d=d, stroke=palette.INK, stroke_width=1.5, fill="none")
        case "expected" | "empty":
            frame = element("rect", **box, fill="none", stroke=palette.FAINT)
            dot = element("circle", cx=x + 9, cy=y - 5.5, r=2, fill=palette.INK)
            return frame + (dot if sign.kind == "empty" else "")
    return _marker(sign, x, y)


def _marker(sign: Sign, x: float, y: float) -> str:
    """What stands on a line, or runs along it."""
    match sign.kind:
        case "tick":
            return line(x + 9, y - 14, x + 9, y + 2, stroke=palette.REFERENCE, stroke_width=2.5)
        case "rule":
            return line(x + 9, y - 14, x + 9, y + 2, stroke=palette.INK, stroke_width=1.2, stroke_dasharray="4 3")
        case "bar":
            return line(x + 9, y - 14, x + 9, y + 2, stroke=palette.INK, stroke_width=2)
        case "thin":
            return line(x, y - 5, x + 18, y - 5, stroke=palette.INK, stroke_width=1.4)
        case "refused":
            return cross(x + 9, y - 5, 4)
        case "diamond":
            return diamond(x + 9, y - 5, 8, fill=sign.colour)
    return ""
