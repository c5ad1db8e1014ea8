"""The log of refreshes: what is written is read back, newest first, and a damaged file stops nobody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toetssteen.kernel.errors import SourceError
from toetssteen.sources.deliveries.refreshes import KEPT, Outcome, Refresh, load, new_id, write

MOMENT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def a_refresh(folder: Path, moment: datetime = MOMENT) -> Refresh:
    return Refresh(
        new_id(folder, moment),
        moment.isoformat(),
        moment.isoformat(),
        "netwerk",
        (Outcome("a", "nieuw", "", 12, moment.isoformat()), Outcome("b", "mislukt", "De server zegt nee")),
        "2026-11-23-aaaaaaaa",
        None,
        "afgekeurd",
    )


def test_what_is_written_is_read_back_newest_first(tmp_path: Path) -> None:
    written = []
    for seconds in (0, 0, 90):  # the second has the same second as the first
        refresh = a_refresh(tmp_path, MOMENT + timedelta(seconds=seconds))
        write(tmp_path, refresh)
        written.append(refresh)
    assert load(tmp_path) == tuple(reversed(written))
    assert [r.id for r in load(tmp_path)] == ["20261124T030130Z", "20261124T030000Z-2", "20261124T030000Z"]


def test_the_newest_are_kept(tmp_path: Path) -> None:
    for n in range(KEPT + 3):
        write(tmp_path, a_refresh(tmp_path, MOMENT + timedelta(minutes=n)))
    kept = load(tmp_path)
    assert len(kept) == KEPT == len(list(tmp_path.iterdir()))
    assert kept[-1].started == (MOMENT + timedelta(minutes=3)).isoformat()


def test_a_damaged_file_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, a_refresh(tmp_path))
    (tmp_path / "20261125T000000Z.json").write_text('{"id": "20261125T000000Z", "star')
    (tmp_path / "20261126T000000Z.json").write_text('{"id": 3}')
    (tmp_path / "notes.json").write_text("{}")
    assert [r.id for r in load(tmp_path)] == ["20261124T030000Z"]


def test_nothing_yet(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing") == ()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="niet te bewaren"):
        write(tmp_path / "file", a_refresh(tmp_path))
