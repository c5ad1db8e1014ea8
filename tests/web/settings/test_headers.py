"""What every answer of the website carries, whichever page it is."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x" * 10_000)


urlpatterns = [path("pagina/", page)]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def headers(client: Client) -> dict[str, str]:
    response = client.get("/pagina/")
    assert response.status_code == 200
    return dict(response.headers)


def test_a_strict_content_security_policy(headers: dict[str, str]) -> None:
    parts = (part.split() for part in headers["Content-Security-Policy"].split(";"))
    policy = {name: values for name, *values in parts}
    assert policy["default-src"] == policy["worker-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    assert policy["img-src"] == ["'self'", "data:"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]


def test_the_other_headers(headers: dict[str, str]) -> None:
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_who_only_reads_gets_no_cookie(headers: dict[str, str], client: Client) -> None:
    assert "Set-Cookie" not in headers
    assert not client.cookies


def test_pages_travel_compressed(client: Client) -> None:
    response = client.get("/pagina/", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 1_000


def test_a_strange_host_is_refused(client: Client) -> None:
    assert client.get("/pagina/", headers={"host": "kwaad.example"}).status_code == 400
