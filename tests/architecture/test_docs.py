"""The documents tell the truth: they name what exists, what exists is named, and their examples work."""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.published_cells import PublishedCell
from toetssteen.answers.words import sentences
from toetssteen.cli.arguments import parser
from toetssteen.cli.figures import cell_json, point_json
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator, NamedArea, Source
from toetssteen.sources.definitions.yaml_files import load_yaml
from toetssteen.warehouse.store import SCHEMA

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAPERS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
ANALYST = (DOCS / "gebruikers" / "analist.md").read_text(encoding="utf-8")
METHODS = DOCS / "methods"
INDICATORS = {one.id for one in load_indicators(ROOT / "definitions" / "indicators")}
ON_PAGES = (
    "Vergelijk met",
    "Wat hier goed gaat",
    "Wat hier moeilijker is",
    "Wat we hier niet weten",
    "Bekijk als tabel",
    "Waar komt dit vandaan?",
    "Volg dit cijfer naar de bron",
    "Over de cijfers",
    "Vergelijken",
    "Stel zelf een gebied samen",
    "Dit zijn verzonnen gegevens",
)
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```")


def _name(paper: Path) -> str:
    return str(paper.relative_to(ROOT))


def _verbs() -> dict[str, argparse.ArgumentParser]:
    (verbs,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(verbs.choices)


def _section(verb: str) -> str:
    """What the analyst's page says under the heading of this verb."""
    found = re.search(rf"(?ms)^### `{verb}`.*?(?=^##)", ANALYST)
    return found.group() if found else ""


@pytest.mark.parametrize("verb", _verbs())
def test_every_verb_of_the_command_line_has_a_section_with_its_options(verb: str) -> None:
    section = _section(verb)
    assert f"toetssteen {verb}" in section
    options = {o for action in _verbs()[verb]._actions for o in action.option_strings} - {"-h", "--help"}
    assert not {option for option in options if option not in section}


def test_no_section_for_a_verb_that_is_gone() -> None:
    assert set(re.findall(r"(?m)^### `(\w+)`", ANALYST)) == set(_verbs())


def _blocks(paper: str, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(paper) if kind == language]


def test_the_json_examples_have_the_fields_of_the_real_answers() -> None:
    status, series, lineage = (json.loads(text) for text in _blocks(ANALYST, "json"))
    point = Point(2017, 1.0, Status.OBSERVED, FigureKind.PUBLISHED, comparable=True, delivery=0)
    no_delivery: Any = SimpleNamespace(delivery=lambda number: None)
    fields = point_json(no_delivery, point).keys()
    assert all(shown.keys() == fields for shown in (*series["series"][0]["points"], lineage["point"]))
    assert lineage["cells"][0].keys() == cell_json(_cell()).keys()
    assert [row["serving"] for row in status] == [False, True]


def _cell() -> PublishedCell:
    words = ("",) * 9
    return PublishedCell(
        AreaCode("WK001404"), *words, 2017, "", "", "", 1, 1.0, None, 1.0, Status.OBSERVED, "", used=True
    )


def test_statuses_and_kinds_are_explained() -> None:
    section = _section("series")
    assert not [s.name.lower() for s in Status if f"`{s.name.lower()}`" not in section]
    assert not [str(k) for k in FigureKind if f"`{k}`" not in section]


def test_the_sql_example_fits_the_file_of_cells() -> None:
    (question,) = _blocks(ANALYST, "sql")
    with duckdb.connect() as connection:
        connection.execute(SCHEMA)
        assert connection.execute(question).fetchall() == []


def _definitions() -> Iterator[tuple[str, str]]:
    for paper in PAPERS:
        for text in _blocks(paper.read_text(encoding="utf-8"), "yaml"):
            if text.startswith("id: "):
                yield _name(paper), text


@pytest.mark.parametrize(("paper", "text"), list(_definitions()))
def test_a_definition_in_a_document_loads(paper: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(text, encoding="utf-8")
    kind = NamedArea if "\ngemeente: " in text else Source if "\nreader: " in text else Indicator
    assert load_yaml(file, kind).id


def test_there_are_definitions_in_the_documents() -> None:
    assert len(list(_definitions())) >= 3


def test_the_index_of_methods_links_every_page() -> None:
    index = (METHODS / "README.md").read_text(encoding="utf-8")
    assert not [
        page.name for page in METHODS.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index
    ]


@pytest.mark.parametrize("module", sorted((ROOT / "src/toetssteen/analysis").rglob("*.py")), ids=lambda m: m.stem)
def test_every_method_of_analysis_has_a_page(module: Path) -> None:
    if module.stem == "__init__":
        assert "def " not in module.read_text(encoding="utf-8")
        return
    path = module.relative_to(ROOT / "src" / "toetssteen").as_posix()
    assert path in (METHODS / "README.md").read_text(encoding="utf-8")
    pages = [page for page in METHODS.glob("*.md") if page.name != "README.md"]
    assert any(f"src/toetssteen/{path}" in page.read_text(encoding="utf-8") for page in pages)


def _words_that_exist() -> set[str]:
    """Every name in the code, the definitions, and of the documents' own files."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "starter").rglob("*.py")]
    files = [file for file in files if file != Path(__file__)] + list((ROOT / "definitions").rglob("*.yaml"))
    return {word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}


def test_every_name_in_code_type_exists() -> None:
    """`laag_inkomen` is an indicator, `share_below` a function: whatever is neither is a mistake or is gone."""
    known = _words_that_exist()
    named = {
        (_name(paper), word)
        for paper in PAPERS
        for word in re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+)+)`", paper.read_text(encoding="utf-8"))
    }
    assert len(named) > 8
    assert not {(paper, word) for paper, word in named if word not in known}


