"""Addresses of lists of every kind of record that may be taken over: the list out, an empty one, and the way in."""

from collections.abc import Iterable

from django.urls import URLPattern, path

from toetssteen.web.imports import views
from toetssteen.web.records.importable import ImportSpec
from toetssteen.web.records.kinds import RecordKind, kinds


def patterns(importable: Iterable[RecordKind]) -> list[URLPattern]:
    """The addresses of these kinds."""
    return [url for kind in importable if kind.importable is not None for url in _patterns(kind, kind.importable)]


def _patterns(kind: RecordKind, spec: ImportSpec) -> list[URLPattern]:
    area, parameters = "alliantie/<slug:key>/", {"kind": kind}
    upload = f"{area}{spec.address or f'{kind.plural}/overnemen'}/"
    empty = spec.empty_list or f"lege-lijst-{kind.plural}"
    return [
        path(f"{area}{kind.plural}.csv", views.download, {**parameters, "form": "csv"}, name=f"csv_{kind.name}"),
        path(f"{area}{kind.plural}.xlsx", views.download, {**parameters, "form": "xlsx"}, name=f"xlsx_{kind.name}"),
        path(upload, views.upload, parameters, name=f"upload_{kind.name}"),
        path(f"{upload}<int:number>/", views.run, parameters, name=f"run_{kind.name}"),
        path(f"{empty}.<str:form>", views.template, parameters, name=f"template_{kind.name}"),
    ]


app_name = "imports"
urlpatterns = patterns(kinds())
