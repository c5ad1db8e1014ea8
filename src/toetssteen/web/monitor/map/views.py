"""The map of a figure: as a page, as what changes on it, and what is said of one place."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.figure import context as figure_context
from toetssteen.web.monitor.map import context as map_context
from toetssteen.web.monitor.map.card import map_card
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def map_page(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = figure_context.map_page(atlas, request, _figure(request, atlas))
    return show(request, atlas, "monitor/map.html", page, download_figures.of_overview(page))


@snapshot_page
def map_change(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    """What the map needs to show another figure without a new page: its settings and its legend. `map` is None where there is
    no map: then the page itself says why."""
    asked, within = map_context.overview_asked(atlas, request, _figure(request, atlas), on_map=True)
    view = map_context.map_view(atlas, asked, within, map_context.classes_asked(request))
    if view is None:
        return JsonResponse({"map": None})
    legend = render_to_string("ui/legend.html", {"view": view, "prefix": "kaart"})
    return JsonResponse({"map": view.settings(), "legend": legend})


@snapshot_page
def card(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    """The card of one place, a piece of HTML."""
    year = request.GET.get("jaar", "")
    if not (year.isdecimal() and len(year) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=year[:20]))
    page = map_card(atlas, _figure(request, atlas), request.GET.get("plek", ""), int(year))
    return render(request, "ui/map_card.html", {"card": page})


def _figure(request: HttpRequest, atlas: Atlas) -> str:
    return request.GET.get("cijfer") or map_context.opening_indicator(atlas)
