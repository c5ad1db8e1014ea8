"""What is known of the ground under a code: where it went on, and in which divisions a code stood for it."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field

from toetssteen.kernel.areas import AreaCode

FIRST, LAST = 0, 9999
# How much a surface may differ where the border stayed: of 2,646 wijken with the same code in 2017 and 2022, 255 changed
# by more than this. Files round to whole hectares, or to hundredths of a square kilometre.
SURFACE_TOLERANCE, SURFACE_ROUNDING = 0.05, 1.0
# A name of fewer letters is another name when one letter differs.
LEAST_LETTERS = 8
_NUMBER_BEFORE_NAME = re.compile(r"wijk\d{1,3}")


@dataclass(frozen=True, slots=True)
class GroundLink:
    """`code` as of division `later` is the ground that was `former` up to division `earlier`.

    by: "outline" or "name" (with the surface). overlap: intersection over union of the outlines, 0..1; None by name.
    """

    code: AreaCode
    former: AreaCode
    later: int
    earlier: int
    by: str
    overlap: float | None = None


@dataclass(frozen=True, slots=True)
class Merger:
    """Gemeenten that went on in one. former: those that lie in it, `code` itself among them when it existed.

    drawn: the division of the old outlines, later: of the new one. overlap: of all old outlines together with the new
    one, intersection over union. whole: together they are exactly the new gemeente, as far as outlines tell.
    """

    code: AreaCode
    former: tuple[AreaCode, ...]
    drawn: int
    later: int
    overlap: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The cells of `code` that belong to a place: those of divisions first..last, both included, except the divisions
    in `without`, in which the code stood for other ground."""

    code: AreaCode
    first: int
    last: int
    without: tuple[int, ...] = ()

    def holds(self, division: int) -> bool:
        return self.first <= division <= self.last and division not in self.without


def folded(name: str) -> str:
    """A name to compare: without case, accents, signs and the number that older divisions wrote before it ("Wijk 01")."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if sign.isalnum())
    return _NUMBER_BEFORE_NAME.sub("", letters, count=1) or letters


def alike(name: str, other: str) -> bool:
    """Whether two folded names may be of one place: one holds the other, or they differ by one letter of many."""
    return name in other or other in name or _one_letter_apart(name, other)


def _one_letter_apart(name: str, other: str) -> bool:
    """Whether one letter was typed otherwise, left out or put in ("veldmanbuurt", "veltmanbuurt"). Never a digit, and
    never where only a numeral at the end differs ("oost i", "oost ii")."""
    shorter, longer = sorted((name, other), key=len)
    if len(shorter) < LEAST_LETTERS or len(longer) - len(shorter) > 1:
        return False
    at = next((at for at, sign in enumerate(shorter) if sign != longer[at]), len(shorter))
    rest = shorter[at + 1 :] if len(shorter) == len(longer) else shorter[at:]
    changed = {longer[at], *shorter[at : at + 1]}
    return bool(rest) and longer[at + 1 :] == rest and all(sign.isalpha() for sign in changed)


@dataclass(frozen=True, slots=True)
class Surface:
    """Hectares of an area in one division. total: water too; land: without any; dry: as drawn, without large water, which
    lies between the two."""

    total: float | None = None
    land: float | None = None
    dry: float | None = None

    def __bool__(self) -> bool:
        return self.total is not None or self.dry is not None


def comparable(first: Surface, last: Surface) -> tuple[float, float] | None:
    """The two surfaces as far as they measure the same; None where they do not, or one is unknown.

    Totals are held against totals. A dry surface that is less than the other's total and not less than its land says
    nothing of a border: the water explains it.
    """
    if first.total is not None and last.total is not None:
        return first.total, last.total
    if first.dry is not None and last.dry is not None:
        return first.dry, last.dry
    if first.dry is not None and last.total is not None:
        other = _beside(first.dry, last.total, last.land)
        return None if other is None else (first.dry, other)
    if first.total is not None and last.dry is not None:
        other = _beside(last.dry, first.total, first.land)
        return None if other is None else (other, last.dry)
    return None


def _beside(dry: float, total: float, land: float | None) -> float | None:
    """What a dry surface is held against: the total that it is near to or above, the land that it is below."""
    if dry >= total - max(SURFACE_TOLERANCE * total, SURFACE_ROUNDING):
        return total
    return land if land is not None and dry < land else None


class ListedCodes:
    """Which codes of a gemeente and level a division lists, grouped once: asked thousands of times as a snapshot opens.

    No dataclass field, so that it is never written with the facts of the register that inherits it.
    """

    __slots__ = ("_by_start",)
    _by_start: dict[tuple[int, int], dict[str, set[AreaCode]]]

    def __post_init__(self) -> None:
        self._by_start = {}

    def listed_beside(self, listed: Collection[AreaCode], code: AreaCode, division: int) -> set[AreaCode]:
        """The codes among `listed` (those of `division`) of the level and gemeente of `code`: the first six characters
        of these agree."""
        key = (division, len(listed))
        if key not in self._by_start:
            groups: dict[str, set[AreaCode]] = {}
            for other in listed:
                groups.setdefault(other[:6], set()).add(other)
            self._by_start[key] = groups
        return self._by_start[key].get(code[:6], set())


@dataclass(slots=True)
class AreaFacts(ListedCodes):
    """What the files say of each area: names and surface per division year, and the publisher's change codes.

    names[division][code]; surfaces, lands, dry: hectares in all, of the land, and as drawn without large water;
    changes[division][code]: the change between the division year before and this one.
    """

    names: dict[int, dict[AreaCode, str]] = field(default_factory=dict)
    surfaces: dict[int, dict[AreaCode, float]] = field(default_factory=dict)
    changes: dict[int, dict[AreaCode, int]] = field(default_factory=dict)
    lands: dict[int, dict[AreaCode, float]] = field(default_factory=dict)
    dry: dict[int, dict[AreaCode, float]] = field(default_factory=dict)

    def codes(self) -> list[AreaCode]:
        """Every code of every division, in code order."""
        return sorted({code for names in self.names.values() for code in names})

    def latest_name(self, code: AreaCode) -> str:
        """The name in the newest division that names it; the code itself where no file has a name."""
        for division in sorted(self.names, reverse=True):
            if name := self.names[division].get(code):
                return name
        return code

    def name_in(self, code: AreaCode, division: int) -> str:
        """The name in this division; where it has none, that of the nearest division that names the code."""
        if name := self.names.get(division, {}).get(code):
            return name
        for year in sorted(self.names, key=lambda candidate: (abs(candidate - division), candidate)):
            if name := self.names[year].get(code):
                return name
        return code

    def divisions_of(self, code: AreaCode) -> list[int]:
        """The divisions that hold the code, rising."""
        return sorted(division for division, names in self.names.items() if code in names)

    def surface(self, code: AreaCode, division: int) -> Surface:
        """What the files say of its size in this division; nothing where they do not."""
        kinds = (self.surfaces, self.lands, self.dry)
        return Surface(*(known.get(division, {}).get(code) for known in kinds))
