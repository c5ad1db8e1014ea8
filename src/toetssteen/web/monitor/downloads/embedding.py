"""The bare page of one figure, for somebody else's website: without cookies or script, and the only page that may
stand in a frame. So may the page in its place when there is no such figure: it names nobody either."""

from functools import partial

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from toetssteen.web.monitor.downloads.parts import EMBEDDED
from toetssteen.web.site.pages import allowing

# Pages with figures to take along; nothing with a form of consequence can be framed.
PAGES = ("start", "profile", "figure", "map", "about", "compare", "focus")


_framed_anywhere = csp_replace({"frame-ancestors": ["*"]})


@xframe_options_exempt
@allowing("GET", "HEAD")
def embedded(request: HttpRequest, page: str) -> HttpResponseBase:
    """The figure `deel` of the page at this address."""
    return _framed_anywhere(partial(_figure, page=page))(request)


def _figure(request: HttpRequest, page: str) -> HttpResponseBase:
    try:
        match = resolve(f"/{page}")
    except Resolver404:
        return _without_figure(request, 404)
    if match.app_name != "monitor" or match.url_name not in PAGES:
        return _without_figure(request, 404)
    setattr(request, EMBEDDED, True)
    response = match.func(request, *match.args, **match.kwargs)
    # An error page names who is signed in and has a form to sign out: never in a frame.
    return _without_figure(request, response.status_code) if response.status_code >= 400 else response


def _without_figure(request: HttpRequest, status: int) -> HttpResponse:
    text = (
        _("Dit figuur is er niet, of is niet in te sluiten.")
        if status == 404
        else _("Dit lukt nu niet. Probeer het straks nog eens.")
    )
    return render(request, "monitor/not_embedded.html", {"text": text}, status=status)
