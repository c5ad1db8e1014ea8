"""Leefbaarometer 3.0: every year as csv in a zip, classes and dimensions as features. Composed files, in its names."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sources.network.server import Answer, Publisher, publisher

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.definitions import AggregationRule, Source
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.deliveries.fetch import latest_delivery
from toetssteen.sources.deliveries.refreshes import Outcome
from toetssteen.sources.network.fetching import RetryPolicy, fetch_live
from toetssteen.sources.reading import read
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"
SOURCES = {source.id: source for source in load_sources(DEFINITIONS / "sources")}
INDICATORS = {one.id: one for one in load_indicators(DEFINITIONS / "indicators")}
WANTED = wanted_columns(tuple(INDICATORS.values()))
SERIES = "bzk-live-leefbaarometer-reeks"
YEARS = (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024)
HEADER = "bu_code,bu_naam,jaar,lbm,fys,onv,soc,vrz,won"
LAYERS = {
    "bzk-live-leefbaarometer-buurten-2020": ("BU99010000", 2020), "bzk-live-leefbaarometer-buurten-2022": ("BU99010000", 2022),
    "bzk-live-leefbaarometer-buurten": ("BU99010000", 2024), "bzk-live-leefbaarometer-wijken": ("WK990100", 2024),
    "bzk-live-leefbaarometer-gemeenten": ("GM9901", 2024),
}  # fmt: skip


@pytest.fixture
def there() -> Iterator[Publisher]:
    with publisher() as served:
        yield served


def loaded(folder: Path, source: Source) -> tuple[Outcome, tuple[PublishedTable, ...]]:
    (outcome,) = fetch_live(
        folder,
        [source],
        examine=lambda path, one: read(path, one, WANTED[source.id]),
        now=lambda: datetime(2026, 11, 28, tzinfo=UTC),
        policy=RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5),
    )
    delivery = latest_delivery(folder, source)
    return outcome, () if delivery is None else read(delivery.file, source, WANTED[source.id])


def series(there: Publisher, header: str = HEADER) -> Source:
    lines = [header, *(f"BU99010000,Verzonnen,{year},{year / 1000},0.1,-0.2,,0.4,0.5" for year in YEARS)]
    source = SOURCES[SERIES]
    assert source.live is not None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(source.live.member, "\n".join((*lines, "")))
        archive.writestr("lees mij.txt", "samengesteld")
    there.on("/meting.zip", Answer(packed.getvalue(), headers={"Content-Type": "application/zip"}))
    return replace(source, live=replace(source.live, address=f"{there.address}/meting.zip"))


def test_every_year_and_dimension_of_the_series(there: Publisher, tmp_path: Path) -> None:
    outcome, tables = loaded(tmp_path, series(there))
    assert outcome.result == "nieuw", outcome.detail
    assert [table.year for table in tables] == list(YEARS)
    assert {table.division_year for table in tables} == {2024}
    assert set(tables[0].columns) == {"lbm", "fys", "onv", "soc", "vrz", "won"}
    assert tables[-1].columns["lbm"].values.tolist() == [2.024]
    assert tables[-1].columns["soc"].statuses.tolist() == [Status.ABSENT]


def test_a_series_with_other_names_is_not_loaded(there: Publisher, tmp_path: Path) -> None:
    outcome, tables = loaded(tmp_path, series(there, HEADER.replace("onv", "onveiligheid")))
    assert (outcome.result, tables) == ("mislukt", ())
    assert "onv" in outcome.detail


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_classes_and_dimensions_of_every_layer(there: Publisher, tmp_path: Path, name: str) -> None:
    code, year = LAYERS[name]
    properties = {
        "id": code, "name": "Verzonnen", "gemeente": "Verzonnen", "year": str(year), "kscore": 4, "kafw": 9,
        "afw": -0.2, "fys": 0.1, "onv": -0.3, "soc": 0.0, "vrz": 0.2, "won": -0.2,
    }  # fmt: skip
    page = {
        "type": "FeatureCollection", "numberMatched": 1, "crs": None,
        "features": [{"type": "Feature", "properties": properties, "geometry": None}],
    }  # fmt: skip
    there.on("/lbm3/ows", Answer(json.dumps(page).encode(), headers={"Content-Type": "application/json"}))
    source = SOURCES[name]
    assert source.live is not None
    outcome, tables = loaded(tmp_path, replace(source, live=replace(source.live, address=f"{there.address}/lbm3/ows")))
    assert outcome.result == "nieuw", outcome.detail
    (table,) = tables
    assert (table.codes, table.year, table.division_year) == ((code,), year, year)
    assert table.columns["kscore"].values.tolist() == [4.0]
    assert table.columns["onv"].values.tolist() == [-0.3]
    assert "kafw" not in table.columns  # always nine, whatever the place


def test_version_3_is_never_joined_with_version_2_nor_the_series_with_the_layers() -> None:
    for name, one in INDICATORS.items():
        of = {use.source for use in one.columns}
        kinds = [
            any(source.startswith("leefbaarometer-2") for source in of),
            SERIES in of,
            bool(of & LAYERS.keys()),
        ]
        assert sum(kinds) <= 1, name
        if any(kinds[1:]):
            assert one.aggregation.rule is AggregationRule.NONE
