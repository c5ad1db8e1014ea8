"""Beside the serving snapshot, checked, and whole or not at all."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from warehouse import small_country
from warehouse.conftest import Workshop

import toetssteen
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Expectation
from toetssteen.kernel.errors import FilePosition, SnapshotError, SourceError
from toetssteen.warehouse import build as building
from toetssteen.warehouse.divisions import Register
from toetssteen.warehouse.integrity import UNSEALED, checksums
from toetssteen.warehouse.manifest import sizes, write_json
from toetssteen.warehouse.opening import ARRAYS, open_snapshot, read_manifest
from toetssteen.warehouse.snapshots import UNFINISHED


def spoil(workshop: Workshop) -> None:
    """The statistics office sends a row too few."""
    expect = Expectation(rows=13)
    sources = tuple(replace(s, expect=expect) if s.id == "figures-2021" else s for s in workshop.known.sources)
    workshop.known = replace(workshop.known, sources=sources)


def unfinished(workshop: Workshop) -> list[Path]:
    return list(workshop.shelf.folder.glob(UNFINISHED + "*"))


def test_a_snapshot_holds_what_was_read(workshop: Workshop) -> None:
    name = workshop.build()
    assert name.startswith("2026-01-03-")
    snapshot = open_snapshot(workshop.shelf.folder / name)
    manifest = snapshot.manifest
    assert snapshot.id == name
    assert manifest.country == small_country.COUNTRY
    assert not manifest.invented
    assert [d.source for d in manifest.deliveries] == ["figures-2019", "figures-2020", "figures-2021", "survey"]
    assert manifest.deliveries[0].retrieved == "2026-01-02"
    assert all(check.ok for check in manifest.checks)
    assert [(o.division_year, o.level, o.codes) for o in manifest.outlines] == [(2021, "wijk", 4)]
    assert snapshot.definitions == workshop.known
    assert isinstance(snapshot.register, Register)
    assert snapshot.register.names[2021][small_country.codes("WK900101")[0]] == "Lindehof"
    assert snapshot.cube.values[0, 0, snapshot.cube.area_at("GM9001")] == 1000
    assert not snapshot.cube.values.cells.flags.writeable
    assert (snapshot.folder / "geometry" / "2021-wijk.json").is_file()
    snapshot.reader.close()


def test_the_file_of_cells_and_the_cube_say_the_same(workshop: Workshop) -> None:
    snapshot = open_snapshot(workshop.shelf.folder / workshop.build())
    cube = snapshot.cube
    seen = 0
    for y, i, a in np.ndindex(cube.values.shape):
        rows = snapshot.reader.cells(a, i, cube.years[y])
        assert bool(rows) == bool(cube.deliveries[y, i, a])
        for row in rows[:1]:
            assert row[0] == cube.deliveries[y, i, a] - 1
            shown = np.nan if row[6] is None else row[6]
            np.testing.assert_array_equal(shown, cube.values[y, i, a])
            assert row[7] == cube.statuses[y, i, a]
            assert row[9] is True
            seen += 1
    assert seen == snapshot.manifest.cells
    snapshot.reader.close()


def test_it_says_so_when_figures_are_invented(workshop: Workshop) -> None:
    sources = tuple(replace(s, invented=s.id == "survey") for s in workshop.known.sources)
    workshop.known = replace(workshop.known, sources=sources)
    assert open_snapshot(workshop.shelf.folder / workshop.build()).manifest.invented


def test_the_same_inputs_are_not_built_twice(workshop: Workshop) -> None:
    first = workshop.build(day=3)
    reads = workshop.reads
    assert workshop.build(day=4) == first
    assert workshop.reads == reads
    assert workshop.shelf.ids() == [first]


def test_an_older_snapshot_that_is_asked_for_again_is_the_newest(workshop: Workshop) -> None:
    first = workshop.build(day=3)
    known = workshop.known
    workshop.known = replace(known, named_areas=())
    second = workshop.build(day=4)
    assert workshop.shelf.ids() == [first, second]
    workshop.known = known
    assert workshop.build(day=5) == first
    assert workshop.shelf.ids() == [second, first]


@pytest.mark.parametrize("what", ["definitions", "content", "program"])
def test_other_inputs_give_another_snapshot(workshop: Workshop, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = workshop.build()
    if what == "definitions":
        workshop.known = replace(workshop.known, named_areas=())
    elif what == "program":
        monkeypatch.setattr(building, "LAYOUT", 99)
    else:
        files = small_country.raw_files
        monkeypatch.setattr(
            small_country,
            "raw_files",
            lambda folder, known: {n: replace(f, sha256="f" * 64) for n, f in files(folder, known).items()},
        )
    assert workshop.build() != first


def test_only_sources_that_were_fetched_are_read(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    files = small_country.raw_files
    monkeypatch.setattr(
        small_country,
        "raw_files",
        lambda folder, known: {n: f for n, f in files(folder, known).items() if n == "survey"},
    )
    manifest = open_snapshot(workshop.shelf.folder / workshop.build()).manifest
    assert [d.source for d in manifest.deliveries] == ["survey"]
    assert manifest.outlines == ()


def test_files_without_figures_are_refused(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    files = small_country.raw_files
    monkeypatch.setattr(
        small_country,
        "raw_files",
        lambda folder, known: {n: f for n, f in files(folder, known).items() if n == "map-2021"},
    )
    with pytest.raises(SnapshotError, match="staan geen cijfers"):
        workshop.build()
    assert unfinished(workshop) == []


def test_a_failed_check_leaves_nothing_and_the_old_one_serving(workshop: Workshop) -> None:
    old = workshop.shelf.publish(workshop.build())
    spoil(workshop)
    with pytest.raises(SnapshotError) as refused:
        workshop.build(day=4)
    assert str(refused.value) == (
        "De nieuwe cijfers zijn afgekeurd en niet bewaard: aantal rijen (figures-2021.csv 2021: 12 rijen, verwacht 13)."
    )
    assert workshop.shelf.ids() == [old]
    assert workshop.shelf.current() == old
    assert unfinished(workshop) == []
    assert workshop.shelf.open_current().id == old


def test_a_broken_file_leaves_nothing_and_the_old_one_serving(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = workshop.shelf.publish(workshop.build())

    def broken(*arguments: object) -> None:
        raise SourceError("Dit is geen getal", FilePosition("survey.csv", 3, "CIJFER", "zeven"), "Haal het opnieuw op.")

    monkeypatch.setattr(building, "read", broken)
    workshop.known = replace(workshop.known, named_areas=())
    with pytest.raises(SourceError, match="rij 3, kolom CIJFER"):
        workshop.build(day=4)
    assert (workshop.shelf.ids(), workshop.shelf.current()) == ([old], old)
    assert unfinished(workshop) == []


@pytest.fixture
def halfway(workshop: Workshop) -> Iterator[subprocess.Popen[str]]:
    """Another process that builds and has got as far as the outlines; one snapshot serves already."""
    workshop.shelf.publish(workshop.build())
    tests = Path(__file__).resolve().parents[1]
    path = os.pathsep.join([str(tests), str(Path(toetssteen.__file__).parents[1])])
    process = subprocess.Popen(
        [sys.executable, str(tests / "warehouse" / "slow_build.py"), str(workshop.folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_two_builds_at_once_the_second_is_refused_in_words(workshop: Workshop, halfway: subprocess.Popen[str]) -> None:
    with pytest.raises(SnapshotError, match="Er is al een ander proces bezig met de cijfers"):
        workshop.build(day=9)
    assert halfway.poll() is None, "the first goes on"
    assert len(unfinished(workshop)) == 1, "and what it made is still there"


def test_a_killed_build_leaves_the_current_serving_and_the_next_cleans_up(
    workshop: Workshop, halfway: subprocess.Popen[str]
) -> None:
    serving = workshop.shelf.current()
    halfway.send_signal(signal.SIGKILL)
    halfway.wait()
    assert len(unfinished(workshop)) == 1
    assert workshop.shelf.ids() == [serving]
    assert workshop.shelf.open_current().id == serving
    workshop.known = replace(workshop.known, named_areas=())
    next_one = workshop.build(day=9)
    assert unfinished(workshop) == []
    assert workshop.shelf.ids() == [serving, next_one]
    assert workshop.shelf.current() == serving, "building shows nothing new"


def test_definitions_and_cube_are_plain_files(workshop: Workshop) -> None:
    """Everything can be read without Toetssteen: JSON, numpy's own format, DuckDB."""
    folder = workshop.shelf.folder / workshop.build()
    labels = msgspec.json.decode((folder / "cube" / "labels.json").read_bytes())
    starts = np.load(folder / "cube" / "starts.npy", allow_pickle=False)
    assert starts.shape[:2] == (len(labels["years"]), len(labels["indicators"]))
    cells = {name: np.load(folder / "cube" / f"{name}.npy", allow_pickle=False) for name in ARRAYS}
    area = labels["areas"].index("GM9001")
    cell = starts[0, labels["indicators"].index("inwoners"), area // 64] + area % 64
    assert cells["values"][cell] == 1000
    assert cells["statuses"][cell] == Status.OBSERVED


def test_a_snapshot_of_plain_arrays_still_opens(workshop: Workshop) -> None:
    """As they were made before layout 6: permalinks lead to them."""
    folder = workshop.shelf.folder / workshop.build()
    cube = open_snapshot(folder).cube
    older = folder.with_name("older")
    shutil.copytree(folder, older)
    (older / "cube" / "starts.npy").unlink()
    for array in ARRAYS:
        np.save(older / "cube" / f"{array}.npy", getattr(cube, array).toarray())
    manifest = read_manifest(older)
    counted = {name: size for name, size in sizes(older).items() if name in manifest.sizes}
    write_json(
        older / "manifest.json", replace(manifest, sizes=counted, checksums=checksums(older, counted), seal=UNSEALED)
    )
    again = open_snapshot(older).cube
    for array in ARRAYS:
        np.testing.assert_array_equal(getattr(again, array).toarray(), getattr(cube, array).toarray())
