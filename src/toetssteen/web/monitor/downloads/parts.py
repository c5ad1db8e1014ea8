"""A page, or a part of it: the same address with `deel` and `als` gives a picture or a table of it as a file, and
within `inbed/` the bare page of one figure. The page decides what is drawn and what is in a table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.downloads import provenance
from toetssteen.web.monitor.map import still_maps
from toetssteen.web.ui.figures import FORM, FORMATS, PART, Figure, PageDownloads
from toetssteen.web.ui.pictures.alone import Foot, alone
from toetssteen.web.ui.sheets import as_csv, as_xlsx, sheet
from toetssteen.web.ui.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMBEDDED = "embedded"  # set on the request by `embedding`
_NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedPage:
    """What the template of the bare page reads. snapshot: its id; source: who publishes the figure."""

    figure: Figure
    snapshot: str
    invented: bool
    source: str


def asks_part(request: HttpRequest) -> bool:
    """Whether one figure or table of a page is asked for, and not the page."""
    return FORM in request.GET or getattr(request, EMBEDDED, False)


def page_downloads(request: HttpRequest, atlas: Atlas) -> PageDownloads:
    """The addresses of what this request's page offers."""
    query = tuple((name, value) for name, values in request.GET.lists() if name not in (PART, FORM) for value in values)
    inner = request.path_info
    path = request.path
    frame = reverse("monitor:embedded", kwargs={"page": "-"}).removesuffix("-")
    if getattr(request, EMBEDDED, False):
        inner = "/" + inner.split("/", 2)[2]
        path = reverse("monitor:start") + inner[1:]
    return PageDownloads(
        path,
        inner,
        query,
        f"{request.scheme}://{request.get_host()}",
        atlas.id,
        hasattr(request, "pinned"),
        reverse("monitor:fixed_link"),
        frame,
    )


def part(request: HttpRequest, atlas: Atlas, figures: Sequence[Figure], tables: Iterable[Table]) -> HttpResponse | None:
    """The part of a page that is asked for; None when it is the page. Raises UnknownNameError."""
    name, form = request.GET.get(PART, ""), request.GET.get(FORM, "")
    if getattr(request, EMBEDDED, False) and not form:
        return _embedded(request, atlas, figures, name)
    if not form:
        return None
    if form not in FORMATS:
        raise UnknownNameError(_("Kies svg, csv of xlsx."))
    answer = _drawn(request, atlas, figures, name) if form == "svg" else None
    if form != "svg":
        every = [*tables, *(table for figure in figures for table in figure.tables)]
        answer = _tabled(request, atlas, next((t for t in every if t.id == name), None), form)
    if answer is None:
        raise UnknownNameError(_("Op deze pagina staat geen deel “{name}”.").format(name=name[:60]))
    file = _NO_NAME.sub("-", f"toetssteen-{name}-{atlas.id}")[:120]
    kind = "inline" if form == "svg" else "attachment"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{file}.{form}"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _tabled(request: HttpRequest, atlas: Atlas, table: Table | None, form: str) -> HttpResponse | None:
    if table is None:
        return None
    address = page_downloads(request, atlas).page
    repeated = [(_("Momentopname"), atlas.id)]
    if table.about:
        repeated.insert(0, (_("Bron"), provenance.publishers(atlas, table.about)))
    if atlas.snapshot.manifest.invented:
        repeated.append((_("Let op"), _("verzonnen gegevens")))
    content = sheet(table, provenance.facts(atlas, table, address), repeated, request.build_absolute_uri)
    if form == "csv":
        return HttpResponse(as_csv(content), content_type="text/csv; charset=utf-8")
    return HttpResponse(as_xlsx(content), content_type=XLSX)


def _drawn(request: HttpRequest, atlas: Atlas, figures: Sequence[Figure], name: str) -> HttpResponse | None:
    for figure in figures:
        foot = Foot(
            provenance.source_line(atlas, figure.about, figure.year),
            _("Momentopname {id}").format(id=atlas.id),
            page_downloads(request, atlas).page,
            _("Dit zijn verzonnen gegevens. Deze plaatsen bestaan niet.") if atlas.snapshot.manifest.invented else "",
        )
        picture = next((p for _label, p in figure.pictures if p.id == name), None)
        if picture is not None:
            return _svg(alone(picture.wide, figure.title, foot, figure.words))
        if figure.map is not None and figure.map_id == name:
            return _svg(still_maps.still(atlas, figure.map, foot))
    return None


def _svg(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="image/svg+xml; charset=utf-8")


def _embedded(request: HttpRequest, atlas: Atlas, figures: Sequence[Figure], name: str) -> HttpResponse:
    figure = next((f for f in figures if f.id == name), None)
    if figure is None:
        raise UnknownNameError(_("Op deze pagina staat geen figuur “{name}”.").format(name=name[:60]))
    page = EmbeddedPage(
        figure=figure,
        snapshot=atlas.id,
        invented=atlas.snapshot.manifest.invented,
        source=provenance.source_line(atlas, figure.about, figure.year),
    )
    return render(request, "monitor/embedded.html", {"page": page, "page_downloads": page_downloads(request, atlas)})
