"""Finding something: by a question, or in the list of areas with a name of their own."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import Level
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.roles import VISITOR, Actor
from toetssteen.web.accounts.sign_in.sessions import for_whom
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.pages import growing_page, show, snapshot_page, snapshot_page_with
from toetssteen.web.monitor.search import records
from toetssteen.web.monitor.search.context import areas_page, search_page, suggestions
from toetssteen.web.monitor.search.results import search as search_everything
from toetssteen.web.monitor.search.results import search_figures
from toetssteen.web.snapshots.selectors import index

LONGEST = 200


def search(request: ActorRequest) -> HttpResponseBase:
    """What a member finds changes with every record they may see, so only the page of a visitor has an ETag."""
    return _of_member(request) if for_whom(request) else _of_visitor(request)


@snapshot_page_with(records.stamp)
def _of_visitor(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    return _search(request, atlas, VISITOR)


@growing_page
def _of_member(request: ActorRequest, atlas: Atlas) -> HttpResponseBase:
    return _search(request, atlas, request.actor)


def _search(request: HttpRequest, atlas: Atlas, actor: Actor) -> HttpResponseBase:
    question = _question(request)
    # A whole code leads straight to its place; the id of an area with a name of its own is also a word.
    place = index(atlas).of_code(question)
    if place is not None and place.level is not Level.GEBIED:
        return redirect("monitor:profile", code=place.code)
    results = search_everything(atlas, question, actor)
    return show(
        request, atlas, "monitor/search.html", search_page(atlas, question, results, request.GET.get("soort", ""))
    )


@snapshot_page
def suggested(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    """What a browser shows while somebody types: the same for everybody, so without what alliances keep."""
    return JsonResponse({"suggestions": suggestions(atlas, search_figures(atlas, _question(request)))})


def _question(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


@snapshot_page
def areas(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = areas_page(atlas)
    return show(request, atlas, "monitor/areas.html", page, tables=download_tables.areas(page.areas))
