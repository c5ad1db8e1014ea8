"""What a question finds, of every sort: what is called so, else a place and a subject apart, else what is nearly so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from toetssteen.answers.snapshot import subjects
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.search import LONGEST, Found, Index, normalized
from toetssteen.answers.snapshot.subjects import ABOUT, Hit, Subjects, mended, telling_words
from toetssteen.indicators.search_words import load_search_words
from toetssteen.kernel.areas import Level
from toetssteen.kernel.home import Home
from toetssteen.kernel.search_words import SearchWords
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.monitor.search import records
from toetssteen.web.snapshots.selectors import index

# A place beside a subject is one whose name is just as it was typed.
EXACT = 97.0
# People say what sort of place they look for; no name of a gemeente holds that.
LEVEL_WORDS = frozenset(str(level) for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT))
# Of places, as many are looked at; who needs more types more.
MOST_PLACES = 100
# A name that is this much less like the question than the likest one was not meant.
LEAST_BESIDE = 8.0
# A question of more words is a sentence: it is not taken apart any further.
MOST_WORDS = 6
# What stands in a snapshot beside places.
OF_FIGURES = ("cijfers", "themas")
# So many names stand behind "bedoelde u".
MOST_MENDED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """places; hits: the rest by sort; best first. apart: subject and place of the question, where these were looked for
    one by one. mended: names or questions that were probably meant, where nothing is called as asked. incomplete: what
    alliances keep could not be asked."""

    places: Sequence[Found] = ()
    hits: Mapping[str, Sequence[Hit[Any]]] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class _Searchable:
    """Everything that one reader can find: places, and the rest by sort."""

    places: Index
    subjects: Mapping[str, Subjects[Any]]

    def search(self, question: str) -> dict[str, tuple[Hit[Any], ...]]:
        return {kind: hits for kind, one in self.subjects.items() if (hits := one.search(question))}

    def mended(self, question: str) -> tuple[str, float]:
        return mended(question, {word for one in self.subjects.values() for word in one.vocabulary})


def search(atlas: Atlas, question: str, actor: Actor) -> Results:
    """Everything that `actor` may see and that is called as asked; where nothing is, what is called nearly so."""
    if not question:
        return Results()
    kept = records.searchable(actor)
    of_alliances = {kind: Subjects(rows) for kind, rows in (kept or {}).items()}
    return replace(
        _results(_Searchable(index(atlas), of_figures(atlas) | of_alliances), question), incomplete=kept is None
    )


def search_figures(atlas: Atlas, question: str) -> Results:
    """As `search`, in what is the same for everybody: places, figures and themes."""
    return _results(_Searchable(index(atlas), of_figures(atlas)), question) if question else Results()


def _results(searchable: _Searchable, question: str) -> Results:
    places = searchable.places.search(_without_level(question), MOST_PLACES)
    called_so = [place for place in places if not place.mended]
    hits = searchable.search(question)
    if called_so or hits:
        return Results(places=called_so, hits=_to_the_point(hits, any_place=bool(called_so)))
    return _apart(searchable, question) or _nearly(searchable, question, places)


def _without_level(question: str) -> str:
    """ "gemeente Groningen" is about Groningen; "Wijk" alone is a name."""
    words = normalized(question[:LONGEST]).split()
    if len(words) > 1 and words[0] in LEVEL_WORDS:
        return " ".join(words[1:])
    return question


def _to_the_point(hits: Mapping[str, Sequence[Hit[Any]]], *, any_place: bool) -> dict[str, Sequence[Hit[Any]]]:
    """Without figures and themes that only speak of it, where something is called so. What is said of an activity is
    written by who does it and always counts."""
    if not any_place and all(hit.score <= ABOUT for some in hits.values() for hit in some):
        return dict(hits)
    kept = {kind: [hit for hit in some if hit.score > ABOUT or kind not in OF_FIGURES] for kind, some in hits.items()}
    return {kind: some for kind, some in kept.items() if some}


def _apart(searchable: _Searchable, question: str) -> Results | None:
    """ "bijstand in Selwerd": the place and the subject, one by one; None where the question is not of that sort."""
    words = telling_words(normalized(question[:LONGEST]))
    for cut in range(1, min(len(words), MOST_WORDS)):
        for place, subject in ((words[cut:], words[:cut]), (words[:cut], words[cut:])):
            name, topic = " ".join(place), " ".join(subject)
            found = [
                one for one in searchable.places.search(name, MOST_PLACES) if one.score >= EXACT and not one.mended
            ]
            hits = searchable.search(topic) if found else {}
            if hits:
                return Results(
                    places=found, hits=_to_the_point(hits, any_place=False), apart=(topic, found[0].place.name)
                )
    return None


def _nearly(searchable: _Searchable, question: str, places: Sequence[Found]) -> Results:
    """What was probably meant: places with a name like it, and what other words like it find; the likest only."""
    other, likeness = searchable.mended(question)
    hits = _to_the_point(searchable.search(other), any_place=False) if other else {}
    best = max([likeness if hits else 0.0, *(place.score for place in places[:1])])
    near = [place for place in places if place.score >= best - LEAST_BESIDE]
    names = list(dict.fromkeys(place.place.name for place in near))[:MOST_MENDED]
    if likeness < best - LEAST_BESIDE:
        hits = {}
    if hits:
        names = [other, *names] if likeness == best else [*names, other]
    return Results(places=near, hits=hits, mended=tuple(names))


@derived(most=1)
def of_figures(atlas: Atlas) -> dict[str, Subjects[Any]]:
    lines = _lines()
    return {"cijfers": subjects.figures(atlas, lines), "themas": subjects.themes(atlas, lines)}


@lru_cache(maxsize=1)
def _lines() -> tuple[SearchWords, ...]:
    return load_search_words(Home.find().definitions / "search-words.yaml")
