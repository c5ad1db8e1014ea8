"""The map of a page as a drawing, made of the snapshot's own outlines and figures."""

import json
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
from toetssteen.web.ui.pictures.choropleth import Area, Choropleth, Ring, choropleth

Outline = tuple[str, tuple[Ring, ...]]


def still(atlas: Atlas, view: MapView, foot: Foot) -> str:
    """The map of `view` as an SVG file."""
    return alone(_draw(atlas, view), view.title, foot)


def _told_apart(view: MapView) -> tuple[object, ...]:
    return view.indicator, view.year, view.shown.file, tuple(view.codes), tuple(c.low for c in view.classes)


@derived(most=24, key=_told_apart)
def _draw(atlas: Atlas, view: MapView) -> str:
    shapes = outlines(atlas, view.shown.file)
    values, statuses = _figures(atlas, view, [code for code, _rings in shapes])
    # As map.js does it: the last class holds its upper end.
    classes = np.searchsorted([c.low for c in view.classes[1:]], values, side="right")
    inside, areas = set(view.codes), []
    for i, (code, rings) in enumerate(shapes):
        status = int(statuses[i])
        areas.append(
            Area(
                rings,
                -1 if np.isnan(values[i]) else int(classes[i]),
                status == Status.SECRET,
                status in (Status.ESTIMATED, Status.PROVISIONAL),
                code in inside,
            )
        )
    number = int((~np.isnan(values)).sum())
    text = _("Kaart met {n} plekken in {classes} kleuren, van weinig (licht) naar veel (donker).")
    return choropleth(
        Choropleth(
            Words(view.title, text.format(n=number, classes=len(view.classes))),
            areas,
            [c.colour for c in view.classes],
            [c.label for c in view.classes],
            _("geen cijfer"),
            _("geheim") if view.secret else "",
            _("geschat of voorlopig") if view.uncertain else "",
            view.shown.note,
        ),
        "stil",
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
    topology = json.loads((atlas.snapshot.folder / "geometry" / file).read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [_plane(np.cumsum(np.array(arc), axis=0) * scale + shift) for arc in topology["arcs"]]
    shapes = topology["objects"]["gebieden"]["geometries"]
    return tuple((shape["id"], tuple(_rings(shape, arcs))) for shape in shapes)


def _plane(degrees: Ring) -> Ring:
    x, y = np.radians(degrees).T
    return np.column_stack((x, -np.log(np.tan(np.pi / 4 + y / 2))))


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """shape: a geometry as JSON has it."""
    parts = shape.get("arcs", [])
    polygons = {"Polygon": [parts], "MultiPolygon": parts}.get(shape.get("type", ""), [])
    return [_joined(ring, arcs) for polygon in polygons for ring in polygon]


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Arcs end where the next begins; ~n is arc n the other way round."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
