"""What the words of somebody's own list mean here: organisations, places, other records, and choices such as a status.

A meaning is a text, so that it can be kept: "is:KEY" something that is here, "new:KIND:NAME" something to make,
"same:WORD" what another word of the list means, "all" everything there is (of places), "none" nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from toetssteen.answers.snapshot.search import normalized
from toetssteen.web.imports.mapping import folded

NOTHING = object()
ALL = object()
MISSING = object()
# "OVN", "G.G.D.": capitals and nothing else.
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,6}")
LITTLE = {"de", "het", "een", "en", "van", "voor", "in", "op", "te", "aan", "bij", "der", "den"}
# How much a name must be like another to be offered first.
ALIKE = 86
SAME = 95
_SAYS_NOTHING = {"", "-", "?", "x", "n.v.t.", "nvt", "n.t.b.", "ntb", "n.n.b.", "nnb", "onbekend", "niet bekend", "nog onbekend", "geen", "n.b."}  # fmt: skip
# A cell with names holds no more, and no name is longer; what is longer is said to whoever brought the list.
LONGEST_CELL, LONGEST_WORD = 5_000, 200
# Of a cell with single blanks (see `one_blank`).
_STRONG = re.compile(r"[;\n]")
_WEAK = re.compile(r"[,/+|&]|[ \n][–-][ \n]")
_AND = re.compile(r"[ \n](?:en|i\.s\.m\.|ism|met)[ \n]")


@dataclass(frozen=True, slots=True)
class New:
    """Something that the list names and that is not here yet."""

    kind: str
    name: str


@dataclass(slots=True)
class Vocabulary:
    """title: what its words are called together. values and labels: by key. called: folded word -> the key that bears it. chosen: folded word -> what people said that it means. kinds: of what may be made, (kind, label). stems: beginning of a word -> key. silent: beginnings
    that most likely mean all. home: words of the alliance's own surroundings; elsewhere: those of other alliances that
    are not; own: keys of what belongs to it. What is not of here is offered only when it is called the same.
    """

    name: str
    values: Mapping[str, object]
    labels: Mapping[str, str]
    called: Mapping[str, str]
    title: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[tuple[str, str], ...] = ()
    stems: Mapping[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    home: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    # For what is not listed but can be found, such as a place by its code; each word is looked up once.
    look_up: Callable[[str], object] = lambda word: MISSING
    lookups: dict[str, object] = field(default_factory=dict)
    # Keys of what is of here; made when it is first plain_word for.
    here: set[str] = field(default_factory=set)

    def find(self, word: str) -> object:
        """A value, something New, NOTHING, or MISSING when nobody said what the word means."""
        name = folded(word)
        followed = set()
        while self.chosen.get(name, "").startswith("same:") and name not in followed:
            followed.add(name)
            name = folded(self.chosen[name].removeprefix("same:"))
        if name in self.chosen:
            return self._meant(self.chosen[name])
        if name in self.called:
            return self.values[self.called[name]]
        return NOTHING if name in _SAYS_NOTHING else self._looked_up(word.strip())

    def _looked_up(self, word: str) -> object:
        if word not in self.lookups:
            self.lookups[word] = self.look_up(word) if len(word) <= LONGEST_WORD else MISSING
        return self.lookups[word]

    def _meant(self, meaning: str) -> object:
        sort, _colon, meant = meaning.partition(":")
        if sort == "is":
            return self.values.get(meant) or self._looked_up(meant)
        if sort == "new":
            kind, _colon, name = meant.partition(":")
            key = self.called.get(folded(name))
            return self.values[key] if key else New(kind, name)
        return {"none": NOTHING, "all": ALL}.get(sort, MISSING)

    def words(self, text: str) -> Iterator[str]:
        """The words in a cell with single blanks. What is known as a whole stays whole; "en" separates only what is
        known by itself."""
        text = text.strip()
        if not text:
            return
        if self.find(text) is not MISSING:
            yield text
            return
        for form in (_STRONG, _WEAK, _AND):
            parts = _parts(form, text)
            if len(parts) < 2 or (form is _AND and all(self.find(part) is MISSING for part in parts)):
                continue
            for part in parts:
                yield from self.words(part)
            return
        yield text

    def suggest(self, word: str, earlier: list[str], others: list[str]) -> str:
        """The meaning that is most likely, or "" when nothing is. earlier: words of the list that came before; others:
        all that are shown with it."""
        word = word[:LONGEST_WORD]
        plain_word = _in_full(word)
        for stem, key in self.stems.items():
            # A letter says something when it stands alone only.
            if plain_word == stem or (
                len(stem) > 2 and any(part.startswith(stem) for part in (plain_word, *plain_word.split()))
            ):
                return f"is:{key}"
        if self.silent and plain_word.startswith(self.silent):
            return "all"
        closer = folded(_closer(word))
        if closer in self.called:
            return f"is:{self.called[closer]}"
        near = self._nearest(plain_word, earlier) or self._shortened(word, others)
        if near:
            return near
        alike = [_in_full(other) for other in others if fuzz.token_set_ratio(plain_word, _in_full(other)) >= ALIKE]
        return f"new:{self._kind([plain_word, *alike])}" if self.kinds else ""

    def _nearest(self, plain_word: str, others: list[str]) -> str:
        """What is called most like it, or "" when nothing is, or several equally and none of them nearer home."""
        names = {f"is:{key}": _in_full(label) for key, label in self.labels.items() if self._near(key, plain_word)}
        names |= {f"same:{folded(other)}": _in_full(other) for other in others}
        matches = process.extract(plain_word, names, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=6)
        best = [meaning for _name, score, meaning in matches if score == matches[0][1]]
        if len(best) > 1:
            at_home = [meaning for meaning in best if self.home & set(names[meaning].split())]
            same = [meaning for meaning in best if meaning.startswith("same:")]
            return (at_home or same or [""])[0]
        return best[0] if best else ""

    def _near(self, key: str, plain_word: str) -> bool:
        """Whether a name may be offered: it is of here, or is called the same."""
        if not self.home:
            return True
        if not self.here:
            self.here = {each for each, label in self.labels.items() if self._of_here(each, label)} or {""}
        return key in self.here or fuzz.ratio(plain_word, _in_full(self.labels[key]), score_cutoff=SAME) >= SAME

    def _of_here(self, key: str, label: str) -> bool:
        words = set(_in_full(label).split())
        return key in self.own or (bool(self.home & words) and not self.elsewhere & words)

    def _shortened(self, word: str, others: list[str]) -> str:
        """The only name that this may be the abbreviation of, "" when there is none or more."""
        if not self.kinds or not _ABBREVIATION.fullmatch(word.strip()):
            return ""
        letters = normalized(word).replace(" ", "")
        named = {f"is:{key}": label for key, label in self.labels.items() if self._near(key, _in_full(word))}
        # A word that is like this one may be offered this one: they would mean each other.
        if not any(fuzz.token_set_ratio(_in_full(word), _in_full(other)) >= ALIKE for other in others):
            named |= {f"same:{folded(other)}": other for other in others if folded(other) not in self.called}
        possible = [meaning for meaning, name in named.items() if _abbreviates(letters, name)]
        return possible[0] if len(possible) == 1 else ""

    def _kind(self, names: list[str]) -> str:
        kinds = [kind for kind, _label in self.kinds]
        usual = "overig" if "overig" in kinds else kinds[0]
        fitting = (kind for name in names for stem, kind in KIND_OF.items() if kind in kinds and stem in name)
        return next(fitting, usual)


@lru_cache(maxsize=16_384)
def _in_full(text: str) -> str:
    """Without accents and marks, and without the commonest abbreviations."""
    return " ".join(_SHORT.get(word, word) for word in normalized(text).split())


def _abbreviates(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, the first of each word that counts among them: OVN for
    "Ondernemersvereniging Noord", HWN for "huisartsen van de wijk Noord"."""
    words = [word for word in normalized(name).split() if word not in LITTLE]
    if len(words) < 2 or letters in words or len("".join(words)) < 2 * len(letters) or letters[0] != words[0][0]:
        return False
    return _in_order("".join(word[0] for word in words), letters) and _in_order(letters, "".join(words))


