"""Every table of Kerncijfers through a publisher on this machine: what the evidence gives is found, nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest
from sources.columns.composed import COMPOSED, SURE, at, evidence_rows, layouts, serve3, serve4
from sources.network.server import Publisher

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.definitions import Protocol
from toetssteen.kernel.table_families import TableFamily
from toetssteen.sources.columns.coverage import ColumnState, coverage
from toetssteen.sources.columns.metadata import stem
from toetssteen.sources.definitions.families import load_families, sources_of
from toetssteen.sources.network.asking import ask_metadata
from toetssteen.sources.network.fetching import RetryPolicy

DEFINITIONS = Path(__file__).parents[3] / "definitions"
# What the evidence names after another indicator than the one that uses the column.
OF_THE_COLUMN = {
    "opleiding_laag": "diploma_tot_mbo_1", "opleiding_middelbaar": "diploma_havo_vwo_mbo", "opleiding_hoog": "diploma_hbo_wo",
    "netto_arbeidsparticipatie": "betaald_werk",
}  # fmt: skip
QUICK = RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5)


@pytest.fixture(scope="module")
def family() -> TableFamily:
    return next(one for one in load_families(DEFINITIONS / "families") if one.id == "cbs-kwb")


# Columns that no indicator of the evidence names: by their name without blanks.
BY_NAME = {"PersonenInArmoede": "personen_in_armoede", "PersonenTot25BovenArmoedegrens": "net_boven_armoedegrens"}


def surest_by_name(evidence: Path) -> set[tuple[str, int]]:
    rows = [row for row in evidence_rows(evidence, "kwb_odata3.csv") if row["certainty"] in SURE]
    return {(BY_NAME[name], int(row["year"])) for row in rows if (name := stem(row["key"])) in BY_NAME}


def surest(evidence: Path) -> set[tuple[str, int]]:
    """(indicator, year) for which the evidence is high or medium: in either version of OData."""
    rows = [row for row in evidence_rows(evidence, "coverage.csv") if row["family"] in ("odata3", "odata4")]
    names = {row["indicator"]: OF_THE_COLUMN.get(row["indicator"], row["indicator"]) for row in rows}
    return {(names[row["indicator"]], year) for row in rows for year in range(2013, 2026) if row[str(year)] in SURE}


@pytest.mark.parametrize("protocol", [Protocol.ODATA4, Protocol.ODATA3])
def test_all_that_is_known_is_found_and_nothing_is_guessed(
    there: Publisher, evidence: Path, family: TableFamily, protocol: Protocol
) -> None:
    indicators = load_indicators(DEFINITIONS / "indicators")
    used = {one.id for one in indicators for use in one.columns if use.source.startswith("cbs-live-kwb-")}
    found: set[tuple[str, int]] = set()
    refused: set[tuple[str, int]] = set()
    for source in sources_of(family):
        if source.year == 2026:
            continue  # only a few keys of it are known, and no evidence by indicator
        for number, columns in enumerate(layouts(evidence, family, source.table).values()):
            area = "RegioS" if source.year == 2013 else "WijkenEnBuurten"
            if protocol is Protocol.ODATA4:
                serve4(there, family, source.table, columns, area=area)
            else:
                serve3(there, source.table, columns, area=area, first=1 + 10 * number)
            (answer,) = ask_metadata([at(there, source, protocol)], policy=QUICK)
            assert answer.metadata is not None, answer.problem
            assert answer.metadata.area == area
            rows = coverage(indicators, [source], {source.id: answer.metadata})
            found |= {(row.indicator, row.year) for row in rows if row.state is ColumnState.RESOLVED}
            refused |= {(row.indicator, row.year) for row in rows if row.state is ColumnState.REFUSED}
            assert all(row.detail for row in rows)
            assert all(source.table in row.detail for row in rows if row.state is ColumnState.REFUSED)
    expected = {(name, year) for name, year in surest(evidence) | surest_by_name(evidence) if name in used}
    assert len(expected) > 400
    assert found == expected
    assert refused >= {(row.indicator, row.year) for row in coverage(indicators, sources_of(family), {})
                       if row.certainty is None and row.year < 2026}  # fmt: skip


def test_every_composed_table_says_that_it_is_composed(there: Publisher, evidence: Path, family: TableFamily) -> None:
    serve4(there, family, "85618NED", layouts(evidence, family, "85618NED")["b"], area="WijkenEnBuurten")
    serve3(there, "85618NED", layouts(evidence, family, "85618NED")["b"], area="WijkenEnBuurten")
    for path in ("/CBS/85618NED/Properties", "/85618NED/TableInfos"):
        answer = there.answers[path][0]
        assert COMPOSED in getattr(answer, "body", b"").decode()


def test_only_metadata_is_asked_and_one_table_that_fails_stops_no_other(
    there: Publisher, evidence: Path, family: TableFamily
) -> None:
    sources = [at(there, one) for one in sources_of(family) if one.year in (2022, 2023)]
    serve4(there, family, "85618NED", layouts(evidence, family, "85618NED")["b"], area="WijkenEnBuurten")
    failed, answered = ask_metadata(sources, policy=QUICK)
    assert (failed.source, failed.metadata) == ("cbs-live-kwb-2022", None)
    assert failed.problem
    assert answered.metadata is not None
    assert {path.rpartition("/")[2] for path in there.paths()} == {
        "Properties", "MeasureCodes", "MeasureGroups", "Dimensions",
    }  # fmt: skip


def test_another_table_under_the_address_is_refused(there: Publisher, evidence: Path, family: TableFamily) -> None:
    (source,) = (at(there, one) for one in sources_of(family) if one.year == 2023)
    serve4(there, family, "85618NED", layouts(evidence, family, "85618NED")["b"], area="WijkenEnBuurten")
    moved = replace(source, table="86165NED")
    (answer,) = ask_metadata([moved], policy=QUICK)
    assert "85618NED in plaats van 86165NED" in answer.problem
