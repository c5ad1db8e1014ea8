"""Finding a place: by a question, or in the list of areas with a name of their own."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.search import is_postcode
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.pages import show, snapshot_page
from toetssteen.web.snapshots.selectors import index


@snapshot_page
def search(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    question = request.GET.get("q", "").strip()[:200]
    found = index(atlas).search(question) if question else ()
    # A whole code leads straight to its place.
    if found and found[0].place.code.upper() == question.upper():
        return redirect("monitor:profile", code=found[0].place.code)
    return show(
        request, atlas, "monitor/search.html", {"question": question, "found": found, "postcode": is_postcode(question)}
    )


@snapshot_page
def areas(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    named = sorted((p for p in atlas.gazetteer.places.values() if p.named), key=lambda p: p.name)
    return show(request, atlas, "monitor/areas.html", {"named": named}, tables=download_tables.areas(named))
