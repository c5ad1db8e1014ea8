"""The first round along the publishers: shown as tables come in, and going on where it was stopped."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sources.network.server import Answer, Publisher, Request, publisher
from sources.network.tables import AREAS, TABLE, odata4

from toetssteen.cli import main, refreshing, snapshots
from toetssteen.cli.refreshing import once
from toetssteen.kernel.country_checks import CountryChecks
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.home import Home
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.deliveries import refreshes, table_states
from toetssteen.sources.deliveries.table_states import TableState
from toetssteen.sources.network.fetching import RetryPolicy
from toetssteen.warehouse.manifest import Definitions
from toetssteen.warehouse.opening import read_manifest
from toetssteen.warehouse.snapshots import Shelf

QUICK = RetryPolicy(sleep=lambda seconds: None, attempts=1, patience=5)
TABLES = {2024: TABLE, 2023: "85618NED", 2022: "85318NED", 2021: "85039NED"}


@pytest.fixture
def there() -> Iterator[Publisher]:
    with publisher() as found:
        for table in TABLES.values():
            odata4(found, areas=AREAS, table=table)
        yield found


@pytest.fixture
def home(there: Publisher, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Four years of Kerncijfers at the publisher here, in the place of all sources."""
    monkeypatch.setenv("TOETSSTEEN_VAR", f"{tmp_path}/var")
    known = {source.id: source for source in load_sources(Home.find().definitions / "sources")}
    sources = tuple(_here(known[f"cbs-live-kwb-{year}"], there) for year in sorted(TABLES))
    real = snapshots.real_definitions

    def definitions(place: Home) -> Definitions:
        whole = real(place)
        only = tuple(indicator for indicator in whole.indicators if indicator.id == "inwoners")
        # A few invented places are not the country.
        return replace(whole, sources=sources, indicators=only, country_checks=CountryChecks())

    monkeypatch.setattr(refreshing, "load_sources", lambda *folders: sources)
    monkeypatch.setattr(refreshing, "load_indicators", lambda *folders: definitions(Home.find()).indicators)
    monkeypatch.setattr(snapshots, "real_definitions", definitions)
    return Home.find()


def _here(source: Source, there: Publisher) -> Source:
    assert source.live is not None
    return replace(source, live=replace(source.live, address=f"{there.address}/CBS/{source.table}"))


def observations(there: Publisher) -> list[str]:
    """The tables of which figures were asked, each time their first page was."""
    return [path.split("/")[2] for path in there.paths() if path.endswith("/Observations")]


def years_shown(home: Home) -> list[int]:
    name = Shelf(home.snapshots).current()
    assert name is not None
    return sorted(delivery.year for delivery in read_manifest(home.snapshots / name).deliveries)


def before_answering(there: Publisher, table: str, act: Callable[[], object]) -> None:
    """Do something when the figures of a table are asked."""
    (answer,) = there.answers[f"/CBS/{table}/Observations"]
    assert isinstance(answer, Answer)

    def say(_request: Request) -> Answer:
        act()
        return answer

    there.on(f"/CBS/{table}/Observations", say)


def test_the_newest_table_is_shown_while_the_others_come_in(
    home: Home, there: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[list[int]] = []
    states: list[tuple[int, str, str]] = []

    def look() -> None:
        shown.append(years_shown(home))
        tables = table_states.read(home.refreshes)
        assert tables is not None
        assert tables.first
        assert table_states.goes_on(home.refreshes)
        assert tables.busy is not None
        states.append((tables.whole, tables.busy.id, tables.following.id if tables.following else ""))

    before_answering(there, TABLES[2023], look)
    before_answering(there, TABLES[2021], look)
    once(home, policy=QUICK)
    assert observations(there) == [TABLES[year] for year in (2024, 2023, 2022, 2021)]
    assert shown == [[2024], [2023, 2024]]
    assert states == [(1, "cbs-live-kwb-2023", "cbs-live-kwb-2022"), (3, "cbs-live-kwb-2021", "")]
    assert years_shown(home) == [2021, 2022, 2023, 2024]
    assert "3 van 4 tabellen binnen" in capsys.readouterr().out
    tables = table_states.read(home.refreshes)
    assert tables is not None
    assert {table.state for table in tables.tables} == {TableState.IN}
    assert tables.finished
    assert not table_states.goes_on(home.refreshes)


def test_the_first_tables_alone(home: Home, there: Publisher) -> None:
    once(home, policy=QUICK, first_tables=True)
    assert observations(there) == [TABLE]
    assert years_shown(home) == [2024]
    there.asked.clear()
    once(home, policy=QUICK, first_tables=True)
    assert there.paths() == [], "what is in is not asked for again"
    once(home, policy=QUICK)
    assert TABLE not in observations(there)
    assert years_shown(home) == [2021, 2022, 2023, 2024]


def test_when_the_first_table_fails_the_next_is_shown(home: Home, there: Publisher) -> None:
    there.on(f"/CBS/{TABLE}/Properties", Answer(b"<html>Onderhoud"))
    once(home, policy=QUICK, first_tables=True)
    assert years_shown(home) == [2023]
    once(home, policy=QUICK)
    assert years_shown(home) == [2021, 2022, 2023]
    tables = table_states.read(home.refreshes)
    assert tables is not None
    (failed,) = tables.failed
    assert (failed.id, failed.whole) == ("cbs-live-kwb-2024", False)
    assert "webpagina" in failed.detail
    odata4(there, areas=AREAS)
    there.asked.clear()
    once(home, policy=QUICK)
    assert years_shown(home) == [2021, 2022, 2023, 2024]
    assert observations(there) == [TABLE]


def test_an_unchanged_second_round_asks_only_for_properties(home: Home, there: Publisher) -> None:
    once(home, policy=QUICK)
    shown = Shelf(home.snapshots).current()
    there.asked.clear()
    once(home, policy=QUICK)
    assert sorted(there.paths()) == sorted(f"/CBS/{table}/Properties" for table in TABLES.values())
    assert Shelf(home.snapshots).current() == shown
    assert all(outcome.result == "ongewijzigd" for outcome in refreshes.load(home.refreshes)[0].outcomes)


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_round_goes_on_where_it_was(home: Home, there: Publisher, signal_number: signal.Signals) -> None:
    asked = threading.Event()
    before_answering(there, TABLES[2022], lambda: (asked.set(), threading.Event().wait(1)))
    child = os.fork()
    if child == 0:
        try:
            main(["refresh"])
        finally:
            os._exit(0)
    assert asked.wait(60)
    os.kill(child, signal_number)
    os.waitpid(child, 0)
    assert years_shown(home) == [2023, 2024]
    tables = table_states.read(home.refreshes)
    assert tables is not None
    assert (tables.whole, tables.finished) == (2, "")
    assert not table_states.goes_on(home.refreshes)
    there.asked.clear()
    odata4(there, areas=AREAS, table=TABLES[2022])
    once(home, policy=QUICK)
    assert observations(there) == [TABLES[2022], TABLES[2021]], "what is whole is not fetched twice"
    assert years_shown(home) == [2021, 2022, 2023, 2024]
    assert not list((home.raw / "real").rglob(".half-*"))
