"""Other names of places: every one loads, and faults name the file and the key."""

from pathlib import Path

import pytest

from toetssteen.indicators.aliases import load_aliases
from toetssteen.kernel.errors import DefinitionError

FILE = Path(__file__).parents[2] / "definitions" / "aliases.yaml"


def test_the_aliases_of_this_checkout() -> None:
    aliases = {alias.code: alias.names for alias in load_aliases(FILE)}
    assert aliases["GM0518"] == ("Den Haag",)
    assert len(aliases) > 10


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {code: GM1, names: [A], source: b}", "code"),
        ("- {code: gm0014, names: [A], source: b}", "code"),
        ("- {code: GM0014, names: [], source: b}", "names"),
        ("- {code: GM0014, names: [' '], source: b}", "names"),
        ("- {code: GM0014, names: [A], source: ''}", "source"),
        ("- {code: GM0014, names: [A], source: b}\n- {code: GM0014, names: [C], source: d}", "twee keer"),
        ("- {code: GM0014, name: A, source: b}", "name"),
    ],
)
def test_faults(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "aliases.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=says):
        load_aliases(file)
