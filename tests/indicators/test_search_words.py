"""Other words for figures and themes: every one loads and means something that there is."""

from pathlib import Path

import pytest

from toetssteen.answers.snapshot.search import normalized
from toetssteen.indicators.catalogue import load_domains, load_indicators
from toetssteen.indicators.search_words import load_search_words
from toetssteen.kernel.errors import DefinitionError

DEFINITIONS = Path(__file__).parents[2] / "definitions"
FILE = DEFINITIONS / "search-words.yaml"


def test_every_word_means_a_figure_or_a_theme_that_there_is() -> None:
    figures = {one.id for one in load_indicators(DEFINITIONS / "indicators")}
    themes = {one.id for one in load_domains(DEFINITIONS / "domains.yaml")}
    lines = load_search_words(FILE)
    assert {name for line in lines for name in line.figures} <= figures
    assert {name for line in lines for name in line.themes} <= themes
    assert {name for line in lines for name in line.themes} == themes


def test_no_word_stands_twice() -> None:
    words = [normalized(word) for line in load_search_words(FILE) for word in line.words]
    assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {words: [], figures: [inwoners]}", "words"),
        ("- {words: [' '], figures: [inwoners]}", "words"),
        ("- {words: [mensen]}", "figures"),
        ("- {words: [mensen], figure: [inwoners]}", "figure"),
    ],
)
def test_faults(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "search-words.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=says):
        load_search_words(file)
