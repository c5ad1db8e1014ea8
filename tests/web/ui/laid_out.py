"""A drawing that adapts to its width, as a browser lays it out at one width: everything in pixels, and nothing nested."""

import re
from xml.etree import ElementTree

ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
SVG = "{http://www.w3.org/2000/svg}"
ROOMY = 600.0
_ACROSS = ("x", "x1", "x2", "cx", "width")
_POINT = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")


def laid_out(drawing: str, width: float) -> str:
    """The same drawing, `width` pixels wide: per cents, distances to them, signs and stretched paths resolved."""
    root = ElementTree.fromstring(drawing)
    height = root.get("height", "0")
    root.set("width", f"{width}")
    root.set("viewBox", f"0 0 {width} {height}")
    _resolve(root, width)
    return ElementTree.tostring(root, encoding="unicode")


def _resolve(parent: ElementTree.Element, width: float) -> None:
    hidden = "tight" if width > ROOMY else "roomy"
    for place, node in enumerate(list(parent)):
        if node.tag == f"{SVG}g" and node.get("class") == hidden:
            parent.remove(node)
            continue
        if node.tag in (f"{SVG}pattern", f"{SVG}defs"):
            continue
        if node.tag == f"{SVG}svg":
            (sign,) = node
            _into(node, sign, width)
            parent.remove(node)
            parent.insert(place, sign)
            continue
        for name in _ACROSS:
            if node.get(name, "").endswith("%"):
                node.set(name, f"{_pixels(node.get(name, ''), width):.2f}")
        if node.get("dx"):
            node.set("x", f"{float(node.get('x', 0)) + float(node.attrib.pop('dx')):.2f}")
        _resolve(node, width)


def _pixels(text: str, width: float) -> float:
    return float(text.removesuffix("%")) / 100 * width


def _into(box: ElementTree.Element, sign: ElementTree.Element, width: float) -> None:
    """What stands in a box of its own, in the pixels of the drawing."""
    grown = width / float(box.get("viewBox", "").split()[2]) if box.get("viewBox") else 1.0
    left, top = _pixels(box.get("x", "0%"), width), float(box.get("y", 0))

    def moved(found: re.Match[str]) -> str:
        return f"{found[1]}{float(found[2]) * grown + left:.2f} {float(found[3]) + top:.2f}"

    if sign.get("d"):
        sign.set("d", _POINT.sub(moved, sign.get("d", "")))
    if sign.get("points"):
        pairs = (pair.split(",") for pair in sign.get("points", "").split())
        sign.set("points", " ".join(f"{float(x) + left:.2f},{float(y) + top:.2f}" for x, y in pairs))
