"""One flipped bit anywhere in a snapshot, or in what it is made of, is found and said in words; nobody sees the figure."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources.small_files import source
from warehouse.conftest import Workshop
from warehouse.damage import flip, flipped, two

from toetssteen.cli import main
from toetssteen.kernel.errors import SnapshotError, SourceError
from toetssteen.sources.deliveries.fetch import check_intact, fetch_folder, latest, newest_record
from toetssteen.warehouse import build as building
from toetssteen.warehouse import integrity, revisions
from toetssteen.warehouse.manifest import UNCOUNTED, Manifest, read_json
from toetssteen.warehouse.opening import Snapshot, check_files, open_snapshot, read_manifest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A snapshot that follows another, so that its list of revisions is there too."""
    with pytest.MonkeyPatch.context() as patch:
        made = Workshop(tmp_path_factory.mktemp("whole"))
        patch.setattr(building, "read", made.read)
        patch.setattr(building, "read_outlines", made.outlines)
        second = two(made)
        yield made.shelf.folder / second


def files_of(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_manifest_knows_every_file(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert set(manifest.checksums) == set(manifest.sizes) == set(files_of(folder)) - set(UNCOUNTED)
    assert {"cells.duckdb", "definitions.json", "register.json", "cube/labels.json"} <= set(manifest.checksums)
    assert all(integrity.checksum(folder / name) == one for name, one in manifest.checksums.items())
    assert check_files(folder)
    assert revisions.read(folder) is not None


CHOSEN = (
    "cube/values.npy",
    "cube/statuses.npy",
    "cube/comparable.npy",
    "cube/deliveries.npy",
    "cube/labels.json",
    "cells.duckdb",
    "definitions.json",
    "register.json",
    "manifest.json",
    "geometry/2021-wijk.json",
)


def found(folder: Path, name: str) -> None:
    with pytest.raises(SnapshotError) as said:
        open_snapshot(folder)
    words = str(said.value)
    assert name in words or "beschadigd" in words
    assert "/tmp" not in words
    assert str(folder.parent) not in words
    with pytest.raises(SnapshotError):
        check_files(folder)


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("where", [0.0, 0.5, 0.98])
def test_a_flipped_bit_is_found_and_said(folder: Path, name: str, where: float) -> None:
    file = folder / name
    with flipped(file, int(file.stat().st_size * 8 * where) + 3):
        found(folder, name)
    open_snapshot(folder).reader.close()


def _anywhere(data: st.DataObject, folder: Path) -> tuple[str, int]:
    name = data.draw(st.sampled_from([n for n in files_of(folder) if (folder / n).stat().st_size]))
    return name, data.draw(st.integers(0, (folder / name).stat().st_size * 8 - 1))


def _any_bit(folder: Path, data: st.DataObject) -> None:
    name, bit = _anywhere(data, folder)
    with flipped(folder / name, bit):
        if name.startswith("revisions"):
            with pytest.raises(SnapshotError, match=r"beschadigd|niet te lezen"):
                check_files(folder)
            revisions._found_whole.clear()
            with pytest.raises(SnapshotError, match=r"beschadigd|niet te lezen"):
                revisions.read(folder)
        else:
            found(folder, name)
    assert check_files(folder)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bit_of_any_file(folder: Path, data: st.DataObject) -> None:
    _any_bit(folder, data)


@pytest.mark.long
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_very_many_bits(folder: Path, data: st.DataObject) -> None:
    _any_bit(folder, data)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_was_cut_short(folder: Path, data: st.DataObject) -> None:
    name, bit = _anywhere(data, folder)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: bit // 8])
    try:
        with pytest.raises(SnapshotError):
            check_files(folder)
    finally:
        (folder / name).write_bytes(whole)


def _asked(snapshot: Snapshot, area: int, indicator: int) -> str:
    try:
        return repr(snapshot.reader.cells(area, indicator, 2020))
    except SnapshotError:
        return "words"


def _asks_everything(folder: Path, bits: list[int]) -> None:
    snapshot = open_snapshot(folder)
    file = folder / "cells.duckdb"
    size = len(snapshot.cube.areas), len(snapshot.cube.indicators)
    right = {(a, i): snapshot.reader.cells(a, i, 2020) for a in range(size[0]) for i in range(size[1])}
    snapshot.reader.close()
    snapshot = open_snapshot(folder)
    for bit in bits:
        flip(file, bit)
    try:
        for (a, i), rows in right.items():
            assert _asked(snapshot, a, i) in (repr(rows), "words")
    finally:
        snapshot.reader.close()
        for bit in bits:
            flip(file, bit)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_block_spoiled_after_opening_gives_the_right_cell_or_words(folder: Path, data: st.DataObject) -> None:
    size = (folder / "cells.duckdb").stat().st_size * 8
    _asks_everything(folder, data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=40)))


