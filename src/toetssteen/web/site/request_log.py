"""Logs one line per request: path, status, duration and snapshot. Never who asked."""

import logging
import re
from collections.abc import Callable
from time import perf_counter
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase

from toetssteen.web.site.request_ids import request_id, well_formed

log = logging.getLogger("toetssteen.requests")
HEADER = "X-Request-ID"
# Our own names of query parameters look like this; others may hold what somebody typed.
_NAME = re.compile(r"[a-z_]{1,24}")
_LONGEST = 300
# Health checks ask every few seconds.
_QUIET = ("/gezond", "/gereed")


def request_log(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The outermost middleware, so that requests refused by the others are logged too."""

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
    """The path, escaped so that a line break makes no new line, and without the token that a link in a letter has."""
    match = request.resolver_match
    token = "" if match is None else str(match.kwargs.get("token", ""))
    path = request.path.replace(f"/{token}/", "/-/") if token else request.path
    return quote(path)[:_LONGEST]