def _in_order(part: str, letters: str) -> bool:
    following = iter(letters)
    return all(letter in following for letter in part)


def one_blank(text: str) -> str:
    """Every run of blanks as one blank; ends of lines stay, without blanks around them and without empty lines."""
    return "\n".join(short for line in text.splitlines() if (short := " ".join(line.split())))


def _closer(word: str) -> str:
    """ "Merelwijk (Tichelhof)", "Merelwijk: Tichelhof" -> "Tichelhof", the closer one; "" when there is none."""
    inside = word.strip().removesuffix(")")
    last = max(inside.rfind("("), inside.rfind(")"))
    if last >= 0 and inside[last] == "(":
        return inside[last + 1 :].strip()
    return inside[last + 1 :].partition(":")[2].strip()


def _parts(form: re.Pattern[str], text: str) -> list[str]:
    """Split where the form fits, but not between brackets."""
    parts, start, counted, depth = [], 0, 0, 0
    for match in form.finditer(text):
        depth += text.count("(", counted, match.start()) - text.count(")", counted, match.start())
        counted = match.start()
        if depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part for part in (*parts, text[start:]) if part.strip()]


_SHORT = {"gem": "gemeente", "wst": "woonstichting", "st": "stichting", "ver": "vereniging", "pol": "politie", "bieb": "bibliotheek", "bibl": "bibliotheek"}  # fmt: skip
# Part of a name -> kind of organisation.
KIND_OF = {
    "gemeente": "gemeente", "gem ": "gemeente", "ministerie": "rijk", "rijk": "rijk", "woning": "corporatie", "woon": "corporatie", "wst": "corporatie",
    "corporatie": "corporatie", "wonen": "corporatie", "school": "school", "obs": "school", "cbs": "school", "kbs": "school", "college": "school",
    "mbo": "school", "onderwijs": "school", "politie": "politie", "justitie": "politie", "reclassering": "politie", "ggd": "zorg", "zorg": "zorg",
    "huisarts": "zorg", "ggz": "zorg", "welzijn": "welzijn", "jongerenwerk": "welzijn", "buurtwerk": "welzijn", "ondernemer": "werkgever", "winkel": "werkgever",
    "werkgever": "werkgever", "bewoner": "bewoners", "buurtver": "bewoners", "dorps": "bewoners", "huurders": "bewoners", "wijkraad": "bewoners",
}  # fmt: skip
VISIBILITY_STEMS = {
    "ja": "iedereen", "j": "iedereen", "openbaar": "iedereen", "publiek": "iedereen", "website": "iedereen", "nee": "alliantie", "n": "alliantie",
    "intern": "alliantie", "niet": "alliantie", "vertrouw": "concept", "raad": "raad",
}  # fmt: skip
