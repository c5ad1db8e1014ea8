"""Backups as a job, and the recurring jobs of the whole installation."""

from pathlib import Path

import pytest

from toetssteen.operations.jobs import make_backup
from toetssteen.web.jobs import commands, scheduling
from toetssteen.web.jobs.kinds import JobError, NoArguments


class Told:
    """A run that keeps what it is told."""

    uid, number = "u", 1

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def progress(self, fraction: float, words: str = "") -> None:
        self.sentences.append(words)

    def complete(self, result: object = None) -> None:
        raise AssertionError("the result is what it returns")


def test_a_backup_is_made_and_the_oldest_go(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BACKUPS, settings.BACKUPS_KEPT = "", 2
    run = Told()
    with pytest.raises(JobError, match="TOETSSTEEN_BACKUPS"):
        make_backup(run, NoArguments())
    settings.BACKUPS = str(tmp_path / "kopieen")
    monkeypatch.setattr(commands, "toetssteen", lambda words: Path(words[1]).write_text("kopie"))
    for name in ("toetssteen-2026-01-01-020000.tar", "toetssteen-2026-01-02-020000.tar", "van-iemand.tar"):
        (tmp_path / "kopieen").mkdir(exist_ok=True)
        (tmp_path / "kopieen" / name).touch()
    result = make_backup(run, NoArguments())
    assert result["removed"] == ["toetssteen-2026-01-01-020000.tar"]
    assert len(list((tmp_path / "kopieen").iterdir())) == 3
    assert run.sentences == ["Reservekopie maken en nalezen"]


@pytest.mark.django_db
def test_backups_and_retention_are_planned() -> None:
    planned = {item.kind.name: item.rule for item in scheduling.planned()}
    assert planned["backup"] == "off", "no folder for them was named"
    assert planned["retention"] == "03:30"
