"""A page and what went wrong on it."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Locator, Page

# The software renderer of a machine without a graphics card is slow, and says so.
_OF_THE_MACHINE = ("GPU stall", "GL Driver Message")


@dataclass
class Watched:
    """page: as playwright gives it. problems: errors and warnings of its console, and uncaught exceptions."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in _OF_THE_MACHINE):
            self.problems.append(f"{self.page.url}: {message.text}")

    def tab_to(self, wanted: Locator, most: int = 150) -> None:
        """Press Tab until `wanted` has the focus, as someone without a mouse."""
        for _press in range(most):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{wanted} cannot be reached with Tab")

    def words(self, selector: str = "main") -> str:
        return " ".join(self.page.locator(selector).inner_text().split())


def drawn_map(page: Page) -> Locator:
    """The map's canvas, once the map stands there."""
    page.locator(".map-no").wait_for(state="hidden")
    return page.locator(".map-canvas canvas.maplibregl-canvas")


def has_engine(page: Page) -> bool:
    """Whether this checkout has the npm packages of the map."""
    return bool(page.locator(".map").get_attribute("data-engine"))


def pick_figure(page: Page, words: str) -> None:
    """Choose the first figure of the map whose name has these words, by typing."""
    page.get_by_role("combobox", name="Cijfer", exact=True).fill(words)
    page.keyboard.press("Enter")
