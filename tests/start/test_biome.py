"""Biome is run when npm brought it; without it CI fails and a developer is told."""

from pathlib import Path

import pytest

from starter import biome
from starter.checkout import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path, tmp_path / "var")


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_biome_only_ci_fails(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, code: int
) -> None:
    monkeypatch.setenv("CI", ci)
    assert biome.main(checkout, ["check"]) == code
    assert "NOT checked" in capsys.readouterr().err


@pytest.mark.parametrize("code", [0, 3])
def test_its_exit_code_is_ours(checkout: Checkout, code: int) -> None:
    program = checkout.frontend / "node_modules" / "@biomejs" / "cli-linux-x64" / "biome"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\ntest "$1" = check && exit {code}\n')
    program.chmod(0o755)
    assert biome.program(checkout) == program
    assert biome.main(checkout, ["check"]) == code
