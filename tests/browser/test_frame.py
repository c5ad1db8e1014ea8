"""The head of every page: low enough on every screen, and its menu for who has no mouse or no script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.watching import Watched

pytestmark = pytest.mark.browser


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
