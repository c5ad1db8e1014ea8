"""A snapshot is made ready once, before somebody waits for it. Counted, not timed."""

import gc
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from warehouse.conftest import Workshop
from web.conftest import Table, table

from toetssteen.answers.figures import profile as answering_profile
from toetssteen.answers.figures import series as answering
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.kernel.areas import COUNTRY
from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.monitor import warming
from toetssteen.web.snapshots import warming as generic

__all__ = ["table"]


def test_after_warming_no_page_works_out_the_country(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    warming.warm(atlas)
    monkeypatch.setattr(answering, "_work_out", lambda *a, **k: pytest.fail("worked out again"))
    for name in atlas.cube.indicators:
        assert series(atlas, atlas.place(COUNTRY), atlas.indicator(name)).code == COUNTRY


def test_where_an_alliance_works_the_first_reader_does_not_wait(
    client: Client, atlas: Atlas, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.here.places.set([PlaceName.objects.create(code=code, name=code) for code in ("WK990103", "WK000000")])
    warming.warm_places(atlas)
    monkeypatch.setattr(answering_profile, "profile", lambda *a, **k: pytest.fail("worked out again"))
    assert client.get("/plek/WK990103/").status_code == 200


def test_without_a_database_no_place_is_made_ready_and_the_figures_serve(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> list[str]:
        raise OperationalError("away")

    monkeypatch.setattr(warming, "codes_worked_in", broken)
    warming.warm_places(atlas)
    assert "no place is made ready" in caplog.text


def test_the_garbage_collector_no_longer_looks_through_what_stays(request: pytest.FixtureRequest) -> None:
    before = gc.get_threshold()
    request.addfinalizer(lambda: (gc.set_threshold(*before), gc.unfreeze()))
    kept = [[] for _n in range(1_000)]
    generic.settle()
    assert gc.get_freeze_count() > len(kept)
    frozen = {id(one) for one in kept}
    assert not [one for one in gc.get_objects() if id(one) in frozen]


def test_a_new_snapshot_is_made_ready_once(workshop: Workshop) -> None:
    made: list[str] = []
    watcher = generic.Watcher(lambda atlas: made.append(atlas.id))
    watcher.look()
    assert made == [], "no figures yet"
    first = workshop.build(day=3)
    workshop.shelf.publish(first)
    watcher.look()
    watcher.look()
    assert made == [first]
    workshop.known = replace(workshop.known, named_areas=())
    second = workshop.build(day=4)
    workshop.shelf.publish(second)
    watcher.look()
    watcher.look()
    assert made == [first, second]


def test_a_failure_is_tried_again(workshop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    made: list[str] = []
    watcher = generic.Watcher(lambda atlas: made.append(atlas.id))
    name = workshop.build()
    workshop.shelf.publish(name)
    (workshop.shelf.folder / "current").write_bytes(b"\x00")
    watcher.look()
    assert made == []
    workshop.shelf.publish(name)
    watcher.look()
    assert made == [name]


def test_the_thread_stops_when_told_and_closes_the_figures(served: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "toetssteen")
    thread = generic.watch(warming.PAGES, every=0.01)
    assert thread.daemon
    generic.close()
    assert not thread.is_alive()
    assert not open_atlas.known()
