"""A picture by itself, for a report or a slide: with its title above and where it is from below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.letters import wrapped
from toetssteen.web.ui.pictures.svg import LINE, TEXT, clean, element, number, text

MARGIN = 24.0
SMALL = 13
_TITLE = 20
# Widths are those of our own font; a computer without it has a wider one.
_SPARE = 0.86
_VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
FONTS = "Atkinson Hyperlegible Next, Segoe UI, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below a picture that left its page. warning: such as that the figures are invented, or ""."""

    source: str
    snapshot: str
    address: str
    warning: str = ""


def alone(drawn: str, title: str, foot: Foot, words: str = "") -> str:
    """An SVG file around a drawing of `svg.drawing`: white, with title, words, source, snapshot and address in it.
    Its style is in attributes, its fonts are named and not in the file."""
    view = _VIEW.search(drawn)
    if view is None:
        raise ValueError("a drawing says how large it is")
    width, height = float(view[1]), float(view[2])
    heading, top = _heading(title, _plain(drawn, "title"), words, width)
    inside = drawn.replace("<svg ", f'<svg x="{number(MARGIN)}" y="{number(top)}" overflow="visible" ', 1)
    lines, bottom = _foot(foot, width, top + height + 28)
    size = (width + 2 * MARGIN, bottom + MARGIN)
    head = element("title", escape(clean(title), quote=False), id="blad-t")
    head += element(
        "desc", escape(clean(" ".join((words, _plain(drawn, "desc"), *_sentences(foot)))), quote=False), id="blad-d"
    )
    paper = element("rect", width=size[0], height=size[1], fill=palette.PAPER)
    svg = element(
        "svg",
        head + paper + heading + inside + lines,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        width=size[0],
        height=size[1],
        role="img",
        aria_labelledby="blad-t",
        aria_describedby="blad-d",
        font_family=FONTS,
        font_size=TEXT,
        fill=palette.INK,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'


def _plain(drawn: str, tag: str) -> str:
    """The title or description a drawing has, as text."""
    element = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", drawn, re.DOTALL)
    return "" if element is None else unescape(element[1])


def _sentences(foot: Foot) -> list[str]:
    return [sentence for sentence in (foot.warning, foot.source, foot.snapshot, foot.address) if sentence]


def _heading(title: str, second: str, words: str, width: float) -> tuple[str, float]:
    """Title, what this drawing shows of it, and the sentence; and where they end."""
    y, parts = MARGIN + _TITLE, []
    for row in wrapped(title, _TITLE, width * _SPARE, 3, bold=True):
        parts.append(text(MARGIN, y, row, font_size=_TITLE, font_weight="bold"))
        y += 26
    more = [] if second == title else [(row, palette.GREY) for row in wrapped(second, TEXT, width * _SPARE, 2)]
    more += [(row, palette.INK) for row in wrapped(words, TEXT, width * _SPARE, 6)]
    for row, colour in more:
        parts.append(text(MARGIN, y, row, fill=colour))
        y += LINE + 2
    return "".join(parts), y + 4


def _foot(foot: Foot, width: float, y: float) -> tuple[str, float]:
    """The lines below, and where they end. An address is one word: it is cut where the line is full, never left out."""
    rows: list[tuple[str, str]] = []
    if foot.warning:
        rows += [(row, "bold") for row in wrapped(foot.warning, SMALL, width * _SPARE, 2, bold=True)]
    rows += [
        (row, "") for sentence in (foot.source, foot.snapshot) for row in wrapped(sentence, SMALL, width * _SPARE, 4)
    ]
    rows += [(row, "") for row in _cut(foot.address, int(width / SMALL / 0.62))]
    parts = []
    for row_number, (row, weight) in enumerate(rows):
        more = {"font_weight": weight} if weight else {}
        parts.append(text(MARGIN, y + row_number * LINE, row, font_size=SMALL, fill=palette.GREY, **more))
    return "".join(parts), y + (len(rows) - 1) * LINE


def _cut(address: str, letters: int) -> Sequence[str]:
    return [address[start : start + letters] for start in range(0, len(address), letters)]
