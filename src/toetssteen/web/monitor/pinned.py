"""Addresses that name a snapshot: `stand/<id>/` before any address of the site gives that page with those figures,
and every link on it stays with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import SnapshotError, ToetssteenError, UnknownNameError
from toetssteen.warehouse.opening import read_manifest
from toetssteen.web.monitor.downloads import provenance
from toetssteen.web.monitor.pages import message, no_figures
from toetssteen.web.snapshots import selectors
from toetssteen.web.ui.navigation import Link

_ADDRESS = re.compile(r"/stand/([^/]+)(/.*)?", re.DOTALL)
# The figures never change. The page around them can, with a new version of the site: after a day it is asked for again.
KEPT = 86_400
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Pin:
    """What the page says about its own age. day: of these figures; now: this page with the newest; withdrawn:
    somebody went back from these figures later."""

    day: str
    now: str
    withdrawn: bool


class Pinned:
    """Middleware: takes `stand/<id>` off the address and lets the rest of the site answer with that snapshot."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = _ADDRESS.fullmatch(request.path_info)
        if found is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        name, rest = found[1], found[2]
        if rest is None:
            return redirect(f"{get_script_prefix()}stand/{escape_uri_path(name)}/")
        now = get_script_prefix() + escape_uri_path(rest.lstrip("/")) + _query(request)
        shelf = selectors.shelf()
        # Only names the shelf gives: a request never reaches into another folder.
        if name not in shelf.readable():
            return _gone(request, now)
        try:
            day = provenance.day(read_manifest(shelf.folder / name).created)
        except SnapshotError:
            return _gone(request, now)
        request.pinned = Pin(day, now, shelf.withdrawn(name))
        request.path_info = rest
        return self._answer(request, name)

    def _answer(self, request: HttpRequest, name: str) -> HttpResponseBase:
        before, asked = get_script_prefix(), selectors.asked_for.set(name)
        set_script_prefix(f"{before}stand/{name}/")
        try:
            response = self.get_response(request)
        finally:
            set_script_prefix(before)
            selectors.asked_for.reset(asked)
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
        links=[Link(now, _("Bekijk deze pagina met de nieuwste cijfers"))],
    )


def fixed_link(request: HttpRequest) -> HttpResponse:
    """Make a fixed link to a page of this site with the figures it shows now: those are then kept for good.

    Asking (GET) changes nothing; only the button (POST) does. Only the serving snapshot can be kept: readers cannot
    fill the disk.
    """
    try:
        atlas = selectors.serving()
        response = no_figures(request) if atlas is None else _fixed(request, atlas)
    except UnknownNameError as problem:
        response = message(request, _("Niet gevonden"), str(problem), status=404)
    except (ToetssteenError, OSError) as problem:
        response = message(request, _("Dat lukt nu niet"), str(problem), status=503)
    add_never_cache_headers(response)
    return response


def _fixed(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    shelf = selectors.shelf()
    asked = request.POST if request.method == "POST" else request.GET
    target = _target(asked.get("naar", ""))
    address = f"{get_script_prefix()}stand/{atlas.id}{target}"
    newer = request.method == "POST" and asked.get("momentopname") != atlas.id
    if request.method == "POST" and not newer:
        shelf.refer(atlas.id)
        return redirect(address)
    context = {
        "snapshot": atlas.snapshot.manifest,
        "target": target,
        "page": get_script_prefix() + target[1:],
        "day": provenance.day(atlas.snapshot.manifest.created),
        "address": request.build_absolute_uri(address) if shelf.referred(atlas.id) else "",
        "newer": newer,
    }
    return render(request, "monitor/fixed_link.html", context)


def _target(text: str) -> str:
    """A page of this site, as path and query below its prefix. Raises UnknownNameError."""
    problem = UnknownNameError(_("Een vaste link kan alleen naar een pagina van deze website."))
    if not text.startswith("/") or text.startswith("//") or "\\" in text or len(text) > LONGEST:
        raise problem
    parts = urlsplit(text)
    try:
        found = resolve(parts.path)
    except Resolver404:
        raise problem from None
    if parts.scheme or parts.netloc or found.view_name == "monitor:fixed_link":
        raise problem
    return escape_uri_path(parts.path) + (f"?{parts.query}" if parts.query else "")
