"""Files, pictures, fixed links and frames, as a reader meets them."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.test_every_page import AXE, TAGS
from browser.watching import Watched, has_engine

pytestmark = pytest.mark.browser

PROFILE = "/plek/WK990101/"


def opened(page: Page) -> None:
    page.locator("section.figure details.use summary").first.click()


@pytest.mark.parametrize("width", [1280, 390])
def test_what_can_be_done_with_a_figure_is_accessible_and_fits(
    watched: Watched, invented_site: str, axe_script: Path, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    for address in (
        f"{PROFILE}?thema=inkomen",
        f"/vaste-link/?naar={PROFILE}",
        f"/inbed{PROFILE}?deel=inwoners",
        "/cijfers/laag_inkomen/?niveau=wijk&jaar=2020",
    ):
        page.goto(invented_site + address)
        page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe_script.read_text(encoding="utf-8"))
        assert page.evaluate(AXE, TAGS) == [], address


def test_a_table_and_a_picture_are_saved(watched: Watched, invented_site: str, tmp_path: Path) -> None:
    page = watched.page
    page.goto(f"{invented_site}{PROFILE}?thema=inkomen")
    figure = page.locator("section.figure").first
    figure.locator("details.use summary").click()
    for name, start in (
        ("CSV", b"\xef\xbb\xbf"),
        ("Excel", b"PK\x03\x04"),
        ("SVG", b"<?xml"),
        ("PNG", b"\x89PNG\r\n\x1a\n"),
    ):
        with page.expect_download() as saving:
            link = figure.locator("details.use").get_by_role("button" if name == "PNG" else "link")
            link.filter(has_text=name).first.click()
        file = tmp_path / saving.value.suggested_filename
        saving.value.save_as(file)
        assert file.read_bytes().startswith(start), name
        assert file.name.startswith("toetssteen-")
        if name == "SVG":
            width, height = (
                float(v) for v in re.findall(r'width="([\d.]+)" height="([\d.]+)" role', file.read_text())[0]
            )
        if name == "PNG":
            size = file.read_bytes()[16:24]
            found = (int.from_bytes(size[:4], "big"), int.from_bytes(size[4:], "big"))
            assert found == (int(width) * 2, int(height) * 2)
            assert len(file.read_bytes()) > 10_000


def test_a_fixed_link_by_keyboard(watched: Watched, invented_site: str, axe_script: Path) -> None:
    page = watched.page
    page.goto(f"{invented_site}{PROFILE}?alles=ja&met=land")
    watched.tab_to(page.locator("section.figure details.use summary").first)
    page.keyboard.press("Enter")
    watched.tab_to(page.get_by_role("link", name="Maak een vaste link").first)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Een vaste link")
    if page.get_by_role("button", name="Maak een vaste link").count():
        watched.tab_to(page.get_by_role("button", name="Maak een vaste link"))
    else:
        watched.tab_to(page.locator("main a.long"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/stand/*{PROFILE}?alles=ja&met=land")
    expect(page.locator(".then")).to_contain_text("U ziet de cijfers zoals ze op")
    page.evaluate(axe_script.read_text(encoding="utf-8"))
    assert page.evaluate(AXE, TAGS) == []
    page.get_by_role("link", name="Kaart").first.click()
    page.wait_for_url("**/stand/*/kaart/")
    page.get_by_role("link", name="Naar de nieuwste cijfers").click()
    page.wait_for_url(f"{invented_site}/kaart/")


@pytest.fixture
def another_site(tmp_path: Path) -> Iterator[str]:
    """A plain web server on another port, which is another site, that serves `tmp_path`."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_another_site_shows_the_figure_and_nothing_else(
    watched: Watched, invented_site: str, another_site: str, tmp_path: Path
) -> None:
    page = watched.page
    page.goto(f"{invented_site}{PROFILE}?alles=ja")
    opened(page)
    code = page.locator("section.figure textarea").first.input_value()
    html = f'<!doctype html><html lang="nl"><title>Anders</title><link rel="icon" href="data:,"><h1>Een andere site</h1>{code}</html>'
    (tmp_path / "anders.html").write_text(html, encoding="utf-8")
    page.goto(f"{another_site}/anders.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator("svg.picture-fluid").first).to_be_visible()
    frame.get_by_text("Bekijk als tabel").click()
    expect(frame.locator("table").first).to_be_visible()
    assert page.context.cookies() == []


def test_without_script_the_map_is_there(browser: Browser, invented_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{invented_site}/kaart/?cijfer=laag_inkomen&niveau=wijk&jaar=2020")
    image = page.locator(".map-still img")
    expect(image).to_be_visible()
    image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert image.bounding_box()["height"] > 200
    assert not page.locator("[data-png]").first.is_visible()
    context.close()


def test_the_map_is_on_paper(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/kaart/?cijfer=laag_inkomen&niveau=wijk&jaar=2020&binnen=GM9901")
    still = page.locator(".map-still")
    if has_engine(page):
        page.locator(".map.drawn").wait_for(state="attached")
        expect(still).to_be_hidden()
    page.emulate_media(media="print")
    expect(still).to_be_visible()
    page.wait_for_function("document.querySelector('.map-still img').naturalWidth > 300")
    expect(page.locator(".map-canvas")).to_be_hidden()
    expect(page.locator(".map-legend svg.picture-card")).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text("/kaart/?cijfer=laag_inkomen")
    expect(page.locator("details.use").first).to_be_hidden()
    assert len(page.pdf()) > 20_000


def test_paper_follows_the_slider(watched: Watched, invented_site: str) -> None:
    page = watched.page
    page.goto(f"{invented_site}/kaart/?cijfer=laag_inkomen&niveau=wijk")
    if not has_engine(page):
        pytest.skip("The npm packages of the map are not here")
    page.locator(".map.drawn").wait_for(state="attached")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.locator(".map-still img").get_attribute("src")
    page.locator("#kaart-jaar").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("src => document.querySelector('.map-still img').getAttribute('src') !== src", arg=before)
    # Who only looks does not fetch it; who prints does.
    assert not [one for one in asked if "/tekening/" in one]
    first = len(page.pdf())
    assert [one for one in asked if "/tekening/" in one]
    page.wait_for_function("document.querySelector('.map-still img').naturalWidth > 300")
    # The first sheet did not come out before the drawing was there.
    assert abs(len(page.pdf()) - first) < 1_000
