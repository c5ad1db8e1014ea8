"""What several workers share is made once, also when they ask at the same moment or one of them fails."""

import threading
import time
from pathlib import Path

import pytest
import workers


def test_made_once_for_all_who_ask_at_the_same_moment(tmp_path: Path) -> None:
    times: list[Path] = []

    def make(folder: Path) -> None:
        times.append(folder)
        time.sleep(0.2)
        (folder / "whole").write_text("yes")

    seen: list[str] = []
    threads = [
        threading.Thread(target=lambda: seen.append((workers.once(tmp_path, "x", make) / "whole").read_text()))
        for _number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert seen == ["yes"] * 4
    assert times == [tmp_path / "x"]


def test_what_failed_half_way_is_thrown_away_and_tried_again(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("half")
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        workers.once(tmp_path, "x", fail)
    made = workers.once(tmp_path, "x", lambda folder: (folder / "whole").write_text("yes"))
    assert [one.name for one in made.iterdir()] == ["whole"]


def test_a_file_is_a_portion_but_for_what_is_long_and_stands_alone() -> None:
    alone = "tests/web/programmes/test_everything_as_everybody.py::test_nobody[visitor]"
    assert workers.portion(alone) == alone
    assert workers.portion("tests/browser/test_journeys.py::test_x") == "tests/browser/"
    assert workers.portion("tests/kernel/test_dutch.py::test_x[a::b]") == "tests/kernel/test_dutch.py"


def test_what_comes_first_exists() -> None:
    root = Path(__file__).resolve().parents[1]
    assert not [path for path in (*workers.FIRST, *workers.DIVIDED) if not (root / path).exists()]
