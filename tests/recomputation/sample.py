"""Which places are looked at: named ones, all focus areas, and a fixed choice of gemeenten, wijken and buurten."""

import random
from pathlib import Path

from recomputation.files import COUNTRY
from recomputation.ground import Ground
from recomputation.raw import Raw

NAMED = (
    COUNTRY, "WK099511", "WK008009", "WK008010", "WK008022", "WK008050", "WK008071", "WK008073", "WK001409", "WK001403",
    "WK001404", "WK001410", "WK051833", "WK051834", "WK051836", "WK051801", "WK191607", "WK003435", "WK034403",
    "WK060601", "WK060605", "WK060606", "WK009600", "WK036312", "WK0363FA", "GM0014", "GM0788", "GM0080", "GM0344",
    "GM0363", "GM0518", "GM0606", "GM0995", "GM0599", "GM1960", "GM0034", "BU00140900", "BU00140300", "BU03440331",
)  # fmt: skip
SEED = 20161
# How many of each, chosen at random: wijken of today, wijken whose code meant other ground, gone ones, and so on.
LIVING, ELSEWHERE, GONE, GEMEENTEN, BUURTEN = 95, 60, 12, 55, 45


def places(raw: Raw, ground: Ground, areas: Path) -> list[str]:
    """Codes and ids, in a fixed order."""
    choose = random.Random(SEED)
    codes = sorted(raw.codes())
    wijken = [c for c in codes if c[:2] == "WK"]
    living = [c for c in wijken if ground.lives(c)]
    strange = [c for c in living if any(ground.other(c, d) for d in raw.divisions[c])]
    buurten = [c for c in codes if c[:2] == "BU" and (c[2:6] in ("0014", "0344", "0363") or c[2] == "1")]
    found = [c for c in NAMED if c == COUNTRY or c in raw.divisions]
    found += sorted(path.stem for path in areas.glob("*.yaml"))
    found += choose.sample(living, LIVING) + choose.sample(strange, ELSEWHERE)
    found += choose.sample([c for c in wijken if not ground.lives(c)], GONE)
    found += choose.sample([c for c in codes if c[:2] == "GM"], GEMEENTEN) + choose.sample(buurten, BUURTEN)
    return list(dict.fromkeys(found))


def references(code: str, turn: int) -> tuple[str, ...]:
    """What a place is held against here: its usual reference and its own past, and by turns another one."""
    if code == COUNTRY:
        return ("begin",)
    if code[:2] == "GM" and code[2:].isdigit():
        return ("land", "begin") if turn % 3 else ("land", "rest", "begin")
    others = ("stad",) if turn % 3 == 0 else ("land",) if turn % 3 == 1 else ()
    return ("rest", *others, "begin")
