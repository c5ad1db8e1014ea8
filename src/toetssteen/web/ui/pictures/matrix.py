"""The matrix: places x themes, or figures x years, in small squares. One hue; hatched is secret, empty is wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from toetssteen.kernel.language import _
from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.key import Sign, key
from toetssteen.web.ui.pictures.letters import text_width, wrapped
from toetssteen.web.ui.pictures.svg import (
    LINE,
    NARROW,
    TEXT,
    WIDE,
    Picture,
    Words,
    cross,
    drawing,
    element,
    group,
    hatching,
    line,
    number,
    text,
)


class CellKind(StrEnum):
    """VALUE: a class of the palette. SECRET: hatched. WANTED: a dashed frame. NOTHING: a small dot, no figure. Of what may
    come, EXPECTED: a frame; EMPTY: a frame around a dot; REFUSED: a cross."""

    VALUE = "value"
    SECRET = "secret"  # noqa: S105
    WANTED = "wanted"
    EXPECTED = "expected"
    EMPTY = "empty"
    REFUSED = "refused"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One square. shade: 0 (little) to 1 (much), for VALUE only. broken: a bar before it; it is counted otherwise than
    what stands left of it."""

    kind: CellKind = CellKind.VALUE
    shade: float = 1.0
    broken: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """cells: one for every column. heading: starts a group of rows with these words above it."""

    name: str
    cells: Sequence[MatrixCell]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """low, high: what the lightest and the darkest square mean. steps: the words of each shade, from light to dark, where there
    are a few only. context: neutral blue. wanted, nothing: what a dashed
    frame and a dot mean, where that is not a figure; means: the words for other kinds; broken: for a bar.
    key_first: what signs mean stands above, for a matrix of more than a screen."""

    words: Words
    columns: Sequence[str]
    rows: Sequence[MatrixRow]
    low: str = ""
    high: str = ""
    steps: Sequence[str] = ()
    classes: int = 5
    context: bool = False
    wanted: str = ""
    nothing: str = ""
    key_first: bool = False
    means: Mapping[CellKind, str] = field(default_factory=dict)
    broken: str = ""


@dataclass(frozen=True, slots=True)
class _MatrixLayout:
    """Where squares and words go in one drawing."""

    width: float
    left: float
    side: float
    slanted: bool
    top: float
    stacked: bool  # names above their squares: the narrow drawing


def matrix(data: Matrix, prefix: str) -> Picture:
    """Both drawings; 60 rows of 20 take a few milliseconds. Raises ValueError when a row has too many or too few cells."""
    for row in data.rows:
        if len(row.cells) != len(data.columns):
            raise ValueError(f"row {row.name!r} has {len(row.cells)} cells for {len(data.columns)} columns")
    return Picture(_draw(data, prefix, WIDE), _draw(data, prefix, NARROW), prefix)


def _grid(data: Matrix, width: float) -> _MatrixLayout:
    count = max(1, len(data.columns))
    stacked = width != WIDE
    left = 0.0 if stacked else min(260.0, max((text_width(r.name, TEXT) for r in data.rows), default=0) + 12)
    side = min(34.0, (width - left) / count)
    widest = max((text_width(c, TEXT) for c in data.columns), default=0.0)
    slanted = widest + 6 > side
    top = (min(widest, 150.0) + 8) if slanted else LINE + 4.0
    return _MatrixLayout(width, left, side, slanted, top, stacked)


def _draw(data: Matrix, prefix: str, width: float) -> str:
    grid = _grid(data, width)
    kind = "wide" if width == WIDE else "narrow"
    pattern = f"{prefix}-{kind}-h"
    colours = (palette.NEUTRAL if data.context else palette.SEQUENTIAL)[min(7, max(5, data.classes))]
    notes = ""
    if data.key_first:
        notes, below = _notes(data, grid, 0.0, colours, pattern)
        grid = replace(grid, top=grid.top + below + LINE)
    y, parts = grid.top, [_columns(data, grid)]
    for row in data.rows:
        drawn, y = _row(row, grid, y, colours, pattern)
        parts.append(drawn)
    end = y + 6
    if not data.key_first:
        notes, end = _notes(data, grid, y + 6, colours, pattern)
    parts = [element("defs", hatching(pattern, palette.INK)), *parts, notes]
    return drawing(prefix, kind, (width, end), data.words, parts)


def _columns(data: Matrix, grid: _MatrixLayout) -> str:
    parts = []
    for i, name in enumerate(data.columns):
        x = grid.left + (i + 0.5) * grid.side
        if not grid.slanted:
            parts.append(text(x, grid.top - 8, name, anchor="middle"))
            continue
        if grid.side < LINE - 3 and (len(data.columns) - 1 - i) % 2:
            continue
        turn = f"rotate(-90 {number(x + 5)} {number(grid.top - 6)})"
        short = wrapped(name, TEXT, grid.top - 8, 1)
        parts.append(text(x + 5, grid.top - 6, short[0] if short else "", transform=turn))
    return group(parts, class_="columns", fill=palette.GREY)


