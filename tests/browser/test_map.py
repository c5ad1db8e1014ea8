"""The map: its card, its years, its names, and what stands there before it moves."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.watching import Watched, drawn_map, has_engine, pick_figure

# The sum of all shifts of a page that nobody touched.
SHIFTS = """window.shifts = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true })"""
BOX = "one => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height].map(Math.round) }"
ADDRESS = "/kaart/?cijfer=laag_inkomen&niveau=buurt"


def _opened(watched: Watched, site: str, address: str = ADDRESS) -> Page:
    page = watched.page
    page.goto(f"{site}{address}")
    if not has_engine(page):
        pytest.skip("The npm packages of the map are not here")
    drawn_map(page)
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", [ADDRESS, "/"])
def test_the_still_map_stands_where_the_map_will_move(
    watched: Watched, invented_site: str, address: str, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto(f"{invented_site}{address}")
    stage = page.locator(".map-stage")
    still, first = page.locator(".map-still img"), stage.evaluate(BOX)
    if width == 1280:
        assert first[1] < 320
    assert still.evaluate("async one => { await one.decode(); return one.naturalWidth }") > 300
    assert page.locator(".map-title").count() == 1
    if not has_engine(page):
        return
    drawn_map(page)
    assert stage.evaluate(BOX) == first
    assert page.locator(".map-canvas").evaluate(BOX) == first
    expect(still).to_be_hidden()
    assert page.evaluate("window.shifts") < 0.02


def test_the_card_tells_of_the_place_under_the_pointer(watched: Watched, invented_site: str) -> None:
    page = _opened(watched, invented_site)
    card, mark = page.locator(".map-place"), page.locator(".histogram-place")
    expect(card.locator(".map-name")).to_have_text("Verzonnenland")
    expect(mark).to_have_attribute("visibility", "hidden")
    legend = page.locator(".map-legend").evaluate(BOX)
    stage = page.locator(".map-stage").bounding_box()
    for across in (0.40, 0.45, 0.55, 0.60, 0.65):
        page.mouse.move(stage["x"] + stage["width"] * across, stage["y"] + 180)
        page.wait_for_timeout(300)
        if card.locator(".map-way").count() and mark.get_attribute("visibility") == "visible":
            break
    expect(card.get_by_text("buurt in")).to_be_visible()
    expect(card.locator(".map-sentence")).to_contain_text("(2023)")
    expect(card.locator("svg.picture-card")).to_be_visible()
    assert page.locator(".map-legend").evaluate(BOX) == legend
    name = card.locator(".map-name").inner_text()
    page.mouse.down()
    page.mouse.up()
    card.get_by_role("link", name="Alles over deze buurt").click()
    expect(page.locator("h1")).to_have_text(name)


def test_the_years_play_and_stop(watched: Watched, invented_site: str) -> None:
    page = _opened(watched, invented_site)
    bars = page.locator(".histogram-bars")
    last = bars.inner_html()
    page.get_by_role("button", name="Speel de jaren af").click()
    expect(page.locator(".map-title")).to_contain_text("2013")
    expect(page.locator(".map-years output")).to_have_text("2013")
    assert bars.inner_html() != last
    expect(page.locator(".map-title")).to_contain_text("2014")
    page.get_by_role("button", name="Stop").click()
    year = page.locator(".map-years output").inner_text()
    page.wait_for_timeout(1500)
    assert page.locator(".map-years output").inner_text() == year
    page.wait_for_url(f"**jaar={year}")


def test_a_place_that_is_typed_comes_into_view(watched: Watched, invented_site: str) -> None:
    page = _opened(watched, invented_site)
    box, far = page.get_by_label("Zoek een plek op de kaart"), page.locator("span.map-label", has_text="Hoogoever")
    expect(far).to_be_visible()
    box.fill("Rietstad-Oost")
    page.keyboard.press("Enter")
    expect(page.locator(".map-answer")).to_have_text("De kaart laat nu Rietstad-Oost zien.")
    expect(page.locator("a.map-label > span", has_text="Rietstad-Oost")).to_be_visible()
    expect(page.locator(".map-place h2")).to_have_text("Rietstad-Oost")
    expect(page.locator(".map-place")).to_contain_text("Alles over dit gebied")
    expect(far).to_be_hidden()
    box.fill("Nergenshuizen aan de Zee")
    page.keyboard.press("Enter")
    expect(page.locator(".map-answer")).to_have_text("We vinden geen plek met deze naam.")


def test_an_area_with_a_programme_leads_to_its_page(watched: Watched, invented_site: str) -> None:
    page = _opened(watched, invented_site, "/")
    page.locator("a.map-label > span", has_text="Lindemonde-West").click()
    expect(page.locator("h1")).to_have_text("Lindemonde-West")


def test_a_figure_is_found_by_typing(watched: Watched, invented_site: str) -> None:
    page = _opened(watched, invented_site)
    box = page.get_by_role("combobox", name="Cijfer", exact=True)
    box.fill("zzz")
    expect(page.locator("#cijfer-lijst")).to_have_text("Geen cijfer met deze naam")
    page.keyboard.press("Escape")
    expect(box).to_have_value("Huishoudens met een laag inkomen")
    box.fill("huisarts")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".map-title")).to_contain_text("huisarts")
    page.wait_for_url("**cijfer=afstand_huisarts**")
    pick_figure(page, "laag inkomen")
    expect(page.locator(".map-title")).to_contain_text("laag inkomen")


def test_without_script_the_form_and_the_legend_serve(browser: Browser, invented_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{invented_site}{ADDRESS}")
    expect(page.locator(".map-name")).to_have_text("Verzonnenland")
    expect(page.locator(".map-legend svg.picture-card")).to_be_visible()
    expect(page.locator(".map-years")).to_be_hidden()
    page.get_by_role("radio", name="wijk").check()
    page.locator("#jaar").select_option("2020")
    page.get_by_role("button", name="Laat zien").click()
    page.wait_for_url("**niveau=wijk**jaar=2020**")
    expect(page.locator("h1")).to_contain_text("2020")
    page.locator(".map-names text", has_text="Rietstad-Oost").click()
    expect(page.locator("h1")).to_have_text("Rietstad-Oost")
    context.close()
