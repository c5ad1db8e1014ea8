"""fetch --live and refresh, against a publisher on this machine."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sources.network.server import Answer, Publisher, publisher
from sources.network.tables import AREAS, SMALL, TABLE, odata4

from toetssteen.cli import main, refreshing, snapshots
from toetssteen.cli.refreshing import once
from toetssteen.kernel.country_checks import CountryChecks
from toetssteen.kernel.definitions import Live
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.deliveries import refreshes
from toetssteen.sources.network.fetching import RetryPolicy
from toetssteen.warehouse.manifest import Definitions
from toetssteen.warehouse.snapshots import Shelf

QUICK = RetryPolicy(sleep=lambda seconds: None, attempts=2, patience=5)
Run = Callable[..., int]


@pytest.fixture
def there() -> Iterator[Publisher]:
    with publisher() as found:
        odata4(found, areas=AREAS)
        yield found


@pytest.fixture
def home(there: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The real definitions, with one live source, at the publisher here, in the place of all of them."""
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path / "var"))
    real = snapshots.real_definitions
    known = {one.id: one for one in load_sources(Home.find().definitions / "sources")}
    live = known["cbs-live-kwb-2024"].live
    assert live is not None
    source = replace(known["cbs-live-kwb-2024"], live=replace(live, address=f"{there.address}/CBS/{TABLE}"))

    def definitions(place: Home) -> Definitions:
        # A few invented places are not the country.
        return replace(real(place), sources=(source,), country_checks=CountryChecks())

    monkeypatch.setattr(refreshing, "load_sources", lambda *folders: (source,))
    monkeypatch.setattr(refreshing, "load_indicators", lambda *folders: _inwoners(definitions(Home.find())))
    monkeypatch.setattr(
        snapshots,
        "real_definitions",
        lambda place: replace(definitions(place), indicators=_inwoners(definitions(place))),
    )
    return Home.find()


def _inwoners(all_of_them: Definitions) -> tuple[object, ...]:
    return tuple(indicator for indicator in all_of_them.indicators if indicator.id == "inwoners")


def test_a_refresh_ends_in_figures_that_are_shown(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    once(home, policy=QUICK)
    (entry,) = refreshes.load(home.refreshes)
    assert (entry.origin, entry.problem, entry.snapshot_before) == ("netwerk", "", None)
    assert entry.snapshot_after == Shelf(home.snapshots).current()
    assert [(o.source, o.result) for o in entry.outcomes] == [("cbs-live-kwb-2024", "nieuw")]
    assert main(["series", "inwoners", "--areas", "WK990100"]) == 0
    assert "1.205" in capsys.readouterr().out
    assert main(["lineage", "inwoners", "WK990100", "2024"]) == 0
    told = capsys.readouterr().out
    assert "kolom T001036\n  titel van de kolom: Aantal inwoners (aantal)" in told
    once(home, policy=QUICK)
    again, _first = refreshes.load(home.refreshes)
    assert again.outcomes[0].result == "ongewijzigd"
    assert again.snapshot_after == again.snapshot_before == entry.snapshot_after


def test_what_serves_keeps_serving(home: Home, there: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    once(home, policy=QUICK)
    before = Shelf(home.snapshots).current()
    there.on(f"/CBS/{TABLE}/Properties", Answer(b"<html>Onderhoud"))
    with pytest.raises(SnapshotError, match="Er is niets opgehaald"):
        once(home, policy=QUICK)
    odata4(there, SMALL[:4], modified="2026-01-01")
    monkeypatch.setattr(snapshots.warehouse, "build", _refused)
    with pytest.raises(SnapshotError, match="afgekeurd"):
        once(home, policy=QUICK)
    refused, failed, _first = refreshes.load(home.refreshes)
    assert "webpagina" in failed.outcomes[0].detail
    assert "Er is niets opgehaald" in failed.problem
    assert (refused.outcomes[0].result, refused.problem) == ("nieuw", "afgekeurd")
    assert {before} == {refused.snapshot_after, failed.snapshot_after, Shelf(home.snapshots).current()}


def _refused(*_all: object, **_more: object) -> str:
    raise SnapshotError("afgekeurd")


def test_one_refresh_at_a_time(home: Home) -> None:
    with refreshing._only_round(home), pytest.raises(SnapshotError, match="Er loopt al een verversing"):
        once(home, policy=QUICK)


def test_fetch_live_names_an_unknown_source(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--live", "--source", "cbs"]) == 1
    assert (
        "De bron “cbs” bestaat niet of komt niet over het netwerk. Wel: cbs-live-kwb-2024." in capsys.readouterr().err
    )
    assert main(["fetch", "--live", "--source", "cbs-live-kwb-2024"]) == 0
    good, bad = refreshes.load(home.refreshes)
    assert (good.outcomes[0].result, good.snapshot_after) == ("nieuw", None)
    assert bad.outcomes == ()
    assert "bestaat niet" in bad.problem


def test_a_folder_stands_in_the_log_too(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "live").mkdir()
    assert main(["fetch", "--live"]) == 0
    for path in (home.raw / "real" / "cbs-live-kwb-2024").glob("*/85984NED*"):
        (tmp_path / "live" / path.name).write_bytes(path.read_bytes())
    capsys.readouterr()
    assert main(["fetch", "--from", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Nieuw: 0. Ongewijzigd: 1. Niet gevonden: 0.\n"
    entry = refreshes.load(home.refreshes)[0]
    assert (entry.origin, entry.outcomes[0].result) == ("map", "ongewijzigd")


def test_it_ends_cleanly_when_asked(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked_to_stop(*_words: object) -> tuple[()]:
        os.kill(os.getpid(), signal.SIGTERM)
        raise AssertionError("it went on")

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(refreshing, "live", asked_to_stop)
    try:
        with pytest.raises(SystemExit) as ended:
            main(["refresh"])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == 0
    (report,) = refreshes.load(home.refreshes)
    assert report.problem == "Afgebroken."
    with refreshing._only_round(home):
        assert not list((home.raw / "real").glob("**/.half-*")), "nothing half stays, and another may begin"


def test_the_schedule_is_that_of_jobs_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["refresh", "--every-day", "05:30"])
    assert ended.value.code == 2
    assert "--every-day" in capsys.readouterr().err


def test_every_live_source_has_an_address_that_can_be_asked() -> None:
    live_sources = [s for s in snapshots.load_sources(Home.find().definitions / "sources") if s.live is not None]
    assert len({source.file for source in live_sources}) == len(live_sources) - 6  # three maps, each of three levels
    for source in live_sources:
        assert isinstance(source.live, Live)
        assert source.live.address.startswith("https://")
        assert source.file.startswith("live/")
