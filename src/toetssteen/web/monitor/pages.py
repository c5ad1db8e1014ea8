"""What every page of the monitor does: take the serving snapshot once, answer 304 when nothing changed, and
turn what we expect to go wrong into a page that says so."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from toetssteen import __version__
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.sessions import for_whom
from toetssteen.web.monitor.downloads import parts as taking
from toetssteen.web.snapshots.pages import message
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.figures import Figure
from toetssteen.web.ui.tables import Table

View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """Call `view(request, atlas, ...)` with the serving snapshot."""
    return page_with(lambda: "")(view)


def page_with(stamp: Callable[[], str]) -> Callable[[View], View]:
    """As `page`, for a page that also shows what changes between snapshots. stamp: another text for another state."""
    return lambda view: _page(view, stamp)


def _page(view: View, stamp: Callable[[], str]) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        try:
            atlas = serving()
            if atlas is None:
                return no_figures(request)
            request.snapshot = atlas.id  # for the log of requests
            reader = for_whom(request)
            etag = _etag(atlas, stamp(), reader)
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None:
                return _cached(unchanged, reader)
            response = view(request, atlas, **parameters)
        except UnknownNameError as problem:
            return message(request, _("Niet gevonden"), str(problem), status=404)
        except ToetssteenError as problem:
            return message(request, _("Dat lukt nu niet"), str(problem), status=503)
        if response.status_code == 200:
            response.headers["ETag"] = etag
            if not reader:
                patch_cache_control(response, public=True, no_cache=True)
        return _cached(response, reader)

    return wrapped


def _cached(response: HttpResponseBase, reader: str) -> HttpResponseBase:
    """What bears somebody's name is theirs alone."""
    if reader:
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
    return response


def _etag(atlas: Atlas, stamp: str, reader: str) -> str:
    """Another snapshot, version or style sheet is another page, and so is the page of another reader."""
    suffix = f"-{reader}" if reader else ""
    return f'"{atlas.stamp}-{__version__}-{getattr(staticfiles_storage, "manifest_hash", "")}{stamp}{suffix}"'


def show(
    request: HttpRequest,
    atlas: Atlas,
    template: str,
    context: dict[str, object],
    figures: Sequence[Figure] = (),
    tables: Iterable[Table] = (),
) -> HttpResponse:
    """A page with what the frame around it needs; or the part of it that the address asks for (see `taking`).

    figures: those that can be taken along; tables: those of the page that belong to none of them, made when asked for.
    """
    part = taking.part(request, atlas, figures, tables)
    if part is not None:
        return part
    frame = {
        "snapshot": atlas.snapshot.manifest,
        "atlas": atlas,
        "pinned": getattr(request, "pinned", None),
        "taking": taking.taking(request, atlas),
        "offered": {figure.id: figure for figure in figures},
    }
    return render(request, template, {**frame, **context})


def no_figures(request: HttpRequest) -> HttpResponse:
    return message(
        request,
        _("Er zijn nog geen cijfers"),
        _("De cijfers worden nog klaargemaakt. Start Toetssteen met “python3 start.py”."),
        status=503,
    )
