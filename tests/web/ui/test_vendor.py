"""The front end: exact versions, no address of a registry, and only what is used."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def _vendor_module():
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "frontend" / "vendor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VENDOR = _vendor_module()


def test_every_version_is_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    for version in [*package["dependencies"].values(), *package["devDependencies"].values()]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_the_lock_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert len(packages) > 10
    assert not [name for name, facts in packages.items() if "resolved" in facts]
    assert all(facts.get("integrity") for name, facts in packages.items() if name)


def test_only_tokens_that_lead_somewhere_are_kept() -> None:
    tokens = {"--a": "var(--b)", "--b": "1px", "--c": "2px"}
    assert VENDOR._reached("x{width:var(--a)}", tokens) == {"--a", "--b"}


def _packages(root: Path) -> Path:
    """The smallest node_modules that has everything vendor asks for."""
    for name in (*VENDOR.COMPONENTS, *VENDOR.FILES):
        _write(root / name, ".x{color:var(--used)}\n/*# sourceMappingURL=x.map */")
    _write(root / VENDOR.TOKENS, ".t {\n  --used: red;\n  --unused: blue;\n}\n")
    for weight, style in VENDOR.FONTS:
        _write(root / VENDOR.FONT / "files" / f"atkinson-hyperlegible-next-latin-{weight}-{style}.woff2", "font")
    for name in (*VENDOR.COMPONENTS, *VENDOR.FILES, VENDOR.TOKENS, VENDOR.FONT):
        folder = root / VENDOR._package(name)
        _write(folder / "package.json", json.dumps({"version": "1.0.0", "license": "EUPL-1.2"}))
        _write(folder / "LICENSE.md", "the licence")
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_vendoring_copies_what_is_needed_and_no_more(tmp_path: Path) -> None:
    static = tmp_path / "static" / "vendor"
    size = VENDOR.vendor(_packages(tmp_path / "node_modules"), static)
    assert size == sum(f.stat().st_size for f in static.iterdir())
    css = (static / "components.css").read_text()
    assert "--used: red" in css
    assert "--unused" not in css
    assert "sourceMappingURL" not in css
    assert (static / "LICENCES.txt").read_text().count("the licence") == 1
    assert {"fonts.css", "maplibre-gl.mjs", "maplibre-gl-worker.mjs", "topojson-client.js"} <= {
        f.name for f in static.iterdir()
    }


def test_a_missing_package_leaves_the_old_files_alone(tmp_path: Path) -> None:
    static = tmp_path / "static" / "vendor"
    VENDOR.vendor(_packages(tmp_path / "node_modules"), static)
    with pytest.raises(FileNotFoundError):
        VENDOR.vendor(tmp_path / "nowhere", static)
    assert (static / "fonts.css").is_file()
