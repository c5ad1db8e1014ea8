"""The map of a figure, as a page and as what changes on it."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.figure import context as figure_context
from toetssteen.web.monitor.map import context as map_context
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def map_page(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = figure_context.map_page(atlas, request, request.GET.get("cijfer") or map_context.opening_indicator(atlas))
    return show(request, atlas, "monitor/map.html", page, download_figures.of_overview(page))


@snapshot_page
def map_change(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    name = request.GET.get("cijfer") or map_context.opening_indicator(atlas)
    return JsonResponse(map_context.map_change(atlas, request, name))
