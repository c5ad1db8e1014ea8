"""Pictures of every page, wide and narrow, for who reviews how the site looks.

    just pictures [--real FOLDER] [--into FOLDER] [--only WORD] [--readme]

The invented country always, with its invented programme; the publishers' own figures too when `--real` names a folder with
their files. The first screen of each page at 1280 x 900 and 390 x 844, the whole page beside it, and a page with all of
them: `index.html`. `--readme` puts those of the README into docs/pictures.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from browser.pages import INVENTED, REAL
from building import ROOT, build, environment
from playwright.sync_api import Browser, sync_playwright
from servers import toetssteen

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# No graphics card needed for the map.
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SCREENS = ((1280, 900), (390, 844))
# A longer picture is cut: it shows what the page does, and Chromium draws no longer ones.
LONGEST = 12_000
# How long the map may take, which draws after the page; and how long anything else. Milliseconds.
MAP_DRAWN, SETTLED = 40_000, 200
README = {"focus area": "profile", "map": "map", "focus area, theme": "theme"}


@dataclass(frozen=True, slots=True)
class Shot:
    """One page at one width. height: of the whole page, in pixels; sideways: whether it is wider than the screen."""

    country: str
    page: str
    address: str
    width: int
    file: str
    height: int
    sideways: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, help="folder with the publishers' files")
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "pictures", help="where the pictures go")
    parser.add_argument("--only", default="", help="only pages with this word in their name")
    parser.add_argument("--readme", action="store_true", help="those of the README into docs/pictures; needs --real")
    options = parser.parse_args()
    if options.readme and options.real is None:
        parser.error("--readme shows real figures: give --real too")
    shots: list[Shot] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="toetssteen-pictures-") as room:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        for country, data, pages in (("invented", None, INVENTED), ("real", options.real, REAL)):
            if country == "real" and data is None:
                continue
            var = Path(room) / country
            build(var, data)
            if data is None:
                _manage(var, "migrate", "--no-input", "-v", "0")
                _manage(var, "inventedprogramme")
            asked = {name: address for name, address in pages.items() if options.only in name}
            with toetssteen(var) as port:
                shots += _taken(browser, f"http://127.0.0.1:{port}", country, asked, options.into)
        browser.close()
    (options.into / "index.html").write_text(_index(shots), encoding="utf-8")
    if options.readme:
        _put_in_readme(shots, options.into)
    print(f"{len(shots)} pictures in {options.into}")
    return 0


def _chromium() -> str:
    found = next((path for path in CHROMIUM if Path(path).exists()), None)
    if found is None:
        raise SystemExit("No Chromium here: install the package `chromium`.")
    return found


def _manage(var: Path, *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment(var), check=True)


def _taken(browser: Browser, site: str, country: str, pages: Mapping[str, str], into: Path) -> Iterator[Shot]:
    folder = into / country
    folder.mkdir(parents=True, exist_ok=True)
    for width, height in SCREENS:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        page = context.new_page()
        for name, address in pages.items():
            page.goto(site + address)
            if page.locator(".map").count():
                page.locator(".map.drawn").wait_for(timeout=MAP_DRAWN)
            page.wait_for_timeout(SETTLED)
            long, wide = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
            file = f"{re.sub(r'[^a-z0-9]+', '-', name)}-{width}"
            page.screenshot(path=folder / f"{file}.png")
            clip = {"x": 0, "y": 0, "width": width, "height": min(long, LONGEST)}
            page.screenshot(path=folder / f"{file}-whole.png", full_page=True, clip=clip)
            yield Shot(country, name, address, width, f"{country}/{file}", long, wide > width)
        context.close()


def _index(shots: list[Shot]) -> str:
    """All pictures on one page: the first screens, each leading to the whole page."""
    cells = "".join(
        f'<figure><a href="{shot.file}-whole.png"><img src="{shot.file}.png" width="{shot.width // 3}" alt=""></a>'
        f"<figcaption>{escape(shot.country)}: {escape(shot.page)}, {shot.width} px<br><code>{escape(shot.address)}</code>"
        f"<br>{shot.height} px high{', scrolls sideways' if shot.sideways else ''}</figcaption></figure>"
        for shot in shots
    )
    style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:24px}figure{margin:0}img{border:1px solid #ccc}"
    return f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{style}</style>{cells}'


def _put_in_readme(shots: list[Shot], into: Path) -> None:
    for shot in shots:
        if shot.country == "real" and shot.width == SCREENS[0][0] and shot.page in README:
            target = ROOT / "docs" / "pictures" / f"{README[shot.page]}.png"
            target.write_bytes((into / f"{shot.file}.png").read_bytes())


if __name__ == "__main__":
    sys.exit(main())
