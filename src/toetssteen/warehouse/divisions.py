"""Which areas exist in which wijk- en buurtindeling, and whether one may be compared with itself a division later.

A code that survives is no proof that the area did, so there must be evidence: the publisher's change codes
for every year between, or a surface that differs by less than SURFACE_TOLERANCE.
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


@dataclass(slots=True)
class Register:
    """What the files say of each area: names and surface per division year, and the publisher's change codes.

    names[division][code], surfaces[division][code] (hectares), changes[division][code]: the change between
    the division year before and this one.
    """

    names: dict[int, dict[AreaCode, str]] = field(default_factory=dict)
    surfaces: dict[int, dict[AreaCode, float]] = field(default_factory=dict)
    changes: dict[int, dict[AreaCode, int]] = field(default_factory=dict)

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
