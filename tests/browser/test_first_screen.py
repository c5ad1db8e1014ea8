"""What stands on the first screen of a profile, wide and narrow; and the rail that follows the reader below it."""

import pytest

from browser.watching import Watched

pytestmark = pytest.mark.browser

BOTTOM = "one => Math.round(one.getBoundingClientRect().bottom)"


@pytest.mark.parametrize("place", ["groningen-noord", "den-haag-zuidwest", "WK001409", "GM0363"])
def test_every_row_stands_on_the_first_screen(watched: Watched, real_site: str, place: str) -> None:
    page = watched.page
    page.goto(f"{real_site}/plek/{place}/")
    assert page.locator(".location").is_visible()
    assert page.locator(".glance-item .glance-plot").count() >= 3
    assert page.locator(".glance-item").last.evaluate(BOTTOM) <= 900


@pytest.mark.parametrize("place", ["groningen-noord", "den-haag-zuidwest", "WK001409"])
def test_a_telephone_shows_the_finding_and_rows_of_it(watched: Watched, real_site: str, place: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{real_site}/plek/{place}/")
    assert page.locator("#oogopslag").evaluate(BOTTOM) <= 480
    assert page.locator(".glance-item .glance-plot").nth(1).evaluate(BOTTOM) <= 844
    for number in range(page.locator(".glance-item").count()):
        box = page.locator(".glance-item").nth(number).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_rail_marks_the_figure_that_is_read(watched: Watched, real_site: str) -> None:
    page = watched.page
    page.goto(f"{real_site}/plek/groningen-noord/?thema=gezondheid")
    links = page.locator(".rail ul ul a")
    assert links.count() == page.locator("section.figure").count() > 3
    third = page.locator("section.figure").nth(2)
    third.evaluate("one => one.scrollIntoView()")
    marked = page.locator(".rail a[aria-current=location]")
    marked.wait_for()
    assert marked.get_attribute("href") == f"#{third.get_attribute('id')}"
    page.evaluate("scrollTo(0, 0)")
    marked.wait_for(state="detached")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_does_not_jump_while_it_loads(watched: Watched, real_site: str, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 844})
    for address in ("/plek/groningen-noord/", "/plek/groningen-noord/?thema=gezondheid", "/plek/GM0363/"):
        page.goto(real_site + address)
        page.wait_for_timeout(300)
        shifted = page.evaluate(
            """() => new Promise(told => new PerformanceObserver(list => told(list.getEntries().reduce(
                 (sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0)))
                 .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => told(0), 300))"""
        )
        assert shifted < 0.02, address
