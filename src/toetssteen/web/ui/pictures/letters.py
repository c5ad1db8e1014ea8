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


# The same names and values stand in many pictures.
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
    """The text over at most `lines` lines, broken at blanks and, of a word that is too wide, behind a hyphen or with one;
    the last one shortened when it does not fit."""
    done: list[str] = []
    left = " ".join(text.split())
    while left and len(done) < lines - 1:
        line, left = _first_line(left, size, room, bold=bold)
        done.append(line)
    if left:
        done.append(shortened(left, size, room, bold=bold))
    return tuple(line for line in done if line)


# Fewer letters of a word are not left alone on a line.
_LEAST_LETTERS = 3


_VOWELS = frozenset("aeiouyáéíóúäëïöü")


def _between_syllables(word: str, place: int) -> bool:
    """Whether a Dutch syllable may begin here: with one consonant and a vowel, as in Rotter-dam and Verzonnen-land."""
    first, second = word[place].lower(), word[place + 1].lower()
    return first.isalpha() and first not in _VOWELS and second in _VOWELS


def _first_line(text: str, size: float, room: float, *, bold: bool) -> tuple[str, str]:
    """What fits on one line, and the rest."""
    if text_width(text, size, bold=bold) <= room:
        return text, ""
    at_blanks = [at for at, sign in enumerate(text) if sign == " "]
    behind_hyphens = [at + 1 for at, sign in enumerate(text[:-1]) if sign == "-"]
    ends = [*at_blanks, *(end for end in behind_hyphens if not at_blanks or end < at_blanks[0])]
    for end in sorted(ends, reverse=True):
        if text_width(text[:end], size, bold=bold) <= room:
            return text[:end], text[end:].lstrip()
    word = text[: at_blanks[0]] if at_blanks else text
    places = range(len(word) - _LEAST_LETTERS, _LEAST_LETTERS - 1, -1)
    for end in sorted(places, key=lambda place: not _between_syllables(word, place)):
        if text_width(f"{word[:end]}-", size, bold=bold) <= room:
            return f"{word[:end]}-", text[end:]
    return shortened(word, size, room, bold=bold), text[len(word) :].lstrip()
