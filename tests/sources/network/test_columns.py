"""Which live columns an indicator may use: only those checked against a description of that table."""

import json
from pathlib import Path

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.sources.definitions.catalogue import load_sources

DEFINITIONS = Path(__file__).parents[3] / "definitions"
# Identifier (OData version 4) -> the title it goes by, which must stand in the publisher's own list of 85984NED.
TITLES_2024 = {
    "T001036": "Aantal inwoners", "10680": "0 tot 15 jaar", "53050": "15 tot 25 jaar", "53310": "25 tot 45 jaar",
    "53715": "45 tot 65 jaar", "80200": "65 jaar of ouder", "1050010_2": "Huishoudens totaal",
    "1050015": "Eenpersoonshuishoudens", "1016030": "Huishoudens met kinderen",
    "M000114": "Gemiddelde huishoudensgrootte", "M000100": "Bevolkingsdichtheid", "M000297": "Woningvoorraad",
    "M001642": "Gemiddelde WOZ-waarde van woningen", "1014800": "Koopwoningen", "A047047": "In bezit woningcorporatie",
    "D000028": "Afstand tot huisartsenpraktijk", "D000025": "Afstand tot grote supermarkt",
    "D000029": "Afstand tot kinderdagverblijf", "D000045": "Afstand tot school",
    "M000221_2": "Gemiddelde elektriciteitslevering totaal", "M000219_2": "Gemiddeld aardgasverbruik totaal",
    "M000224": "Gemiddeld inkomen per inwoner",
}  # fmt: skip
# Of the Leefbaarometer: the deviation from the country's average, as three descriptions of the layer name it.
CHECKED = {
    "bzk-live-leefbaarometer-wijken": {"afw"},
    "bzk-live-leefbaarometer-buurten": {"afw"},
    "cbs-live-kwb-2024": set(TITLES_2024),
    "cbs-live-kwb-2017": {"T001036", "10680", "53050", "53310"},
}


def _used() -> set[tuple[str, str]]:
    live = {s.id for s in load_sources(DEFINITIONS / "sources") if s.live is not None}
    uses = [use for one in load_indicators(DEFINITIONS / "indicators") for use in one.columns if use.source in live]
    return {(use.source, name) for use in uses for name in (use.column, use.per) if name is not None}


def test_no_column_is_used_that_was_not_checked() -> None:
    used = _used()
    assert {source for source, _name in used} == set(CHECKED)
    assert not [(source, name) for source, name in used if name not in CHECKED[source]]
    assert {name for source, name in used if source == "cbs-live-kwb-2024"} == set(TITLES_2024)


def test_their_titles_stand_in_the_publishers_description(data_folder: Path) -> None:
    listed = json.loads((data_folder / "cbs-kwb-2024" / "DataProperties.json").read_text())
    titles = {" ".join(one["Title"].split()) for one in listed}
    assert not [title for title in TITLES_2024.values() if title not in titles]
