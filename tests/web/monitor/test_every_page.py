"""What holds for every page: Dutch, cacheable, without cookies, marked as invented, without a rank."""

import re
from functools import lru_cache

import pytest
from django.http import HttpResponse
from django.test import Client
from warehouse.conftest import Workshop
from web.monitor.reading import seen

pytestmark = pytest.mark.usefixtures("served")

PAGES = {
    "start": "/",
    "search": "/zoek/?q=rietstad",
    "search nothing": "/zoek/",
    "country": "/plek/NL00/",
    "gemeente": "/plek/GM9901/",
    "wijk": "/plek/WK990101/",
    "wijk, one theme": "/plek/WK990101/?thema=inkomen&met=land",
    "wijk against itself": "/plek/WK990101/?met=begin&sinds=2015",
    "buurt": "/plek/BU99010101/",
    "focus area": "/plek/verzonnen-rietstad-oost/",
    "compare": "/vergelijken/",
    "compare four": "/vergelijken/?plek=WK990101&plek=GM9902&plek=verzonnen-rietstad-oost&plek=BU99010101&thema=inkomen",
    "compare, choose": "/vergelijken/?plek=WK990101&erbij=lindem",
    "focus areas": "/focusgebieden/",
    "own area, choose": "/eigen-gebied/?gemeente=GM9901",
    "own area": "/plek/eigen.WK990101.WK990102~Ons%20paar/",
    "figures": "/cijfers/",
    "figure": "/cijfers/laag_inkomen/",
    "figure, one city": "/cijfers/laag_inkomen/?niveau=wijk&jaar=2020&binnen=GM9901",
    "wanted figure": "/cijfers/vocht_en_schimmel/",
    "open data": "/open-data/",
    "map": "/kaart/?cijfer=laag_inkomen&niveau=wijk&jaar=2020",
    "lineage": "/herkomst/inwoners/WK990101/2020/",
    "about": "/over-de-cijfers/",
    "areas": "/gebieden/",
    "accessibility": "/toegankelijkheid/",
}
every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
ENGLISH = re.compile(
    r"\b(the|and|with|from|years?|values?|search|unknown|none|nan|null|true|false|undefined|error|forbidden)\b", re.I
)
UNFINISHED = re.compile(r"\{\w*\}|%\(\w+\)|\{%|<object|\bNL\d|-9999")
RANKS = re.compile(
    r"\b(slechtste|zwakste|beste (wijk|buurt|plek)\w*|ranglijst|rangnummer|deciel|percentiel|top \d+"
    r"|(plaats|positie|nummer) \d+ van|(hoogste|laagste) van)\b",
    re.I,
)


@lru_cache
def answer(address: str) -> HttpResponse:
    """A page, made once for all that is asked of it here."""
    return Client().get(address)


@every_page
def test_it_is_there_in_dutch(address: str) -> None:
    response = answer(address)
    assert response.status_code == 200
    page = seen(response.content)
    assert page.lang == "nl"
    assert page.headings[0].strip()
    assert "Toetssteen" in page.words
    assert ENGLISH.findall(page.words) == []
    # An address may hold a code: it is there to be copied.
    assert UNFINISHED.findall(re.sub(r"https?://\S+", "", page.words)) == []


@every_page
def test_it_is_not_sent_twice(client: Client, address: str) -> None:
    first = answer(address)
    assert "public" in first.headers["Cache-Control"]
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_who_has_an_older_page_gets_the_new_one(client: Client) -> None:
    assert client.get("/", headers={"if-none-match": '"2020-01-01-other"'}).status_code == 200


@every_page
def test_a_reader_gets_no_cookie_and_no_script_of_others(address: str) -> None:
    response = answer(address)
    assert not response.cookies
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    text = response.content.decode()
    # Nothing inline: the policy would stop it, and the page would be broken.
    assert not re.search(r"\son\w+=|<style|\sstyle=\"", text)
    loaded = re.findall(r'<(?:script|img|link|iframe)[^>]*?(?:src|href)="([^"]*)"', text)
    assert loaded
    assert [one for one in loaded if not one.startswith("/")] == []


@every_page
def test_it_says_that_it_is_invented(address: str) -> None:
    words = seen(answer(address).content).words
    assert "Dit zijn verzonnen gegevens." in words
    assert words.rstrip().count("Verzonnen gegevens.") == 1  # and once more at the foot, for who prints the end


@pytest.mark.parametrize("address", [a for n, a in PAGES.items() if n != "about"])
def test_no_place_is_ranked(address: str) -> None:
    assert RANKS.findall(seen(answer(address).content).words) == []


def test_tables_of_places_stand_in_name_order(client: Client) -> None:
    for address, caption in (
        ("/cijfers/laag_inkomen/?niveau=wijk&jaar=2020", "op naam"),
        ("/kaart/?cijfer=laag_inkomen&niveau=buurt&binnen=GM9901", "op naam"),
        ("/plek/GM9901/?thema=inkomen", ": de delen van Rietstad"),
    ):
        tables = {name: rows for name, rows in seen(client.get(address).content).tables.items() if caption in name}
        assert tables
        for rows in tables.values():
            names = [row[0] for row in rows[1:]]
            assert len(names) > 5
            assert names == sorted(names)


def test_figures_that_are_not_invented_carry_no_such_mark(client: Client, workshop: Workshop) -> None:
    workshop.shelf.publish(workshop.build())
    for address in ("/", "/plek/GM9001/", "/over-de-cijfers/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "erzonnen" not in seen(response.content).words


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("address", "words"), [("/plek/rietstad-ost/", "rietstad ost"), ("/plek/WK000000/", ""), ("/nergens/<b>/", "")]
)
def test_what_is_not_there_can_be_searched_for(client: Client, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert ("Zoek naar" in text) == bool(words)
    if words:
        assert f'href="/zoek/?q={words.replace(" ", "+")}"' in text
        assert "Rietstad-Oost" in client.get(f"/zoek/?q={words}").content.decode()
