"""A table of a family from the protocol to a figure: found by title, whatever its number, code or region is called."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sources.columns.composed import ComposedColumn, at, serve3, serve4
from sources.network.server import Answer, Publisher

from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.definitions import (
    Aggregation,
    AggregationRule,
    ColumnUse,
    Direction,
    Indicator,
    Protocol,
    Source,
)
from toetssteen.kernel.table_families import TableFamily
from toetssteen.sources.definitions.families import load_families, sources_of
from toetssteen.sources.deliveries.fetch import latest_delivery
from toetssteen.sources.deliveries.refreshes import Outcome
from toetssteen.sources.network.fetching import RetryPolicy, fetch_live
from toetssteen.sources.reading import read
from toetssteen.warehouse.divisions import register
from toetssteen.warehouse.panel import panel

DEFINITIONS = Path(__file__).parents[3] / "definitions"
WANTED = frozenset({"inwoners", "koopwoningen", "huurwoningen"})
PEOPLE = ComposedColumn("Aantal inwoners", "aantal", "inwoners")
OWNED = ComposedColumn("Koopwoningen", "%", "koopwoningen")
RENTED = ComposedColumn("Huurwoningen totaal", "%", "huurwoningen")
OTHER = ComposedColumn("Mannen", "aantal", "")
Cells = Mapping[str, Mapping[str, float | None]]
CELLS: Cells = {
    "GM9901": {PEOPLE.title: 1225, OWNED.title: 61, RENTED.title: None, OTHER.title: 600},
    "WK990100": {PEOPLE.title: 1205, OWNED.title: 60, RENTED.title: None, OTHER.title: 590},
}


@pytest.fixture(scope="module")
def family() -> TableFamily:
    return next(one for one in load_families(DEFINITIONS / "families") if one.id == "cbs-kwb")


def source_of(family: TableFamily, year: int, there: Publisher, protocol: Protocol) -> Source:
    source = next(one for one in sources_of(family) if one.year == year)
    return at(there, source, protocol)


def answered(content: Mapping[str, Any]) -> Answer:
    return Answer(json.dumps(content).encode(), headers={"Content-Type": "application/json"})


def body_of(there: Publisher, path: str) -> Any:
    answer = there.answers[path][0]
    assert isinstance(answer, Answer)
    return json.loads(answer.body)["value"]


def fill4(there: Publisher, table: str, area: str, cells: Cells = CELLS) -> None:
    """The figures under the codes that the metadata gives, areas padded with blanks."""
    base = f"/CBS/{table}"
    codes = {row["Title"].strip(): row["Identifier"] for row in body_of(there, f"{base}/MeasureCodes")}
    rows = [
        {"Id": 0, "Measure": codes[title], area: code.ljust(10), "Value": value, "StringValue": None}
        for code, figures in cells.items()
        for title, value in figures.items()
        if title in codes
    ]
    names = [{"Identifier": code.ljust(10), "Title": f"Naam {code}"} for code in cells]
    there.on(f"{base}/{area}Codes", answered({"value": names}))
    there.on(f"{base}/Observations", answered({"value": rows}))


def fill3(there: Publisher, table: str, area: str, cells: Cells = CELLS) -> None:
    keys = {row["Title"]: row["Key"] for row in body_of(there, f"/{table}/DataProperties") if row["Type"] == "Topic"}
    rows = [
        {"ID": n, area: code.ljust(10), **{keys[title]: value for title, value in figures.items() if title in keys}}
        for n, (code, figures) in enumerate(cells.items())
    ]
    there.on(f"/{table}/{area}", answered({"value": [{"Key": c.ljust(10), "Title": f"Naam {c}"} for c in cells]}))
    there.on(f"/{table}/TypedDataSet", answered({"value": rows}))


def loaded(folder: Path, source: Source) -> tuple[Outcome, PublishedTable | None]:
    """The outcome of a fetch and the table that its delivery gives."""
    (outcome,) = fetch_live(
        folder,
        [source],
        examine=lambda path, one: read(path, one, WANTED),
        now=lambda: datetime(2026, 11, 28, tzinfo=UTC),
        policy=RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5),
    )
    delivery = latest_delivery(folder, source)
    return outcome, None if delivery is None else read(delivery.file, source, WANTED)[0]


def figures(table: PublishedTable, name: str) -> dict[str, float]:
    return dict(zip(table.codes, table.columns[name].values.tolist(), strict=True))


def test_the_region_has_the_name_that_the_table_gives_it(there: Publisher, family: TableFamily, tmp_path: Path) -> None:
    source = source_of(family, 2013, there, Protocol.ODATA4)
    serve4(there, family, source.table, (PEOPLE, OWNED, RENTED, OTHER), area="RegioS")
    fill4(there, source.table, "RegioS")
    outcome, table = loaded(tmp_path, source)
    assert (outcome.result, table is None) == ("nieuw", False)
    assert table is not None
    assert figures(table, "inwoners") == {"GM9901": 1225, "WK990100": 1205}
    assert table.names == ("Naam GM9901", "Naam WK990100")


def test_what_was_resolved_stays_with_the_table_and_an_empty_column_is_said(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    source = source_of(family, 2025, there, Protocol.ODATA4)
    serve4(there, family, source.table, (PEOPLE, OWNED, RENTED, OTHER), area="WijkenEnBuurten")
    fill4(there, source.table, "WijkenEnBuurten")
    _outcome, table = loaded(tmp_path, source)
    assert table is not None
    assert {column.id: (column.key, column.title, column.unit, column.group) for column in table.resolved} == {
        "inwoners": ("T001036", "Aantal inwoners", "aantal", "Alles"),
        "koopwoningen": ("1014800", "Koopwoningen", "%", "Alles"),
        "huurwoningen": ("1014850_2", "Huurwoningen totaal", "%", "Alles"),
    }
    assert [note.text for note in table.notes] == [
        "De kolom “Huurwoningen totaal” is helemaal leeg: nog niet gepubliceerd."
    ]
    assert set(table.columns["huurwoningen"].statuses.tolist()) == {Status.UNPUBLISHED}


def test_the_row_of_the_country_is_its_own_figure_and_is_kept_for_checks(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    source = source_of(family, 2024, there, Protocol.ODATA4)
    serve4(there, family, source.table, (PEOPLE, OWNED, RENTED, OTHER), area="WijkenEnBuurten")
    country = {"Aantal inwoners": 1225, "Koopwoningen": 57}
    fill4(there, source.table, "WijkenEnBuurten", {**CELLS, "NL00": country})
    _outcome, table = loaded(tmp_path, source)
    assert table is not None
    assert figures(table, "inwoners") == {"GM9901": 1225, "WK990100": 1205, "NL00": 1225}
    assert table.country == {"inwoners": 1225, "koopwoningen": 57}


def test_numbers_that_move_inside_a_table_change_nothing(there: Publisher, family: TableFamily, tmp_path: Path) -> None:
    source = source_of(family, 2024, there, Protocol.ODATA3)
    tables = []
    for first, columns in ((5, (PEOPLE, OTHER, OWNED, RENTED)), (12, (OTHER, RENTED, OWNED, PEOPLE))):
        serve3(there, source.table, columns, area="WijkenEnBuurten", first=first)
        fill3(there, source.table, "WijkenEnBuurten")
        _outcome, table = loaded(tmp_path / str(first), source)
        assert table is not None
        tables.append(table)
    early, later = tables
    for name in ("inwoners", "koopwoningen"):
        assert figures(early, name) == figures(later, name)
    keys = [{column.id: column.key for column in table.resolved}["inwoners"] for table in tables]
    assert keys == ["AantalInwoners_5", "AantalInwoners_15"]


def test_a_column_that_is_not_surely_there_is_left_out_and_said(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    source = source_of(family, 2023, there, Protocol.ODATA4)
    wrong = replace(OWNED, unit="aantal")
    serve4(there, family, source.table, (PEOPLE, wrong, RENTED, OTHER), area="WijkenEnBuurten")
    fill4(there, source.table, "WijkenEnBuurten")
    outcome, table = loaded(tmp_path, source)
    assert table is not None
    assert set(table.columns) == {"inwoners", "huurwoningen"}
    assert outcome.result == "nieuw"
    assert "koopwoningen, tabel 85618NED (2023): de titel klopt, de eenheid niet (aantal)" in outcome.detail


SURFACE = ComposedColumn("Oppervlakte totaal", "ha", "")
CHANGE = ComposedColumn("Indelingswijziging gemeente, wijk, buurt", "code", "")


def test_surface_and_change_mark_of_the_publisher_make_years_comparable(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    tables = []
    for year, hectares in ((2023, 100.0), (2024, 101.0)):
        source = source_of(family, year, there, Protocol.ODATA4)
        serve4(there, family, source.table, (PEOPLE, OWNED, RENTED, SURFACE, CHANGE), area="WijkenEnBuurten")
        cells = {
            "WK990100": {**CELLS["WK990100"], SURFACE.title: hectares, CHANGE.title: 1.0},
            "WK990101": {**CELLS["WK990100"], SURFACE.title: hectares * (year - 2022), CHANGE.title: 3.0},
        }
        fill4(there, source.table, "WijkenEnBuurten", cells)
        _outcome, table = loaded(tmp_path, source)
        assert table is not None
        assert table.surface is not None
        assert table.changes is not None
        assert table.surface.tolist() == [hectares, hectares * (year - 2022)]
        assert table.changes.tolist() == [1, 3]
        tables.append(table)
    people = Indicator(
        "inwoners", "Inwoners", "Hoeveel.", "Niets.", "x", "aantal", Direction.CONTEXT, Aggregation(AggregationRule.SUM),
        columns=tuple(ColumnUse(table.source, "inwoners") for table in tables),
    )  # fmt: skip
    cube, _cells = panel(tables, [people], register(tables))
    assert cube.comparable[1, 0, :].tolist() == [True, False]


def test_a_table_in_which_nothing_is_found_is_not_kept(there: Publisher, family: TableFamily, tmp_path: Path) -> None:
    source = source_of(family, 2023, there, Protocol.ODATA4)
    serve4(there, family, source.table, (OTHER,), area="WijkenEnBuurten")
    fill4(there, source.table, "WijkenEnBuurten")
    outcome, table = loaded(tmp_path, source)
    assert (outcome.result, table) == ("mislukt", None)
    assert "Geen enkele kolom van de tabel heeft een titel die we kennen" in outcome.detail


def test_a_table_that_does_not_say_where_its_areas_are_is_refused(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    source = source_of(family, 2023, there, Protocol.ODATA4)
    serve4(there, family, source.table, (PEOPLE,), area="WijkenEnBuurten")
    dimensions = [
        {"Identifier": "Gebieden", "Kind": "Dimension"},
        {"Identifier": "Perioden", "Kind": "TimeDimension"},
    ]
    there.on(f"/CBS/{source.table}/Dimensions", answered({"value": dimensions}))
    outcome, _table = loaded(tmp_path, source)
    assert "zegt niet welke dimensie de gebieden bevat. Er zijn: Gebieden, Perioden" in outcome.detail


def test_a_code_that_was_issued_again_is_refused_and_said(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    source = source_of(family, 2024, there, Protocol.ODATA4)
    serve4(there, family, source.table, (PEOPLE, OWNED, RENTED, OTHER), area="WijkenEnBuurten")
    path = f"/CBS/{source.table}/MeasureCodes"
    measures = body_of(there, path)
    measures[1]["Identifier"] = "1014800_1"
    there.on(path, answered({"value": measures}))
    fill4(there, source.table, "WijkenEnBuurten")
    outcome, table = loaded(tmp_path, source)
    assert table is not None
    assert set(table.columns) == {"inwoners", "huurwoningen"}
    assert "bij de titel hoort code 1014800, de tabel heeft 1014800_1" in outcome.detail


def test_a_sum_is_a_figure_only_where_each_of_its_parts_is(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    """65 and over is one column until 2025 and two from 2026."""
    source = source_of(family, 2026, there, Protocol.ODATA4)
    younger, older = (
        ComposedColumn("65 jaar tot 80 jaar", "aantal", ""),
        ComposedColumn("80 jaar of ouder", "aantal", ""),
    )
    serve4(there, family, source.table, (PEOPLE, younger, older), area="WijkenEnBuurten")
    cells = {
        "GM9901": {PEOPLE.title: 1225.0, younger.title: 200.0, older.title: 50.0},
        "WK990100": {PEOPLE.title: 1205.0, younger.title: 190.0, older.title: None},
    }
    fill4(there, source.table, "WijkenEnBuurten", cells)
    wanted = frozenset({"inwoners", "inwoners_65_plus"})
    loaded(tmp_path, source)
    delivery = latest_delivery(tmp_path, source)
    assert delivery is not None
    (table,) = read(delivery.file, source, wanted)
    assert table.columns["inwoners_65_plus"].values.tolist()[0] == 250
    assert table.columns["inwoners_65_plus"].statuses.tolist() == [Status.OBSERVED, Status.SECRET]
    assert [column.title for column in table.resolved if column.parts] == ["65 jaar tot 80 jaar + 80 jaar of ouder"]
