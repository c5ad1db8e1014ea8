"""The list of figures, and the page of one."""

from django.http import HttpRequest, HttpResponse

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.figure.all_figures import figures_page
from toetssteen.web.monitor.figure.context import WantedPage, figure_page
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def figures(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    return show(request, atlas, "monitor/figures.html", figures_page(atlas, request.GET))


@snapshot_page
def figure(request: HttpRequest, atlas: Atlas, name: str) -> HttpResponse:
    indicator = atlas.indicator(name)
    if not indicator.columns or not atlas.cube.has_indicator(name):
        return show(request, atlas, "monitor/wanted.html", WantedPage(indicator=indicator))
    page = figure_page(atlas, request, name)
    figures = download_figures.of_overview(page)
    return show(request, atlas, "monitor/figure.html", page, figures, download_tables.sources(page.sources))
