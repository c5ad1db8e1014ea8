"""A snapshot is made ready once, before somebody waits for it. Counted, not timed."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from warehouse.conftest import Workshop

from toetssteen.answers import series as answering
from toetssteen.answers.atlas import Atlas, open_atlas
from toetssteen.answers.series import series
from toetssteen.kernel.areas import COUNTRY
from toetssteen.web.monitor import warming


def test_after_warming_no_page_works_out_the_country(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    warming.warm(atlas)
    monkeypatch.setattr(answering, "_work_out", lambda *a, **k: pytest.fail("worked out again"))
    for name in atlas.cube.indicators:
        assert series(atlas, atlas.place(COUNTRY), atlas.indicator(name)).code == COUNTRY


def test_a_new_snapshot_is_made_ready_once(workshop: Workshop) -> None:
    made: list[str] = []
    watcher = warming.Watcher(lambda atlas: made.append(atlas.id))
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
    watcher = warming.Watcher(lambda atlas: made.append(atlas.id))
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
    thread = warming.watch(every=0.01)
    assert thread.daemon
    warming.close()
    assert not thread.is_alive()
    assert not open_atlas.known()
