"""Definitions are data: every file loads, and nothing lies about beside them."""

from pathlib import Path

import pytest

from toetssteen.indicators.catalogue import load_domains, load_indicators
from toetssteen.indicators.named_areas import load_named_areas
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import load_families

DEFINITIONS = Path(__file__).resolve().parents[2] / "definitions"
LOADERS = {"indicators": load_indicators, "areas": load_named_areas, "families": load_families}


@pytest.mark.parametrize("room", sorted(LOADERS))
def test_every_file_is_one_definition(room: str) -> None:
    loaded = LOADERS[room](DEFINITIONS / room)
    assert sorted(one.id for one in loaded) == sorted(file.stem for file in (DEFINITIONS / room).iterdir())


def test_every_source_is_a_file_or_a_table_of_a_family() -> None:
    written = [file.stem for file in (DEFINITIONS / "sources").iterdir()]
    tables = [
        table.source
        for family in load_families(DEFINITIONS / "families")
        for table in family.tables
        if not table.written
    ]
    assert sorted(source.id for source in load_sources(DEFINITIONS / "sources")) == sorted(written + tables)


def test_every_domain_has_indicators_and_every_indicator_a_domain() -> None:
    domains = {domain.id for domain in load_domains(DEFINITIONS / "domains.yaml")}
    assert {one.domain for one in load_indicators(DEFINITIONS / "indicators")} == domains


def test_every_column_comes_from_a_source_we_know() -> None:
    sources = {source.id for source in load_sources(DEFINITIONS / "sources")}
    used = {use.source for one in load_indicators(DEFINITIONS / "indicators") for use in one.columns}
    assert used <= sources
