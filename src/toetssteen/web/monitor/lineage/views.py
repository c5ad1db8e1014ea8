"""The page that leads from a figure to the publisher's cell."""

from django.http import HttpRequest, HttpResponse

from toetssteen.answers.figures.lineage import lineage as trace
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.lineage.context import lineage_page
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def lineage(request: HttpRequest, atlas: Atlas, name: str, code: str, year: int) -> HttpResponse:
    page = lineage_page(atlas, trace(atlas, name, code, year))
    return show(request, atlas, "monitor/lineage.html", page, tables=download_tables.cells(page))
