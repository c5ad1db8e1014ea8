"""Pages that are made of figures: answered from one snapshot, taken once."""

from collections.abc import Callable
from functools import wraps
from typing import cast
from zlib import crc32

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries import table_states
from toetssteen.web.site.pages import View, errors_become_pages, message
from toetssteen.web.snapshots.selectors import manifest, serving


class SnapshotRequest(HttpRequest):
    """snapshot: the id of the figures that it is answered from; pinned: what its address says of them."""

    snapshot: str
    pinned: object


def with_snapshot(view: View) -> View:
    """Decorator: call `view(request, atlas, ...)` with the serving snapshot, taken once."""

    @wraps(view)
    @errors_become_pages(status=503)
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        atlas = serving()
        if atlas is None:
            return no_figures(request)
        cast(SnapshotRequest, request).snapshot = atlas.id  # for the log of requests
        return view(request, atlas, **parameters)

    return wrapped


def unless_known(request: HttpRequest, stamp: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """`answer()` with an ETag, or 304 without making it when the reader has it already.

    stamp: another text for another answer at this address. `If-None-Match: *` asks whether there is any answer, which
    only `answer` can tell.
    """
    etag = f'"{stamp}-{crc32(request.get_full_path().encode()):x}"'
    if request.headers.get("If-None-Match", "").strip() != "*":
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return unchanged
    response = answer()
    if response.status_code != 200:
        return response
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=cast(HttpResponse, response)) or response


def no_figures(request: HttpRequest) -> HttpResponse:
    folder = Home.find().refreshes
    tables = table_states.read(folder)
    if tables is not None and table_states.goes_on(folder):
        text = _("De eerste cijfers komen nu binnen: {n} van {all} tabellen. Kijk over een paar minuten weer.").format(
            n=tables.whole, all=len(tables.tables)
        )
    else:
        text = _(
            "De cijfers worden nog klaargemaakt. Kom later terug. Wie deze website beheert, leest in de handleiding hoe dat gaat."
        )
    return message(request, _("Er zijn nog geen cijfers"), text, status=503)


def frame() -> dict[str, object]:
    """What the banner and the foot of every page show: the hook `frame`."""
    return {"snapshot": manifest()}
