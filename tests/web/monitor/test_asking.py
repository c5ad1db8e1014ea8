"""How a page is asked for: under a condition, by another method, and by somebody who signed in."""

import pytest
from django.test import Client
from people import person, sign_in

pytestmark = pytest.mark.usefixtures("served")

PAGES = ("/", "/plek/WK990101/", "/cijfers/", "/cijfers/laag_inkomen/", "/wijzigingen/", "/vergelijken/?plek=WK990101")
NOWHERE = ("/plek/WK000000/", "/cijfers/bestaat_niet/", "/wijzigingen/?bron=nergens", "/v1/plekken/WK000000")
ANYTHING = {"if-none-match": "*"}


@pytest.mark.parametrize("address", NOWHERE)
def test_what_does_not_exist_has_not_changed_for_nobody(client: Client, address: str) -> None:
    assert client.get(address, headers=ANYTHING).status_code == 404
    known = client.get("/v1/plekken/WK990101" if address.startswith("/v1") else "/plek/WK990101/")
    assert client.get(address, headers={"if-none-match": known.headers["ETag"]}).status_code == 404


@pytest.mark.parametrize("address", ["/plek/WK990101/", "/v1/plekken/WK990101", "/v1/openapi.json"])
def test_any_answer_at_all_is_enough_for_who_says_so(client: Client, address: str) -> None:
    answer = client.get(address, headers=ANYTHING)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == client.get(address).headers["ETag"]


@pytest.mark.parametrize("address", [*PAGES, "/inbed/plek/WK990101/?deel=inwoners"])
def test_options_are_said_without_the_page(client: Client, address: str) -> None:
    answer = client.options(address)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    refused = client.post(address)
    assert (refused.status_code, refused.headers["Allow"], refused.content) == (405, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize("address", ["/vaste-link/", "/wat-gebeurt-er/", "/programmas/"])
def test_a_page_with_a_form_also_takes_what_is_sent(client: Client, address: str) -> None:
    answer = client.options(address)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("address", [*PAGES, *(address for address in NOWHERE if not address.startswith("/v1"))])
def test_no_cache_keeps_a_page_with_a_name_on_it(client: Client, address: str) -> None:
    assert "private" not in client.get(address).headers.get("Cache-Control", "")
    sign_in(client, person())
    answer = client.get(address)
    assert 'corner-name">Jo<' in answer.content.decode()
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Cookie" in answer.headers["Vary"]


def test_what_grows_between_snapshots_is_asked_for_each_time(client: Client) -> None:
    answer = client.get("/wijzigingen/")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "ETag" not in answer.headers
