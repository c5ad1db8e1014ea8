"""The papers at the front door say what the standards ask, and point at files that exist."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_in_the_papers_leads_somewhere(paper: Path) -> None:
    targets = LINK.findall(paper.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (paper.parent / target).exists()]


def test_the_table_of_where_code_goes_names_what_exists() -> None:
    rows = re.findall(r"(?m)^\| .* \| .* \| `([\w./-]+)` \|$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    paths = [row for row in rows if "/" in row]
    assert len(paths) > 10
    assert not [path for path in paths if not ((ROOT / path).exists() or (ROOT / "src" / "toetssteen" / path).exists())]


def test_publiccode_has_what_its_standard_demands() -> None:
    about = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert about["publiccodeYmlVersion"] == "0.4"
    for key in ("name", "url", "platforms", "categories", "developmentStatus", "softwareType"):
        assert about[key]
    assert about["legal"]["license"] == "EUPL-1.2"
    assert about["maintenance"]["contacts"][0]["name"]
    assert about["localisation"].keys() >= {"localisationReady", "availableLanguages"}
    for words in about["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert len(words["genericName"]) <= 35
        assert all(len(feature) <= 100 for feature in words["features"])


def test_the_licence_is_there_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [number for number in range(1, 16) if f"\n{number}. " not in text] == []
    assert "\nAppendix\n" in text
