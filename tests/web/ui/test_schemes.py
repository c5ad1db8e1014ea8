"""The dark scheme of the shipped theme reads as well as the light one, and pictures come along."""

import re
from pathlib import Path

import pytest

from toetssteen.web import ui
from toetssteen.web.ui.pictures import palette

SHEETS = Path(ui.__file__).parent / "static" / "ui"
THEME = (SHEETS / "theme.css").read_text(encoding="utf-8")
LIGHT, DARK = THEME.split("@media screen and (prefers-color-scheme: dark)")
DRAWN = {
    "ink": palette.INK,
    "grey": palette.GREY,
    "hair": palette.HAIR,
    "part": palette.PART,
    "faint": palette.FAINT,
    "paper": palette.PAPER,
    "accent": palette.ACCENT,
    "context": palette.CONTEXT,
    "land": palette.LAND,
    "pale": palette.PALE,
}


def colours(css: str) -> dict[str, str]:
    found = re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css)
    return {name: c if len(c) == 7 else "#" + "".join(2 * part for part in c[1:]) for name, c in found}


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "least"), [("ink", 12), ("grey", 6.9), ("accent", 6.9), ("accent-deep", 7), ("context", 4.5)]
)
def test_words_read_well_on_paper_and_wash(css: str, text: str, least: float) -> None:
    tokens = colours(css)
    assert palette.contrast(tokens[text], tokens["paper"]) >= least
    assert palette.contrast(tokens[text], tokens["wash"]) >= min(least, 4.5)
    assert palette.contrast(tokens["ink"], tokens["notice"]) >= 7


def test_a_picture_keeps_its_contrast_in_the_dark() -> None:
    drawn = {name: c for name, c in colours(DARK).items() if name.startswith("drawn-")}
    assert set(drawn) == {f"drawn-{name}" for name in DRAWN}
    paper = drawn["drawn-paper"]
    assert paper == colours(DARK)["paper"]
    for name in ("ink", "grey", "accent", "context"):
        assert palette.contrast(drawn[f"drawn-{name}"], paper) >= 7
    assert palette.contrast(drawn["drawn-faint"], paper) >= 3
    assert palette.contrast(drawn["drawn-accent"], drawn["drawn-part"]) >= 2


def test_each_colour_of_a_picture_follows_the_theme() -> None:
    css = (SHEETS / "pictures.css").read_text(encoding="utf-8")
    rules = set(re.findall(r'\[(fill|stroke)="(#[0-9a-f]{6})"\] \{\s*\1: var\(--drawn-(\w+), \2\);', css))
    assert rules == {(what, colour, name) for name, colour in DRAWN.items() for what in ("fill", "stroke")}
    known = {
        getattr(palette, name) for name in dir(palette) if isinstance(getattr(palette, name), str) and name.isupper()
    }
    assert known <= set(DRAWN.values())


def test_paper_stays_light() -> None:
    assert "prefers-color-scheme" not in LIGHT
    for sheet in SHEETS.glob("*.css"):
        if sheet.name != "theme.css":
            assert "prefers-color-scheme" not in sheet.read_text(encoding="utf-8")
