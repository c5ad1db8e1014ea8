"""Find a place by name or code, typing errors forgiven."""

import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from toetssteen.answers.atlas import Atlas
from toetssteen.answers.places import Place
from toetssteen.kernel.areas import Level

# What people call them, beside the official name.
ALSO_CALLED = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}
LONGEST = 100
LEAST_SCORE = 70
# Larger places first among equals: who types "Groningen" means the city.
ORDER = (Level.LAND, Level.GEMEENTE, Level.GEBIED, Level.WIJK, Level.BUURT)


@dataclass(frozen=True, slots=True)
class Found:
    """A place that fits the question; score 0..100, higher is nearer."""

    place: Place
    score: float


def plain(text: str) -> str:
    """Lower case without accents, punctuation as blanks: "'s-Gravenhage" -> "s gravenhage"."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return " ".join(kept.split())


class Index:
    """Names of all places of an atlas, made plain once."""

    def __init__(self, atlas: Atlas) -> None:
        self.places: list[Place] = []
        self.names: list[str] = []
        for place in atlas.gazetteer.places.values():
            aliases = place.named.aliases if place.named else ()
            official = plain(place.name)
            called = [ALSO_CALLED[official]] if official in ALSO_CALLED else []
            for name in (official, *called, *map(plain, aliases)):
                self.places.append(place)
                self.names.append(name)

    def search(self, question: str, most: int = 20) -> tuple[Found, ...]:
        """The nearest places, best first, at most `most`; empty when nothing is near."""
        asked = plain(question[:LONGEST])
        if not asked:
            return ()
        code = question.strip().upper()
        exact = [Found(p, 101.0) for p in self.places if p.code.upper() == code]
        near = process.extract(asked, self.names, scorer=_score, limit=most * 4, score_cutoff=LEAST_SCORE)
        found = {f.place.code: f for f in exact}
        for _name, score, at in near:
            place = self.places[at]
            # The words of a city beside a name help: "centrum groningen".
            found.setdefault(place.code, Found(place, score))
        ranked = sorted(found.values(), key=lambda f: (-round(f.score), ORDER.index(f.place.level), f.place.name))
        return tuple(ranked[:most])


def _score(asked: str, name: str, **options: object) -> float:
    """Whole-name likeness; a name that begins with the question scores high, one that holds it as a word next."""
    whole = fuzz.ratio(asked, name)
    if name == asked:
        return 100.0
    if name.startswith(asked):
        return max(whole, 92.0)
    if len(asked) >= 3 and f" {asked}" in f" {name}":
        return max(whole, 88.0)
    return whole
