"""Which areas exist in which wijk- en buurtindeling, and whether one may be compared with itself a division later.

A code that survives is no proof that the area did, so there must be evidence: the publisher's change codes
for every year between, or a surface that differs by less than SURFACE_TOLERANCE. A code that does not survive is no
proof that the area went: `links` finds the same ground under another code, and the register keeps what it found.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Table

# Between 2017 and 2022, 255 of 2,646 wijken with the same code changed by more than this.
SURFACE_TOLERANCE = 0.05
# Files round the surface to whole hectares, or to hundredths of a square kilometre.
SURFACE_ROUNDING = 1.0
UNCHANGED = 1


@dataclass(frozen=True, slots=True)
class Link:
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
    """The cells of `code` that belong to a place: those of divisions first..last, both included."""

    code: AreaCode
    first: int
    last: int


FIRST, LAST = 0, 9999


@dataclass(slots=True)
class Register:
    """What the files say of each area: names and surface per division year, and the publisher's change codes.

    names[division][code], surfaces[division][code] (hectares), changes[division][code]: the change between
    the division year before and this one. links, mergers: what `links` found.
    """

    names: dict[int, dict[AreaCode, str]] = field(default_factory=dict)
    surfaces: dict[int, dict[AreaCode, float]] = field(default_factory=dict)
    changes: dict[int, dict[AreaCode, int]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    mergers: list[Merger] = field(default_factory=list)

    def codes(self) -> list[AreaCode]:
        """Every code of every division, in code order."""
        return sorted({code for names in self.names.values() for code in names})

    def latest_name(self, code: AreaCode) -> str:
        """The name in the newest division that names it; the code itself where no file has a name."""
        for division in sorted(self.names, reverse=True):
            if name := self.names[division].get(code):
                return name
        return code

    def may_compare(self, code: AreaCode, earlier: int, later: int) -> bool:
        """Whether `code` is the same place in both division years, as far as the files prove."""
        if earlier == later:
            return True
        first, last = sorted((earlier, later))
        codes = [self.changes.get(year, {}).get(code) for year in range(first + 1, last + 1)]
        if any(change not in (None, 0, UNCHANGED) for change in codes):
            return False
        before = self.surfaces.get(first, {}).get(code)
        after = self.surfaces.get(last, {}).get(code)
        if before is not None and after is not None:
            return abs(after - before) <= max(SURFACE_TOLERANCE * before, SURFACE_ROUNDING)
        return all(change == UNCHANGED for change in codes)

    def link_of(self, code: AreaCode, division: int = LAST) -> Link | None:
        """The link to what `code`, as it is in `division`, was called before."""
        mine = [link for link in self.links if link.code == code and link.later <= division]
        return max(mine, key=lambda link: link.later, default=None)

    def successor(self, code: AreaCode) -> Link | None:
        """The link by which the ground of `code` went on under another code. None for a code that is in use again."""
        mine = max((link for link in self.links if link.former == code), key=lambda link: link.earlier, default=None)
        return None if mine is None or self._lives(code, mine.later) else mine

    def _lives(self, code: AreaCode, since: int) -> bool:
        return any(year >= since and code in names for year, names in self.names.items())

    def history(self, code: AreaCode) -> tuple[Stretch, ...]:
        """Under which codes the ground of `code` has figures, the newest first.

        A code that was given to other ground loses the divisions in which it meant something else.
        """
        found: list[Stretch] = []
        at, last = code, LAST
        while True:
            link = self.link_of(at, last)
            given_away = [
                other.later
                for other in self.links
                if other.former == at and other.later <= last and self._lives(at, other.later)
            ]
            first = max([FIRST, *given_away] + ([] if link is None else [link.later]))
            found.append(Stretch(at, first, last))
            if link is None or first > link.later:
                return tuple(found)
            at, last = link.former, link.earlier

    def same_ground(self, code: AreaCode, division: int, former: AreaCode, earlier: int) -> bool:
        """Whether `code` in `division` may be compared with `former` in `earlier`, over the links between them."""
        at, when = code, division
        while at != former:
            link = self.link_of(at, when)
            if link is None or not self.may_compare(at, link.later, when):
                return False
            at, when = link.former, link.earlier
        return self.may_compare(at, earlier, when)

    def former_names(self, code: AreaCode) -> tuple[str, ...]:
        """What a place was called before, with its former codes: for who searches by an old name. In order of
        time, the latest first; its name of today is not among them."""
        stretches = list(self.history(code))
        for merger in self.mergers:
            if merger.code == code:
                stretches += [Stretch(one, FIRST, merger.later - 1) for one in merger.former if one != code]
        found: dict[str, None] = {}
        for stretch in stretches:
            if stretch.code != code:
                found[str(stretch.code)] = None
            for division in sorted(self.names, reverse=True):
                if stretch.first <= division <= stretch.last and (name := self.names[division].get(stretch.code)):
                    found[name] = None
        found.pop(self.latest_name(code), None)
        return tuple(found)


def register(tables: Iterable[Table]) -> Register:
    """Collect what all tables say of their areas. The first file to name a place in a division year wins."""
    result = Register()
    for table in tables:
        names = result.names.setdefault(table.division_year, {})
        surfaces = result.surfaces.setdefault(table.division_year, {})
        changes = result.changes.setdefault(table.division_year, {})
        for position, code in enumerate(table.codes):
            name = table.names[position] if table.names else ""
            if not names.get(code):
                names[code] = name
            if table.surface is not None and table.surface[position] > 0:
                surfaces.setdefault(code, float(table.surface[position]))
            if table.changes is not None and table.changes[position]:
                changes.setdefault(code, int(table.changes[position]))
    return result
