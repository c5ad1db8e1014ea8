"""columns: what there is by the publishers' own word, and a new year that needs no release."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sources.columns.composed import ComposedColumn, serve4
from sources.network.server import Publisher, publisher
from sources.network.tables import page

from toetssteen.cli import columns, main
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.home import Home
from toetssteen.kernel.table_families import TableFamily
from toetssteen.sources.columns.coverage import ColumnState, coverage
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import load_families
from toetssteen.sources.deliveries.companions import needed_files
from toetssteen.sources.deliveries.fetch import fetch_folder, latest_delivery
from toetssteen.sources.network import asking
from toetssteen.sources.network.fetching import RetryPolicy
from toetssteen.sources.network.new_tables import later_tables
from toetssteen.warehouse.manifest import DeliveredYear, Manifest, write_json

QUICK = RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5)
COLUMNS = (
    ComposedColumn("Aantal inwoners", "aantal", "inwoners"),
    ComposedColumn("Koopwoningen", "aantal", "koopwoningen"),
)


@pytest.fixture
def there() -> Iterator[Publisher]:
    with publisher() as served:
        yield served


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path / "var"))
    return Home.find()


@pytest.fixture
def family(there: Publisher, home: Home) -> TableFamily:
    """Kerncijfers of 2024 alone, with table and catalogue at the publisher here."""
    known = next(one for one in load_families(home.definitions / "families") if one.id == "cbs-kwb")
    assert known.listed is not None
    return replace(
        known,
        live=replace(known.live, address=f"{there.address}/CBS/{{table}}"),
        listed=replace(known.listed, address=f"{there.address}/CBS/Datasets"),
        tables=tuple(table for table in known.tables if table.year == 2024),
    )


@pytest.fixture
def only_here(family: TableFamily, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [
        replace(source, live=replace(source.live, address=family.live.address.format(table=source.table)))
        for source in load_sources(Home.find().definitions / "sources")
        if source.id == "cbs-live-kwb-2024" and source.live is not None
    ]
    monkeypatch.setattr(columns, "load_sources", lambda *folders: tuple(sources))
    monkeypatch.setattr(columns, "families_beside", lambda *folders: (family,))
    monkeypatch.setattr(asking, "RetryPolicy", lambda: QUICK)


def listed(*titles: str) -> list[dict[str, str]]:
    return [{"Identifier": f"8{n}000NED", "Title": title} for n, title in enumerate(titles)]


@pytest.mark.usefixtures("only_here")
def test_live_says_what_a_full_fetch_would_give(
    there: Publisher, family: TableFamily, capsys: pytest.CaptureFixture[str]
) -> None:
    serve4(there, family, "85984NED", COLUMNS, area="WijkenEnBuurten")
    there.on("/CBS/Datasets", page(listed("Kerncijfers wijken en buurten 2024")))
    assert main(["columns", "--live", "--year", "2024"]) == 0
    told = capsys.readouterr().out
    signs = {words[0]: words[1] for line in told.splitlines() if len(words := line.split()) == 2}
    assert (signs["inwoners"], signs["koopwoningen"], signs["woz_waarde"]) == ("+", "!", "!")
    assert "koopwoningen, tabel 85984NED (2024): de titel klopt, de eenheid niet (aantal)" in told
    assert "Alles ophalen geeft 1 van de" in told
    assert "Nieuw bij de uitgever" not in told
    assert not [path for path in there.paths() if "Observations" in path]


@pytest.mark.usefixtures("only_here")
def test_a_new_year_is_said_and_added_when_asked(
    there: Publisher, family: TableFamily, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    serve4(there, family, "85984NED", COLUMNS, area="WijkenEnBuurten")
    there.on("/CBS/Datasets", page(listed("Kerncijfers wijken en buurten 2027\u00a0")))
    assert main(["columns", "--live"]) == 0
    assert "Nieuw bij de uitgever: tabel 80000NED, 2027." in capsys.readouterr().out
    assert not (home.own_definitions / "family-tables").exists()
    assert main(["columns", "--live", "--add"]) == 0
    sources = {source.id: source for source in load_sources(*home.definition_folders("sources"))}
    added = sources["cbs-live-kwb-2027"]
    assert (added.table, added.year, added.title) == (
        "80000NED",
        2027,
        "Kerncijfers wijken en buurten 2027 (CBS StatLine)",
    )
    assert {column.id for column in added.titles} >= {"inwoners", "woz_waarde", "inwoners_65_plus"}
    assert (
        "Datasets?$select=Identifier,Title&$filter=contains(Title,'Kerncijfers wijken en buurten')" in there.paths()[-1]
    )


@pytest.mark.usefixtures("only_here")
def test_a_column_that_is_there_and_empty_is_not_yet_published(
    there: Publisher, family: TableFamily, tmp_path: Path
) -> None:
    owned = ComposedColumn("Koopwoningen", "%", "koopwoningen")
    serve4(there, family, "85984NED", (COLUMNS[0], owned), area="WijkenEnBuurten")
    (source,) = columns.load_sources(tmp_path)
    described = columns.asked([source], QUICK)
    indicators = load_indicators(Home.find().definitions / "indicators")
    rows = coverage(indicators, [source], described, {source.id: {"koopwoningen"}})
    states = {row.indicator: row.state for row in rows}
    assert (states["inwoners"], states["koopwoningen"]) == (ColumnState.RESOLVED, ColumnState.EMPTY)
    (line,) = [text for text in columns.matrix(rows) if text.startswith("koopwoningen ")]
    assert line.split() == ["koopwoningen", "o"]
    assert any("o gevonden, maar helemaal leeg: nog niet gepubliceerd" in text for text in columns.legend())


@pytest.mark.usefixtures("only_here")
def test_what_was_empty_when_the_figures_were_built_is_said(home: Home, tmp_path: Path) -> None:
    """Only of the very file that the serving figures were made of."""
    (source,) = columns.load_sources(tmp_path)
    for name in needed_files(source):
        file = tmp_path / "given" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a,b\n", encoding="utf-8")
    fetch_folder(tmp_path / "given", home.raw / "real", [source], today=date(2026, 1, 2))
    assert columns.still_empty(home, [source]) == {}
    delivery = latest_delivery(home.raw / "real", source)
    assert delivery is not None
    year = DeliveredYear(source.id, source.file, delivery.sha256, "2026-01-02", 2024, 2024, (), ("koopwoningen",))
    folder = home.snapshots / "2026-01-03-aaaaaaaa"
    folder.mkdir(parents=True)
    manifest = Manifest("x", "2026-01-03", "", "1", False, "Proefland", 0, (year,), (), (), (), {})
    write_json(folder / "manifest.json", manifest)
    (home.snapshots / "current").write_text(folder.name, encoding="utf-8")
    assert columns.still_empty(home, [source]) == {source.id: frozenset({"koopwoningen"})}
    write_json(folder / "manifest.json", replace(manifest, deliveries=(replace(year, sha256="other"),)))
    assert columns.still_empty(home, [source]) == {}


def test_only_one_exact_title_of_a_later_year_is_new(family: TableFamily) -> None:
    assert family.listed is not None
    rows = listed(
        "Kerncijfers wijken en buurten 2024", "Kerncijfers wijken en buurten 2004-2008",
        "Kerncijfers wijken en buurten 2026; voorlopig", "Kerncijfers wijken en buurten 2025",
        "Kerncijfers wijken en buurten 2028", "Kerncijfers wijken en buurten 2028",
    )  # fmt: skip
    rows.append({"Identifier": "../x", "Title": "Kerncijfers wijken en buurten 2029"})
    assert [(one.table, one.year) for one in later_tables(family, family.listed, rows)] == [("83000NED", 2025)]


def test_what_nobody_knows_and_what_does_not_fit_is_said(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["columns", "--indicator", "geluk"]) == 1
    assert main(["columns", "--add"]) == 1
    told = capsys.readouterr().err
    assert "Hiervoor is geen kolom bekend" in told
    assert "“--add” hoort bij “--live”" in told
    assert main(["columns", "--indicator", "inwoners", "--year", "2013-2014"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["          13 14", "inwoners  v  v"]
