"""The picture beside a link that somebody shares: a name, a finding and where it lies, 1200 by 630 pixels, as PNG.

Drawn with Pillow: chats and social media show no SVG.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np
from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.choropleth import Ring
from toetssteen.web.ui.pictures.svg import clean

WIDTH, HEIGHT = 1200, 630
_EDGE = 64
# The words at the left, the map at the right.
_WORDS, _MAP_LEFT, _MAP_WIDE, _MAP_HIGH = 640, 760, 376, 420
_MOST_LINES = 5
_BAND = 56  # of an invented country
_NOTICE = "#fbeec2"
# Three times as large and made small again: Pillow draws polygons without soft edges.
_FINE = 3


@dataclass(frozen=True, slots=True)
class SharePicture:
    """name, kind: of the place; finding: in a sentence, "" where there is none; source: who publishes the figures, with the year;
    warning: that they are invented, or "". around, own: outlines in one plane, y downward."""

    name: str
    kind: str
    finding: str
    source: str
    site: str
    warning: str
    around: Sequence[Ring] = ()
    own: Sequence[Ring] = ()


def share_picture(data: SharePicture) -> bytes:
    """The file."""
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.PAPER)
    pen = ImageDraw.Draw(image)
    top = 0
    if data.warning:
        pen.rectangle((0, 0, WIDTH, _BAND), fill=_NOTICE)
        pen.text((_EDGE, _BAND / 2), data.warning, font=_font(26), fill=palette.INK, anchor="lm")
        top = _BAND
    wide = _WORDS if data.own else WIDTH - 2 * _EDGE
    y = top + 56.0
    for line in _lines(data.name, _font(68, bold=True), wide, 2):
        pen.text((_EDGE, y), line, font=_font(68, bold=True), fill=palette.INK)
        y += 76
    pen.text((_EDGE, y), _fitted(data.kind, _font(28), wide), font=_font(28), fill=palette.GREY)
    y += 64
    for line in _lines(data.finding, _font(38), wide, _MOST_LINES):
        pen.text((_EDGE, y), line, font=_font(38), fill=palette.INK)
        y += 48
    pen.line((_EDGE, HEIGHT - 84, WIDTH - _EDGE, HEIGHT - 84), fill=palette.HAIR, width=2)
    pen.text((_EDGE, HEIGHT - 48), data.site, font=_font(28, bold=True), fill=palette.ACCENT, anchor="lm")
    source = _fitted(data.source, _font(22), WIDTH - 2 * _EDGE - 260)
    pen.text((WIDTH - _EDGE, HEIGHT - 48), source, font=_font(22), fill=palette.GREY, anchor="rm")
    if data.own:
        image.paste(_map(data.around, data.own), (_MAP_LEFT, top + 72))
    out = BytesIO()
    image.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The letters of the pages; those that come with Pillow where the npm packages are missing."""
    path = finders.find(f"vendor/atkinson-hyperlegible-next-latin-{700 if bold else 400}-normal.woff2")
    return (
        ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
        if isinstance(path, str)
        else ImageFont.load_default(size)
    )


def _lines(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, wide: int, most: int) -> Iterator[str]:
    """Broken at blanks, at most so many lines; the last ends in dots where more follows."""
    words = clean(text).split()
    for number in range(most):
        if not words:
            return
        count = next((n for n in range(len(words), 0, -1) if font.getlength(" ".join(words[:n])) <= wide), 1)
        line, words = " ".join(words[:count]), words[count:]
        last = number == most - 1 and bool(words)
        yield _fitted(line + (" …" if last else ""), font, wide)


def _fitted(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, wide: int) -> str:
    """The text, or as much of it as fits with dots behind it."""
    text = clean(text)
    if font.getlength(text) <= wide:
        return text
    while text and font.getlength(f"{text}…") > wide:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _map(around: Sequence[Ring], own: Sequence[Ring]) -> Image.Image:
    rings = [*around, *own]
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    span = np.maximum(np.max([ring.max(axis=0) for ring in rings], axis=0) - low, 1e-12)
    scale = float(min((_MAP_WIDE - 4) / span[0], (_MAP_HIGH - 4) / span[1])) * _FINE
    image = Image.new("RGB", (_MAP_WIDE * _FINE, _MAP_HIGH * _FINE), palette.PAPER)
    pen = ImageDraw.Draw(image)
    for shapes, fill in ((around, palette.LAND), (own, palette.ACCENT)):
        for ring in shapes:
            points = [(float(x), float(y)) for x, y in (ring - low) * scale + 2 * _FINE]
            if len(points) > 2:
                pen.polygon(points, fill=fill, outline=palette.PAPER, width=_FINE)
    return image.resize((_MAP_WIDE, _MAP_HIGH), Image.Resampling.LANCZOS)
