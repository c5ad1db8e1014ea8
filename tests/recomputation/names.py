"""Whether a place is called what a file calls it; accents, signs and the number of a wijk are no difference."""

import re
import unicodedata

_NOISE = re.compile(r"^(?:gemeente [^,]+,\s*)?(?:wijk\s+)*(?:\d{1,2}\s+)?", re.I)


def alike(said: str, names: list[str]) -> bool:
    plain = _plain(said)
    return any(
        _plain(name) == plain or bare(name) in (bare(said), plain) or _words(name) == _words(said) for name in names
    )


def mistyped(one: str, two: str) -> bool:
    """Two bare names of at least eight signs that are alike but for one letter, which is not their last."""
    if min(len(one), len(two)) < 8 or abs(len(one) - len(two)) > 1 or one == two:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    left, right = one[same:], two[same:]
    if len(left) == len(right):
        return left[1:] == right[1:] != "" and left[0].isalpha() and right[0].isalpha()
    longer, shorter = sorted((left, right), key=len, reverse=True)
    return longer[1:] == shorter != "" and longer[0].isalpha()


def _words(name: str) -> list[str]:
    """Without their order: "Moerkapelle wijk 01" is "Wijk 01 Moerkapelle"."""
    return sorted(_letters(word) for word in name.split())


def _plain(name: str) -> str:
    whole = re.sub(r"\s*\([A-Z][A-Za-z]{0,2}\.\)$", "", name.strip())  # Hengelo (O.) is Hengelo
    return _letters(_NOISE.sub("", whole)) or _letters(whole)


def bare(name: str) -> str:
    """A name to hold beside another: its letters and digits, without "Wijk 01" before it."""
    letters = _letters(name)
    return re.sub(r"^wijk\d{1,3}", "", letters) or letters


def _letters(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in folded if sign.isalnum() and not unicodedata.combining(sign))
