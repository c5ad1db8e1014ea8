"""What is known of the ground under a code: where it went on, and in which divisions a code stood for it."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from toetssteen.kernel.areas import AreaCode

FIRST, LAST = 0, 9999
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
