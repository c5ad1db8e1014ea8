"""What every page of the monitor does: take the serving snapshot once, and answer 304 when nothing changed."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from zlib import crc32

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from toetssteen import __version__
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.accounts.sign_in.sessions import for_whom
from toetssteen.web.monitor.downloads import parts
from toetssteen.web.site.pages import View, allowing
from toetssteen.web.snapshots.pages import unless_known, with_snapshot
from toetssteen.web.ui.figures import Figure
from toetssteen.web.ui.tables import Table


def snapshot_page(view: View) -> View:
    """Call `view(request, atlas, ...)` with the serving snapshot, unless the reader has its answer already."""
    return snapshot_page_with(lambda: "")(view)


def snapshot_page_with(stamp: Callable[[], str]) -> Callable[[View], View]:
    """As `snapshot_page`, for a page that also shows what changes between snapshots. stamp: another text for another
    state."""

    def decorate(view: View) -> View:
        @wraps(view)
        def unless_known_already(request: HttpRequest, atlas: Atlas, **parameters: object) -> HttpResponseBase:
            state = _state(atlas, stamp(), for_whom(request))
            return unless_known(request, state, lambda: view(request, atlas, **parameters))

        return _readable(unless_known_already, public=True)

    return decorate


def growing_page(view: View) -> View:
    """As `snapshot_page`, for a page that shows what grows while the snapshot stays the same: it has no ETag."""
    return _readable(view, public=False)


def _readable(view: View, *, public: bool) -> View:
    """A page to read, whose answer is its reader's alone when it bears a name. public: else it is everybody's."""

    answered = with_snapshot(view)

    @wraps(view)
    @allowing("GET", "HEAD")
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        response = answered(request, **parameters)
        if for_whom(request):
            patch_cache_control(response, private=True, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
        elif response.status_code == 200:
            patch_cache_control(response, **({"public": True} if public else {}), no_cache=True)
        return response

    return wrapped


def _state(atlas: Atlas, stamp: str, reader: str) -> str:
    """Another snapshot, version or style sheet is another page, and so is another foot, or the page of another reader."""
    suffix = f"-{reader}" if reader else ""
    foot = f"{crc32(f'{settings.PUBLISHER} {settings.CONTACT}'.encode()):x}"
    return f"{atlas.stamp}-{__version__}-{getattr(staticfiles_storage, 'manifest_hash', '')}-{foot}{stamp}{suffix}"


def show(
    request: HttpRequest,
    atlas: Atlas,
    template: str,
    page: object = None,
    figures: Sequence[Figure] = (),
    tables: Iterable[Table] = (),
) -> HttpResponse:
    """A page with what the frame around it needs; or the part of it that the address asks for (see `page_downloads`).

    page: what the template reads as `page.…`, a frozen dataclass; None for a page without figures. figures: those with files
    to download; tables: those of the page that belong to none of them, made when asked for.
    """
    part = parts.part(request, atlas, figures, tables)
    if part is not None:
        return part
    context = {
        "page": page,
        "snapshot": atlas.snapshot.manifest,
        "atlas": atlas,
        "pinned": getattr(request, "pinned", None),
        "page_downloads": parts.page_downloads(request, atlas),
        "downloadable": {figure.id: figure for figure in figures},
    }
    return render(request, template, context)