def _row(row: MatrixRow, grid: _MatrixLayout, y: float, colours: tuple[str, ...], pattern: str) -> tuple[str, float]:
    parts = []
    if row.heading:
        lines = wrapped(row.heading, TEXT, grid.width, 1, bold=True)
        y += LINE + 10
        parts.append(text(0, y - 7, lines[0] if lines else "", font_weight=700))
    room = grid.width if grid.stacked else grid.left - 8
    names = wrapped(row.name, TEXT, room, 3)
    if grid.stacked:
        parts += [text(0, y + 15 + i * LINE, name) for i, name in enumerate(names)]
        y += len(names) * LINE + 2
        height = min(grid.side, 20.0)
    else:
        height = max(min(grid.side, 24.0), len(names) * LINE + 2.0)
        first = y + height / 2 + 5 - (len(names) - 1) * LINE / 2
        parts += [text(0, first + i * LINE, name) for i, name in enumerate(names)]
    box = min(grid.side, 24.0 if not grid.stacked else 20.0)
    for i, cell in enumerate(row.cells):
        x = grid.left + i * grid.side + 1
        top = y + (height - box) / 2 + 1
        parts.append(_cell(cell, x, top, grid.side - 2, box - 2, colours, pattern))
        if cell.broken:
            parts.append(line(x - 1, top - 3, x - 1, top + box + 1, stroke=palette.INK, stroke_width=2))
    return group(parts), y + height + (8 if grid.stacked else 0)


def _cell(
    cell: MatrixCell, x: float, y: float, width: float, height: float, colours: tuple[str, ...], pattern: str
) -> str:
    framed: dict[str, str | float] = {
        "x": x + 0.5,
        "y": y + 0.5,
        "width": width - 1,
        "height": height - 1,
        "fill": "none",
    }
    middle = {"cx": x + width / 2, "cy": y + height / 2}
    match cell.kind:
        case CellKind.VALUE:
            return element("rect", x=x, y=y, width=width, height=height, fill=_colour(cell.shade, colours))
        case CellKind.SECRET:
            return element("rect", x=x, y=y, width=width, height=height, fill=f"url(#{pattern})")
        case CellKind.WANTED:
            return element("rect", **framed, stroke=palette.GREY, stroke_dasharray="2 2")
        case CellKind.EXPECTED:
            return element("rect", **framed, stroke=palette.FAINT)
        case CellKind.EMPTY:
            return element("rect", **framed, stroke=palette.FAINT) + element("circle", **middle, r=2, fill=palette.INK)
        case CellKind.REFUSED:
            return cross(x + width / 2, y + height / 2, min(width, height) / 4)
    return element("circle", **middle, r=1.2, fill=palette.FAINT)


def _colour(shade: float, colours: tuple[str, ...]) -> str:
    known = min(1.0, max(0.0, shade if shade == shade else 0.0))
    return colours[min(len(colours) - 1, int(known * len(colours)))]


def _notes(data: Matrix, grid: _MatrixLayout, top: float, colours: tuple[str, ...], pattern: str) -> tuple[str, float]:
    kinds = {cell.kind for row in data.rows for cell in row.cells}
    ramp, top = _ramp(data, grid, top, colours) if CellKind.VALUE in kinds else ("", top)
    signs = [
        Sign("hatch", _("geheim"), pattern) if CellKind.SECRET in kinds else None,
        Sign("wanted", data.wanted or _("gewenst, nog geen bron")) if CellKind.WANTED in kinds else None,
        *(Sign(str(kind), words) for kind, words in data.means.items() if kind in kinds),
        Sign("bar", data.broken) if data.broken and any(c.broken for row in data.rows for c in row.cells) else None,
        Sign("", data.nothing or _("Een puntje: geen cijfer.")) if CellKind.NOTHING in kinds else None,
    ]
    drawn, end = key([s for s in signs if s], grid.width, top)
    return ramp + drawn, end


def _ramp(data: Matrix, grid: _MatrixLayout, top: float, colours: tuple[str, ...]) -> tuple[str, float]:
    """From light to dark, with the words of both ends; only when the ends have a meaning."""
    if data.steps:
        return _named_steps(data, grid, top, colours)
    if not (data.low or data.high):
        return "", top
    room = (grid.width - len(colours) * 18 - 20) / 2
    low = wrapped(data.low, TEXT, room, 1)
    high = wrapped(data.high, TEXT, room, 1)
    x, y = 0.0, top + LINE
    parts = []
    if low:
        parts.append(text(0, y, low[0]))
        x = text_width(low[0], TEXT) + 8
    parts += [element("rect", x=x + i * 18, y=y - 12, width=18, height=14, fill=c) for i, c in enumerate(colours)]
    if high:
        parts.append(text(x + len(colours) * 18 + 8, y, high[0]))
    return group(parts, class_="key", fill=palette.GREY), y + 8


def _named_steps(data: Matrix, grid: _MatrixLayout, top: float, colours: tuple[str, ...]) -> tuple[str, float]:
    """Every shade with its word, over as many lines as needed."""
    parts, x, y = [], 0.0, top + LINE
    for place, words in enumerate(data.steps):
        room = 26 + text_width(words, TEXT)
        if x and x + room > grid.width:
            x, y = 0.0, y + LINE + 3
        fill = _colour(place / max(1, len(data.steps) - 1), colours)
        parts += [element("rect", x=x, y=y - 12, width=18, height=14, fill=fill), text(x + 26, y, words)]
        x += room + 20
    return group(parts, class_="key", fill=palette.GREY), y + 8
