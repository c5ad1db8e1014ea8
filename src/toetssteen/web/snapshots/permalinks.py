"""Addresses that name a snapshot: `stand/<id>/` before any address of the site gives that page with those figures,
and every link on it stays with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils.cache import patch_cache_control
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import SnapshotError
from toetssteen.warehouse.opening import read_manifest
from toetssteen.web.site.pages import message
from toetssteen.web.snapshots import selectors
from toetssteen.web.snapshots.pages import SnapshotRequest
from toetssteen.web.ui.dates import day as day_in_words
from toetssteen.web.ui.navigation import NavigationLink

_ADDRESS = re.compile(r"/stand/([^/]+)(/.*)?", re.DOTALL)
# The figures never change. The page around them can, with a new version of the site: after a day it is asked for again.
KEPT = 86_400


@dataclass(frozen=True, slots=True)
class Pin:
    """What the page says about its own age. day: of these figures; now: this page with the newest; withdrawn:
    somebody went back from these figures later."""

    day: str
    now: str
    withdrawn: bool


class Permalinks:
    """Middleware: takes `stand/<id>` off the address and lets the rest of the site answer with that snapshot."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match = _ADDRESS.fullmatch(request.path_info)
        if match is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        name, address = match[1], match[2]
        if address is None:
            return redirect(f"{get_script_prefix()}stand/{escape_uri_path(name)}/")
        now = get_script_prefix() + escape_uri_path(address.lstrip("/")) + _query(request)
        shelf = selectors.shelf()
        # Only names the shelf gives: a request never reaches into another folder.
        if name not in shelf.readable():
            return _gone(request, now)
        try:
            day = day_in_words(read_manifest(shelf.folder / name).created)
        except SnapshotError:
            return _gone(request, now)
        cast(SnapshotRequest, request).pinned = Pin(day, now, shelf.withdrawn(name))
        request.path_info = address
        return self._answer(request, name)

    def _answer(self, request: HttpRequest, name: str) -> HttpResponseBase:
        prefix, token = get_script_prefix(), selectors.asked_for.set(name)
        set_script_prefix(f"{prefix}stand/{name}/")
        try:
            response = self.get_response(request)
        finally:
            set_script_prefix(prefix)
            selectors.asked_for.reset(token)
        # A page that is not for everybody stays as private as it says it is.
        for_all = response.status_code == 304 or "public" in response.headers.get("Cache-Control", "")
        if response.status_code in (200, 304) and for_all:
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, public=True, max_age=KEPT, immutable=True)
        # A search engine should find the newest figures.
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def _query(request: HttpRequest) -> str:
    text = request.META.get("QUERY_STRING", "")
    return f"?{text}" if text else ""


def _gone(request: HttpRequest, now: str) -> HttpResponse:
    return message(
        request,
        _("Deze cijfers staan hier niet meer"),
        _(
            "Dit adres hoort bij cijfers van een eerder moment, en die staan niet op deze website. Misschien is het adres "
            "niet helemaal overgenomen, of zijn de cijfers opgeruimd. Vraag het wie u dit adres gaf, of wie deze website "
            "beheert."
        ),
        status=404,
        links=[NavigationLink(now, _("Bekijk deze pagina met de nieuwste cijfers"))],
    )
