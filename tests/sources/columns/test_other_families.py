"""Police, RIVM and the scores of CBS: real metadata where there is some, composed and marked as such elsewhere."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sources.columns.composed import COMPOSED, ComposedColumn, at, serve3
from sources.columns.real_metadata import csv_rows
from sources.network.server import Answer, Publisher

from toetssteen.kernel.cells import PublishedTable
from toetssteen.sources.columns.resolving import resolve_all
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.deliveries.fetch import latest_delivery
from toetssteen.sources.network.asking import ask_metadata
from toetssteen.sources.network.fetching import RetryPolicy, fetch_live
from toetssteen.sources.reading import read

SOURCES = {source.id: source for source in load_sources(Path(__file__).parents[3] / "definitions" / "sources")}
QUICK = RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5)


def answer(content: object) -> Answer:
    return Answer(json.dumps(content).encode(), headers={"Content-Type": "application/json"})


def loaded(there: Publisher, name: str, folder: Path, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    source = at(there, SOURCES[name])
    (outcome,) = fetch_live(
        folder,
        [source],
        examine=lambda path, one: read(path, one, columns),
        now=lambda: datetime(2026, 11, 28, tzinfo=UTC),
        policy=QUICK,
    )
    assert outcome.result == "nieuw", outcome.detail
    delivery = latest_delivery(folder, source)
    assert delivery is not None
    return read(delivery.file, source, columns)


def test_crime_through_the_real_metadata_of_the_police(there: Publisher, evidence: Path, tmp_path: Path) -> None:
    examples = evidence / "examples"
    infos = csv_rows(examples / "47018NED_TableInfos_2024-08-15.csv", ",")
    there.on("/47018NED/TableInfos", answer({"value": infos}))
    properties = csv_rows(examples / "47018NED_DataProperties_2024-08-15.csv", ",")
    there.on("/47018NED/DataProperties", answer({"value": properties}))
    there.on("/47018NED/WijkenEnBuurten", answer({"value": [{"Key": "GM0014    ", "Title": "Groningen  "}]}))
    rows = [
        {
            "ID": n, "SoortMisdrijf": "0.0.0 ", "WijkenEnBuurten": "GM0014    ", "Perioden": period,
            "GeregistreerdeMisdrijven_1": count, "Gemeentenaam_2": "Groningen", "SoortRegio_3": "Gemeente",
        }
        for n, (period, count) in enumerate([("2023JJ00", 15000), ("2024JJ00", 14000)])
    ]  # fmt: skip
    there.on("/47018NED/TypedDataSet", answer({"value": rows}))
    tables = loaded(there, "politie-live-misdrijven", tmp_path, frozenset({"misdrijven"}))
    assert [(table.year, table.columns["misdrijven"].values.tolist()) for table in tables] == [
        (2023, [15000.0]), (2024, [14000.0]),
    ]  # fmt: skip
    assert [column.key for column in tables[0].resolved] == ["GeregistreerdeMisdrijven_1"]
    assert [(table.division_year, table.notes) for table in tables] == [(2024, ()), (2024, ())]


def test_crime_in_a_newer_division_than_ours_is_of_that_division(
    there: Publisher, evidence: Path, tmp_path: Path
) -> None:
    examples = evidence / "examples"
    properties = csv_rows(examples / "47018NED_DataProperties_2024-08-15.csv", ",")
    text = json.dumps(properties).replace("indeling 2024", "indeling 2025")
    infos = csv_rows(examples / "47018NED_TableInfos_2024-08-15.csv", ",")
    there.on("/47018NED/TableInfos", answer({"value": infos}))
    there.on("/47018NED/DataProperties", answer({"value": json.loads(text)}))
    there.on("/47018NED/WijkenEnBuurten", answer({"value": [{"Key": "GM0014    ", "Title": "Groningen  "}]}))
    row = {
        "ID": 0, "SoortMisdrijf": "0.0.0 ", "WijkenEnBuurten": "GM0014    ", "Perioden": "2024JJ00",
        "GeregistreerdeMisdrijven_1": 14000, "Gemeentenaam_2": "Groningen", "SoortRegio_3": "Gemeente",
    }  # fmt: skip
    there.on("/47018NED/TypedDataSet", answer({"value": [row]}))
    (table,) = loaded(there, "politie-live-misdrijven", tmp_path, frozenset({"misdrijven"}))
    assert table.division_year == 2025
    assert "de indeling van 2025, onze beschrijving noemt 2024" in table.notes[0].text


SCORES = (
    ("1", "Particuliere huishoudens", "Aantal", ""),
    ("2", "Waarde", "%", "Opleidingsniveau / Laag"),
    ("3", "Waarde", "%", "Opleidingsniveau / Middelbaar"),
    ("4", "Waarde", "%", "Opleidingsniveau / Hoog"),
    ("5", "Gemiddelde score", "Getal", "SES-WOA / Totaalscore"),
    ("6", "Gemiddelde score", "Getal", "SES-WOA / Deelscore arbeid"),
    ("7", "Waarde", "Getal", "Spreiding / Spreiding totaal"),
    ("8", "Gemiddelde percentielgroep", "Getal", "Financiële welvaart"),
)


def serve_scores(there: Publisher, table: str) -> None:
    """Composed of the header of a real export; the codes are ours."""
    groups: dict[str, dict[str, str | None]] = {}
    for *_column, path in SCORES:
        parts = path.split(" / ") if path else []
        for depth, part in enumerate(parts, start=1):
            identifier = "/".join(parts[:depth])
            groups[identifier] = {"Id": identifier, "Title": part, "ParentId": "/".join(parts[: depth - 1]) or None}
    measures = [
        {"Identifier": f"Z{code}", "Title": title, "Unit": unit, "MeasureGroupId": path.replace(" / ", "/") or None}
        for code, title, unit, path in SCORES
    ]
    base = f"/CBS/{table}"
    there.on(f"{base}/Properties", answer({"Identifier": table, "Modified": "2026-01-01", "Summary": COMPOSED}))
    there.on(f"{base}/MeasureCodes", answer({"value": measures}))
    there.on(f"{base}/MeasureGroups", answer({"value": list(groups.values())}))
    dimensions = [
        {"Identifier": "WijkenEnBuurten", "Kind": "GeoDetail"},
        {"Identifier": "Perioden", "Kind": "TimeDimension"},
    ]
    there.on(f"{base}/Dimensions", answer({"value": dimensions}))
    there.on(f"{base}/WijkenEnBuurtenCodes", answer({"value": [{"Identifier": "WK990100", "Title": "Verzonnen"}]}))
    rows = [
        {"Id": n, "Measure": f"Z{code}", "WijkenEnBuurten": "WK990100", "Perioden": f"{year}JJ00",
         "Value": int(code) + year, "StringValue": None}
        for n, (code, year) in enumerate((code, year) for code, *_rest in SCORES for year in (2018, 2019))
    ]  # fmt: skip
    there.on(f"{base}/Observations", answer({"value": rows}))


def test_scores_are_told_apart_by_their_group_and_tables_by_their_division(there: Publisher, tmp_path: Path) -> None:
    names = frozenset({"huishoudens", "score", "spreiding", "opleiding_laag", "opleiding_middelbaar", "opleiding_hoog"})
    apart = []
    for division, table in ((2021, "85163NED"), (2025, "86296NED")):
        serve_scores(there, table)
        tables = loaded(there, f"cbs-live-ses-woa-{division}", tmp_path, names)
        assert [one.year for one in tables] == [2018, 2019]
        assert {column.id: column.key for column in tables[0].resolved} == {
            "huishoudens": "Z1", "opleiding_laag": "Z2", "opleiding_middelbaar": "Z3", "opleiding_hoog": "Z4",
            "score": "Z5", "spreiding": "Z7",
        }  # fmt: skip
        assert tables[1].columns["score"].values.tolist() == [5.0 + 2019]
        apart.append({one.apart for one in tables})
    assert apart == [{"85163NED"}, {"86296NED"}]


def test_a_title_that_nobody_saw_is_found_by_its_name_and_no_other_is(there: Publisher) -> None:
    source = at(there, SOURCES["rivm-live-50150ned"])
    good = ComposedColumn("Goed ervaren gezondheid", "%", "")
    for column, expected in (
        (good, ["gezond_gevoel"]),
        (replace(good, title="Goed ervaren gezondheid (vrouwen)"), []),
        (replace(good, unit="aantal"), []),
    ):
        serve3(there, source.table, (column,), area="WijkenEnBuurten")
        (asked,) = ask_metadata([source], policy=QUICK)
        assert asked.metadata is not None, asked.problem
        assert [one.id for one in resolve_all(asked.metadata, source.titles)[0]] == expected


@pytest.mark.parametrize("year", ["2012", "2016", "2020"])
def test_the_names_of_50090ned_are_those_of_a_real_header(data_folder: Path, there: Publisher, year: str) -> None:
    path = data_folder / "rivm-gezondheid-50090NED" / f"50090NED_{year}_18plus.csv"
    with path.open(encoding="utf-8-sig") as file:
        header = file.readline().strip().split(";")
    names = {name.rpartition("_")[0] for name in header}
    titles = [title for column in SOURCES["rivm-live-50090ned"].titles for title in column.titles]
    assert {title.name for title in titles} <= names
    assert len(titles) == 13
