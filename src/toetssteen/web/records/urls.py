"""Addresses of every kind of record: add, change, history, back to an earlier state; and the list and the page of kinds
that bring none of their own."""

from collections.abc import Iterable

from django.urls import URLPattern, path

from toetssteen.web.records import views
from toetssteen.web.records.kinds import RecordKind, kinds


def patterns(some: Iterable[RecordKind]) -> list[URLPattern]:
    """The addresses of these kinds."""
    return [url for kind in some for url in _patterns(kind)]


def _patterns(kind: RecordKind) -> list[URLPattern]:
    own, more = f"{kind.address}/<int:number>", {"kind": kind}
    pages = [
        path(f"alliantie/<slug:key>/{kind.plural}/", views.record_list, more, name=f"list_{kind.name}"),
        path(f"{own}/", views.record, more, name=kind.name),
    ]
    return [
        *(pages if kind.page is None else ()),
        path(f"alliantie/<slug:key>/{kind.plural}/nieuw/", views.add, more, name=f"add_{kind.name}"),
        path(f"{own}/wijzigen/", views.change, more, name=f"change_{kind.name}"),
        path(f"{own}/geschiedenis/", views.history, more, name=f"history_{kind.name}"),
        path(f"{own}/terug/<int:state>/", views.restore, more, name=f"restore_{kind.name}"),
    ]


app_name = "records"
urlpatterns = patterns(kinds())
