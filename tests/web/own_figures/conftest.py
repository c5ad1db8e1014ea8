"""An installation of one invented gemeente, with figures that stand for the national ones, and tables people have."""

from pathlib import Path

import pytest
from web.conftest import table  # noqa: F401 (a fixture)

from toetssteen.cli import main

PLACES = """code;naam;mensen
GM9901;Rietstad;1000
WK990100;Centrum;400
WK990101;Lindehof;300
WK990102;Havenkwartier;300
BU99010000;Centrum;400
BU99010100;Lindehof-Noord;150
BU99010101;Lindehof-Zuid;150
BU99010200;Havenkwartier;300
"""
SOURCE = """id: proef-landelijk
publisher: Bureau voor de proef
title: Mensen
table: Mensen
address: https://www.example.org/mensen
licence: vrij
reader: own-table
file: mensen.csv
division_year: 2023
year: 2023
scope: [GM9901]
options: {code: code, name: naam, delimiter: semicolon}
"""
INDICATOR = """id: proef_mensen
name: Mensen in de proef
domain: bevolking
meaning: Hoeveel mensen er zijn.
does_not_say: Niets over wie zij zijn.
unit: aantal
direction: context
aggregation: {rule: none}
columns:
- {source: proef-landelijk, column: mensen}
"""


@pytest.fixture(scope="session")
def built_gemeente(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `var` and `definities`, to copy."""
    folder = tmp_path_factory.mktemp("gemeente")
    files = {"mensen.csv": PLACES, "definities/sources/proef-landelijk.yaml": SOURCE}
    files["definities/indicators/proef_mensen.yaml"] = INDICATOR
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TOETSSTEEN_VAR", str(folder / "var"))
        patched.setenv("TOETSSTEEN_DEFINITIONS", str(folder / "definities"))
        for words in (["fetch", "--from", str(folder)], ["build"], ["publish"]):
            assert main(words) == 0
    return folder


@pytest.fixture
def gemeente(built_gemeente: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installation that this test may change."""
    import shutil

    folder = tmp_path / "gemeente"
    shutil.copytree(built_gemeente, folder)
    monkeypatch.setenv("TOETSSTEEN_VAR", str(folder / "var"))
    monkeypatch.setenv("TOETSSTEEN_DEFINITIONS", str(folder / "definities"))
    return folder
