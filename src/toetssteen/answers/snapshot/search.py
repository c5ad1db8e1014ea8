"""Search places by name, former name, alias or code, with or without the city, allowing typing errors."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.language import _
from toetssteen.warehouse.ground import folded

LONGEST = 100
LEAST_SCORE = 70
# Scores: a name that begins with the question; a word in it that does; the deduction for a former name.
BEGINS, HOLDS = 92.0, 88.0
OLD = 4.0
# A city beside the name: the city's own name may be mistyped this much.
LEAST_CITY = 84
# Names with this beginning, as far as they are looked at: who types one letter is still typing.
MOST_ALIKE = 600
# Larger places first among equals: who types "Groningen" means the city.
ORDER = (Level.LAND, Level.GEMEENTE, Level.GEBIED, Level.WIJK, Level.BUURT)
_POSTCODE = re.compile(r"\d{4}\s?(?:[a-z]{2})?", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A place that fits the question; score 0..101, higher is nearer. called: what else the place is or was called,
    where that is what fits; "" where its own name does. last: the last division year it stood in, where it is gone.
    mended: the name is only like the question, which then holds a typing error."""

    place: Place
    score: float
    called: str = ""
    last: int | None = None
    mended: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    place: Place
    called: str = ""


def normalized(text: str) -> str:
    """Lower case without accents, punctuation as blanks: "'s-Gravenhage" -> "s gravenhage"."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return " ".join(letters.split())


def is_postcode(question: str) -> bool:
    """Whether somebody asks by postcode, of which we hold no list."""
    return _POSTCODE.fullmatch(question.strip()) is not None


class Names:
    """A set of names, to look for one that is like another or begins so."""

    def __init__(self, names: Iterable[tuple[str, _Name]]) -> None:
        self._bearers: dict[str, list[_Name]] = {}
        for text, name in names:
            if text:
                self._bearers.setdefault(text, []).append(name)
        self._texts = list(self._bearers)
        # Every name from each of its words on, in order: whoever begins with the question stands together.
        tails = [
            (tail, position, word == 0)
            for position, text in enumerate(self._texts)
            for word, tail in enumerate(_tails(text))
        ]
        self._tails = sorted(tails)

    def like(self, question: str, most: int) -> Iterator[tuple[_Name, float, bool]]:
        """Bearers of names that are like `question`, with the score, and whether they are no more than like it."""
        scores = {
            position: score
            for _text, score, position in process.extract(
                question, self._texts, scorer=fuzz.ratio, limit=most, score_cutoff=LEAST_SCORE
            )
        }
        literal: set[int] = set()
        start = bisect_left(self._tails, (question,))
        for tail, position, is_start in self._tails[start : start + MOST_ALIKE]:
            if not tail.startswith(question):
                break
            if is_start:
                scores[position] = max(scores.get(position, 0.0), BEGINS)
            elif len(question) >= 3:
                scores[position] = max(scores.get(position, 0.0), HOLDS)
            else:
                continue
            literal.add(position)
        for position, score in scores.items():
            for name in self._bearers[self._texts[position]]:
                worth = 100.0 if self._texts[position] == question else min(score, 99.0)
                yield name, worth, position not in literal


def _tails(text: str) -> Iterator[str]:
    words = text.split(" ")
    for position in range(len(words)):
        yield " ".join(words[position:])


class Index:
    """Names of all places of an atlas, made plain once."""

    def __init__(self, atlas: Atlas) -> None:
        self._places = atlas.gazetteer.places
        named = list(_names(atlas))
        self._all = Names(named)
        self._last = _gone(atlas)
        self._people = _people(atlas)
        by_city: dict[str, list[tuple[str, _Name]]] = {}
        for text, name in named:
            if name.place.gemeente and name.place.level is not Level.GEMEENTE:
                by_city.setdefault(name.place.gemeente, []).append((text, name))
        self._in_city = by_city
        self._of_city: dict[str, Names] = {}
        self._cities = {text: name.place.code for text, name in named if name.place.level is Level.GEMEENTE}

    def search(self, question: str, most: int = 20) -> tuple[Found, ...]:
        """The nearest places, best first, at most `most`; empty when nothing is near."""
        query = normalized(question[:LONGEST])
        if not query:
            return ()
        by_code: dict[str, Found] = {}
        exact = self.of_code(question)
        if exact is not None:
            by_code[exact.code] = self._found(_Name(exact), 101.0, mended=False)
        for name, score, mended in [*self._all.like(query, most * 4), *self._beside_city(query, most)]:
            worth = score - OLD if name.called and score < 100 else score
            found, earlier = self._found(name, worth, mended=mended), by_code.get(name.place.code)
            by_code[name.place.code] = found if earlier is None else _better(earlier, found)
        return tuple(sorted(by_code.values(), key=self._rank)[:most])

    def of_code(self, question: str) -> Place | None:
        """The place whose code the question is, in capitals or not; None when it is no code."""
        asked = question.strip()
        return self._places.get(asked) or self._places.get(asked.upper())

    def _rank(self, found: Found) -> tuple[float, bool, int, float, str, str]:
        """Nearest first; among equals places that still exist, then the larger kind, then where more people live."""
        place = found.place
        people = self._people.get(place.code, 0.0)
        return (
            -round(found.score),
            found.last is not None,
            ORDER.index(place.level),
            -people,
            place.name,
            place.code,
        )

    def _found(self, name: _Name, score: float, *, mended: bool) -> Found:
        return Found(name.place, score, name.called, self._last.get(name.place.code), mended)

    def _beside_city(self, question: str, most: int) -> Iterator[tuple[_Name, float, bool]]:
        """ "centrum groningen", "groningen centrum": the words of a city before or after the name."""
        words = question.split(" ")
        for cut in range(1, min(len(words), 6)):
            for city, name in ((words[cut:], words[:cut]), (words[:cut], words[cut:])):
                code = self._city(" ".join(city))
                if code is not None:
                    mended = " ".join(city) not in self._cities
                    for bearer, score, only_like in self._names_in(code).like(" ".join(name), most):
                        yield bearer, min(score, 97.0), mended or only_like

    def _city(self, text: str) -> str | None:
        if text in self._cities:
            return self._cities[text]
        if len(text) < 5:
            return None
        near = process.extractOne(text, self._cities.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_CITY)
        return None if near is None else self._cities[near[0]]

    def _names_in(self, city: str) -> Names:
        if city not in self._of_city:
            self._of_city[city] = Names(self._in_city.get(city, ()))
        return self._of_city[city]


def _better(one: Found, other: Found) -> Found:
    """The nearer of two ways to find one place, by its own name among equals; mended only where both are."""
    nearer = other if (other.score, not other.called) > (one.score, not one.called) else one
    return replace(nearer, mended=one.mended and other.mended)


def _people(atlas: Atlas) -> dict[str, float]:
    """Inhabitants by code, of the areas of which they are known."""
    return {code: people for code, people in zip(atlas.cube.areas, atlas.people().tolist(), strict=True) if people > 0}


def _names(atlas: Atlas) -> Iterator[tuple[str, _Name]]:
    """Every name of every place: its own, what else it is called, and what it was called in earlier divisions."""
    places = atlas.gazetteer.places
    for place in places.values():
        yield normalized(place.name), _Name(place)
        for alias in place.named.aliases if place.named else ():
            yield normalized(alias), _Name(place, _("ook wel: {name}").format(name=alias))
    for entry in atlas.aliases:
        for name in entry.names if entry.code in places else ():
            yield normalized(name), _Name(places[entry.code], _("ook wel: {name}").format(name=name))
    yield from _old_names(atlas)
    yield from _linked_names(atlas)


def _old_names(atlas: Atlas) -> Iterator[tuple[str, _Name]]:
    """Names of earlier divisions. A code can be given to another place, so only evidence makes an old name of it."""
    register, places = atlas.snapshot.register, atlas.gazetteer.places
    newest = _newest(atlas)
    for year in sorted(register.names, reverse=True):
        for code, name in register.names[year].items():
            place = places.get(code)
            if place is None or not name:
                continue
            current_name, old_name = folded(place.name), folded(name)
            if current_name == old_name:
                continue
            if register.same_place(code, year, newest[code]):
                yield normalized(name), _Name(place, _("vroeger: {name} ({year})").format(name=name, year=year))
            else:
                text = _("deze code was in {year} van een andere plek: {name}")
                yield normalized(name), _Name(place, text.format(name=name, year=year))


def _linked_names(atlas: Atlas) -> Iterator[tuple[str, _Name]]:
    """What the same ground was called under the code it had before."""
    register, places = atlas.snapshot.register, atlas.gazetteer.places
    for link in register.links:
        place, name = places.get(link.code), register.names.get(link.earlier, {}).get(link.former, "")
        if place is not None and name and folded(place.name) != folded(name):
            yield normalized(name), _Name(place, _("vroeger: {name} ({year})").format(name=name, year=link.earlier))


def _newest(atlas: Atlas) -> dict[AreaCode, int]:
    """The last division year each code stands in."""
    return {
        code: year for year in sorted(atlas.snapshot.register.names) for code in atlas.snapshot.register.names[year]
    }


def _gone(atlas: Atlas) -> dict[str, int]:
    """Codes that the newest division of their level no longer has, with their last year."""
    newest = _newest(atlas)
    latest: dict[Level, int] = {}
    for code, year in newest.items():
        latest[code.level] = max(latest.get(code.level, 0), year)
    return {code: year for code, year in newest.items() if year < latest[code.level]}
