"""Whatever stands in an address: a page in plain Dutch, never a fault of ours, never a file of ours."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.answers.snapshot.atlas import Atlas

pytestmark = pytest.mark.usefixtures("served")

TEXTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a\x00b",
    "\x00",
    "x" * 10_000,
    "’; drop table cells; --",
    "../../../../etc/passwd",
    "..",
    "%s%n{0}{{ 7|add:7 }}",
    "\u202e\u0000\ufffe🙂",
    "WK99010199999999",
    "wk990101 ",
    "٢٠١٦",
    "-1",
    "NaN",
)
texts = pytest.mark.parametrize("text", TEXTS, ids=lambda t: ascii(t[:24]))


def _designed(client: Client, address: str, *allowed: int) -> bytes:
    response = client.get(address)
    assert response.status_code in allowed, (response.status_code, address[:80])
    if response.status_code in (301, 302):
        return b""
    page = seen(response.content)
    assert page.lang == "nl"
    assert page.headings[0].strip()
    assert b"<script>alert" not in response.content
    assert b"<img src=x" not in response.content
    return response.content


@texts
def test_search(client: Client, text: str) -> None:
    _designed(client, f"/zoek/?q={quote(text)}", 200, 302)


@texts
def test_a_place(client: Client, text: str) -> None:
    _designed(client, f"/plek/{quote(text, safe='')}/", 404, 302)
    for name in ("met", "sinds", "thema"):
        _designed(client, f"/plek/WK990101/?{name}={quote(text)}", 404, 200)


@texts
def test_side_by_side(client: Client, text: str) -> None:
    for name in ("plek", "erbij", "thema", "met"):
        _designed(client, f"/vergelijken/?plek=WK990101&{name}={quote(text)}", 200, 404, 302)
    for name in ("thema", "jaar"):
        _designed(client, f"/focusgebieden/?{name}={quote(text)}", 200, 404)
    for name in ("gemeente", "delen", "naam"):
        _designed(client, f"/eigen-gebied/?{name}={quote(text)}", 200, 404, 400)


@texts
def test_a_figure_and_the_map(client: Client, text: str) -> None:
    _designed(client, f"/cijfers/{quote(text, safe='')}/", 404)
    for name in ("niveau", "jaar", "binnen"):
        _designed(client, f"/cijfers/laag_inkomen/?{name}={quote(text)}", 404, 200)
        _designed(client, f"/kaart/?{name}={quote(text)}", 404, 200)
    _designed(client, f"/kaart/?cijfer={quote(text)}", 404)


@texts
def test_a_lineage(client: Client, text: str) -> None:
    word = quote(text, safe="")
    _designed(client, f"/herkomst/{word}/WK990101/2020/", 404)
    _designed(client, f"/herkomst/inwoners/{word}/2020/", 404, 200)
    _designed(client, f"/herkomst/inwoners/WK990101/{word}/", 404)


@pytest.mark.parametrize("year", ["0", "1", "99999", "9" * 400])
def test_a_year_that_is_not_there(client: Client, year: str) -> None:
    _designed(client, f"/herkomst/inwoners/WK990101/{year}/", 404)
    _designed(client, f"/kaart/?jaar={year}", 404)
    _designed(client, f"/plek/WK990101/?met=begin&sinds={year}", 404)


@pytest.mark.parametrize(
    "address",
    ["/kaart/?binnen=WK990101", "/kaart/?binnen=verzonnen-rietstad-oost", "/kaart/?binnen=BU99010101&niveau=gemeente"],
)
def test_within_a_place_that_is_not_a_city(client: Client, address: str) -> None:
    _designed(client, address, 200, 404)


@texts
def test_outlines_and_values_of_the_shelf_only(client: Client, atlas: Atlas, text: str) -> None:
    word = quote(text, safe="")
    _designed(client, f"/data/{word}/grenzen/2019-wijk.json", 404)
    _designed(client, f"/data/{atlas.id}/grenzen/{word}", 404)
    _designed(client, f"/data/{atlas.id}/waarden/inwoners/{word}/2020.bin", 404)
    _designed(client, f"/data/{atlas.id}/waarden/{word}/2019-wijk.json/2020.bin", 404)


@pytest.mark.parametrize(
    "name", ["../manifest.json", "..%2Fmanifest.json", "%2e%2e%2fcells.duckdb", "/etc/passwd", "..\\manifest.json", "."]
)
def test_no_way_out_of_the_folder(client: Client, atlas: Atlas, name: str) -> None:
    _designed(client, f"/data/{atlas.id}/grenzen/{name}", 404)
    _designed(client, f"/data/{name}/grenzen/2019-wijk.json", 404)


def test_a_folder_beside_the_shelf_is_not_a_snapshot(client: Client, served: Path) -> None:
    for name in ("..", ".", "raw", "..%2Fraw", "current", ".build.lock"):
        _designed(client, f"/data/{name}/grenzen/2019-wijk.json", 404)


def test_a_form_sent_from_elsewhere_is_refused_in_dutch(served: Path) -> None:
    response = Client(enforce_csrf_checks=True).post("/plek/WK990101/", {"met": "land"})
    assert response.status_code == 403
    assert "Deze vraag begrijpen we niet" in seen(response.content).words
