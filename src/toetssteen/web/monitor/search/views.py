"""Finding a place: by a question, or in the list of areas with a name of their own."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.pages import show, snapshot_page
from toetssteen.web.monitor.search.context import areas_page, search_page
from toetssteen.web.snapshots.selectors import index


@snapshot_page
def search(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    question = request.GET.get("q", "").strip()[:200]
    matches = index(atlas).search(question) if question else ()
    # A whole code leads straight to its place.
    if matches and matches[0].place.code.upper() == question.upper():
        return redirect("monitor:profile", code=matches[0].place.code)
    return show(request, atlas, "monitor/search.html", search_page(question, matches))


@snapshot_page
def areas(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = areas_page(atlas)
    return show(request, atlas, "monitor/areas.html", page, tables=download_tables.areas(page.areas))
