"""The pages that set places beside each other, and areas of one's own: order, year, words, links."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from packed_html import packed
from warehouse.conftest import Workshop
from web.monitor.reading import Seen, seen

from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas

COMPARE = "/vergelijken/?plek=WK990102&plek=WK990101&plek=verzonnen-rietstad-oost&thema=inkomen"


def _page(client: Client, address: str, status: int = 200) -> Seen:
    response = client.get(address)
    assert response.status_code == status, address
    return seen(response.content)


@pytest.fixture
def small(workshop: Workshop) -> Workshop:
    workshop.shelf.publish(workshop.build())
    return workshop


@pytest.mark.usefixtures("served")
def test_places_stand_in_the_readers_order(client: Client, atlas: Atlas) -> None:
    names = [atlas.place(code).name for code in ("WK990102", "WK990101", "verzonnen-rietstad-oost")]
    page = _page(client, COMPARE)
    assert page.headings[0].startswith(f"{names[0]}, {names[1]} en {names[2]}")
    tables = [rows for caption, rows in page.tables.items() if "in de volgorde die u koos" in caption]
    assert len(tables) > 2
    for rows in tables:
        assert rows[0][1:4] == names


@pytest.mark.usefixtures("served")
def test_the_table_says_what_the_answers_say_and_leads_to_the_source(client: Client, atlas: Atlas) -> None:
    text = client.get(COMPARE).content.decode()
    place = atlas.place("WK990101")
    found = re.findall(r'href="/herkomst/laag_inkomen/WK990101/(\d{4})/">([^<]+)</a>', text)
    own = {p.year: p for p in series(atlas, place, atlas.indicator("laag_inkomen")).points}
    assert {int(year) for year, _value in found} == set(own)
    for year, value in found:
        point = own[int(year)]
        if point.value is not None:
            assert unescape(value).startswith(f"{point.value:.1f}".replace(".", ","))
    assert client.get(f"/herkomst/laag_inkomen/WK990101/{found[0][0]}/").status_code == 200


@pytest.mark.usefixtures("small")
def test_one_year_for_all_and_a_secret_figure_is_said(client: Client) -> None:
    page = _page(client, "/vergelijken/?plek=WK900103&plek=WK900101&thema=inkomen")
    assert "Laag inkomen in 2021" in page.words
    (rows,) = (rows for caption, rows in page.tables.items() if caption.startswith("Laag inkomen per jaar"))
    by_year = {row[0]: row for row in rows[1:]}
    assert by_year["2020"][1] == "geheim"
    assert "dit jaar vergelijken we" in by_year["2021"][-1]
    assert "niet te vergelijken met ervoor: Kadewijk" in by_year["2021"][-1]


@pytest.mark.usefixtures("served")
def test_more_than_six_doubles_and_unknown_codes(client: Client) -> None:
    codes = [f"WK9901{n:02}" for n in range(8)]
    page = _page(client, "/vergelijken/?" + "&".join(f"plek={code}" for code in [codes[0], *codes]))
    assert "Er passen 6 plekken naast elkaar. 2 plekken uit de link staan er daarom niet bij." in page.words
    assert sum(1 for link in page.links if link.startswith("/plek/WK9901")) >= 6
    assert "WK999999" in _page(client, "/vergelijken/?plek=WK999999", 404).words
    assert "Vergelijk plekken" in _page(client, "/vergelijken/").headings


@pytest.mark.usefixtures("served")
def test_adding_by_name_without_script(client: Client) -> None:
    response = client.get("/vergelijken/?plek=WK990101&erbij=Lindemonde")
    assert (response.status_code, response.headers["Location"]) == (302, "/vergelijken/?plek=WK990101&plek=GM9902")
    page = _page(client, "/vergelijken/?plek=WK990101&erbij=Lindem")
    assert any(link.endswith("plek=GM9902") for link in page.links)
    assert "Niets gevonden voor “qqqq”" in _page(client, "/vergelijken/?erbij=qqqq").words


@pytest.mark.usefixtures("small")
def test_of_places_that_fit_as_well_those_of_the_same_city_come_first(client: Client) -> None:
    links = [one for one in _page(client, "/vergelijken/?plek=WK900201&erbij=ee").links if "plek=WK900201&plek=" in one]
    assert links == sorted(links, key=lambda one: "BU9002" not in one)


@pytest.mark.usefixtures("served")
def test_a_profile_leads_to_the_comparison_and_back(client: Client) -> None:
    assert "/vergelijken/?plek=WK990101" in _page(client, "/plek/WK990101/").links
    assert "/plek/WK990101/" in _page(client, "/vergelijken/?plek=WK990101").links


@pytest.mark.usefixtures("served")
def test_the_focus_areas_stand_in_name_order_and_no_form_can_change_that(client: Client, atlas: Atlas) -> None:
    names = [place.name for place in focus_places(atlas)]
    for query in ("", "?thema=wonen", "?thema=inkomen&jaar=2016&sorteer=waarde&volgorde=af"):
        response = client.get(f"/focusgebieden/{query}")
        page = seen(response.content)
        tables = [rows for caption, rows in page.tables.items() if "op naam" in caption]
        assert tables
        for rows in tables:
            assert [row[0] for row in rows[1:]] == names
        figures = [link for link in page.links if link.startswith("/herkomst/")]
        assert figures
        assert client.get(figures[-1]).status_code == 200
        controls = re.findall(r'<(?:select|input)[^>]*name="(\w+)"', response.content.decode())
        assert set(controls) <= {"thema", "jaar", "q"}


@pytest.mark.usefixtures("small")
def test_an_area_of_one_s_own_has_a_page_marked_as_such(client: Client) -> None:
    response = client.get("/eigen-gebied/?delen=WK900102,WK900101&naam=Ons+paar")
    assert response.headers["Location"] == "/plek/eigen.WK900101.WK900102~Ons%20paar/"
    response = client.get(response.headers["Location"] + "?alles=ja")
    assert response.headers["X-Robots-Tag"] == "noindex"
    page = seen(response.content)
    assert page.headings[0] == "Ons paar"
    assert "zelf samengesteld gebied, geen officieel gebied" in page.words
    assert "In Ons paar wonen 700 mensen." in page.words
    assert "met dit cijfer zou iemand een geheim cijfer kunnen uitrekenen" in page.words
    beside = "/vergelijken/?plek=eigen.WK900101.WK900102~Ons%20paar&plek=WK900103"
    assert client.get(beside).headers["X-Robots-Tag"] == "noindex"
    words = _page(client, beside).words
    assert "zelf samengesteld, Rietstad" in words


@pytest.mark.usefixtures("small")
def test_the_form_keeps_what_was_ticked_when_it_is_wrong(client: Client) -> None:
    response = client.get("/eigen-gebied/?delen=BU90010101&klaar=1")
    assert response.status_code == 400
    text = packed(response.content)
    assert "Kies ten minste 2 buurten of wijken." in text
    assert re.search(r'value="BU90010101"\s+checked', text)
    assert "Kies eerst buurten of wijken." in _page(client, "/eigen-gebied/?gemeente=GM9001&klaar=1", 400).words
    text = packed(client.get("/eigen-gebied/?gemeente=GM9001&delen=WK900101,WK900102&naam=Paar&wijzig=1").content)
    assert len(re.findall(" checked", text)) == 2
    assert 'value="Paar"' in text


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 }}", "\u202e\x00x", "a/../b"])
def test_a_name_is_only_a_name(client: Client, name: str) -> None:
    response = client.get(f"/eigen-gebied/?delen=WK900101,WK900102&naam={quote(name)}", follow=True)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert b"<img src=x" not in response.content


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("text", ["", ".", "%00", "BU", "BU9999999A", "x" * 5000, "WK990101", "GM9901.GM9902"])
def test_a_broken_link_is_a_page_in_dutch(client: Client, text: str) -> None:
    response = client.get(f"/plek/eigen.{text}/")
    assert response.status_code == 404
    assert seen(response.content).lang == "nl"


@pytest.mark.usefixtures("served")
def test_a_postcode_is_answered_kindly(client: Client) -> None:
    assert "Op postcode kunnen wij niet zoeken" in _page(client, "/zoek/?q=9712+AB").words
