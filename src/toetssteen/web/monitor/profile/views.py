"""The page of a place."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.downloads.parts import asks_part
from toetssteen.web.monitor.pages import show, snapshot_page_with
from toetssteen.web.monitor.profile import context
from toetssteen.web.monitor.profile import happening as programme


@snapshot_page_with(programme.stamp)
def profile(request: HttpRequest, atlas: Atlas, code: str) -> HttpResponseBase:
    place = atlas.place(code)
    if place.code != code:
        return redirect("monitor:profile", code=place.code)
    query = context.profile_query(atlas, place, request.GET)
    if asks_part(request):
        # Every figure can be taken along, also those of a page of their own.
        query = replace(query, whole=True)
    prepared = context.prepared(atlas, query)
    page = prepared.page if query.theme else replace(prepared.page, happening=programme.happening(atlas, place))
    response = show(request, atlas, "monitor/profile.html", page, prepared.figures, prepared.tables)
    if place.custom:
        # Anybody can write such a link and its name: no search engine should take it for a place.
        response.headers["X-Robots-Tag"] = "noindex"
    return response
