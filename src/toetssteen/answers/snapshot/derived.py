"""Caching of what is derived from a snapshot, as long as its atlas is open."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.memory import Memory

P = ParamSpec("P")
R = TypeVar("R")


def derived(
    most: int, key: Callable[..., Hashable] | None = None
) -> Callable[[Callable[Concatenate[Atlas, P], R]], Callable[Concatenate[Atlas, P], R]]:
    """Cache the results of a function of an atlas. Snapshots never change, so neither do the results.

    most: how many answers an atlas keeps, of the different arguments; the least recently asked goes first.
    key: of the arguments after the atlas, what tells answers apart; the arguments themselves unless given, and these
    must then be hashable. Safe between threads; of those that ask the same at once, one works it out. What the function
    raises is not kept. An answer must not hold the atlas, or neither would ever go.
    """

    def decorate(answer: Callable[Concatenate[Atlas, P], R]) -> Callable[Concatenate[Atlas, P], R]:
        memories: WeakKeyDictionary[Atlas, Memory[Hashable, R]] = WeakKeyDictionary()

        @wraps(answer)
        def kept(atlas: Atlas, /, *args: P.args, **named: P.kwargs) -> R:
            question = key(*args, **named) if key else (args, tuple(sorted(named.items())))
            return memories.setdefault(atlas, Memory(most)).get(question, lambda: answer(atlas, *args, **named))

        return kept

    return decorate
