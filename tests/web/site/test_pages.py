"""Every error becomes the same page, whoever catches it, with the frame around it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from served_snapshots import installed_in

from toetssteen.kernel.bounds import LARGEST_WHOLE
from toetssteen.kernel.errors import SnapshotError, UnknownNameError
from toetssteen.web import urls
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.site.errors import expected_answer, uncaught_answer
from toetssteen.web.site.pages import forbidden, not_found, page

RAISED = {
    "verboden": PermissionDenied("Alleen voor het bureau."),
    "onbekend": UnknownNameError("De wijk XX bestaat niet."),
    "lukt-niet": SnapshotError("De cijfers zijn beschadigd."),
}


Ask = Callable[[str], tuple[int, str, str]]


def _raises(problem: Exception) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, **_parameters: object) -> HttpResponse:
        raise problem

    return view


def _numbered(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(str(number))


urlpatterns = [
    *(path(f"{name}/", page(_raises(problem))) for name, problem in RAISED.items()),
    *(path(f"los/{name}/", _raises(problem)) for name, problem in RAISED.items()),
    path("los/weg/", _raises(Http404("No Thing matches the given query."))),
    path("nummer/<int:number>/", page(_numbered)),
    *urls.urlpatterns,
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def asked(tmp_path: Path) -> Ask:
    """The status, the text and the Cache-Control of what an address answers."""

    def ask(address: str) -> tuple[int, str, str]:
        with installed_in(tmp_path / "nowhere"), override_settings(ROOT_URLCONF=__name__):
            response = Client(raise_request_exception=False).get(address)
        return response.status_code, response.content.decode(), response.headers.get("Cache-Control", "")

    return ask


@pytest.mark.parametrize(("name", "status"), [("verboden", 403), ("onbekend", 404), ("lukt-niet", 409)])
def test_an_expected_error_is_a_page_in_its_own_words(asked: Ask, name: str, status: int) -> None:
    answered, text, cache = asked(f"/{name}/")
    assert answered == status
    assert str(RAISED[name]) in text
    assert "<header" in text
    assert "private" in cache
    assert "no-cache" in cache


def test_a_refusal_is_the_same_page_whether_it_was_caught_or_not(asked: Ask) -> None:
    caught, bare = asked("/verboden/"), asked("/los/verboden/")
    assert caught[:1] == bare[:1] == (403,)
    assert caught[1].replace("/verboden/", "") == bare[1].replace("/los/verboden/", "")


def test_what_nobody_caught_has_the_status_of_its_kind(asked: Ask) -> None:
    assert asked("/los/onbekend/")[0] == 404
    assert asked("/los/lukt-niet/")[0] == 503


def test_of_an_address_that_is_not_there_no_english_is_shown(asked: Ask) -> None:
    status, text, _cache = asked("/los/weg/")
    assert status == 404
    assert "Deze pagina is er niet" in text
    assert "matches" not in text


def test_a_number_that_no_database_keeps_is_not_there(asked: Ask) -> None:
    assert asked(f"/nummer/{LARGEST_WHOLE}/")[1] == str(LARGEST_WHOLE)
    assert asked(f"/nummer/{LARGEST_WHOLE + 1}/")[0] == 404


def test_pages_and_what_nobody_caught_agree_on_the_kinds_of_error() -> None:
    for problem in RAISED.values():
        assert expected_answer(problem, 503) == uncaught_answer(problem)


def test_the_frame_shows_which_figures_there_are(invented_var: Path) -> None:
    request = RequestFactory().get("/x/")
    request.actor = VISITOR
    with installed_in(invented_var):
        for response in (forbidden(request, PermissionDenied("Nee.")), not_found(request)):
            assert "Dit zijn verzonnen gegevens." in response.content.decode()
