"""Every source definition loads; a mistake in one is named by file and key."""

from pathlib import Path

import pytest

from toetssteen.kernel.errors import DefinitionError
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.reading import READERS

DEFINITIONS = Path(__file__).resolve().parents[3] / "definitions" / "sources"

GOOD = """\
id: verzonnen
publisher: P
title: T
table: X
address: https://www.cbs.nl
licence: CC BY 4.0
reader: cbs-kwb-csv
file: map/w.csv
year: 2017
division_year: 2017
options: {code: code}
expect: {rows: 2, totals: {p: {wijk: 4}}}
"""


def test_every_source_says_who_made_it_and_how_to_read_it() -> None:
    sources = load_sources(DEFINITIONS)
    assert len(sources) >= 29
    for source in sources:
        assert source.reader in READERS
        assert source.figures == (source.reader != "outlines")
        assert source.publisher
        assert source.licence
        assert source.address.startswith("https://")
        assert source.notes


@pytest.mark.parametrize(
    ("replaced", "by", "says"),
    [
        ("publisher: P\n", "", "publisher"),
        ("title: T", "titel: T", "titel"),
        ("year: 2017\n", "year: tweeduizend\n", "year"),
        ("rows: 2", "rows: veel", "rows"),
        ("rows: 2", "row: 2", "row"),
        ("options: {code: code}", "options: {code: true}", "options"),
        ("id: verzonnen", "id: anders", "id"),
        ("id: verzonnen\n", "id: verzonnen\nid: verzonnen\n", "id"),
        ("file: map/w.csv", "file: ../w.csv", "file"),
        ("file: map/w.csv", "file: /etc/passwd", "file"),
        ("year: 2017\n", "figures: false\nyear: 2017\n", "figures"),
        ("id: verzonnen", "- id", "verzonnen.yaml"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, replaced: str, by: str, says: str) -> None:
    (tmp_path / "verzonnen.yaml").write_text(GOOD.replace(replaced, by, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match=says) as caught:
        load_sources(tmp_path)
    assert "verzonnen" in str(caught.value)


def test_a_good_definition_loads(tmp_path: Path) -> None:
    (tmp_path / "verzonnen.yaml").write_text(GOOD, encoding="utf-8")
    (source,) = load_sources(tmp_path)
    assert source.expect.totals == {"p": {"wijk": 4.0}}
    assert source.options == {"code": "code"}
