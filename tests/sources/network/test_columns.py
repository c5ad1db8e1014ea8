"""Which live columns an indicator may use: of a family by title, elsewhere only those checked against a description."""

import json
from pathlib import Path

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.texts import folded
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import load_families

DEFINITIONS = Path(__file__).parents[3] / "definitions"
# Of the Leefbaarometer: class, deviation and dimensions, as two or more descriptions of the layers name them; of the series
# as the program names them that reads the file.
LAYER = {"kscore", "afw", "fys", "onv", "soc", "vrz", "won"}
PLACES = ("wijken", "gemeenten", "buurten", "buurten-2020", "buurten-2022")
CHECKED = {f"bzk-live-leefbaarometer-{place}": LAYER for place in PLACES} | {
    "bzk-live-leefbaarometer-reeks": {"lbm", "fys", "onv", "soc", "vrz", "won"}
}
# Titles of the table of 2024 that stand in the publisher's description of another day.
OF_ANOTHER_LAYOUT = {
    "Opleidingsniveau laag", "Opleidingsniveau middelbaar", "Opleidingsniveau hoog", "Percentage onbewoond",
    "Bouwjaar voor 2000", "Gemiddelde elektriciteitslevering", "Gemiddeld aardgasverbruik",
}  # fmt: skip


def _used() -> set[tuple[str, str]]:
    live = {s.id for s in load_sources(DEFINITIONS / "sources") if s.live is not None}
    uses = [use for one in load_indicators(DEFINITIONS / "indicators") for use in one.columns if use.source in live]
    return {(use.source, name) for use in uses for name in (use.column, use.per) if name is not None}


def test_no_column_is_used_that_was_not_checked() -> None:
    titled = {s.id: {column.id for column in s.titles} for s in load_sources(DEFINITIONS / "sources") if s.family}
    used = _used()
    assert {source for source, _name in used} <= set(CHECKED) | set(titled)
    assert not [(source, name) for source, name in used if name not in CHECKED.get(source, titled.get(source, set()))]
    assert {source for source, _name in used} >= {*CHECKED, *(f"cbs-live-kwb-{year}" for year in range(2013, 2027))}


def test_their_titles_stand_in_the_publishers_description(data_folder: Path) -> None:
    listed = json.loads((data_folder / "cbs-kwb-2024" / "DataProperties.json").read_text())
    described = {(folded(one["Title"]), one.get("Unit")) for one in listed}
    (family,) = (one for one in load_families(DEFINITIONS / "families") if one.id == "cbs-kwb")
    titles = {(t.title, t.unit) for column in family.columns for t in column.titles if t.title and t.holds(2024)}
    assert {title for title, _unit in titles - described} == OF_ANOTHER_LAYOUT
