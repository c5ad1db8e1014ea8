"""Making a fixed link to a page: an address that names the snapshot, whose figures are then kept for good."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.site.pages import allowing
from toetssteen.web.snapshots import selectors
from toetssteen.web.snapshots.pages import with_snapshot
from toetssteen.web.ui.dates import day

LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedLinkPage:
    """What the template reads. target: the page below the site's prefix, back: its whole path; day: of the figures;
    address: the fixed link, "" before it is made; newer: other figures serve than those the reader saw."""

    target: str
    back: str
    day: str
    address: str
    newer: bool


@never_cache
@allowing("GET", "HEAD", "POST")
@with_snapshot
def fixed_link(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    """Make a fixed link to a page of this site with the figures it shows now: those are then kept for good.

    Asking (GET) changes nothing; only the button (POST) does. Only the serving snapshot can be kept: readers cannot
    fill the disk.
    """
    shelf = selectors.shelf()
    query = request.POST if request.method == "POST" else request.GET
    target = _target(query.get("naar", ""))
    address = f"{get_script_prefix()}stand/{atlas.id}{target}"
    newer = request.method == "POST" and query.get("momentopname") != atlas.id
    if request.method == "POST" and not newer:
        shelf.refer(atlas.id)
        return redirect(address)
    page = FixedLinkPage(
        target=target,
        back=get_script_prefix() + target[1:],
        day=day(atlas.snapshot.manifest.created),
        address=request.build_absolute_uri(address) if shelf.referred(atlas.id) else "",
        newer=newer,
    )
    return render(request, "monitor/fixed_link.html", {"snapshot": atlas.snapshot.manifest, "page": page})


def _target(text: str) -> str:
    """A page of this site, as path and query below its prefix. Raises UnknownNameError."""
    problem = UnknownNameError(_("Een vaste link kan alleen naar een pagina van deze website."))
    if not text.startswith("/") or text.startswith("//") or "\\" in text or len(text) > LONGEST:
        raise problem
    parts = urlsplit(text)
    try:
        match = resolve(parts.path)
    except Resolver404:
        raise problem from None
    if parts.scheme or parts.netloc or match.view_name == "monitor:fixed_link":
        raise problem
    return escape_uri_path(parts.path) + (f"?{parts.query}" if parts.query else "")
