"""Invented names of wijken and buurten. Unique within the country, the same for every seed."""

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


def wijk_names(count: int) -> tuple[str, ...]:
    """`count` names, each once. Raises ValueError when there are not enough words."""
    return _spread(_WIJK_ENDS, count)


def buurt_names(count: int) -> tuple[str, ...]:
    """`count` names, each once. Raises ValueError when there are not enough words."""
    return _spread(_BUURT_ENDS, count)


def _spread(ends: tuple[str, ...], count: int) -> tuple[str, ...]:
    # Stem and ending step together, so that neighbours in the list share neither.
    total = len(_STEMS) * len(ends)
    if count > total:
        raise ValueError(f"{count} names asked, {total} possible")
    ordered = [stem + end for end, stem in product(ends, _STEMS)]
    step = next(s for s in range(len(_STEMS) + 3, total) if _coprime(s, total))
    return tuple(ordered[i * step % total] for i in range(count))


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1
