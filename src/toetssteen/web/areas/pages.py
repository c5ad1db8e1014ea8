"""The frame around a page of any app: which figures are shown, and a page that says what went wrong."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.warehouse.manifest import Manifest
from toetssteen.web.areas.selectors import serving
from toetssteen.web.ui.navigation import Link


def manifest() -> Manifest | None:
    """Of the snapshot on show, for the banner and the foot; None when there is none or it cannot be opened."""
    try:
        atlas = serving()
    except ToetssteenError:
        return None
    return None if atlas is None else atlas.snapshot.manifest


def message(request: HttpRequest, title: str, text: str, status: int, links: Sequence[Link] = ()) -> HttpResponse:
    """A page that says one thing."""
    context = {"title": title, "text": text, "links": links, "snapshot": manifest()}
    return render(request, "ui/message.html", context, status=status)
