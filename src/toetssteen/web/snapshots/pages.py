"""The frame around a page of any app: which figures are shown, and a page that says what went wrong."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import LARGEST_WHOLE
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.warehouse.manifest import Manifest
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.navigation import NavigationLink

View = Callable[..., HttpResponseBase]


def manifest() -> Manifest | None:
    """Of the snapshot on show, for the banner and the foot; None when there is none or it cannot be opened."""
    try:
        atlas = serving()
    except ToetssteenError:
        return None
    return None if atlas is None else atlas.snapshot.manifest


def message(
    request: HttpRequest, title: str, text: str, status: int, links: Sequence[NavigationLink] = ()
) -> HttpResponse:
    """A page that says one thing."""
    context = {"title": title, "text": text, "links": links, "snapshot": manifest()}
    return render(request, "ui/message.html", context, status=status)


def no_figures(request: HttpRequest) -> HttpResponse:
    return message(
        request,
        _("Er zijn nog geen cijfers"),
        _("De cijfers worden nog klaargemaakt. Start Toetssteen met “python3 start.py”."),
        status=503,
    )


def errors_become_pages(status: int) -> Callable[[View], View]:
    """What we expect to go wrong becomes a page that says so. status: of what is neither unknown nor forbidden."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
            try:
                return view(request, **parameters)
            except UnknownNameError as problem:
                return message(request, _("Niet gevonden"), str(problem), status=404)
            except PermissionDenied as problem:
                return message(request, _("Dat mag u hier niet"), str(problem), status=403)
            except ToetssteenError as problem:
                return message(request, _("Dat lukt nu niet"), str(problem), status=status)

        return wrapped

    return decorate


def page(view: View) -> View:
    """For pages that are made for whoever asks: no cache keeps the answer for another reader."""

    @errors_become_pages(status=409)
    def answered(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        if any(isinstance(one, int) and one > LARGEST_WHOLE for one in parameters.values()):
            # No database keeps such a number, and not every question about it is answered with "none".
            raise UnknownNameError(_("Wat u zoekt, is er niet. Kijk het adres na."))
        return view(request, **parameters)

    @wraps(view)
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        response = answered(request, **parameters)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return wrapped


class SnapshotRequest(HttpRequest):
    """snapshot: the id of the figures that it is answered from; pinned: what its address says of them."""

    snapshot: str
    pinned: object


def with_snapshot(view: View) -> View:
    """For pages that are made of figures: call `view(request, atlas, ...)` with the serving snapshot, taken once."""

    @wraps(view)
    @errors_become_pages(status=503)
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        atlas = serving()
        if atlas is None:
            return no_figures(request)
        cast(SnapshotRequest, request).snapshot = atlas.id  # for the log of requests
        return view(request, atlas, **parameters)

    return wrapped


def show(request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    """A page with the frame around it."""
    return render(request, template, {"snapshot": manifest(), **context}, status=status)
