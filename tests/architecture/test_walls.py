"""The walls of ARCHITECTURE.md: import-linter's contracts, and what import-linter cannot see."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import AppConfig, apps

from toetssteen.web.settings import rooms

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "toetssteen"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
OURS = "toetssteen.web."


def test_every_contract_is_kept() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_walls_and_the_settings_agree_on_the_order_of_the_apps() -> None:
    (contract,) = (c for c in CONTRACTS if c.get("containers") == ["toetssteen.web"])
    layers = [[name.strip(" ()") for name in layer.split("|")] for layer in contract["layers"]]
    order = [name for layer in reversed(layers) for name in reversed(layer)]
    assert order == [*rooms.LOWEST_FIRST, "settings", "wsgi", "urls"]


def test_the_models_of_every_app_are_its_own() -> None:
    protected = {m for c in CONTRACTS if c["type"] == "protected" for m in c["protected_modules"]}
    # A module or a package: both are found.
    with_models = {f"{app}.models" for app in rooms.apps() if find_spec(f"{app}.models")}
    assert {f"{config.name}.models" for config in apps.get_app_configs() if _has_own_tables(config)} == with_models
    assert with_models == protected & {f"{app}.models" for app in rooms.apps()}


def _has_own_tables(config: AppConfig) -> bool:
    return config.name.startswith(OURS) and config.models_module is not None


def test_foreign_keys_point_down() -> None:
    """A key given as a string is no import, so import-linter does not see it."""
    rank = {f"{OURS}{name}": place for place, name in enumerate(rooms.LOWEST_FIRST)}
    seen = 0
    for model in apps.get_models():
        here = model._meta.app_config.name
        if not here.startswith(OURS):
            continue
        for field in model._meta.get_fields(include_hidden=True):
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            there = field.related_model._meta.app_config.name
            seen += 1
            assert there not in rank or rank[there] <= rank[here], f"{model.__name__}.{field.name} points up to {there}"
    assert seen


@pytest.mark.parametrize("file", sorted((SOURCE / "kernel").rglob("*.py")), ids=lambda file: file.name)
def test_the_kernel_knows_the_standard_library_and_numpy_only(file: Path) -> None:
    allowed = set(sys.stdlib_module_names) | {"numpy", "toetssteen.kernel"}
    strangers = {name for name in _imports(file) if _root(name) not in allowed}
    assert not strangers


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: write the whole name"
            yield node.module or ""


def _root(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "toetssteen" else parts[0]
