"""What stands around every page: its head, low enough on every screen, its menu for who has no mouse or no script, and
the dark scheme."""

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.test_every_page import AXE, TAGS
from browser.watching import Watched

pytestmark = pytest.mark.browser

DARK = (
    "/",
    "/plek/verzonnen-rietstad-oost/",
    "/plek/WK990101/?thema=inkomen",
    "/over-de-cijfers/",
    "/doel/5/",
    "/inloggen/",
)


@pytest.mark.parametrize(("width", "most"), [(1280, 65), (820, 65), (390, 96)])
@pytest.mark.parametrize("address", ["/", "/plek/verzonnen-rietstad-oost/", "/wat-gebeurt-er/"])
def test_the_head_is_low(watched: Watched, invented_site: str, address: str, width: int, most: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(invented_site + address)
    assert page.evaluate("document.querySelector('.top').getBoundingClientRect().height") <= most
    assert page.evaluate("document.querySelector('.banner').getBoundingClientRect().height") <= 60
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_opens_and_closes_by_keyboard(watched: Watched, invented_site: str, axe_script: Path) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(invented_site)
    word = page.locator(".top > .menu > summary")
    watched.tab_to(word)
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Vergelijken").is_visible()
    page.evaluate(axe_script.read_text(encoding="utf-8"))
    assert page.evaluate("axe.run('.top').then(found => found.violations.map(one => one.id))") == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Vergelijken").is_visible()
    assert word.evaluate("one => one === document.activeElement")


def test_the_menu_works_without_script(browser: Browser, invented_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(invented_site)
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Vergelijken").click()
    assert page.url.endswith("/vergelijken/")
    context.close()


@pytest.mark.parametrize("address", DARK)
def test_the_dark_scheme_is_as_readable(browser: Browser, invented_site: str, axe_script: Path, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page = context.new_page()
    page.goto(invented_site + address)
    ink, paper = page.evaluate("(style => [style.color, style.backgroundColor])(getComputedStyle(document.body))")
    assert (ink, paper) == ("rgb(233, 236, 239)", "rgb(20, 24, 29)")
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)")
    page.evaluate(axe_script.read_text(encoding="utf-8"))
    assert page.evaluate(AXE, TAGS) == []
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


@pytest.mark.parametrize("width", [340, 600, 1000])
def test_a_figure_fits_its_frame(watched: Watched, invented_site: str, width: int) -> None:
    page = watched.page
    for address in ("/plek/WK990101/?thema=inkomen", "/cijfers/laag_inkomen/", "/over-de-cijfers/", "/focusgebieden/"):
        page.goto(invented_site + address)
        code = page.locator("textarea[id^=inbed-]").first.input_value()
        high = int(re.search(r'height="(\d+)"', code)[1])
        page.goto(unescape(re.search(r'src="([^"]+)"', code)[1]))
        page.set_viewport_size({"width": width, "height": high})
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollHeight") <= high, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate("document.querySelector('main').getBoundingClientRect().height") >= 0.35 * high, address


@pytest.mark.parametrize(
    "address", ["/wat-gebeurt-er/", "/vergelijken/?plek=WK990101&plek=GM9902", "/gebieden/", "/over-de-cijfers/"]
)
def test_a_table_fits_a_telephone_or_says_that_it_goes_on(watched: Watched, invented_site: str, address: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(invented_site + address)
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)")
    boxes = page.evaluate("""[...document.querySelectorAll('.scroll-box')].map(box => ({cards: !!box.querySelector('.cards'),
      more: box.scrollWidth > box.clientWidth, cue: getComputedStyle(box).backgroundImage !== 'none',
      labels: [...box.querySelectorAll('.cards tbody td')].every(td => getComputedStyle(td, '::before').content !== 'none')}))""")
    assert boxes
    for box in boxes:
        assert not (box["cards"] and box["more"]), "a card fits"
        assert box["labels"]
        assert box["cue"] or not box["more"], "what goes on beyond the edge is seen to"
    assert any(box["cards"] for box in boxes)
