"""One line a request: what was asked, how it ended, how long it took, on which figures. Never who asked."""

import logging
import re
from collections.abc import Callable
from time import perf_counter
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase

from toetssteen.web.site.request_ids import request_id, well_formed

log = logging.getLogger("toetssteen.requests")
HEADER = "X-Request-ID"
# Names of parts of a question are ours; what does not look like one may be something somebody typed.
_NAME = re.compile(r"[a-z_]{1,24}")
_LONGEST = 300
# What looks whether we live asks every few seconds.
_QUIET = ("/gezond", "/gereed")


def request_log(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The outermost middleware: what the others refuse is logged too."""

    def logged(request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        id_token = request_id.set(well_formed(request.headers.get(HEADER, "")))
        try:
            response = answer(request)
            response.headers[HEADER] = request_id.get()
            took = round((perf_counter() - started) * 1000, 1)
            level = logging.DEBUG if request.path in _QUIET and response.status_code == 200 else logging.INFO
            log.log(
                level,
                "%s %s %s",
                _method(request),
                _path(request),
                response.status_code,
                extra=_facts(request, response, took),
            )
        finally:
            request_id.reset(id_token)
        return response

    return logged


def _facts(request: HttpRequest, response: HttpResponseBase, took: float) -> dict[str, object]:
    match = request.resolver_match
    named = None if match is None else match.kwargs.get("snapshot")
    atlas = getattr(request, "atlas", None)
    snapshot = (
        getattr(request, "snapshot", None)
        or getattr(atlas, "id", None)
        or (named if response.status_code == 200 else None)
    )
    return {
        "method": _method(request),
        "path": _path(request),
        "query": sorted(name for name in request.GET if _NAME.fullmatch(name)),
        "status": response.status_code,
        "ms": took,
        "snapshot": snapshot,
    }


def _method(request: HttpRequest) -> str:
    method = request.method or ""
    return method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "?"


def _path(request: HttpRequest) -> str:
    """Escaped: a line break in an address makes no line of its own. A token in an address opens a door, so it is
    never written down."""
    match = request.resolver_match
    token = "" if match is None else str(match.kwargs.get("token", ""))
    path = request.path.replace(f"/{token}/", "/-/") if token else request.path
    return quote(path)[:_LONGEST]
