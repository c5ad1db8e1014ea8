"""What is worked out of a snapshot is kept with its atlas, bounded, and goes with it."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from toetssteen.answers.snapshot.derived import derived


class Snapshot:
    """All that counts of an atlas here: it can be referred to weakly."""


def test_the_same_question_is_worked_out_once_for_each_atlas() -> None:
    made: list[tuple[object, str]] = []

    @derived(most=4)
    def answer(atlas: Snapshot, name: str) -> str:
        made.append((atlas, name))
        return name.upper()

    first, second = Snapshot(), Snapshot()
    assert [answer(first, "a"), answer(first, "a"), answer(second, "a"), answer(first, "b")] == ["A", "A", "A", "B"]
    assert made == [(first, "a"), (second, "a"), (first, "b")]


def test_no_more_are_kept_than_asked() -> None:
    made: list[int] = []

    @derived(most=2)
    def answer(atlas: Snapshot, number: int) -> int:
        made.append(number)
        return number

    atlas = Snapshot()
    for number in (1, 2, 1, 3, 1, 2):
        answer(atlas, number)
    assert made == [1, 2, 3, 2], "the least recently asked went first"


def test_a_key_tells_answers_apart() -> None:
    made: list[list[str]] = []

    @derived(most=2, key=lambda words: words[0])
    def answer(atlas: Snapshot, words: list[str]) -> str:
        made.append(words)
        return words[0]

    atlas = Snapshot()
    answer(atlas, ["a", "b"])
    answer(atlas, ["a", "c"])
    assert made == [["a", "b"]]


def test_what_fails_is_tried_again() -> None:
    @derived(most=1)
    def answer(atlas: Snapshot) -> None:
        raise ValueError("no")

    atlas = Snapshot()
    for _turn in range(2):
        with pytest.raises(ValueError, match="no"):
            answer(atlas)


def test_it_goes_with_its_atlas() -> None:
    @derived(most=1)
    def answer(atlas: Snapshot) -> set[int]:
        return {1}

    atlas = Snapshot()
    kept = weakref.ref(answer(atlas))
    gc.collect()
    assert kept() == {1}
    del atlas
    gc.collect()
    assert kept() is None


def test_of_those_who_ask_at_once_one_works_it_out() -> None:
    made: list[int] = []
    together = Barrier(8)

    @derived(most=1)
    def answer(atlas: Snapshot) -> object:
        made.append(1)
        return object()

    atlas = Snapshot()

    def ask(_turn: int) -> object:
        together.wait()
        return answer(atlas)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(8)))) == 1
    assert len(made) == 1
