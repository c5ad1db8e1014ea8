"""How wide a text is, so that labels can avoid each other without a browser.

Widths of Atkinson Hyperlegible Next in thousandths of the size, regular; digits as tabular figures (the widest).
"""

import unicodedata
from functools import lru_cache

_BOLD = 1.05
_SPARE = 1.04  # a reader's own font may be a little wider
_OTHER = 700

_CLASSES = {
    150: "'",
    200: ",.:;",
    225: "|’",
    250: "`ijl",
    275: " !\xa0",
    300: '"()',
    325: "[ft",
    350: "-]r{}",
    375: "/\\_",
    400: "I“”",
    450: "vyz",
    475: "*?csx",
    500: "Jk–",
    525: "a",
    550: "<>FLT^eghnou~",
    575: "EYbdpq",
    600: "$+PSVZ−",
    625: "=ABKRX",
    650: "#0123456789C",
    675: "Dw…€",
    700: "GHNU",
    725: "&OQ",
    775: "@",
    825: "M",
    850: "Wm",
    925: "%",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}


# The same names and values stand in many pictures, each drawn twice.
@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimated width of one line of text, in the units of `size`."""
    plain = text if text.isascii() else unicodedata.normalize("NFD", text)
    total = sum(_WIDTHS.get(c, 0 if unicodedata.combining(c) else _OTHER) for c in plain)
    return total / 1000 * size * _SPARE * (_BOLD if bold else 1.0)


@lru_cache(maxsize=8192)
def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits in `room` with an ellipsis; "" when not even that fits."""
    if text_width(text, size, bold=bold) <= room:
        return text
    for length in range(min(len(text), 200) - 1, 0, -1):
        short = text[:length].rstrip(" ,-") + "…"
        if text_width(short, size, bold=bold) <= room:
            return short
    return ""


def wrapped(text: str, size: float, room: float, lines: int = 2, *, bold: bool = False) -> tuple[str, ...]:
    """The text over at most `lines` lines; the last one shortened when it does not fit."""
    done: list[str] = []
    words = text.split()
    while words and len(done) < lines - 1:
        taken = 1
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        done.append(shortened(" ".join(words[:taken]), size, room, bold=bold))
        words = words[taken:]
    if words:
        done.append(shortened(" ".join(words), size, room, bold=bold))
    return tuple(line for line in done if line)
