"""Every kind of page, wide and narrow: accessible, without errors, nothing that scrolls sideways, focus to be seen."""

from pathlib import Path

import pytest

from browser.pages import INVENTED
from browser.watching import Watched

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """tags => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(found =>
  found.violations.map(v => `${v.id}: ${v.help}; ${v.nodes.length} x, such as ${v.nodes[0].html.slice(0, 200)}`))"""


@pytest.mark.parametrize("address", INVENTED.values(), ids=INVENTED)
def test_it_is_accessible_and_fits(watched: Watched, invented_site: str, axe_script: Path, address: str) -> None:
    page = watched.page
    assert page.goto(invented_site + address).status == 200
    page.evaluate(axe_script.read_text(encoding="utf-8"))
    assert page.evaluate(AXE, TAGS) == []
    page.set_viewport_size({"width": 390, "height": 844})
    # A menu lies over the page: test_frame looks at it by itself.
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(AXE, TAGS) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["/", "/plek/WK990101/", "/kaart/"])
def test_the_focus_is_seen(watched: Watched, invented_site: str, address: str, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(invented_site + address)
    for _press in range(16):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
            return [one.outerHTML.slice(0, 120), style.outlineStyle, parseFloat(style.outlineWidth), box.top < innerHeight && box.bottom > 0]; }"""
        )
        assert shown[1] != "none", shown
        assert shown[2] >= 2, shown
        assert shown[3], shown


def test_a_page_that_is_not_there(watched: Watched, invented_site: str, axe_script: Path) -> None:
    page = watched.page
    for address in ("/plek/WK000000/", "/nergens/"):
        assert page.goto(invented_site + address).status == 404
        page.evaluate(axe_script.read_text(encoding="utf-8"))
        assert page.evaluate(AXE, TAGS) == []
    # That the answer was 404 stands in the console, and is no fault.
    watched.problems[:] = [p for p in watched.problems if "404" not in p]
