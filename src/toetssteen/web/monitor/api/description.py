"""What the API says of itself, as OpenAPI: made once, for it changes with the version of Toetssteen only."""

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from ninja.responses import NinjaJSONEncoder

from toetssteen import __version__
from toetssteen.web.monitor.api.rules import VERSION
from toetssteen.web.monitor.api.service import api
from toetssteen.web.snapshots.pages import unless_known


@lru_cache(maxsize=4)
def described(root: str) -> dict[str, Any]:
    """Every address and shape. root: the path of the API, which has the id of a snapshot in it under `stand/`."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=root)
    return schema


@lru_cache(maxsize=4)
def _document(root: str) -> str:
    return json.dumps(described(root), cls=NinjaJSONEncoder)


def openapi(request: HttpRequest) -> HttpResponseBase:
    def document() -> HttpResponse:
        return HttpResponse(_document(api.get_root_path({})), content_type="application/json")

    response = unless_known(request, f"{__version__}-{VERSION}", document)
    patch_cache_control(response, public=True, no_cache=True)
    return response
