"""JSON, CSV for machines, GeoJSON: which one is asked for, and how it is written."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from toetssteen.web.monitor.api.rules import problem
from toetssteen.web.ui.downloads import MACHINES, csv_file

TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "turtle": "text/turtle",
}


def chosen(request: HttpRequest, asked: str | None, available: Sequence[str]) -> str | None:
    """The format by name (?formaat=) or by Accept; None when nothing available is accepted."""
    if asked is not None:
        return asked if asked in available else None
    preferred = request.get_preferred_type([TYPES[name] for name in available])
    return next((name for name in available if TYPES[name] == preferred), None)


def not_acceptable(request: HttpRequest, available: Sequence[str]) -> HttpResponse:
    kinds = ", ".join(TYPES[name] for name in available)
    return problem(406, _("Die vorm is er niet"), _("Dit is er als: {kinds}.").format(kinds=kinds), request.path)


def json(content: object, kind: str = TYPES["json"]) -> HttpResponse:
    # An area code is a string with a look at it.
    return HttpResponse(msgspec.json.encode(content, enc_hook=str), content_type=kind)


def table(name: str, mappings: Iterable[Mapping[str, object]]) -> HttpResponse:
    """RFC 4180: commas, a point in numbers, a row of names; nothing where there is no number."""
    rows = list(mappings)
    names = list(rows[0]) if rows else []
    content = csv_file([names, *([row.get(name) for name in names] for row in rows)] if rows else [], MACHINES)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
