"""The bare page of one figure, for somebody else's website: without cookies or script, and the only page that may
stand in a frame."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from toetssteen.web.monitor.taking import EMBEDDED

# Pages with figures to take along; nothing with a form of consequence can be framed.
PAGES = ("start", "profile", "figure", "map", "about", "compare", "focus")


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request: HttpRequest, page: str) -> HttpResponseBase:
    """The figure `deel` of the page at this address."""
    try:
        found = resolve(f"/{page}")
    except Resolver404:
        raise Http404(_("Deze pagina bestaat niet.")) from None
    if found.app_name != "monitor" or found.url_name not in PAGES:
        raise Http404(_("Deze pagina is niet in te sluiten."))
    setattr(request, EMBEDDED, True)
    return found.func(request, *found.args, **found.kwargs)
