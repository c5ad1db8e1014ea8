"""What stands on a map beside its colours: names of gemeenten, and the areas with a programme of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.urls import reverse

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats
from toetssteen.warehouse.geometry import file_name
from toetssteen.web.monitor.map.still_maps import around, outlines
from toetssteen.web.ui.pictures.choropleth import Ring


@dataclass(frozen=True, slots=True)
class MapName:
    """centre: (2,) where the name stands; low, high: (2,) corners of the box around it; rings: around it, of focus areas; all in
    the plane of `outlines`. codes: of the outlines of the file that are it. weight: how many places lie in it."""

    code: str
    name: str
    centre: Ring
    low: Ring
    high: Ring
    codes: tuple[str, ...]
    weight: int = 0
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class MapNames:
    """gemeenten: those with more places first. focus: areas whose outlines are known, in name order."""

    gemeenten: tuple[MapName, ...]
    focus: tuple[MapName, ...]


@derived(most=12)
def map_names(atlas: Atlas, file: str) -> MapNames:
    """The names for a file of outlines, such as `2024-buurt.json`."""
    shapes = dict(outlines(atlas, file))
    inside: dict[str, list[str]] = {}
    for code in shapes:
        inside.setdefault(str(AreaCode(code).gemeente), []).append(code)
    names = atlas.snapshot.register.names.get(int(file[:4]), {})
    gemeenten = [
        _named(
            code,
            names.get(AreaCode(code)) or atlas.place(code).name,
            [ring for one in codes for ring in shapes[one]],
            codes,
            _weight(atlas, code),
        )
        for code, codes in inside.items()
        if code in atlas.gazetteer.places
    ]
    areas = (p for p in atlas.gazetteer.places.values() if p.named and p.named.kind == "focusgebied")
    focus = (_focus(atlas, place, file) for place in areas)
    return MapNames(
        tuple(sorted(gemeenten, key=lambda one: (-one.weight, one.name))),
        tuple(sorted((one for one in focus if one is not None), key=lambda one: one.name)),
    )


def _focus(atlas: Atlas, place: Place, file: str) -> MapName | None:
    """A focus area, its outline from this file, or else from the newest in which all its buurten or wijken are drawn."""
    newest = sorted(atlas.snapshot.manifest.outlines, key=lambda o: (o.level != Level.BUURT, -o.division_year))
    for one in (file, *(file_name(o.division_year, o.level) for o in newest)):
        if codes := _codes(atlas, place, one):
            rings = around(atlas, one, frozenset(codes))
            named = _named(place.code, place.name, rings, codes if one == file else ())
            return replace(named, rings=rings)
    return None


def as_file(names: MapNames) -> dict[str, object]:
    """For the script of the map: places in degrees."""
    return {
        "gemeenten": [
            {"code": one.code, "name": one.name, "at": _degrees(one.centre), "box": _box(one)}
            for one in names.gemeenten
        ],
        "focus": [
            {
                "name": one.name,
                "address": reverse("monitor:profile", kwargs={"code": one.code}),
                "at": _degrees(one.centre),
                "box": _box(one),
                "codes": list(one.codes),
                "rings": [[_degrees(point) for point in ring] for ring in one.rings],
            }
            for one in names.focus
        ],
    }


def _weight(atlas: Atlas, code: str) -> int:
    return len(atlas.gazetteer.under(code, Level.BUURT)) or len(atlas.gazetteer.under(code, Level.WIJK))


def _codes(atlas: Atlas, place: Place, file: str) -> list[str]:
    """The outlines that together are the area; none unless every part that the division of the file has is drawn."""
    year, level = int(file[:4]), Level(file[5:].removesuffix(".json"))
    if level is Level.WIJK and place.cut:
        return []
    drawn, then = {code for code, _rings in outlines(atlas, file)}, atlas.snapshot.register.names.get(year, {})
    parts = [code for at in atlas.gazetteer.under(place, level) if (code := atlas.cube.areas[at]) in then]
    return [str(code) for code in parts] if all(code in drawn for code in parts) else []


def _named(code: str, name: str, rings: Sequence[Ring], codes: Sequence[str], weight: int = 0) -> MapName:
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    high = np.max([ring.max(axis=0) for ring in rings], axis=0)
    return MapName(code, name, _centre(rings), low, high, tuple(codes), weight)


def _centre(rings: Sequence[Ring]) -> Ring:
    """The middle of the surface; holes count off, for they run the other way."""
    total, middle = 0.0, np.zeros(2)
    for ring in rings:
        turn = ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]
        total += float(turn.sum())
        middle += ((ring[:-1] + ring[1:]) * turn[:, np.newaxis]).sum(axis=0) / 3
    return middle / total if total else next(iter(rings)).mean(axis=0)


def _degrees(point: Floats) -> list[float]:
    """[longitude, latitude] of a point in the plane."""
    x, y = point
    return [round(float(np.degrees(x)), 4), round(float(np.degrees(2 * np.arctan(np.exp(-y)) - np.pi / 2)), 4)]


def _box(one: MapName) -> list[float]:
    """[west, south, east, north]."""
    (west, north), (east, south) = _degrees(one.low), _degrees(one.high)
    return [west, south, east, north]
