"""The pace of every source of this checkout, and faults that name the file and the key."""

from pathlib import Path

import pytest

from toetssteen.cli.snapshots import real_definitions
from toetssteen.indicators.publication_lags import load_publication_lags
from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.home import Home
from toetssteen.kernel.publication_lags import Sighting
from toetssteen.warehouse.manifest import Definitions

GOOD = "{id: a, subject: A, sources: [cbs-kwb]"
THERE = "{year: 2024, month: 2024-10, sighting: there, source: y}"


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return real_definitions(Home.find())


def test_every_source_with_figures_has_an_entry_or_says_unknown(definitions: Definitions) -> None:
    covered = {source for lag in definitions.publication_lags for source in lag.sources if not lag.indicators}
    missing = {s.family or s.id for s in definitions.sources if s.figures} - covered
    assert missing == set()
    for lag in definitions.publication_lags:
        assert (lag.bounds().last is not None) != bool(lag.unknown or lag.ended), lag.id


def test_every_indicator_of_the_key_figures_has_one_entry_of_its_own(definitions: Definitions) -> None:
    of_family = {source.id for source in definitions.sources if source.family == "cbs-kwb"}
    used = {i.id for i in definitions.indicators if any(use.source in of_family for use in i.columns)}
    named = [name for lag in definitions.publication_lags if "cbs-kwb" in lag.sources for name in lag.indicators]
    assert sorted(named) == sorted(used)


def test_extracts_of_the_key_figures_follow_the_pace_of_their_tables(definitions: Definitions) -> None:
    of_tables_too = {s.family or s.id for s in definitions.sources if s.id.startswith("cbs-kwb-")}
    extracts = of_tables_too - {"cbs-kwb"}
    assert len(extracts) > 10
    of_tables = [lag for lag in definitions.publication_lags if "cbs-kwb" in lag.sources]
    assert all(extracts <= set(lag.sources) for lag in of_tables)


def test_crime_comes_a_year_after_january_and_income_is_unknown(definitions: Definitions) -> None:
    lags = {lag.id: lag for lag in definitions.publication_lags}
    assert lags["politie-misdrijven"].bounds().last == 12
    assert lags["kwb-inkomen"].bounds().last is None
    assert lags["kwb-inkomen"].bounds().first == 22
    assert lags["kwb-bevolking"].bounds().last == 9
    assert {piece.sighting for piece in lags["kwb-bevolking"].evidence} == {Sighting.THERE}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"- {GOOD}}}", "unknown"),
        (f"- {GOOD}, unknown: x, evidence: [{{year: 2024, month: 2024-10, sighting: there, source: y}}]}}", "unknown"),
        (f"- {GOOD}, unknown: x}}\n- {GOOD}, unknown: x}}", "twee keer"),
        (f"- {GOOD}, unknown: x}}\n- {{id: b, subject: B, sources: [cbs-kwb], unknown: x}}", "staat hetzelfde al"),
        ("- {id: a, subject: A, sources: [bestaat-niet], unknown: x}", "sources.*bestaat-niet"),
        (f"- {GOOD}, indicators: [bestaat_niet], unknown: x}}", "indicators.*bestaat_niet"),
        (f"- {GOOD}, unknown: x, every: -1}}", "every"),
        ("- {id: a, subject: '', sources: [cbs-kwb], unknown: x}", "subject"),
        ("- {id: a, subject: A, sources: [], unknown: x}", "sources"),
        (f"- {GOOD}, evidence: [{{year: 2024, month: '2024', sighting: there, source: y}}]}}", "month.*2024"),
        (f"- {GOOD}, evidence: [{{year: 2024, month: 2023-12, sighting: there, source: y}}]}}", "voor het jaar"),
        (f"- {GOOD}, evidence: [{{year: 2024, month: 2024-10, sighting: there, source: ' '}}]}}", "source"),
        (f"- {GOOD}, evidence: [{{year: 2024, month: 2024-10, sighting: soon, source: y}}]}}", "sighting"),
        (
            f"- {GOOD}, evidence: [{{year: 2023, month: 2024-10, sighting: missing, source: y}}, {THERE}]}}",
            "spreekt zich tegen",
        ),
    ],
)
def test_faults(definitions: Definitions, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "publication-lags.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=says):
        load_publication_lags(file, definitions.sources, definitions.indicators)
