"""What the figures are, and how accessible the site is."""

from django.http import HttpRequest, HttpResponse

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.web.monitor.about import context as about_context
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def about(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    context = about_context.about(atlas, coverage(atlas))
    return show(
        request,
        atlas,
        "monitor/about.html",
        context,
        download_figures.of_coverage(context),
        download_tables.about(context),
    )


@snapshot_page
def accessibility(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    return show(request, atlas, "monitor/accessibility.html", {})
