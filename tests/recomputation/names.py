"""Whether a place is called what a file calls it; numbers of wijken and provinces behind a name are no difference."""

import re

from recomputation.pages import ELSEWHERE

_NOISE = re.compile(r"^(?:gemeente [^,]+,\s*)?(?:wijk\s+)*(?:\d{1,2}\s+)?", re.I)


def alike(said: str, names: list[str]) -> bool:
    plain = _plain(said)
    return any(_plain(name) == plain for name in names) or bool(ELSEWHERE.search(said))


def _plain(name: str) -> str:
    bare = re.sub(r"\s*\([A-Z][A-Za-z]{0,2}\.\)$", "", _NOISE.sub("", name.strip()))  # Hengelo (O.) is Hengelo
    return re.sub(r"[^a-zà-ÿ0-9]+", " ", bare.lower()).strip() or name.strip().lower()
