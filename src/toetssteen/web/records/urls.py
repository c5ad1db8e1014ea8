"""Addresses of every kind of record: add, change, history, and back to an earlier state."""

from collections.abc import Iterable

from django.urls import URLPattern, path

from toetssteen.web.records import views
from toetssteen.web.records.kinds import RecordKind, kinds


def patterns(some: Iterable[RecordKind]) -> list[URLPattern]:
    """The addresses of these kinds."""
    return [url for kind in some for url in _patterns(kind)]


def _patterns(kind: RecordKind) -> list[URLPattern]:
    own, more = f"{kind.address}/<int:number>", {"kind": kind}
    return [
        path(f"alliantie/<slug:key>/{kind.plural}/nieuw/", views.add, more, name=f"add_{kind.name}"),
        path(f"{own}/wijzigen/", views.change, more, name=f"change_{kind.name}"),
        path(f"{own}/geschiedenis/", views.history, more, name=f"history_{kind.name}"),
        path(f"{own}/terug/<int:state>/", views.restore, more, name=f"restore_{kind.name}"),
    ]


app_name = "records"
urlpatterns = patterns(kinds())
