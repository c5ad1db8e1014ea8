"""What a reader takes along says what the page says: tables as files, pictures and maps, a figure in a frame."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from packed_html import packed
from people import person, sign_in
from web.monitor.reading import seen

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.cells import Status

pytestmark = pytest.mark.usefixtures("served")
PAGES = (
    "/plek/WK990101/?alles=ja",
    "/plek/WK990101/?thema=inkomen&met=land",
    "/plek/verzonnen-rietstad-oost/?alles=ja",
    "/cijfers/laag_inkomen/?niveau=wijk&jaar=2020&binnen=GM9901",
    "/kaart/?cijfer=laag_inkomen&niveau=buurt&jaar=2020&binnen=GM9901",
    "/herkomst/inwoners/WK990101/2020/",
    "/over-de-cijfers/",
    "/gebieden/",
    "/focusgebieden/",
    "/vergelijken/?plek=WK990101&plek=GM9902&thema=inkomen",
)
# On these pages the table of the file is arranged otherwise than the one on the screen.
OTHERWISE = ("/herkomst/", "/vergelijken/", "/focusgebieden/")
SVG = "{http://www.w3.org/2000/svg}"


def links(content: bytes, form: str) -> list[str]:
    return sorted({unescape(one) for one in re.findall(rf'href="([^"]+als={form})"', content.decode())})


def rows_of(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_file(text: str) -> set[str]:
    """What the file may say for a cell of the page: the text, or the number in it."""
    text = text.strip()
    number = text.replace("€\xa0", "").split("\xa0")[0].replace(".", "").replace("−", "-")
    return {text, number, "" if text == "–" else text}


@pytest.mark.parametrize("address", PAGES)
def test_every_file_holds_what_the_page_shows(client: Client, atlas: Atlas, address: str) -> None:
    page = client.get(address)
    tables = seen(page.content).tables
    found = links(page.content, "csv")
    assert found
    # Of a page with fifty tables a dozen, spread over it: each is a page of its own to make.
    for link in found[:: max(1, len(found) // 12)]:
        text, book = client.get(link), client.get(link.replace("als=csv", "als=xlsx"))
        assert (text.status_code, book.status_code) == (200, 200), link
        assert text.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert "attachment" in text.headers["Content-Disposition"]
        assert atlas.id in text.headers["Content-Disposition"]
        opened = load_workbook(BytesIO(book.content))
        facts = {row[0].value: row[1].value for row in opened["Toelichting"].iter_rows()}
        assert facts["Momentopname"] == atlas.id
        assert "verzonnen" in facts["Let op"]
        rows = rows_of(text)
        same = [[_plain(cell.value) for cell in row] for row in opened["Cijfers"].iter_rows()]
        assert [[_plain_csv(cell) for cell in row] for row in rows] == same
        if not address.startswith(OTHERWISE):
            shown = tables[facts["Tabel"]]
            assert len(rows) == len(shown)
            for on_page, in_file in zip(shown[1:], rows[1:], strict=True):
                for cell, other in zip(on_page, in_file, strict=False):
                    assert other in as_file(cell), (link, cell, other)


def _plain(value: object) -> str:
    """A cell of a workbook as text: 12.0 and 12 are the same number."""
    if isinstance(value, int | float):
        return f"{value:.6g}"
    return "" if value is None else str(value)


def _plain_csv(text: str) -> str:
    if re.fullmatch(r"-?\d+(,\d+)?", text):
        return f"{float(text.replace(',', '.')):.6g}"
    return text.removeprefix("'")


def test_statuses_breaks_and_origin_are_in_the_file(client: Client, atlas: Atlas) -> None:
    cube = atlas.cube
    y, i, a = (int(at[0]) for at in (cube.statuses.toarray() == Status.SECRET).nonzero())
    code = str(cube.areas[a])
    level = {"BU": "buurt", "WK": "wijk", "GM": "gemeente"}[code[:2]]
    query = f"niveau={level}&jaar={cube.years[y]}&deel=plekken&als=csv"
    rows = rows_of(client.get(f"/cijfers/{cube.indicators[i]}/?{query}"))
    row = next(row for row in rows if code in row)
    assert row[2] == ""
    assert "geheim" in row[3]
    table = rows_of(client.get("/plek/WK990101/?deel=jaren-inwoners&als=csv"))
    at = table[0].index("Herkomst")
    assert all(re.fullmatch(r"http://testserver/herkomst/inwoners/WK990101/\d{4}/", row[at]) for row in table[1:])
    assert client.get(urlsplit(table[1][at]).path).status_code == 200
    wijken = [p.code for p in atlas.gazetteer.places.values() if p.code.startswith("WK99")]
    files = (client.get(f"/plek/{code}/?deel=jaren-inwoners&als=csv").content.decode() for code in wijken)
    assert any("met andere grenzen (indeling van 2013)" in file for file in files)


def test_a_file_holds_all_places_of_a_table_that_is_cut_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toetssteen.web.monitor.figure.context.LONGEST_TABLE", 3)
    address = "/cijfers/laag_inkomen/?niveau=wijk&jaar=2020"
    page = seen(client.get(address).content)
    assert "In de download staan ze allemaal" in page.words
    rows = rows_of(client.get(f"{address}&deel=plekken&als=csv"))
    assert len(rows) > 40
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])


@pytest.mark.parametrize("address", [p for p in PAGES if not p.startswith(("/herkomst", "/gebieden"))])
def test_every_picture_stands_by_itself(client: Client, atlas: Atlas, address: str) -> None:
    found = links(client.get(address).content, "svg")
    assert found
    for link in found[:: max(1, len(found) // 12)]:
        answer = client.get(link)
        assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
        root = ElementTree.fromstring(answer.content)
        words = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
        assert atlas.id in words
        assert "verzonnen" in words
        assert "Bron:" in words
        assert "http://testserver/" in words
        assert root.find(f"{SVG}title").text


def test_the_drawn_map_has_the_classes_of_the_map_that_moves(client: Client, atlas: Atlas) -> None:
    address = "/kaart/?cijfer=laag_inkomen&niveau=wijk&jaar=2020"
    page = client.get(address)
    view = page.context["page"].map
    root = ElementTree.fromstring(client.get(f"{address}&deel=kaart&als=svg").content)
    fills = {one.get("fill") for one in root.iter(f"{SVG}path")}
    assert {c.colour for c in view.classes} <= fills
    texts = {one.text for one in root.iter(f"{SVG}text")}
    assert {c.label for c in view.classes} <= texts
    assert view.title in texts
    assert ("geheim" in texts) == view.secret
    # The page shows its outlines to who has no script, and prints them.
    assert f'<img src="{view.shown.still.replace("&", "&amp;")}"' in packed(page.content)
    still = ElementTree.fromstring(client.get(view.shown.still).content)
    assert {c.colour for c in view.classes} <= {one.get("fill") for one in still.iter(f"{SVG}path")}
    assert not list(still.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    "query",
    ["deel=jaren-inwoners&als=pdf", "deel=nergens&als=csv", "deel=nergens&als=svg", "als=svg", "deel=../x&als=xlsx"],
)
def test_a_part_that_is_not_there_is_said(client: Client, query: str) -> None:
    answer = client.get(f"/plek/WK990101/?{query}")
    assert answer.status_code == 404
    assert "Niet gevonden" in seen(answer.content).headings


def test_a_file_that_did_not_change_is_not_sent_again(client: Client, atlas: Atlas) -> None:
    link = "/plek/WK990101/?deel=jaren-inwoners&als=csv"
    etag = client.get(link).headers["ETag"]
    assert atlas.id in etag
    assert client.get(link, headers={"if-none-match": etag}).status_code == 304


def test_a_figure_in_a_frame(client: Client) -> None:
    page = client.get("/plek/WK990101/?alles=ja").content.decode()
    code = unescape(re.search(r'<textarea id="inbed-inwoners"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])
    assert 'width="100%"' in code
    assert re.search(r'title="[^"]+"', code)
    address = unescape(re.search(r'src="http://testserver([^"]+)"', code)[1])
    framed = client.get(address)
    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed.headers
    policy = framed.headers["Content-Security-Policy"]
    assert "frame-ancestors *;" in policy + ";"
    assert "'none'" not in policy.split("frame-ancestors")[1].split(";")[0]
    assert not framed.cookies
    text = framed.content.decode()
    assert "<script" not in text
    assert "<form" not in text
    found = seen(framed.content)
    assert "Dit zijn verzonnen gegevens." in found.words
    assert "Bron:" in found.words
    assert any(link.startswith("http://testserver/plek/WK990101/") for link in found.links)
    on_page = seen(page.encode()).tables
    for caption, rows in found.tables.items():
        assert rows == on_page[caption]


@pytest.mark.parametrize("address", ["/", "/plek/WK990101/", "/vaste-link/?naar=/", "/kaart/"])
def test_nothing_else_stands_in_a_frame(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_map_of_the_start_stands_in_a_frame(client: Client) -> None:
    page = client.get("/").content.decode()
    code = unescape(re.search(r'<textarea id="inbed-kaart"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])
    framed = client.get(unescape(re.search(r'src="http://testserver([^"]+)"', code)[1]))
    assert framed.status_code == 200
    text = framed.content.decode()
    (image,) = re.findall(r'<img\s+class="map-image"\s+src="([^"]+)"', text)
    assert client.get(unescape(image)).headers["Content-Type"].startswith("image/svg+xml")
    # No table stands in it.
    assert "tabel" not in text


NOT_FRAMED = (
    "/inbed/vaste-link/?naar=/",
    "/inbed/zoek/?q=a",
    "/inbed/inbed/plek/WK990101/?deel=inwoners",
    "/inbed/data/x/grenzen/y",
    "/inbed/nergens/",
    "/inbed/plek/WK990101/",
    "/inbed/plek/WK990101/?deel=nergens",
)


@pytest.mark.parametrize("address", NOT_FRAMED)
def test_what_cannot_be_framed_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", NOT_FRAMED)
def test_what_a_frame_says_instead_names_nobody(client: Client, db: None, address: str) -> None:
    sign_in(client, person("Wilhelmina"))
    for answer in (client.get(address), client.get("/inbed/plek/WK990101/?deel=inwoners")):
        text = answer.content.decode()
        assert "Wilhelmina" not in text
        assert "<form" not in text
        assert "<script" not in text


def test_a_fault_in_a_frame_is_as_bare(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, person("Wilhelmina"))
    monkeypatch.setattr("toetssteen.web.snapshots.pages.serving", lambda: None)
    answer = client.get("/inbed/plek/WK990101/?deel=inwoners")
    assert answer.status_code == 503
    assert "Dit lukt nu niet." in answer.content.decode()
    assert "Wilhelmina" not in answer.content.decode()
    whole = client.get("/plek/WK990101/?alles=ja")
    assert "Wilhelmina" in whole.content.decode()
    assert whole.headers["X-Frame-Options"] == "DENY"


def test_paper_has_the_address_and_each_card_its_source(client: Client) -> None:
    text = seen(client.get("/plek/WK990101/?alles=ja&met=land").content).words
    assert "Adres: http://testserver/plek/WK990101/?alles=ja&met=land" in text
    assert "Bron: Toetssteen (verzonnen)" in text