def test_every_indicator_in_an_example_exists() -> None:
    asked = {
        word
        for paper in PAPERS
        for word in re.findall(r"toetssteen (?:series|lineage) ([a-z]\w*)", paper.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= INDICATORS


def _words_on_pages() -> str:
    web = ROOT / "src" / "toetssteen" / "web"
    return "\n".join(f.read_text(encoding="utf-8") for ending in ("html", "py") for f in web.rglob(f"*.{ending}"))


@pytest.mark.parametrize("words", ON_PAGES)
def test_what_a_reader_is_told_to_look_for_stands_on_the_pages(words: str) -> None:
    assert words in _words_on_pages()
    assert any(f"**{words}" in page.read_text(encoding="utf-8") for page in (DOCS / "gebruikers").glob("*.md"))


def test_the_words_for_how_sure_a_figure_is_are_those_of_the_pages() -> None:
    table = (DOCS / "gebruikers" / "bewoner.md").read_text(encoding="utf-8").split("| er staat |")[1]
    explained = re.findall(r"(?m)^\| ([a-z ]+) \|", table)
    said = [*map(sentences.status, Status), *map(sentences.origin, FigureKind)]
    assert len(explained) > 4
    assert not [words for words in explained if not any(one.startswith(words) for one in said)]


def _anchors(paper: Path) -> set[str]:
    """The addresses of headings, as the sites that show Markdown make them."""
    headings = re.findall(r"(?m)^#+ (.+)$", paper.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_every_link_to_a_heading_finds_it(paper: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", paper.read_text(encoding="utf-8")):
        assert anchor in _anchors(paper.parent / target if target else paper), f"#{anchor}"


def test_every_document_that_code_points_at_exists() -> None:
    files = [
        ROOT / "pyproject.toml",
        ROOT / "justfile",
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "starter").rglob("*.py"),
    ]
    named = {(_name(f), d) for f in files for d in re.findall(r"\bdocs/[\w/-]+\.md", f.read_text(encoding="utf-8"))}
    assert not {(file, document) for file, document in named if not (ROOT / document).is_file()}


def test_decisions_are_numbered_and_say_how_they_stand() -> None:
    records = sorted((DOCS / "decisions").glob("*.md"))
    # Records are written side by side, so a number may still be on its way; never is one given twice.
    numbers = [record.name[:4] for record in records]
    assert len(set(numbers)) == len(numbers)
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert re.match(r"\d{3}-", record.name)
        assert text.startswith(f"# {record.name[:3]}. ")
        assert "\n**Status** " in text
