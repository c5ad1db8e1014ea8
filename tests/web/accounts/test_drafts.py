"""What somebody was writing when their session ended comes back to them, and to nobody else."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.test import Client
from django.urls import include, path
from people import PASSWORD, person, sign_in

from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.drafts import DRAFTS, LARGEST, MOST, owner_field, saved_draft
from toetssteen.web.accounts.models import User


@signed_in
def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse(f"bewaard: {request.POST['tekst']}")
    kept = saved_draft(request)
    words = Template(
        "{% load accounts %}{% draft_owner %}"
        "{% if kept %}{% include 'accounts/kept.html' %}{% for n, v in kept.lists %}[{{ n }}={{ v|join:'+' }}]{% endfor %}{% endif %}"
    )
    return HttpResponse(words.render(RequestContext(request, {"kept": kept})))


urlpatterns = [path("formulier/", form), path("ander/", form), path("", include("toetssteen.web.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
BACK = "/inloggen/?next=%2Fformulier%2F"


@pytest.fixture
def written(client: Client) -> Callable[..., None]:
    """Jo wrote something; the session ended; Jo pressed the button."""

    def post(where: str = "/formulier/", **fields: object) -> None:
        client.post("/uitloggen/")
        opened = {"kept_for": owner_field(User.objects.get(name="Jo").pk)}
        assert client.post(where, {"tekst": "een lang verhaal", **opened, **fields}).status_code == 302

    return post


def enter(client: Client, name: str = "jo") -> None:
    answer = client.post("/inloggen/", {"username": f"{name}@example.org", "password": PASSWORD, "next": "/formulier/"})
    assert answer["Location"] == "/formulier/"


def seen(client: Client, where: str = "/formulier/") -> str:
    return client.get(where).content.decode()


def test_it_comes_back_once_with_a_notice(client: Client, written: Callable[..., None]) -> None:
    person()
    written(keuze=["a", "b"])
    assert "is bewaard" in client.get(BACK).content.decode()
    enter(client)
    page = seen(client)
    assert "Uw werk is er nog." in page
    assert "[tekst=een lang verhaal]" in page
    assert "[keuze=a+b]" in page
    assert "een lang verhaal" not in seen(client)


def test_with_the_tag_only_its_writer_gets_it(client: Client, written: Callable[..., None]) -> None:
    jo = person()
    person("Ander")
    sign_in(client, jo)
    owner = re.search(r'name="kept_for" value="([^"]+)"', seen(client))[1]
    written(kept_for=owner)
    enter(client, "ander")
    assert "een lang verhaal" not in seen(client)
    client.post("/uitloggen/")
    written(kept_for=owner)
    enter(client)
    assert "[tekst=een lang verhaal]" in seen(client)


@pytest.mark.parametrize(
    "forged", ["", "1", "x:y:z", owner_field(1)[:-2] + "zz"], ids=["empty", "number", "three", "signed"]
)
def test_a_forged_owner_gets_nobody_anything(client: Client, written: Callable[..., None], forged: str) -> None:
    person()
    written(kept_for=forged)
    enter(client)
    assert "een lang verhaal" not in seen(client)


def test_nothing_of_who_was_not_signed_in_is_kept(client: Client) -> None:
    for where in ("/formulier/", "/ander/", "/mijn/gegevens/"):
        assert client.post(where, {"tekst": "x" * 140_000, "name": "x"}).status_code == 302
    assert "sessionid" not in client.cookies
    assert not Session.objects.exists()


def test_a_form_that_stood_open_too_long_is_not_kept(client: Client, written: Callable[..., None]) -> None:
    person()
    with freeze(days=-8):
        owner = owner_field(User.objects.get().pk)
    written(kept_for=owner)
    assert not Session.objects.exists()


def test_what_is_kept_has_an_end_in_number_and_time(client: Client) -> None:
    owner = owner_field(person().pk)
    for where in ("/formulier/", "/ander/", "/mijn/gegevens/", "/beheer/mensen/nieuw/", "/beheer/organisaties/nieuw/"):
        client.post(where, {"tekst": "x", "kept_for": owner})
    assert len(client.session[DRAFTS]) == MOST
    assert client.session.get_expiry_age() == 3600
    # Each without the cookie of the one before: a session of its own each time, but not without end.
    for _number in range(40):
        Client().post("/formulier/", {"tekst": "x", "kept_for": owner})
    assert Session.objects.count() <= 21
    enter(client)
    assert client.session.get_expiry_age() == 12 * 3600


@contextmanager
def freeze(days: float) -> Iterator[None]:
    """Signatures made within bear another day."""
    real = time.time
    with patch("django.core.signing.time.time", lambda: real() + days * 86_400):
        yield


def test_only_on_the_page_it_was_written_for(client: Client, written: Callable[..., None]) -> None:
    person()
    written()
    enter(client)
    assert "een lang verhaal" not in seen(client, "/ander/")
    assert "een lang verhaal" in seen(client)


def test_no_passwords_no_files_nothing_large(client: Client, written: Callable[..., None]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    person()
    written(wachtwoord="geheim!", new_password1="geheim!", csrfmiddlewaretoken="geheim!", postcode="9711")
    enter(client)
    page = seen(client)
    assert "geheim!" not in page
    assert "[postcode=9711]" in page
    written(bestand=SimpleUploadedFile("a.txt", b"geheim!"))
    enter(client)
    assert "geheim!" not in seen(client)
    written(tekst="x" * (LARGEST + 1))
    enter(client)
    assert "xxx" not in seen(client)


def test_after_an_hour_it_is_gone(
    client: Client, written: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toetssteen.web.accounts.drafts.DRAFT_SECONDS", -1)
    person()
    written()
    enter(client)
    assert "een lang verhaal" not in seen(client)


def test_asking_for_the_page_leads_back_to_it(client: Client) -> None:
    assert client.get("/formulier/?a=1&b=2")["Location"] == "/inloggen/?next=%2Fformulier%2F%3Fa%3D1%26b%3D2"
    assert not client.cookies


def test_a_page_for_people_is_kept_by_nobody(client: Client) -> None:
    sign_in(client, person())
    answer = client.get("/formulier/")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
