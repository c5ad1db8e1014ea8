"""Snapshots are opened once, and their files closed when nobody needs them any more."""

import gc
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from warehouse import small_country
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot import open_atlases as atlases
from toetssteen.answers.snapshot.open_atlases import OpenAtlases
from toetssteen.warehouse import build as building

OPEN_FILES = Path("/proc/self/maps")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Three snapshots."""
    workshop = Workshop(tmp_path)
    monkeypatch.setattr(building, "read", workshop.read)
    monkeypatch.setattr(building, "read_outlines", lambda path, source: small_country.outlines())
    made = []
    for n in range(3):
        first, *others = workshop.known.indicators
        workshop.known = replace(workshop.known, indicators=(replace(first, meaning=f"Betekenis {n}."), *others))
        made.append(workshop.shelf.folder / workshop.build(day=3 + n))
    return made


def _held(folder: Path) -> bool:
    """Whether this process has a file of the snapshot open or mapped."""
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return any(str(folder) in text for text in (*links, OPEN_FILES.read_text()))


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="which files are open is only told by Linux")
def test_files_of_an_old_snapshot_are_closed_when_the_last_page_is_done(folders: list[Path]) -> None:
    opened = OpenAtlases(most=2)
    page = opened(folders[0])
    assert _held(folders[0])
    opened(folders[1])
    opened(folders[2])
    assert page.cube.values.shape[0] > 0
    assert page.snapshot.reader.cells(0, 0, page.cube.years[0]) is not None, "a page half-way keeps its figures"
    del page
    gc.collect()
    assert not _held(folders[0])
    assert opened.put_away(folders[2], idle=60, now=lambda: 1e12) == [folders[1]]
    gc.collect()
    assert not _held(folders[1])
    assert _held(folders[2]), "what serves stays open"
    opened.cache_clear()
    gc.collect()
    assert not _held(folders[2])


def test_what_was_asked_for_a_moment_ago_stays(folders: list[Path]) -> None:
    opened = OpenAtlases(most=3)
    first = opened(folders[0])
    assert opened.put_away(None, idle=3600) == []
    assert opened(folders[0]) is first


def test_threads_that_ask_at_once_open_one(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[Path] = []
    really = atlases.open_snapshot
    monkeypatch.setattr(atlases, "open_snapshot", lambda folder: times.append(folder) or really(folder))
    opened = OpenAtlases(most=3)
    begin = threading.Barrier(12)
    found: list[object] = []

    def ask() -> None:
        begin.wait()
        found.append(opened(folders[0]))

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert times == [folders[0]]
    assert len(set(map(id, found))) == 1
