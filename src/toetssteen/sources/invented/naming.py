"""Invented names of wijken and buurten, and how their numbers are written. The same for every seed.

Unique within a city; in a country small enough for the words, within the country.
"""

from itertools import product

_STEMS = [
    "Karekieten",
    "Wilgen",
    "Reiger",
    "Schipper",
    "Esdoorn",
    "Lis",
    "Wevers",
    "Kievit",
    "Molenaars",
    "Vlier",
    "Zwaluw",
    "Hazelaar",
    "Smeden",
    "Otter",
    "Elzen",
    "Lepelaar",
    "Manden",
    "Meidoorn",
    "Turf",
    "Merel",
    "Kalmoes",
    "Touw",
    "Ooievaar",
    "Wollegras",
    "Bakkers",
    "Leeuwerik",
    "Klaver",
    "Griend",
    "Kuipers",
    "Gagel",
    "Roerdomp",
    "Sleutelbloem",
    "Tichel",
    "Zilverschoon",
    "Waterlelie",
    "Fuut",
    "Korenbloem",
    "Bijvoet",
]
_BUURT_ENDS = ("buurt", "hof", "weide", "kwartier", "zoom", "hoek", "dreef", "veld", "gaarde", "kamp")
_WIJK_ENDS = ("wijk", "oord")
_SIDES = ("", " Noord", " Oost", " Zuid", " West")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def area_number(number: int) -> str:
    """Two signs: 00 to 99, then A0 to ZZ, in the order in which text is sorted. Raises ValueError above that."""
    if number < 100:
        return f"{number:02}"
    letter, rest = divmod(number - 100, len(_DIGITS))
    if letter >= 26:
        raise ValueError(f"{number} does not fit in two signs")
    return _DIGITS[10 + letter] + _DIGITS[rest]


def wijk_names(*counts: int, spare: int = 1) -> tuple[str, ...]:
    """Names for each city's wijken in turn, then `spare` ones. Raises ValueError when there are not enough words."""
    return _of_cities(_WIJK_ENDS, counts, spare)


def buurt_names(*counts: int) -> tuple[str, ...]:
    """Names for each city's buurten in turn. Raises ValueError when there are not enough words."""
    return _of_cities(_BUURT_ENDS, counts, 0)


def _of_cities(ends: tuple[str, ...], counts: tuple[int, ...], spare: int) -> tuple[str, ...]:
    """Each name once where the words reach; else each once in a city, every city starting at another word."""
    total, words = sum(counts) + spare, len(_STEMS) * len(ends)
    if total <= words:
        return _spread(ends, total)
    found: list[str] = []
    for position, count in enumerate(counts):
        turned = 53 * position % words
        names = _sided(ends, count)
        found += (names[turned:] + names[:turned])[:count]
    return tuple(found) + tuple(f"Nieuw {name}" for name in _spread(ends, spare))


def _sided(ends: tuple[str, ...], count: int) -> tuple[str, ...]:
    words = _spread(ends, len(_STEMS) * len(ends))
    found = tuple(word + side for side in _SIDES for word in words)
    if count > len(found):
        raise ValueError(f"{count} names asked, {len(found)} possible")
    return found


def _spread(ends: tuple[str, ...], count: int) -> tuple[str, ...]:
    # Stem and ending step together, so that neighbours in the list share neither.
    total = len(_STEMS) * len(ends)
    ordered = [stem + end for end, stem in product(ends, _STEMS)]
    step = next(s for s in range(len(_STEMS) + 3, total) if _coprime(s, total))
    return tuple(ordered[i * step % total] for i in range(count))


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1
