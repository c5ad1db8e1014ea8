"""What holds for every answer under /v1, whoever makes it: the NL API Design Rules as a middleware.

Reading only, `API-Version` on every answer, problems as RFC 9457, open to scripts of any site.
"""

import re
from collections.abc import Callable

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

VERSION = "1.0.0"
ROOT = "/v1"
PROBLEM = "application/problem+json"
ALLOW = "GET, HEAD, OPTIONS"
_NOT_PRINTABLE = re.compile(r"[^\x20-\x7e]")


def problem(status: int, title: str, detail: str, path: str = "") -> HttpResponse:
    """A problem as RFC 9457 describes it; `path`: of the question that gave it."""
    instance = _NOT_PRINTABLE.sub("", path)[:200]
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": instance}
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=PROBLEM)


def words(status: int) -> tuple[str, str]:
    """What we say of a status nobody explained."""
    return {
        400: (_("Vraag niet begrepen"), _("Het adres van deze vraag klopt niet. Kijk het na in /v1/openapi.json.")),
        404: (_("Niet gevonden"), _("Dit adres bestaat niet. Alle adressen staan in /v1/openapi.json.")),
    }.get(status, (_("Dat lukt nu niet"), _("Er ging iets mis bij ons. Probeer het later opnieuw.")))


class ApiRules:
    """Django middleware. Requests elsewhere pass untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != ROOT and not request.path_info.startswith(f"{ROOT}/"):
            return self.get_response(request)
        response = self._answer(request)
        if response.status_code >= 400 and response.headers.get("Content-Type", "") != PROBLEM:
            allow = response.headers.get("Allow")
            response = problem(response.status_code, *words(response.status_code), request.path)
            if allow:
                response.headers["Allow"] = allow
        response.headers["API-Version"] = VERSION
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "API-Version, ETag, Link"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        match request.method:
            case "OPTIONS":
                response = HttpResponse(status=204, headers={"Allow": ALLOW})
                response.headers["Access-Control-Allow-Methods"] = ALLOW
                response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
                del response.headers["Content-Type"]
                return response
            case "HEAD":
                # As a GET, but without its body: the length stays, as HTTP asks.
                request.method = "GET"
                response = self.get_response(request)
                length = len(response.content)
                response.content = b""
                response.headers["Content-Length"] = str(length)
                return response
            case "GET":
                return self.get_response(request)
            case _:
                title, detail = _("Alleen lezen"), _("Deze gegevens zijn alleen te lezen: gebruik GET of HEAD.")
                response = problem(405, title, detail, request.path)
                response.headers["Allow"] = ALLOW
                return response
