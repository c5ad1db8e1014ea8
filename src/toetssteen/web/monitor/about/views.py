"""What the figures are, and how accessible the site is."""

from django.http import HttpRequest, HttpResponse

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.web.monitor.about.context import about_page
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def about(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = about_page(atlas, coverage(atlas), request.GET.get("thema", ""), request.GET.get("niveau", ""))
    figures = download_figures.of_coverage(page)
    return show(request, atlas, "monitor/about.html", page, figures, download_tables.about(page))


@snapshot_page
def accessibility(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    return show(request, atlas, "monitor/accessibility.html")
