"""Files arrive whole, dated and once; nothing half-written remains."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest
from sources.small_files import source

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.deliveries.fetch import RECORD, fetch_folder, latest, latest_delivery
from toetssteen.sources.deliveries.unfinished import half_made

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
CSV = source("cbs-kwb-csv", "map/w.csv", code="code")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "map").mkdir(parents=True)
    (tmp_path / "in" / "map" / "w.csv").write_bytes(b"code,p\n")
    (tmp_path / "in" / "onbekend.txt").write_text("x")
    return tmp_path / "in"


def everything(raw: Path) -> set[str]:
    return {str(path.relative_to(raw)) for path in raw.rglob("*") if path.is_file()}


def test_a_known_file_is_copied_with_its_record(folder: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    done = fetch_folder(folder, raw, [CSV], today=MONDAY)
    assert (done.copied, done.unchanged, done.missing) == (("verzonnen",), (), ())
    assert everything(raw) == {"verzonnen/2026-03-02/w.csv", f"verzonnen/2026-03-02/{RECORD}"}
    text = (raw / "verzonnen" / "2026-03-02" / RECORD).read_text()
    assert str(tmp_path) not in text
    sha = hashlib.sha256(b"code,p\n").hexdigest()
    assert json.loads(text) == {
        "date": "2026-03-02",
        "origin": "map",
        "files": [{"name": "w.csv", "original": "map/w.csv", "sha256": sha, "bytes": 7}],
    }
    delivery = latest_delivery(raw, CSV)
    assert delivery is not None
    assert (delivery.fetched, delivery.origin, delivery.sha256, delivery.bytes) == (MONDAY, "map", sha, 7)


def test_the_same_content_is_not_copied_again_and_another_is_kept_beside_it(folder: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    fetch_folder(folder, raw, [CSV], today=MONDAY)
    again = fetch_folder(folder, raw, [CSV], today=TUESDAY)
    assert (again.copied, again.unchanged) == ((), ("verzonnen",))
    for n in range(2, 12):
        (folder / "map" / "w.csv").write_bytes(b"code,p\n" * n)
        assert fetch_folder(folder, raw, [CSV], today=MONDAY).copied == ("verzonnen",)
    assert latest(raw, CSV) == raw / "verzonnen" / "2026-03-02-11" / "w.csv"  # not -9
    (folder / "map" / "w.csv").write_bytes(b"code,q\n")
    fetch_folder(folder, raw, [CSV], today=TUESDAY)
    assert latest(raw, CSV) == raw / "verzonnen" / "2026-03-03" / "w.csv"
    assert (raw / "verzonnen" / "2026-03-02" / "w.csv").read_bytes() == b"code,p\n"


def test_missing_files_and_companions_are_named(folder: Path, tmp_path: Path) -> None:
    shape = Source(**{**_fields(CSV), "id": "grenzen", "file": "b.shp"})
    other = Source(**{**_fields(CSV), "id": "anders", "file": "elders/x.csv"})
    (folder / "b.shp").write_bytes(b"x")
    (folder / "b.shx").write_bytes(b"x")
    done = fetch_folder(folder, tmp_path / "raw", [shape, other], today=MONDAY)
    assert done.missing == (("grenzen", "b.dbf"), ("anders", "elders/x.csv"))
    assert not everything(tmp_path / "raw")
    assert latest(tmp_path / "raw", shape) is None
    for suffix in ("dbf", "prj"):
        (folder / f"b.{suffix}").write_bytes(b"x")
    assert fetch_folder(folder, tmp_path / "raw", [shape], today=MONDAY).copied == ("grenzen",)
    path = latest(tmp_path / "raw", shape)
    assert path is not None
    assert {p.suffix for p in path.parent.glob("b.*")} == {".shp", ".shx", ".dbf", ".prj"}


def _fields(of: Source) -> dict[str, object]:
    return {name: getattr(of, name) for name in Source.__dataclass_fields__}


@pytest.mark.parametrize("broken", ["fsync", "rename"])
def test_a_failure_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    raw = tmp_path / "raw"
    fetch_folder(folder, raw, [CSV], today=MONDAY)
    before = everything(raw)
    (folder / "map" / "w.csv").write_bytes(b"code,q\n")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if broken == "fsync" else Path, broken, full)
    with pytest.raises(SourceError, match="schijf") as caught:
        fetch_folder(folder, raw, [CSV], today=TUESDAY)
    assert str(tmp_path) not in str(caught.value)
    assert everything(raw) == before
    assert latest(raw, CSV) == raw / "verzonnen" / "2026-03-02" / "w.csv"


def test_what_a_killed_fetch_left_is_not_served_and_is_swept(folder: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    fetch_folder(folder, raw, [CSV], today=MONDAY)
    half = raw / "verzonnen" / ".half-abc"
    half.mkdir()
    (half / "w.csv").write_bytes(b"code")
    with half_made(raw / "verzonnen", ".half-") as busy:
        (busy / "w.csv").write_bytes(b"code")
        assert latest(raw, CSV) == raw / "verzonnen" / "2026-03-02" / "w.csv"
        fetch_folder(folder, raw, [CSV], today=TUESDAY)
        assert not half.exists(), "nobody holds it"
        assert (busy / "w.csv").exists(), "another fetch is still busy with it"
    assert not busy.exists()


@pytest.mark.parametrize("damage", ["shorter", "gone", "no record", "bad record"])
def test_a_damaged_delivery_gives_way_to_the_one_before(folder: Path, tmp_path: Path, damage: str) -> None:
    raw = tmp_path / "raw"
    fetch_folder(folder, raw, [CSV], today=MONDAY)
    (folder / "map" / "w.csv").write_bytes(b"code,q\n")
    fetch_folder(folder, raw, [CSV], today=TUESDAY)
    newest = raw / "verzonnen" / "2026-03-03"
    match damage:
        case "shorter":
            (newest / "w.csv").write_bytes(b"code")
        case "gone":
            (newest / "w.csv").unlink()
        case "no record":
            (newest / RECORD).unlink()
        case _:
            (newest / RECORD).write_text("[]")
    assert latest(raw, CSV) == raw / "verzonnen" / "2026-03-02" / "w.csv"
    assert fetch_folder(folder, raw, [CSV], today=TUESDAY).copied == ("verzonnen",)
    assert latest(raw, CSV) == raw / "verzonnen" / "2026-03-03-2" / "w.csv"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="bestaat niet"):
        fetch_folder(tmp_path / "weg", tmp_path / "raw", [CSV], today=MONDAY)


def test_after_the_clock_went_back_what_comes_in_is_the_newest(folder: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    fetch_folder(folder, raw, [CSV], today=date(2031, 5, 6))
    (folder / "map" / "w.csv").write_bytes(b"code,q\n")
    fetch_folder(folder, raw, [CSV], today=MONDAY)
    newest = latest_delivery(raw, CSV)
    assert newest is not None
    assert newest.file.read_bytes() == b"code,q\n"
    assert newest.fetched == MONDAY, "the record says when, the folder only in which order"
    assert newest.folder.name == "2031-05-06-2"
