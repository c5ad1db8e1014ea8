"""Bounded, and of those that ask the same at once one works it out."""

import threading
from collections.abc import Callable

import pytest

from toetssteen.answers.snapshot.memory import Memory


def test_the_least_recently_asked_goes_first() -> None:
    memory: Memory[str, int] = Memory(2)
    for key in ("a", "b", "a", "c"):
        memory.get(key, lambda: 1)
    assert memory.known() == ["a", "c"]
    assert len(memory) == 2
    memory.forget("a")
    assert memory.known() == ["c"]
    memory.forget()
    assert len(memory) == 0


def _at_once(number: int, ask: Callable[[], object]) -> list[object]:
    found: list[object] = []
    begin = threading.Barrier(number)

    def one() -> None:
        begin.wait()
        try:
            found.append(ask())
        except ValueError as error:
            found.append(error)

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def test_sixteen_that_ask_the_same_at_once_get_one_answer() -> None:
    memory: Memory[str, object] = Memory(4)
    made = []

    def make() -> object:
        threading.Event().wait(0.05)
        made.append(1)
        return object()

    found = _at_once(16, lambda: memory.get("same", make))
    assert len(made) == 1
    assert len(found) == 16
    assert len(set(map(id, found))) == 1


def test_a_failure_is_everybodys_own_and_the_next_one_tries_again() -> None:
    memory: Memory[str, int] = Memory(4)

    def fail() -> int:
        raise ValueError("stuk")

    found = _at_once(8, lambda: memory.get("same", fail))
    assert [type(one) for one in found] == [ValueError] * 8
    assert memory.get("same", lambda: 3) == 3


def test_a_slow_question_holds_up_no_other() -> None:
    memory: Memory[str, int] = Memory(4)
    slow, done = threading.Event(), threading.Event()

    def wait() -> int:
        slow.set()
        done.wait(30)
        return 1

    thread = threading.Thread(target=lambda: memory.get("slow", wait))
    thread.start()
    assert slow.wait(30)
    assert memory.get("other", lambda: 2) == 2
    done.set()
    thread.join(30)


def test_an_answer_may_ask_itself_another() -> None:
    memory: Memory[str, int] = Memory(4)
    assert memory.get("a", lambda: 1 + memory.get("b", lambda: 1)) == 2
    with pytest.raises(RecursionError):
        memory.get("c", lambda: _round(memory))


def _round(memory: Memory[str, int]) -> int:
    return memory.get("c", lambda: _round(memory))
