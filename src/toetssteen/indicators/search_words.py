"""Other words for figures and themes, from `definitions/search-words.yaml`.

They are read where somebody searches and are no part of a snapshot: a word can be added without building anything again.
An id that the figures on show do not know is passed over, so the checkout's own ids are held by a test.
"""

from pathlib import Path

from toetssteen.kernel.language import _
from toetssteen.kernel.search_words import SearchWords
from toetssteen.sources.definitions.yaml_files import fault, load_yaml


def load_search_words(file: Path) -> tuple[SearchWords, ...]:
    """Every line, in the order of the file. Raises DefinitionError (file and key)."""
    lines: tuple[SearchWords, ...] = load_yaml(file, tuple[SearchWords, ...])
    for position, line in enumerate(lines):
        if not line.words or not all(word.strip() for word in line.words):
            raise fault(file, f"[{position}].words", _("Dit is leeg."))
        if not line.figures and not line.themes:
            raise fault(file, f"[{position}].figures", _("Dit is leeg."))
    return lines
