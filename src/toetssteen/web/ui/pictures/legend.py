"""The small squares of a map's legend, as the map draws them."""

from toetssteen.web.ui.pictures import palette
from toetssteen.web.ui.pictures.svg import Attribute, element, hatching


def swatch(kind: str, colour: str, prefix: str) -> str:
    """24 by 16. kind: class (plain), uncertain (dots over the colour), secret (hatched) or absent (framed). Decorative: words stand beside it."""
    box: dict[str, Attribute] = {"x": 0.5, "y": 0.5, "width": 23, "height": 15, "stroke": palette.FAINT}
    parts = [element("rect", **box, fill=colour if kind in ("class", "uncertain") else palette.PAPER)]
    name = f"{prefix}-{kind}"
    if kind == "secret":
        parts = [element("defs", hatching(name, palette.INK)), *parts, element("rect", **box, fill=f"url(#{name})")]
    if kind == "uncertain":
        dot = palette.readable_on(colour)
        parts += [element("circle", cx=x, cy=y, r=1.3, fill=dot) for x in (4, 12, 20) for y in (4, 12)]
        parts += [element("circle", cx=x, cy=8, r=1.3, fill=dot) for x in (8, 16)]
    return element(
        "svg", "".join(parts), viewBox="0 0 24 16", width=24, height=16, aria_hidden="true", focusable="false"
    )
