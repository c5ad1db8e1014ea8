"""Fixed links: a page with the figures of one snapshot, for good."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_script_prefix
from packed_html import packed
from warehouse.conftest import Workshop
from web.monitor.reading import seen

from toetssteen.warehouse.snapshots import KEEP
from toetssteen.web.accounts.middleware import cookies_stay_private
from toetssteen.web.snapshots import selectors

PAGE = "/plek/WK900101/"


@pytest.fixture
def two(workshop: Workshop) -> tuple[str, str]:
    """An older snapshot, referred to, and the one that serves."""
    first = workshop.build(day=3)
    workshop.shelf.publish(first)
    workshop.shelf.refer(first)
    workshop.known = replace(workshop.known, named_areas=())
    second = workshop.build(day=4)
    workshop.shelf.publish(second)
    return first, second


def test_the_page_keeps_its_figures_and_so_do_its_links(client: Client, two: tuple[str, str]) -> None:
    first, second = two
    answer = client.get(f"/stand/{first}{PAGE}?alles=ja&met=rest")
    assert answer.status_code == 200
    assert first in answer.headers["ETag"]
    page = seen(answer.content)
    assert "U ziet de cijfers zoals ze op 3 januari 2026 waren." in page.words
    assert f"momentopname {first}" in page.words
    assert second not in answer.content.decode()
    inside = [one for one in page.links if one.startswith("/")]
    assert f"{PAGE}?alles=ja&met=rest" in inside
    assert len(inside) > 10
    for link in inside:
        assert link.startswith(f"/stand/{first}/") or link == f"{PAGE}?alles=ja&met=rest", link
    for link in sorted(set(inside))[:25]:
        assert client.get(link).status_code == 200, link
    assert "Het adres van deze pagina is een vaste link" in page.words


def test_the_rest_of_the_site_does_not_notice(client: Client, two: tuple[str, str]) -> None:
    first, second = two
    client.get(f"/stand/{first}{PAGE}")
    assert get_script_prefix() == "/"
    assert selectors.asked_for.get() is None
    page = seen(client.get(PAGE).content)
    assert f"momentopname {second}" in page.words
    assert "U ziet de cijfers zoals" not in page.words
    assert not [one for one in page.links if "/stand/" in one]


def test_an_error_inside_leaves_nothing_behind(client: Client, two: tuple[str, str]) -> None:
    first, _second = two
    for address in ("plek/WK000000/", "nergens/", f"stand/{first}/plek/WK900101/"):
        answer = client.get(f"/stand/{first}/{address}")
        assert answer.status_code == 404
        assert "immutable" not in answer.headers.get("Cache-Control", "")
        assert get_script_prefix() == "/"
        assert selectors.asked_for.get() is None


def test_caches_may_keep_it_and_search_engines_may_not(client: Client, two: tuple[str, str]) -> None:
    answer = client.get(f"/stand/{two[0]}{PAGE}")
    assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=86400", "immutable"}
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    again = client.get(f"/stand/{two[0]}{PAGE}", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_files_pictures_maps_and_the_api_keep_them_too(client: Client, two: tuple[str, str]) -> None:
    first, _second = two
    file = client.get(f"/stand/{first}{PAGE}?deel=jaren-inwoners&als=csv")
    assert first in file.headers["Content-Disposition"]
    assert f"http://testserver/stand/{first}/herkomst/" in file.content.decode()
    framed = client.get(f"/stand/{first}/inbed{PAGE}?deel=inwoners")
    assert f"Momentopname {first}" in seen(framed.content).words
    assert "X-Frame-Options" not in framed.headers
    assert (
        client.get(f"/stand/{first}/v1/plekken/WK900101").headers["ETag"]
        != client.get("/v1/plekken/WK900101").headers["ETag"]
    )


@pytest.mark.parametrize("name", ["onbekend", "..", "%2e%2e", "..%2f..", "current", "~", "a" * 300, "\u202e"])
def test_a_snapshot_that_is_not_there_says_what_to_do(client: Client, two: tuple[str, str], name: str) -> None:
    answer = client.get(f"/stand/{name}{PAGE}")
    assert answer.status_code == 404
    if name.isalpha():
        assert "staan hier niet meer" in answer.content.decode()
        assert PAGE in seen(answer.content).links


def test_what_was_built_and_never_shown_cannot_be_asked_for(client: Client, workshop: Workshop) -> None:
    first = workshop.build(day=3)
    workshop.shelf.publish(first)
    workshop.known = replace(workshop.known, named_areas=())
    second = workshop.build(day=4)
    assert second != first
    assert workshop.shelf.readable() == [first]
    assert client.get(f"/stand/{second}{PAGE}").status_code == 404
    assert client.get(f"/stand/{first}{PAGE}").status_code == 200


def test_a_snapshot_somebody_went_back_from_says_so(client: Client, workshop: Workshop, two: tuple[str, str]) -> None:
    first, second = two
    workshop.shelf.refer(second)
    workshop.shelf.rollback()
    assert workshop.shelf.current() == first
    assert "later teruggetrokken" in seen(client.get(f"/stand/{second}{PAGE}").content).words
    assert "later teruggetrokken" not in seen(client.get(f"/stand/{first}{PAGE}").content).words


def test_a_reader_makes_a_fixed_link(workshop: Workshop) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    client = Client(enforce_csrf_checks=True)
    page = seen(client.get(f"{PAGE}?alles=ja&met=rest").content)
    maker = next(one for one in page.links if one.startswith("/vaste-link/"))
    asked = client.get(unescape(maker))
    assert asked.status_code == 200
    assert "no-store" in asked.headers["Cache-Control"]
    # Looking changes nothing.
    assert not workshop.shelf.referred(name)
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', packed(asked.content)))
    assert client.post("/vaste-link/", {"naar": PAGE, "momentopname": name}).status_code == 403
    assert not workshop.shelf.referred(name)
    made = client.post("/vaste-link/", {key: unescape(value) for key, value in form.items()})
    assert made.headers["Location"] == f"/stand/{name}{PAGE}?alles=ja&met=rest"
    assert workshop.shelf.referred(name)
    assert client.get(made.headers["Location"]).status_code == 200
    # From now on it is just there.
    again = client.get(unescape(maker)).content.decode()
    assert '<form method="post"' not in again
    assert f"http://testserver/stand/{name}{PAGE}?alles=ja&amp;met=rest" in again


def test_newer_figures_in_between_are_said(client: Client, two: tuple[str, str], workshop: Workshop) -> None:
    first, second = two
    answer = client.post("/vaste-link/", {"naar": PAGE, "momentopname": first})
    assert answer.status_code == 200
    assert "Er zijn intussen nieuwere cijfers." in seen(answer.content).words
    assert not workshop.shelf.referred(second)


def test_a_fixed_link_survives_tidying(client: Client, workshop: Workshop) -> None:
    first = workshop.build(day=1)
    workshop.shelf.publish(first)
    client.post("/vaste-link/", {"naar": PAGE, "momentopname": first})
    for other in range(KEEP + 1):
        folder = workshop.shelf.folder / f"2026-02-0{other + 1}-copy"
        folder.mkdir()
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
    workshop.known = replace(workshop.known, named_areas=())
    workshop.shelf.publish(workshop.build(day=4))
    assert client.get(f"/stand/{first}{PAGE}").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://kwaad.example/",
        "//kwaad.example/",
        "/\\kwaad.example",
        "plek/",
        "/nergens/",
        "/vaste-link/",
        "/" + "a" * 3000,
    ],
)
def test_only_to_pages_of_this_site(client: Client, two: tuple[str, str], target: str) -> None:
    assert client.get("/vaste-link/", {"naar": target}).status_code == 404
    assert client.post("/vaste-link/", {"naar": target, "momentopname": two[1]}).status_code == 404


def test_under_a_fixed_link_nothing_can_be_sent(client: Client, two: tuple[str, str]) -> None:
    assert client.post(f"/stand/{two[0]}/vaste-link/", {"naar": PAGE}).status_code == 405


def test_without_a_page_it_is_the_start_page(client: Client, two: tuple[str, str]) -> None:
    answer = client.get(f"/stand/{two[0]}")
    assert answer.headers["Location"] == f"/stand/{two[0]}/"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_without_figures_there_is_nothing_to_fix(client: Client, workshop: Workshop) -> None:
    assert client.get("/vaste-link/?naar=/").status_code == 503
    assert client.get("/stand/x/").status_code == 404


def test_an_answer_with_a_cookie_is_one_readers(client: Client) -> None:
    """The last use of a session is noted once a minute, on a page of the past too."""

    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(headers={"Cache-Control": "public, max-age=86400, immutable"})
        if request.GET:
            response.set_cookie("sessionid", "x")
        return response

    asked = cookies_stay_private(view)
    factory = RequestFactory()
    assert asked(factory.get("/")).headers["Cache-Control"] == "public, max-age=86400, immutable"
    assert asked(factory.get("/?a=1")).headers["Cache-Control"] == "private, no-cache"
    order = settings.MIDDLEWARE
    outer = order.index("toetssteen.web.accounts.middleware.cookies_stay_private")
    assert outer < order.index("toetssteen.web.snapshots.permalinks.Permalinks")
