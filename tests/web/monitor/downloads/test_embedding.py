"""What a page offers to put on another website is there, under the address that the page gives."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("served")]
CODES = re.compile(r'<textarea id="inbed-[^"]*"[^>]*>(.*?)</textarea>', re.DOTALL)
PAGES = (
    "/",
    "/plek/verzonnen-rietstad-oost/?alles=ja",
    "/plek/WK990101/?thema=inkomen",
    "/cijfers/laag_inkomen/",
    "/kaart/",
    "/over-de-cijfers/",
    "/vergelijken/?plek=WK990101&plek=GM9902",
    "/focusgebieden/",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_with_a_frame_can_be_framed(client: Client, page: str) -> None:
    text = client.get(page).content.decode()
    codes = [unescape(code) for code in CODES.findall(text)]
    assert codes, "the page offers figures"
    for code in codes[:6]:
        address = unescape(re.search(r'src="http://testserver([^"]+)"', code)[1])
        framed = client.get(address)
        assert framed.status_code == 200, address
        assert b"<h1" in framed.content
        assert 300 <= int(re.search(r'height="(\d+)"', code)[1]) <= 4000


def test_the_start_page_without_a_part_says_so_in_the_frame(client: Client) -> None:
    answer = client.get("/inbed/")
    assert answer.status_code == 404
    assert "Geen figuur" in answer.content.decode()
