"""Suggestions below the search box, with the keyboard and with a screen reader's names."""

import pytest
from playwright.sync_api import expect

from browser.watching import Watched

pytestmark = pytest.mark.browser


def test_a_suggestion_is_chosen_without_a_mouse(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/cijfers/")
    box = page.locator("#zoek")
    box.press_sequentially("schimm")
    option = page.get_by_role("option", name="Woningen met vocht of schimmel")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(option).to_be_hidden()
    box.press_sequentially("e")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "-")
    box.press("Enter")
    page.wait_for_url("**/cijfers/vocht_en_schimmel/")


def test_who_chooses_nothing_sends_what_was_typed(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(invented_site)
    box = page.locator("#zoek-groot")
    box.press_sequentially("rietst")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/zoek/?q=rietst")
    expect(page.locator("h1")).to_have_text("Gevonden voor “rietst”")
