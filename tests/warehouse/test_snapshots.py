"""The shelf: which snapshot serves, going back, what is kept, and words for what is broken."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from warehouse.conftest import Workshop

from toetssteen.cli import main
from toetssteen.kernel.errors import SnapshotError
from toetssteen.warehouse import revisions
from toetssteen.warehouse.snapshots import Shelf


def build_several(workshop: Workshop, number: int) -> list[str]:
    """Snapshots that differ in the text of one definition."""
    made = []
    for n in range(number):
        first, *others = workshop.known.indicators
        workshop.known = replace(workshop.known, indicators=(replace(first, meaning=f"Betekenis {n}."), *others))
        made.append(workshop.build(day=3 + n))
    return made


def test_building_shows_nothing_publishing_does(workshop: Workshop) -> None:
    name = workshop.build()
    assert workshop.shelf.current() is None
    with pytest.raises(SnapshotError, match="Er zijn nog geen cijfers"):
        workshop.shelf.open_current()
    assert workshop.shelf.publish() == name
    assert workshop.shelf.current() == name
    assert workshop.shelf.open_current().id == name


def test_publishing_takes_the_newest_unless_named(workshop: Workshop) -> None:
    first, second = build_several(workshop, 2)
    assert workshop.shelf.publish() == second
    assert workshop.shelf.publish(first) == first
    assert workshop.shelf.current() == first


def test_rollback_goes_to_what_served_before_and_back(workshop: Workshop) -> None:
    first, second = build_several(workshop, 2)
    workshop.shelf.publish(first)
    with pytest.raises(SnapshotError, match="geen eerdere cijfers"):
        workshop.shelf.rollback()
    workshop.shelf.publish(second)
    assert workshop.shelf.rollback() == first
    assert workshop.shelf.current() == first
    assert workshop.shelf.rollback() == second


def test_publishing_the_same_again_forgets_nothing(workshop: Workshop) -> None:
    first, second = build_several(workshop, 2)
    workshop.shelf.publish(first)
    workshop.shelf.publish(second)
    workshop.shelf.publish(second)
    assert workshop.shelf.rollback() == first


def test_the_last_three_the_serving_the_previous_and_the_referenced_stay(workshop: Workshop) -> None:
    made = build_several(workshop, 7)
    workshop.shelf.refer(made[0])
    workshop.shelf.publish(made[2])
    assert workshop.shelf.ids() == [made[0], made[2], *made[4:]]
    workshop.shelf.publish(made[4])
    assert workshop.shelf.ids() == [made[0], made[2], *made[4:]], "the previous one stays to go back to"
    workshop.shelf.publish(made[6])
    assert workshop.shelf.ids() == [made[0], *made[4:]]
    assert workshop.shelf.rollback() == made[4]


def test_only_what_exists_can_be_published_or_kept(workshop: Workshop) -> None:
    name = workshop.build()
    for wrong in ("2020-01-01-00000000", "../raw", ""):
        with pytest.raises(SnapshotError, match="bestaan niet"):
            workshop.shelf.refer(wrong)
    for wrong in ("2020-01-01-00000000", "../raw"):
        with pytest.raises(SnapshotError, match=f"bestaan niet. Er is: {name}"):
            workshop.shelf.publish(wrong)
    assert workshop.shelf.current() is None


def test_an_empty_shelf_says_how_to_begin(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "nothing")
    assert shelf.ids() == []
    assert shelf.current() is None
    with pytest.raises(SnapshotError, match="toetssteen build"):
        shelf.publish()
    with pytest.raises(SnapshotError, match="geen eerdere cijfers"):
        shelf.rollback()


def cut(file: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / file
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return damage


def empty(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(b"")


def gone(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def other(file: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(content) and None


FILES = ("cube/values.npy", "cube/labels.json", "cells.duckdb", "manifest.json", "definitions.json", "register.json")
DAMAGE = {f"{name} {file}": how(file) for file in FILES for name, how in (("cut", cut), ("empty", empty), ("no", gone))}
DAMAGE["other labels"] = other("cube/labels.json", b'{"years": [2019], "indicators": [], "areas": []}')
DAMAGE["other manifest"] = other("manifest.json", b"[]")
DAMAGE["cut outlines"] = cut("geometry/2021-wijk.json")
DAMAGE["no duckdb"] = other("cells.duckdb", b"this is no database" * 1000)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_snapshot_says_so_and_is_never_switched_to(
    workshop: Workshop, damage: Callable[[Path], None]
) -> None:
    serving, damaged = build_several(workshop, 2)
    workshop.shelf.publish(serving)
    damage(workshop.shelf.folder / damaged)
    with pytest.raises(SnapshotError, match=r"niet te openen|bestaan niet"):
        workshop.shelf.publish(damaged)
    assert workshop.shelf.current() == serving
    assert workshop.shelf.open_current().id == serving


def test_a_current_that_points_nowhere_says_so(workshop: Workshop) -> None:
    workshop.shelf.publish(workshop.build())
    (workshop.shelf.folder / "current").write_text("2020-01-01-00000000\n")
    with pytest.raises(SnapshotError, match=r"2020-01-01-00000000 zijn niet te openen"):
        workshop.shelf.open_current()


def test_readers_of_the_old_snapshot_keep_it_after_the_switch(workshop: Workshop) -> None:
    first, second = build_several(workshop, 2)
    workshop.shelf.publish(first)
    old = workshop.shelf.open_current()
    workshop.shelf.publish(second)
    at = old.cube.area_at("GM9001")
    assert old.cube.values[0, 0, at] == 1000
    assert old.reader.cells(at, 0, 2019)
    assert workshop.shelf.open_current().id == second


def test_what_was_rolled_back_stays_away_until_it_is_named(workshop: Workshop) -> None:
    first, second = build_several(workshop, 2)
    workshop.shelf.publish(first)
    workshop.shelf.publish(second)
    workshop.shelf.rollback()
    assert workshop.shelf.publish() == first, "a restart publishes the newest, but not one somebody went back from"
    assert workshop.shelf.current() == first
    assert workshop.shelf.publish(second) == second
    assert workshop.shelf.publish() == second


@pytest.mark.parametrize("content", [b"\xff\xfe", b"../raw", b"a\x00b", b"x" * 5000, b".building-x"])
def test_a_damaged_current_says_so_and_publishing_repairs_it(workshop: Workshop, content: bytes) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    for file in ("current", "previous"):
        (workshop.shelf.folder / file).write_bytes(content)
    with pytest.raises(SnapshotError, match=r"“current” .* beschadigd. Herstel het met “toetssteen publish”"):
        workshop.shelf.open_current()
    with pytest.raises(SnapshotError, match="geen eerdere cijfers"):
        workshop.shelf.rollback()
    assert workshop.shelf.publish() == name
    assert workshop.shelf.open_current().id == name


def test_after_the_clock_went_back_new_figures_stand_before_old_ones_and_publish_says_so(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = workshop.shelf.publish(workshop.build(day=20))
    ahead = time.time() + 5 * 365 * 86_400
    os.utime(workshop.shelf.folder / first / "manifest.json", (ahead, ahead))
    workshop.known = replace(workshop.known, named_areas=())
    second = workshop.build(day=4)
    assert workshop.shelf.ids() == [first, second]
    assert workshop.shelf.after_the_clock(second) == first
    monkeypatch.setenv("TOETSSTEEN_VAR", str(workshop.folder))
    assert main(["publish"]) == 0
    said = capsys.readouterr().out
    assert f"Nu te zien: {second}" in said
    assert f"ná {first} gemaakt, maar dragen een eerdere datum" in said
    noted = revisions.read(workshop.shelf.folder / second)
    assert noted is not None, "they follow the first, whatever the clock says"
    assert noted[0].before == first
    assert main(["publish", first]) == 0
    assert "eerdere datum" not in capsys.readouterr().out
    assert workshop.build(day=4) == second, "and what is asked for again is the newest again"
    assert workshop.shelf.ids() == [first, second]