def test_a_snapshot_from_before_there_were_checksums_opens_and_status_says_so(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = workshop.build()
    file = workshop.shelf.folder / name / "manifest.json"
    old = {key: value for key, value in json.loads(file.read_bytes()).items() if key not in ("checksums", "seal")}
    file.write_text(json.dumps(old))
    open_snapshot(file.parent).reader.close()
    assert check_files(file.parent) is False
    monkeypatch.setenv("TOETSSTEEN_VAR", str(workshop.folder))
    assert main(["status"]) == 0
    assert "van voor de controlegetallen" in capsys.readouterr().out


def test_the_seal_and_the_checksums_cannot_be_taken_away_by_one_bit(folder: Path) -> None:
    file = folder / "manifest.json"
    text = file.read_bytes()
    for word in (b'"checksums"', b'"seal"'):
        at = text.rindex(word)
        for bit in range(8 * (at + 1), 8 * (at + len(word) - 1)):
            with flipped(file, bit), pytest.raises(SnapshotError):
                read_manifest(folder)
    assert read_json(file, Manifest).checksums


def test_what_is_damaged_is_never_switched_to_and_is_made_again(workshop: Workshop) -> None:
    first = workshop.shelf.publish(workshop.build())
    flip(workshop.shelf.folder / first / "cube" / "values.npy", 8 * 500)
    again = workshop.build()
    assert again != first, "what is damaged is not taken for what was asked"
    assert workshop.shelf.publish() == again
    assert workshop.shelf.open_current().id == again
    assert workshop.build() == again
    flip(workshop.shelf.folder / again / "cells.duckdb", 8 * 5000)
    with pytest.raises(SnapshotError, match=r"cells.duckdb is beschadigd"):
        workshop.shelf.publish(again)


def test_a_list_of_revisions_that_is_damaged_is_written_again_by_publish(workshop: Workshop) -> None:
    second = two(workshop)
    flip(workshop.shelf.folder / second / revisions.CELLS, 8 * 200)
    with pytest.raises(SnapshotError, match="herziene cijfers"):
        revisions.read(workshop.shelf.folder / second)
    workshop.shelf.publish()
    noted = revisions.read(workshop.shelf.folder / second)
    assert noted is not None
    assert len(noted[1]) == noted[0].listed > 0


def test_status_names_the_damaged_file(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = workshop.shelf.publish(workshop.build())
    monkeypatch.setenv("TOETSSTEEN_VAR", str(workshop.folder))
    assert main(["status"]) == 0
    flip(workshop.shelf.folder / name / "cube" / "statuses.npy", 8 * 300)
    assert main(["status"]) == 1
    said = capsys.readouterr()
    assert "cube/statuses.npy is beschadigd" in said.err
    assert str(workshop.folder) not in said.err
    assert main(["status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["whole"] is False


def test_a_fetched_file_that_was_spoiled_is_not_built_from_and_fetched_again(tmp_path: Path) -> None:
    given_, raw = tmp_path / "given", tmp_path / "raw"
    given_.mkdir()
    one = source("cbs-kwb-csv", "w.csv", code="code", name="name")
    (given_ / "w.csv").write_text("code;name;1000\n")
    fetch_folder(given_, raw, [one], today=date(2026, 1, 1))
    file = latest(raw, one)
    assert file is not None
    check_intact(file)
    assert fetch_folder(given_, raw, [one], today=date(2026, 1, 2)).unchanged == (one.id,)
    flip(file, 8 * 11)
    with pytest.raises(SourceError, match=r"niet meer wat het was .*bestand w.csv"):
        check_intact(file)
    assert newest_record(raw / one.id) is None
    assert fetch_folder(given_, raw, [one], today=date(2026, 1, 2)).copied == (one.id,)
    file = latest(raw, one)
    assert file is not None
    check_intact(file)


def test_a_build_looks_at_the_files_it_reads(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(building, "check_intact", asked.append)
    workshop.build()
    assert len(asked) == workshop.reads + 1
    assert all(path.is_relative_to(workshop.folder / "raw") for path in asked)


def test_a_copied_snapshot_is_whole_too(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "elders")
    assert check_files(tmp_path / "elders")
