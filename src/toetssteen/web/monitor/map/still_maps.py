"""The map of a page as a drawing, made of the snapshot's own outlines and figures."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from toetssteen.answers.figures.map_years import as_shown
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.cells import Bytes, Floats, Status
from toetssteen.web.ui.maps import MapView
from toetssteen.web.ui.pictures import Words
from toetssteen.web.ui.pictures.alone import Foot, alone
from toetssteen.web.ui.pictures.choropleth import Area, Choropleth, Ring, bare_map, choropleth

# Outlines that were simplified one by one do not meet everywhere: what is left between them is no part of an area.
LEAST_PART = 0.02

Outline = tuple[str, tuple[Ring, ...]]


def still(atlas: Atlas, view: MapView, foot: Foot) -> str:
    """The map of `view` as an SVG file."""
    return alone(_draw(atlas, view), view.title, foot)


def _told_apart(view: MapView) -> tuple[object, ...]:
    return view.indicator, view.year, view.shown.file, tuple(view.codes), tuple(c.low for c in view.classes)


@derived(most=24, key=_told_apart)
def _draw(atlas: Atlas, view: MapView) -> str:
    return choropleth(_map(atlas, view, outlines(atlas, view.shown.file), view.codes), "stil")


@derived(most=24, key=_told_apart)
def bare(atlas: Atlas, view: MapView) -> str:
    """The map of `view` without legend and frame: what stands in its box until the map that moves is there."""
    return bare_map(_map(atlas, view, drawn_outlines(atlas, view.shown.file, view.codes)), "stil")


def drawn_outlines(atlas: Atlas, file: str, codes: Sequence[str]) -> tuple[Outline, ...]:
    """Those of `codes`; all of the file where there are none."""
    own = frozenset(codes)
    return tuple(shape for shape in outlines(atlas, file) if not own or shape[0] in own)


def _map(atlas: Atlas, view: MapView, shapes: Sequence[Outline], own: Sequence[str] = ()) -> Choropleth:
    """own: codes to be outlined in ink."""
    inside = frozenset(own)
    values, statuses = _figures(atlas, view, [code for code, _rings in shapes])
    # As map.js does it: the last class holds its upper end.
    classes = np.searchsorted([c.low for c in view.classes[1:]], values, side="right")
    areas = [
        Area(
            rings,
            -1 if np.isnan(values[i]) else int(classes[i]),
            int(statuses[i]) == Status.SECRET,
            int(statuses[i]) in (Status.ESTIMATED, Status.PROVISIONAL),
            code in inside,
        )
        for i, (code, rings) in enumerate(shapes)
    ]
    number = int((~np.isnan(values)).sum())
    text = _("Kaart met {n} plekken in {classes} kleuren, van weinig (licht) naar veel (donker).")
    return Choropleth(
        Words(view.title, text.format(n=number, classes=len(view.classes))),
        areas,
        [c.colour for c in view.classes],
        [c.label for c in view.classes],
        _("geen cijfer"),
        _("geheim") if view.secret else "",
        _("geschat of voorlopig") if view.uncertain else "",
        view.shown.note,
    )


def _figures(atlas: Atlas, view: MapView, codes: list[str]) -> tuple[Floats, Bytes]:
    """(n,) figures as shown and statuses of these codes; NaN and ABSENT for a code without a cell."""
    cube, indicator = atlas.cube, atlas.indicator(view.indicator)
    y, i = cube.year_at(view.year), cube.indicator_at(view.indicator)
    is_area = np.array([cube.has_area(code) for code in codes], dtype=np.bool_)
    positions = cube.areas_at(code for code, has in zip(codes, is_area, strict=True) if has)
    values, statuses = np.full(len(codes), np.nan), np.zeros(len(codes), dtype=np.uint8)
    values[is_area], statuses[is_area] = cube.values[y, i, positions], cube.statuses[y, i, positions]
    return as_shown(values, indicator.decimals), statuses


@derived(most=6)
def outlines(atlas: Atlas, file: str) -> tuple[Outline, ...]:
    """Code and rings of every outline of a TopoJSON file, in the plane of web maps (Mercator), y downward."""
    shapes, arcs = _topology(atlas, file)
    return tuple((shape["id"], tuple(_rings(shape, arcs))) for shape in shapes)


def around(atlas: Atlas, file: str, codes: Collection[str]) -> tuple[Ring, ...]:
    """The rings around these areas together, without the borders between them."""
    shapes, arcs = _topology(atlas, file)
    used = Counter(
        at if at >= 0 else ~at
        for shape in shapes
        if shape["id"] in codes
        for polygon in _polygons(shape)
        for ring in polygon
        for at in ring
    )
    rings = list(_chained([arcs[at] for at, times in used.items() if times == 1]))
    largest = max((_surface(ring) for ring in rings), default=0.0)
    return tuple(ring for ring in rings if _surface(ring) >= largest * LEAST_PART)


def _surface(ring: Ring) -> float:
    x, y = ring.T
    return float(abs((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2)


# The outlines of twenty areas come from one or two files.
@derived(most=3)
def _topology(atlas: Atlas, file: str) -> tuple[list[dict[str, Any]], list[Ring]]:
    """Shapes as JSON has them, and arcs, in the plane."""
    topology = json.loads((atlas.snapshot.folder / "geometry" / file).read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [_plane(np.cumsum(np.array(arc), axis=0) * scale + shift) for arc in topology["arcs"]]
    return topology["objects"]["gebieden"]["geometries"], arcs


def _chained(arcs: list[Ring]) -> Iterator[Ring]:
    """Arcs that meet at their ends, made into rings. Ends of neighbours are the same numbers."""
    left = list(arcs)
    while left:
        ring = left.pop()
        while not (ring[0] == ring[-1]).all():
            end = ring[-1]
            at = next((i for i, arc in enumerate(left) if (arc[0] == end).all() or (arc[-1] == end).all()), None)
            if at is None:
                break
            arc = left.pop(at)
            ring = np.concatenate([ring, (arc if (arc[0] == end).all() else arc[::-1])[1:]])
        yield ring


def _plane(degrees: Ring) -> Ring:
    x, y = np.radians(degrees).T
    return np.column_stack((x, -np.log(np.tan(np.pi / 4 + y / 2))))


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    return [_joined(ring, arcs) for polygon in _polygons(shape) for ring in polygon]


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    """shape: a geometry as JSON has it. The numbers of the arcs of each ring of each polygon."""
    parts = shape.get("arcs", [])
    found: dict[str, list[list[list[int]]]] = {"Polygon": [parts], "MultiPolygon": parts}
    return found.get(shape.get("type", ""), [])


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Arcs end where the next begins; ~n is arc n the other way round."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
