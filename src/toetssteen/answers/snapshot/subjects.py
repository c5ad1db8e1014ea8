"""Search figures, themes and whatever else bears a name: by the name, by other words for it, by what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.search import LONGEST, normalized
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.kernel.search_words import SearchWords

T = TypeVar("T")

# Scores, beside those of places: a name that begins so; all words are words of the name; another word for it; all words
# begin words of the name; of the name and the other words together; all stand in these, inside longer words too; all stand
# in what is said of it.
SAME, BEGINS, WHOLE, OTHER, WORDS, TOGETHER, INSIDE, ABOUT = 100.0, 92.0, 90.0, 89.0, 88.0, 84.0, 80.0, 70.0
# A word is looked for inside others (armoede in energiearmoede), mended, or taken without its ending from this length on.
LEAST_INSIDE = 4
# How much a word must be like a known one to be a typing error of it.
LEAST_LIKE = 78
# Words of a question that say nothing of its subject, unless there are no others.
FILLERS = frozenset(
    (
        *(
            "aan",
            "bij",
            "dat",
            "de",
            "die",
            "een",
            "en",
            "er",
            "heb",
            "hebben",
            "heeft",
            "het",
            "hoe",
            "hoeveel",
            "hun",
        ),
        *(
            "ik",
            "in",
            "is",
            "mensen",
            "met",
            "mijn",
            "of",
            "om",
            "onze",
            "op",
            "per",
            "te",
            "van",
            "voor",
            "waar",
            "wat",
        ),
        "zijn",
    )
)
_ENDINGS = ("en", "n", "s")


@dataclass(frozen=True, slots=True)
class Described(Generic[T]):
    """Something that can be found. words: other words for it, the likeliest first; about: what is said of it; rank: among
    equals the lower first."""

    thing: T
    name: str
    words: tuple[str, ...] = ()
    about: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Something that fits the question; score up to 100. called: the other word by which it was found, else ""."""

    thing: T
    score: float
    called: str = ""


class Subjects(Generic[T]):
    """Things made plain once, to be searched many times."""

    def __init__(self, described: Iterable[Described[T]]) -> None:
        self._entries = [_Entry(one) for one in described]

    def search(self, question: str) -> tuple[Hit[T], ...]:
        """Everything in which the whole question is found, best first; no typing errors (see `mended`)."""
        query = normalized(question[:LONGEST])
        asked = [_stems(word) for word in telling_words(query)]
        if not asked:
            return ()
        fitting = [(entry, *fit) for entry in self._entries if (fit := entry.fit(query, asked)) is not None]
        fitting.sort(key=lambda one: (-one[1], one[0].described.rank))
        return tuple(Hit(entry.described.thing, score, called) for entry, score, called in fitting)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all names and of all other words for them."""
        return frozenset(word for entry in self._entries for word in entry.words if len(word) >= LEAST_INSIDE)


def mended(question: str, vocabulary: Iterable[str]) -> tuple[str, float]:
    """The question with every unknown word replaced by the known one it is most like, and how like the least like one is;
    ("", 0) where nothing is to be mended or a word is like none."""
    known = frozenset(vocabulary)
    words, least = [], 100.0
    for word in telling_words(normalized(question[:LONGEST])):
        if word in known or len(word) < LEAST_INSIDE:
            words.append(word)
            continue
        near = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
        if near is None:
            return "", 0.0
        words.append(near[0])
        least = min(least, near[1])
    return (" ".join(words), least) if least < 100.0 else ("", 0.0)


def telling_words(query: str) -> list[str]:
    """The words of a plain question that say something of its subject; all of them when none does."""
    words = query.split()
    return [word for word in words if word not in FILLERS] or words


def figures(atlas: Atlas, lines: Sequence[SearchWords]) -> Subjects[Indicator]:
    """The figures of a snapshot. Those that profiles show by default stand first among equals, those we only wish for last."""
    words = _words_by_id((figure, line.words) for line in lines for figure in line.figures)
    order = _order(figure for line in lines for figure in line.figures)
    last = len(order)
    ranked = sorted(
        atlas.indicators.values(),
        key=lambda one: (not one.columns, not one.key, order.get(one.id, last), one.name, one.id),
    )
    return Subjects(
        Described(one, one.name, words.get(one.id, ()), one.meaning, rank) for rank, one in enumerate(ranked)
    )


def themes(atlas: Atlas, lines: Sequence[SearchWords]) -> Subjects[Domain]:
    """The themes of a snapshot, in the order of the pages."""
    words = _words_by_id((theme, line.words) for line in lines for theme in line.themes)
    return Subjects(
        Described(one, one.name, words.get(one.id, ()), one.question, rank) for rank, one in enumerate(atlas.domains)
    )


class _Entry(Generic[T]):
    """Something that can be found, made plain."""

    def __init__(self, described: Described[T]) -> None:
        self.described = described
        self.name = normalized(described.name)
        self._others = {normalized(word): word for word in described.words}
        self._name_words = tuple(self.name.split())
        self.words = (*self._name_words, *(word for other in self._others for word in other.split()))
        self._called_all = " ".join((self.name, *self._others))
        self._about = f"{self._called_all} {normalized(described.about)}"

    def fit(self, query: str, asked: Sequence[tuple[str, ...]]) -> tuple[float, str] | None:
        """How well the question fits, and the other word by which it does; None when it does not."""
        if query == self.name:
            return SAME, ""
        if f"{self.name} ".startswith(f"{query} "):
            return BEGINS, ""
        if all(any(stem in self._name_words for stem in stems) for stems in asked):
            return WHOLE, ""
        if query in self._others:
            return OTHER, self._others[query]
        if _all_begin(asked, self._name_words):
            return WORDS, ""
        if _all_begin(asked, self.words):
            return TOGETHER, self._called(asked)
        if _all_stand_in(asked, self.name):
            return INSIDE, ""
        if _all_stand_in(asked, self._called_all):
            return INSIDE, next((word for other, word in self._others.items() if _any_stands_in(asked, other)), "")
        return (ABOUT, "") if _all_stand_in(asked, self._about) else None

    def _called(self, asked: Sequence[tuple[str, ...]]) -> str:
        """The first other word that a word of the question begins."""
        return next(
            (
                word
                for other, word in self._others.items()
                if any(_all_begin([stems], other.split()) for stems in asked)
            ),
            "",
        )


def _all_begin(asked: Sequence[tuple[str, ...]], words: Sequence[str]) -> bool:
    return all(any(word.startswith(stems) for word in words) for stems in asked)


def _all_stand_in(asked: Sequence[tuple[str, ...]], text: str) -> bool:
    return all(len(word) >= LEAST_INSIDE and word in text for word, *_shorter in asked)


def _any_stands_in(asked: Sequence[tuple[str, ...]], text: str) -> bool:
    return any(_all_stand_in([stems], text) for stems in asked)


def _stems(word: str) -> tuple[str, ...]:
    """The word, and the word without an ending of a plural."""
    stems = {word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)}
    return (word, *sorted(stem for stem in stems if len(stem) >= LEAST_INSIDE))


def _words_by_id(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in pairs:
        found[name] = found.get(name, ()) + words
    return found


def _order(names: Iterable[str]) -> dict[str, int]:
    """The place at which each name stands first."""
    return {name: position for position, name in enumerate(dict.fromkeys(names))}
