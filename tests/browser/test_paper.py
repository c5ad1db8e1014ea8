"""A profile goes into a folder as two sheets of A4; the whole page is printed on request."""

import re

import pytest
from playwright.sync_api import Page

from browser.watching import Watched

pytestmark = pytest.mark.browser

INVENTED = ("verzonnen-rietstad-oost", "verzonnen-lindemonde-west", "WK990101", "GM9901", "BU99010101")
REAL = ("den-haag-zuidwest", "groningen-noord", "GM0014", "WK051834", "BU00140002")


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("code", INVENTED)
def test_an_invented_place_is_two_sheets(watched: Watched, invented_site: str, code: str) -> None:
    watched.page.goto(f"{invented_site}/plek/{code}/")
    assert sheets(watched.page) <= 2


@pytest.mark.parametrize("code", REAL)
def test_a_real_place_is_two_sheets(watched: Watched, real_site: str, code: str) -> None:
    assert watched.page.goto(f"{real_site}/plek/{code}/").status == 200
    assert sheets(watched.page) <= 2


def test_what_stands_on_the_sheets(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/plek/verzonnen-rietstad-oost/")
    page.emulate_media(media="print")
    for words in ("Zo leest u dit", "Moeilijker", "Bron: ", "Adres: ", "Dit zijn verzonnen gegevens."):
        assert page.get_by_text(words).first.is_visible(), words
    assert page.locator(".glance-plot").first.is_visible()
    assert page.locator(".below .findings li").first.is_visible()
    for hidden in (".search", ".top > .nav", ".controls", "#alle-cijfers", ".glance-more"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_the_page_with_all_figures_is_printed_whole(watched: Watched, invented_site: str) -> None:
    watched.page.goto(f"{invented_site}/plek/WK990101/?thema=inkomen")
    assert sheets(watched.page) > 4
    watched.page.emulate_media(media="print")
    assert watched.page.locator(".picture svg").first.is_visible()
