"""The API itself: what every resource does before and after its own work."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, cast
from zlib import crc32

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from toetssteen import __version__
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.monitor.api.formats import TYPES
from toetssteen.web.monitor.api.rules import PROBLEM, VERSION, problem
from toetssteen.web.monitor.api.schemas import Probleem
from toetssteen.web.site.errors import expected_answer
from toetssteen.web.snapshots.pages import unless_known
from toetssteen.web.snapshots.selectors import kept, serving

REFUSALS = frozenset({400, 404, 406, 503})
Pinned = Annotated[
    str | None,
    Query(description="Blijf bij deze momentopname; zonder dit antwoordt de nieuwste.", max_length=60),
]
View = Callable[..., HttpResponseBase]


class AtlasRequest(HttpRequest):
    """atlas: of the snapshot that the request asks about; for the resource, and for the log of requests."""

    atlas: Atlas


class Api(NinjaAPI):
    """Describes problems as problems, and the other forms an answer comes in."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                self._complete(operation)
        return schema

    def _complete(self, operation: dict[str, Any]) -> None:
        for status, response in operation["responses"].items():
            content = response.get("content", {})
            if int(status) >= 400 and content:
                response["content"] = {PROBLEM: content["application/json"]}
        for name in operation.pop("x-formaten", ()):
            shape = {"type": "string"} if name in ("csv", "turtle") else {"type": "object"}
            operation["responses"][200].setdefault("content", {})[TYPES[name]] = {"schema": shape}


api = Api(
    title="Toetssteen open data",
    version=VERSION,
    description=_(
        "Open cijfers over buurten, wijken en gemeenten: dezelfde antwoorden als de website, met bij elk cijfer de weg terug naar de uitgever. Geen ranglijsten. Geheime cellen blijven geheim."
    ),
    # See `description`.
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-v1",
)


def resource(
    path: str, shape: object, *, name: str, formats: tuple[str, ...] = ("json",), living: bool = False
) -> Callable[[View], View]:
    """Register `view(request, ...)` under `path`. `request` is an AtlasRequest. living: of no snapshot, and
    made for whoever asks, so that nothing in between keeps it.

    A query that is not known, or given twice, is refused: a typing error must not look like an answer.
    """

    def register(view: View) -> View:
        parameters_known = {p for p in inspect.signature(view).parameters if p != "request" and f"{{{p}}}" not in path}

        @wraps(view)
        def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
            for asked in request.GET:
                if asked not in parameters_known:
                    return _unknown(asked, parameters_known, request.path)
                if len(request.GET.getlist(asked)) > 1:
                    text = _("“{name}” staat er meer dan één keer.").format(name=asked[:40])
                    return problem(400, _("Dubbele vraag"), text, request.path)
            if living:
                response = view(request, **parameters)
                patch_cache_control(response, private=True, no_cache=True)
                return response
            return _answered(view, request, parameters)

        api.get(
            path,
            response={200: shape, REFUSALS: Probleem},
            url_name=name,
            operation_id=name,
            summary=(view.__doc__ or name).strip(),
            openapi_extra={"x-formaten": [f for f in formats if f != "json"]},
        )(wrapped)
        return wrapped

    return register


def _unknown(asked: str, available: set[str], path: str) -> HttpResponse:
    text = _("“{name}” kennen wij hier niet. Wel: {known}.").format(name=asked[:40], known=", ".join(sorted(available)))
    return problem(400, _("Onbekende vraag"), text, path)


def _answered(view: View, request: HttpRequest, parameters: dict[str, object]) -> HttpResponseBase:
    pinned = parameters.get("momentopname")
    atlas = serving() if pinned is None else kept(str(pinned))
    if atlas is None:
        text = _("Er zijn nog geen cijfers. Probeer het later opnieuw.")
        return problem(503, _("Nog geen cijfers"), text, request.path)
    cast(AtlasRequest, request).atlas = atlas
    response = unless_known(request, _state(atlas, request), lambda: view(request, **parameters))
    if response.status_code == 200:
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Accept"])
    return response


def _state(atlas: Atlas, request: HttpRequest) -> str:
    """One address has as many forms as Accept can ask for."""
    accept = "" if "formaat" in request.GET else request.headers.get("Accept", "")
    return f"{atlas.stamp}-{__version__}-{VERSION}-{crc32(accept.encode()):x}"


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = sorted({str(detail["loc"][-1]) for detail in error.errors})
    text = _("Dit klopt niet: {names}. In /v1/openapi.json staat wat er kan.").format(names=", ".join(wrong))
    return problem(400, _("Vraag niet begrepen"), text, request.path)


@api.exception_handler(ToetssteenError)
def _refused(request: HttpRequest, error: ToetssteenError) -> HttpResponse:
    answer = expected_answer(error, 503)
    return problem(answer.status, answer.title, answer.text, request.path)
