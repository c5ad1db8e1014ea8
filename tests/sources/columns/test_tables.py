"""Benefits, Wmo, drop-outs and health of 2022: from the protocol to figures, and what is refused on the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sources.columns.composed import COMPOSED, SURE, at, evidence_rows
from sources.columns.composed_tables import ComposedTable, serve_new, serve_old
from sources.network.server import Publisher

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import AggregationRule, Protocol
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.columns.coverage import ColumnState, coverage
from toetssteen.sources.columns.metadata import stem
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import load_families
from toetssteen.sources.deliveries.fetch import latest_delivery
from toetssteen.sources.network.asking import ask_metadata
from toetssteen.sources.network.fetching import RetryPolicy, fetch_live
from toetssteen.sources.reading import read
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"
SOURCES = {source.id: source for source in load_sources(DEFINITIONS / "sources")}
INDICATORS = load_indicators(DEFINITIONS / "indicators")
WANTED = wanted_columns(INDICATORS)
QUICK = RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5)
COUNTS, SHARES = "Personen met een uitkering", "Personen met een uitkering relatief"

BENEFITS = ComposedTable(
    "86003NED",
    "WijkenEnBuurten",
    (
        ("Werkloosheidsuitkering", "aantal", COUNTS), ("Bijstandsuitkering", "aantal", COUNTS),
        ("Arbeidsongeschiktheidsuitkering", "aantal", COUNTS), ("Werkloosheidsuitkering", "%", SHARES),
        ("Bijstandsuitkering", "%", SHARES), ("Arbeidsongeschiktheidsuitkering", "%", SHARES),
        ("Inwoners vanaf 15 jaar", "aantal", ""),
    ),
    ("Perioden",),
    tuple(
        (area, (f"2024KW0{quarter}",), (10.0 * quarter, 100.0 + quarter, 30, 1, 9, 3, 1000))
        for area in ("GM9901", "WK990100", "BU99010000", "NL00")
        for quarter in (1, 2, 3, 4)
    ),
)  # fmt: skip
WMO = ComposedTable(
    "86158NED",
    "Wijken",
    (("Wmo-cliënten", "aantal", ""), ("Wmo-cliënten per 1 000 inwoners", "per 1 000 inwoners", "")),
    ("Perioden", "TypeMaatwerkvoorziening"),
    (
        ("WK990100", ("2025JJ00", "T001024"), (130, 65)),
        ("WK990100", ("2025JJ00", "A019507"), (40, 20)),
        ("GM9901", ("2025JJ00", "T001024"), (900, 58)),
    ),
)
DROPOUTS = ComposedTable(
    "84780NED",
    "Regiokenmerken",
    (
        ("Leerlingen", "aantal", ""), ("Voortijdig schoolverlaters", "aantal", ""), ("Waarvan zonder", "aantal", ""),
        ("Voortijdig schoolverlaters percentage", "%", ""),
    ),
    ("Geslacht", "Perioden"),
    (
        ("GM9901", ("T001038", "2022SJ00"), (4000, 80, 1, 2.0)),
        ("GM9901", ("T001038", "2023SJ00"), (4100, 90, 1, 2.2)),
        ("NL01", ("T001038", "2023SJ00"), (900000, 30000, 1, 3.3)),
    ),
)  # fmt: skip
HEALTH = ComposedTable(
    "50120NED",
    "WijkenEnBuurten",
    (
        ("Ervaren gezondheid goed zeer goed", "%", ""), ("Voldoet aan beweegrichtlijn", "%", ""),
        ("Een of meer langdurige aandoeningen", "%", ""), ("Beperkt vanwege gezondheid", "%", ""), ("Eenzaam", "%", ""),
        ("Ernstig zeer ernstig eenzaam", "%", ""), ("Mantelzorger", "%", ""), ("Moeite met rondkomen", "%", ""),
    ),
    ("Leeftijd", "Marges", "Perioden"),
    (
        ("BU99010000", ("20300", "MW00000", "2020JJ00"), (70.5, 60, 30, 25, 45, 10, 12, 20)),
        ("BU99010000", ("20300", "MW00000", "2022JJ00"), (69.5, 61, 31, 26, 46, 11, 13, 21)),
    ),
)  # fmt: skip
TABLES = {
    "cbs-live-uitkeringen-2024": BENEFITS, "cbs-live-wmo-2025": WMO, "cbs-live-voortijdig-schoolverlaters": DROPOUTS,
    "rivm-live-50120ned": HEALTH,
}  # fmt: skip


def serve(there: Publisher, name: str, table: ComposedTable, first: int = 1) -> None:
    live = SOURCES[name].live
    assert live is not None
    if live.protocol is Protocol.ODATA4:
        serve_new(there, table)
    else:
        serve_old(there, table, first)


def loaded(there: Publisher, name: str, folder: Path) -> tuple[PublishedTable, ...]:
    source = at(there, SOURCES[name])
    (outcome,) = fetch_live(
        folder,
        [source],
        examine=lambda path, one: read(path, one, WANTED[name]),
        now=lambda: datetime(2026, 11, 28, tzinfo=UTC),
        policy=QUICK,
    )
    assert outcome.result == "nieuw", outcome.detail
    delivery = latest_delivery(folder, source)
    assert delivery is not None
    return read(delivery.file, source, WANTED[name])


def test_of_benefits_the_count_at_the_end_of_december(there: Publisher, tmp_path: Path) -> None:
    serve(there, "cbs-live-uitkeringen-2024", BENEFITS)
    (table,) = loaded(there, "cbs-live-uitkeringen-2024", tmp_path)
    assert (table.year, set(table.codes)) == (2024, {"GM9901", "WK990100", "BU99010000"})
    assert {name: column.values.tolist()[0] for name, column in table.columns.items()} == {
        "inwoners_15_plus": 1000.0, "mensen_met_bijstand": 104.0, "mensen_met_ao": 30.0, "mensen_met_ww": 40.0,
    }  # fmt: skip
    assert {column.id: column.group for column in table.resolved}["mensen_met_bijstand"] == COUNTS


def test_benefits_without_december_are_no_year(there: Publisher, tmp_path: Path) -> None:
    early = replace(BENEFITS, rows=[row for row in BENEFITS.rows if row[1] != ("2024KW04",)])
    serve(there, "cbs-live-uitkeringen-2024", early)
    with pytest.raises((SourceError, AssertionError), match="eind december"):
        loaded(there, "cbs-live-uitkeringen-2024", tmp_path)


def test_of_wmo_the_total_of_all_sorts(there: Publisher, tmp_path: Path) -> None:
    serve(there, "cbs-live-wmo-2025", WMO)
    (table,) = loaded(there, "cbs-live-wmo-2025", tmp_path)
    assert dict(zip(table.codes, table.columns["wmo_per_1000"].values.tolist(), strict=True)) == {
        "WK990100": 65, "GM9901": 58,
    }  # fmt: skip
    (indicator,) = [one for one in INDICATORS if one.id == "wmo_maatwerk_per_1000"]
    assert [use.provisional for use in indicator.columns] == [True]


def test_dropouts_stand_at_the_gemeente_under_the_year_in_which_the_school_year_begins(
    there: Publisher, tmp_path: Path
) -> None:
    serve(there, "cbs-live-voortijdig-schoolverlaters", DROPOUTS)
    tables = loaded(there, "cbs-live-voortijdig-schoolverlaters", tmp_path)
    assert [(table.year, table.codes, table.columns["schoolverlaters"].values.tolist()) for table in tables] == [
        (2022, ("GM9901",), [2.0]), (2023, ("GM9901",), [2.2]),
    ]  # fmt: skip


def test_dropouts_never_come_from_or_go_to_a_smaller_place() -> None:
    (dropouts,) = [one for one in INDICATORS if one.id == "voortijdig_schoolverlaters"]
    assert dropouts.aggregation.rule is AggregationRule.NONE
    assert {use.levels for use in dropouts.columns} == {(Level.GEMEENTE,)}
    # What nobody publishes in a form that we can read stays a wish, with who holds it and how to ask.
    for name in (
        "jongeren_zonder_werk_of_opleiding",
        "startkwalificatie",
        "problematische_schulden",
        "hulp_rond_18_jaar",
    ):
        (wish,) = [one for one in INDICATORS if one.id == name]
        assert wish.wanted is not None
        assert wish.wanted.holder
        assert wish.wanted.how_to_ask


def test_health_of_2022_stays_apart_from_other_models(there: Publisher, tmp_path: Path) -> None:
    serve(there, "rivm-live-50120ned", HEALTH, first=4)
    tables = loaded(there, "rivm-live-50120ned", tmp_path)
    assert [(table.year, table.apart) for table in tables] == [(2020, "50120NED"), (2022, "50120NED")]
    assert tables[1].columns["moeite_met_rondkomen"].values.tolist() == [21.0]
    of_table = {one.id for one in INDICATORS if any(use.source == "rivm-live-50120ned" for use in one.columns)}
    assert len(of_table) == 8
    for one in INDICATORS:
        if one.id in of_table:
            assert {use.source for use in one.columns} == {"rivm-live-50120ned"}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_numbers_that_move_change_nothing(there: Publisher, name: str) -> None:
    table = TABLES[name]
    turned = replace(table, columns=tuple(reversed(table.columns)), rows=())
    for one, first in ((table, 1), (turned, 40)):
        serve(there, name, one, first)
        (answer,) = ask_metadata([at(there, SOURCES[name])], policy=QUICK)
        assert answer.metadata is not None, answer.problem
        rows = coverage(INDICATORS, [SOURCES[name]], {name: answer.metadata})
        assert rows
        assert {row.state for row in rows} == {ColumnState.RESOLVED}


Change = Callable[[tuple[str, str, str]], tuple[tuple[str, str, str], ...]]
CHANGES: dict[str, Change] = {
    "a wrong unit": lambda column: ((column[0], "euro", column[2]),),
    "another title": lambda column: ((f"{column[0]} (herzien)", *column[1:]),),
    "a doubled title": lambda column: (column, (column[0], column[1], "Nog een groep")),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_is_not_surely_the_column_is_refused(there: Publisher, name: str, change: str) -> None:
    table = TABLES[name]
    columns = tuple(made for column in table.columns for made in CHANGES[change](column))
    serve(there, name, replace(table, columns=columns, rows=()))
    (answer,) = ask_metadata([at(there, SOURCES[name])], policy=QUICK)
    assert answer.metadata is not None, answer.problem
    rows = coverage(INDICATORS, [SOURCES[name]], {name: answer.metadata})
    assert rows
    assert {row.state for row in rows} == {ColumnState.REFUSED}
    assert all(SOURCES[name].table in row.detail for row in rows)


def test_swapped_titles_are_refused_by_their_keys(there: Publisher) -> None:
    name = "rivm-live-50120ned"
    serve_old(there, HEALTH)
    path = f"/{HEALTH.table}/DataProperties"
    body = getattr(there.answers[path][0], "body", b"").decode()
    swapped = body.replace('"Title": "Eenzaam"', '"Title": "@"').replace(
        '"Title": "Mantelzorger"', '"Title": "Eenzaam"'
    )
    changed = replace(there.answers[path][0], body=swapped.replace('"Title": "@"', '"Title": "Mantelzorger"').encode())  # type: ignore[type-var]  # an answer of ours
    there.on(path, changed)
    (answer,) = ask_metadata([at(there, SOURCES[name])], policy=QUICK)
    assert answer.metadata is not None
    states = {row.indicator: row.state for row in coverage(INDICATORS, [SOURCES[name]], {name: answer.metadata})}
    assert states["eenzaam_50120ned"] is ColumnState.REFUSED
    assert states["mantelzorger_50120ned"] is ColumnState.REFUSED
    assert states["gezond_gevoel_50120ned"] is ColumnState.RESOLVED


def test_every_composed_table_says_that_it_is_composed(there: Publisher) -> None:
    serve_new(there, WMO)
    serve_old(there, HEALTH)
    for path in ("/CBS/86158NED/Properties", "/50120NED/TableInfos"):
        assert COMPOSED in getattr(there.answers[path][0], "body", b"").decode()


def test_every_table_of_the_evidence_is_read_or_named_as_not_read(evidence: Path) -> None:
    """Nothing of what somebody saw is passed over in silence."""
    families = load_families(DEFINITIONS / "families")
    ours = {table.table for family in families for table in family.tables}
    page = (DEFINITIONS.parent / "docs" / "beheer" / "kolommen.md").read_text(encoding="utf-8")
    tables = {row["table"] for row in evidence_rows(evidence, "other_tables.csv") if row["table"][:5].isdigit()}
    assert sorted(table for table in tables - ours if f"`{table}`" not in page) == []


def test_the_names_are_those_of_the_evidence(evidence: Path) -> None:
    """Every name of these families stands in the evidence of its table, and no other certainty is claimed."""
    rows = [row for row in evidence_rows(evidence, "other_tables.csv") if row["certainty"] in SURE]
    seen = {(row["table"], stem(row["key"])) for row in rows}
    for family in load_families(DEFINITIONS / "families"):
        if family.id not in ("cbs-uitkeringen", "cbs-wmo", "rivm-50120ned"):
            continue
        for table in family.tables:
            for column in family.columns:
                assert {(table.table, title.name) for title in column.titles} <= seen
