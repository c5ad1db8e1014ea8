"""Do we reach the goal: from the alliance to a choice of its activities, without a mouse, and without script."""

import pytest
from playwright.sync_api import Browser, expect

from browser.watching import Watched

pytestmark = pytest.mark.browser
ALLIANCE = "/alliantie/verzonnen-lindemonde-west/"
BOXES = "all => all.map(one => { const box = one.getBoundingClientRect(); return [box.top, box.left, box.right]; })"


def test_from_the_alliance_to_its_goals_and_a_choice_without_a_mouse(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(invented_site + ALLIANCE)
    watched.tab_to(page.get_by_role("link", name="Bekijk alle doelen"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Halen we het doel?")
    expect(page.locator(".goal-row")).to_have_count(5)
    assert "2 van de 5 doelen hebben een cijfer" in watched.words()
    watched.tab_to(page.get_by_label("Stand", exact=True))
    page.keyboard.type("klaar")
    watched.tab_to(page.get_by_role("button", name="Toon"))
    page.keyboard.press("Enter")
    page.wait_for_url("**stand=klaar**")
    expect(page.locator(".goal-key")).not_to_contain_text("ligt stil")
    expect(page.locator("main").get_by_role("status")).to_contain_text("U ziet")
    # Every picture says in words what it shows, and the table says it again.
    assert all(page.locator(".year-bars").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))"))
    watched.tab_to(page.get_by_text("Bekijk als tabel"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_contain_text("gehaald, maar elders ook")
    assert watched.problems == []


def test_the_first_screen_shows_how_the_goals_stand(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(invented_site + ALLIANCE + "doelen/")
    words = page.locator(".goal-far strong").first
    assert words.inner_text() == "Gehaald, maar elders ook"
    assert words.evaluate("one => one.getBoundingClientRect().bottom") < 700
    # On a phone each goal is a card, as wide as the page and nothing beside it.
    page.set_viewport_size({"width": 390, "height": 844})
    cards = page.locator(".goal-row").evaluate_all(BOXES)
    assert all(0 <= left < right <= 390 for _top, left, right in cards)
    assert all(left >= 0 and right <= 390 for _top, left, right in page.locator(".goal-row svg").evaluate_all(BOXES))


def test_choosing_works_without_script(browser: Browser, invented_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(invented_site + "/wat-gebeurt-er/")
    page.get_by_label("Stand", exact=True).select_option(label="klaar")
    page.get_by_label("Volgorde").select_option(label="wat het eerst eindigt")
    page.get_by_label("Naam of plek").fill("sport")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("main table").first).to_contain_text("Sport na school")
    rows = page.locator("main tbody tr td:nth-child(4)").all_inner_texts()
    assert set(rows) == {"klaar"}
    context.close()
