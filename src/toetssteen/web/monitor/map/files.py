"""Files for the map: outlines, names, values and the still drawing of one named snapshot. Outlines and names never change,
so they may be kept for a year."""

import json
from pathlib import Path

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from toetssteen.answers.figures.map_years import as_shown
from toetssteen.answers.figures.overview import overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.monitor.map.context import classes_asked, map_view
from toetssteen.web.monitor.map.names import as_file, map_names
from toetssteen.web.monitor.map.still_maps import bare
from toetssteen.web.site.pages import allowing
from toetssteen.web.snapshots.selectors import kept
from toetssteen.web.ui.maps import packed

FOREVER = "public, max-age=31536000, immutable"
# Figures of a snapshot never change, but a publisher can withdraw one: a copy elsewhere knows of that within a day.
A_DAY = "public, max-age=86400"


def _atlas(snapshot: str) -> Atlas:
    try:
        return kept(snapshot, withdrawn=True)
    except ToetssteenError as problem:
        raise Http404(str(problem)) from problem


def _file(atlas: Atlas, name: str) -> Path:
    if name not in {f"{o.division_year}-{o.level}.json" for o in atlas.snapshot.manifest.outlines}:
        raise Http404(_("Deze grenzen bestaan niet."))
    return atlas.snapshot.folder / "geometry" / name


def codes_of(path: Path) -> tuple[str, ...]:
    """The codes of a file's outlines, in the file's order."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    return tuple(shape["id"] for shape in topology["objects"]["gebieden"]["geometries"])


@derived(most=16)
def _where(atlas: Atlas, path: Path) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """(n,), twice: whether an outline is an area of the cube, and its position there (0 where it is not)."""
    codes = codes_of(path)
    is_area = np.array([atlas.cube.has_area(code) for code in codes], dtype=np.bool_)
    positions = [atlas.cube.area_at(code) if listed else 0 for code, listed in zip(codes, is_area, strict=True)]
    return is_area, np.array(positions, dtype=np.intp)


@allowing("GET", "HEAD")
def outlines(request: HttpRequest, snapshot: str, file: str) -> HttpResponseBase:
    """TopoJSON of one division year and level."""
    path = _file(_atlas(snapshot), file)
    response = HttpResponse(path.read_bytes(), content_type="application/json")
    response.headers["Cache-Control"] = FOREVER
    return response


@allowing("GET", "HEAD")
def values(request: HttpRequest, snapshot: str, name: str, file: str, year: int) -> HttpResponseBase:
    """Values of one indicator and year in the order of the outlines in `file`, packed as `ui.maps` says."""
    atlas = _atlas(snapshot)
    cube = atlas.cube
    is_area, positions = _where(atlas, _file(atlas, file))
    try:
        y, i, indicator = cube.year_at(year), cube.indicator_at(name), atlas.indicator(name)
    except ToetssteenError as problem:
        raise Http404(_("Deze cijfers bestaan niet.")) from problem
    numbers, statuses = np.full(len(is_area), np.nan), np.zeros(len(is_area), dtype=np.uint8)
    numbers[is_area] = cube.values[y, i, positions[is_area]]
    statuses[is_area] = cube.statuses[y, i, positions[is_area]]
    body = packed(as_shown(numbers, indicator.decimals), statuses, indicator.decimals)
    response = HttpResponse(body, content_type="application/octet-stream")
    response.headers["Cache-Control"] = A_DAY
    return response


@allowing("GET", "HEAD")
def names(request: HttpRequest, snapshot: str, file: str) -> HttpResponseBase:
    """Names of gemeenten and outlines of focus areas, for the outlines in `file`."""
    atlas = _atlas(snapshot)
    _file(atlas, file)
    response = JsonResponse(as_file(map_names(atlas, file)))
    response.headers["Cache-Control"] = FOREVER
    return response


@allowing("GET", "HEAD")
def still(request: HttpRequest, snapshot: str, name: str, file: str, year: int) -> HttpResponseBase:
    """The map as a drawing without legend: what stands in its box until the map that moves is there."""
    atlas = _atlas(snapshot)
    level = Level(_file(atlas, file).stem.partition("-")[2])
    try:
        within = request.GET.get("binnen", "") or COUNTRY
        view = map_view(atlas, overview(atlas, name, level, year, within), within, classes_asked(request))
    except ToetssteenError as problem:
        raise Http404(_("Deze cijfers bestaan niet.")) from problem
    if view is None:
        raise Http404(_("Deze cijfers bestaan niet."))
    response = HttpResponse(bare(atlas, view), content_type="image/svg+xml; charset=utf-8")
    response.headers["Cache-Control"] = A_DAY
    return response
