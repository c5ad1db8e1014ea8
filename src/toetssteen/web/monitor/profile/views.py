"""The page of a place."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.pages import show, snapshot_page_with
from toetssteen.web.monitor.profile import context, happening


@snapshot_page_with(happening.stamp)
def profile(request: HttpRequest, atlas: Atlas, code: str) -> HttpResponseBase:
    place = atlas.place(code)
    if place.code != code:
        return redirect("monitor:profile", code=place.code)
    asked = context.asked(atlas, place, request.GET)
    made = context.made(atlas, asked)
    here = None if asked.theme else happening.here(atlas, place)
    response = show(
        request, atlas, "monitor/profile.html", {"page": made.page, "here": here}, made.figures, made.tables
    )
    if place.custom:
        # Anybody can write such a link and its name: no search engine should take it for a place.
        response.headers["X-Robots-Tag"] = "noindex"
    return response
