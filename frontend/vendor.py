"""Copies the little we need from the npm packages to the static files. Standard library only, no bundler.

`start.py` runs `npm ci --ignore-scripts` first. Run by hand: python3 frontend/vendor.py
"""

import json
import re
import shutil
import sys
from pathlib import Path

# What we use, in the order the style sheet has it. A licence travels with every package.
COMPONENTS = (
    "@nl-design-system-candidate/heading-css/dist/heading.css",
    "@nl-design-system-candidate/paragraph-css/dist/paragraph.css",
    "@nl-design-system-candidate/link-css/dist/link.css",
    "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
    "@nl-design-system-candidate/button-css/dist/button.css",
    "@utrecht/table-css/dist/index.min.css",
    "@utrecht/textbox-css/dist/index.min.css",
    "@utrecht/select-css/dist/index.min.css",
    "@utrecht/alert-css/dist/index.min.css",
)
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
FONT = "@fontsource/atkinson-hyperlegible-next"
FONTS = ((400, "normal"), (400, "italic"), (700, "normal"))
FILES = {
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    "topojson-client/dist/topojson-client.min.js": "topojson-client.js",
}


def vendor(node_modules: Path, static: Path) -> int:
    """Fills `static` anew and gives its size in bytes. Raises FileNotFoundError naming what npm did not bring."""
    fresh = static.with_name(static.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    _components(node_modules, fresh)
    _fonts(node_modules, fresh)
    for source, target in FILES.items():
        _copy(node_modules / source, fresh / target)
    _licences(node_modules, fresh)
    shutil.rmtree(static, ignore_errors=True)
    fresh.rename(static)
    return sum(file.stat().st_size for file in static.iterdir())


def _copy(source: Path, target: Path) -> None:
    """Without the pointer to a source map, which we do not ship and browsers would ask for."""
    if source.suffix in (".mjs", ".js", ".css"):
        target.write_text(_without_map(source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def _without_map(text: str) -> str:
    return re.sub(r"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)", "", text)


def _components(node_modules: Path, into: Path) -> None:
    """One style sheet: the components, and of the thousands of tokens only those they lead to."""
    css = "\n".join(_without_map((node_modules / name).read_text(encoding="utf-8")).strip() for name in COMPONENTS)
    css = re.sub(r'^@charset "[^"]*";', "", css, flags=re.MULTILINE)
    tokens = dict(re.findall(r"^\s*(--[\w-]+):\s*(.+);$", (node_modules / TOKENS).read_text("utf-8"), re.MULTILINE))
    wanted = _reached(css, tokens)
    root = "\n".join(f"  {name}: {tokens[name]};" for name in sorted(wanted))
    (into / "components.css").write_text(f":root {{\n{root}\n}}\n{css}\n", encoding="utf-8")


def _reached(css: str, tokens: dict[str, str]) -> set[str]:
    """The tokens that `css` uses, and those that these use in turn."""
    reached: set[str] = set()
    ahead = re.findall(r"var\(\s*(--[\w-]+)", css)
    while ahead:
        name = ahead.pop()
        if name in tokens and name not in reached:
            reached.add(name)
            ahead += re.findall(r"var\(\s*(--[\w-]+)", tokens[name])
    return reached


def _fonts(node_modules: Path, into: Path) -> None:
    """Latin letters suffice for Dutch names; each cut is 12 kB. The pages ask for them first, so that they are seldom late."""
    rules = []
    for weight, style in FONTS:
        name = f"atkinson-hyperlegible-next-latin-{weight}-{style}.woff2"
        _copy(node_modules / FONT / "files" / name, into / name)
        rules.append(
            f'@font-face{{font-family:"Atkinson Hyperlegible Next";font-style:{style};font-weight:{weight};'
            f'font-display:swap;src:url("{name}") format("woff2")}}'
        )
    (into / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def _licences(node_modules: Path, into: Path) -> None:
    """LICENCES.txt: of each package we copy from, its version and licence; then every licence's text once."""
    heads: list[str] = []
    texts: dict[str, list[str]] = {}
    for package in sorted({_package(name) for name in (*COMPONENTS, *FILES, TOKENS, FONT)}):
        folder = node_modules / package
        facts = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        heads.append(f"{package} {facts['version']}: {facts['license']}")
        for file in sorted(folder.glob("LICEN[CS]E*")):
            texts.setdefault(file.read_text(encoding="utf-8").strip(), []).append(package)
    parts = ["\n".join(heads), *(f"{', '.join(names)}\n\n{text}" for text, names in texts.items())]
    (into / "LICENCES.txt").write_text(f"\n\n{'=' * 72}\n\n".join(parts) + "\n", encoding="utf-8")


def _package(name: str) -> str:
    return "/".join(name.split("/")[: 2 if name.startswith("@") else 1])


def main() -> int:
    root = Path(__file__).resolve().parents[1]
    size = vendor(root / "node_modules", root / "src" / "toetssteen" / "web" / "static" / "vendor")
    sys.stdout.write(f"{size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
