"""The front end is fetched once; without npm's registry everything else goes on."""

from pathlib import Path

import pytest

from starter import islands
from starter.checkout import Checkout
from starter.problems import StartError


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "vendor.py").write_text("")
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    return Checkout(tmp_path, tmp_path / "var")


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which of node, npm and our copying ran; npm fails as long as the list of tries says "offline"."""
    tries: list[str] = ["offline"]

    def run(_checkout: Checkout, _name: str, command: list[object], **_more: object) -> str:
        if "ci" in command:
            tries.append("npm")
            tries.extend(word for word in map(str, command) if word == "--omit=dev")
            for package in ("axe-core", "maplibre-gl", "@biomejs/cli-linux-x64"):
                (_checkout.frontend / "node_modules" / package).mkdir(parents=True)
            if "offline" in tries:
                raise StartError("De stap is niet gelukt: NPM_CONFIG_REGISTRY")
        return "v22.1.0"

    monkeypatch.setattr(islands, "run", run)
    monkeypatch.setattr("shutil.which", lambda name: name)
    return tries


def test_without_a_registry_the_map_is_a_table_and_we_go_on(
    checkout: Checkout, tries: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    islands.install(checkout, again=False)
    output = capsys.readouterr().out
    assert "NPM_CONFIG_REGISTRY" in output
    assert "als tabel" in output


def test_a_plain_start_does_not_wait_for_the_network_again(checkout: Checkout, tries: list[str]) -> None:
    islands.install(checkout, again=False)
    islands.install(checkout, again=False)
    assert tries.count("npm") == 1
    islands.install(checkout, again=True)
    assert tries.count("npm") == 2


def test_once_fetched_it_stays_until_a_list_changes(checkout: Checkout, tries: list[str]) -> None:
    tries.remove("offline")
    islands.install(checkout, again=True)
    islands.install(checkout, again=True)
    assert tries.count("npm") == 1
    assert {kept.name for kept in (checkout.frontend / "node_modules").iterdir()} == {"axe-core", "@biomejs"}
    (checkout.root / "frontend" / "vendor.py").write_text("# one more file")
    islands.install(checkout, again=False)
    assert tries.count("npm") == 2


def test_only_developers_wait_for_the_tools(checkout: Checkout, tries: list[str]) -> None:
    tries.remove("offline")
    islands.install(checkout, again=False)
    assert tries == ["npm", "--omit=dev"]
    islands.install(checkout, again=True, tools=True)
    islands.install(checkout, again=True)
    assert tries == ["npm", "--omit=dev", "npm"]


@pytest.mark.parametrize(("version", "good"), [("v22.1.0\n", True), ("v12.0.0\n", False), ("", False)])
def test_an_old_node_of_the_system_is_not_used(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, version: str, good: bool
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr(islands, "run", lambda *_: version)
    assert islands._system_node(checkout) is good
