"""Whether a code in the division of a cell is the ground that has this code today.

The rules of docs/methods/vergelijkbaarheid.md, written a second time from its words, on evidence that is read here:
marks, surfaces and names as they stand in the files, outlines drawn. Nothing here asks the product.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely

from recomputation.names import alike, bare, mistyped
from recomputation.outlines import Shapes, drawn, iou, sketched
from recomputation.raw import Raw

# Overlap below which a figure is of another place; the surface that goes with it; borders that are the same.
SAME, BORDER, CLOSE, HECTARE = 0.8, 0.05, 0.01, 1.0
UNCHANGED, RECODED, REDRAWN = 1, 2, 3


@dataclass(slots=True)
class Ground:
    """shapes: (level, division) -> code -> outline; sketches: level -> code -> outline of 2024, no evidence of its own
    but for what goes on under another code. newest: the newest division of a level over the whole country."""

    raw: Raw
    shapes: dict[tuple[str, int], Shapes]
    sketches: dict[str, Shapes]
    newest: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[str, int], bool] = field(default_factory=dict)
    shared: dict[tuple[str, int, int], float] = field(default_factory=dict)
    before: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    trees: dict[tuple[str, int], tuple[Any, list[str]]] = field(default_factory=dict)
    named: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    def lives(self, code: str) -> bool:
        """Whether the newest division has the code."""
        return self.newest[code[:2]] in self.raw.divisions.get(code, ())

    def today(self, code: str) -> int:
        """The newest division that holds the code."""
        return max(self.raw.divisions[code])

    def other(self, code: str, division: int) -> bool:
        """Whether a cell of this division is about another place than has the code today."""
        key = (code, division)
        if key not in self.known:
            held = self.raw.divisions.get(code, ())
            self.known[key] = division in held and not self.same(code, division, self.today(code))
        return self.known[key]

    def same(self, code: str, first: int, last: int) -> bool:
        if first == last:
            return True
        found = self._evidence(code, first, last)
        if found is not None:
            return found
        return any(self._evidence(code, year, last) for year in self.raw.divisions[code] if year < first)

    def kept(self, code: str, one: int, two: int) -> bool:
        """Whether files prove that a code had the same border in both divisions, and stood for the same place."""
        if one == two:
            return True
        first, last = sorted((one, two))
        marks = self._marks(code, first, last)
        before, after = self._sizes(code, first, code, last)
        if any(mark not in (None, UNCHANGED) for mark in marks):
            return False
        if before is None or after is None:
            unmoved = all(mark == UNCHANGED for mark in marks)
        else:
            unmoved = abs(after - before) <= max(BORDER * before, HECTARE)
        return unmoved and self.same(code, first, last)

    def _evidence(self, code: str, first: int, last: int) -> bool | None:
        """None: the border moved and nothing says how far."""
        marks = self._marks(code, first, last)
        if all(mark == UNCHANGED for mark in marks):
            return True
        overlap = self.overlap(code, first, last)
        if overlap is not None:
            return overlap >= SAME
        if RECODED in marks:
            return False
        before, after = self._sizes(code, first, code, last)
        away = self._away(code, first, last)
        if before is not None and after is not None:
            apart = abs(before - after)
            if apart > max((1 - SAME) * max(before, after), HECTARE):
                return False
            if apart <= max(CLOSE * before, HECTARE) and not away:
                return True
        elif REDRAWN in marks:
            return None
        return self._called_alike(code, first, last, away)

    def _sizes(self, one: str, first: int, two: str, last: int) -> tuple[float | None, float | None]:
        """Two surfaces that measure the same; both None where the water may be all the difference."""
        before, after = (self.raw.surfaces.get(year, {}).get(c, {}) for c, year in ((one, first), (two, last)))
        for kind in ("surface", "dry"):
            if kind in before and kind in after:
                return before[kind], after[kind]
        for dry, whole in ((before, after), (after, before)):
            if "dry" in dry and "surface" in whole:
                size, total = dry["dry"], whole["surface"]
                if size < total - max(BORDER * total, HECTARE):
                    if size >= whole.get("land", 0.0):
                        break
                    total = whole["land"]
                return (size, total) if dry is before else (total, size)
        return None, None

    def _marks(self, code: str, first: int, last: int) -> list[int | None]:
        return [self.raw.marks.get(year, {}).get(code) for year in range(first + 1, last + 1)]

    def overlap(self, code: str, first: int, last: int) -> float | None:
        """Of the outlines of a code in two divisions; None where one is not known."""
        one, two = self._map(code, first), self._map(code, last)
        if one is None or two is None:
            return None
        if one == two:
            return 1.0
        key = (code, min(one, two), max(one, two))
        if key not in self.shared:
            self.shared[key] = iou(*(self.shapes[code[:2], year][code] for year in key[1:]))
        return self.shared[key]

    def _map(self, code: str, division: int) -> int | None:
        """The nearest map on which the code has the border that it has in this division."""
        years = [year for level, year in self.shapes if level == code[:2] and code in self.shapes[level, year]]
        for year in sorted(years, key=lambda one: (abs(one - division), one)):
            if self._one_border(code, min(year, division), max(year, division)):
                return year
        return None

    def _one_border(self, code: str, first: int, last: int) -> bool:
        marks = self._marks(code, first, last)
        if all(mark == UNCHANGED for mark in marks):
            return True
        if any(mark not in (None, UNCHANGED) for mark in marks):
            return False
        before, after = self._sizes(code, first, code, last)
        if before is None or after is None:
            return False
        return abs(before - after) <= max(BORDER * before, HECTARE)

    def _away(self, code: str, first: int, last: int) -> bool:
        held = self.raw.divisions[code]
        region = code[:2] if code[:2] == "GM" else code[:6]
        return any(
            first < year < last and year not in held and region in self.raw.regions.get(year, ())
            for year in self.raw.regions
        )

    def _called_alike(self, code: str, first: int, last: int, away: bool) -> bool:
        one, two = ([bare(n) for n in self.raw.names.get(year, {}).get(code, [])] for year in (first, last))
        if not one or not two:
            wijk = f"WK{code[2:8]}"
            # Nothing else is known of a buurt whose wijk was other ground.
            held = code[:2] == "BU" and {first, last} <= self.raw.divisions.get(wijk, set())
            if held and not self.same(wijk, first, last):
                return False
            if away or bool(one) == bool(two):
                return not away
            return self._listed_with(code, *((first, last) if not one else (last, first)))
        return any(a in b or b in a or mistyped(a, b) for a in one for b in two)

    def _listed_with(self, code: str, nameless: int, other: int) -> bool:
        """A division that only lists codes is of the ground of a division beside it that names them: of the later one if
        its list is the same, or if both are one ground; else of the earlier."""
        named = [year for year in self.raw.divisions[code] if self.raw.names.get(year, {}).get(code)]
        before = [year for year in named if year < nameless]
        after = [year for year in named if year > nameless]
        if not before or not after:
            return True
        beside = min(after)
        if not self.same(code, max(before), beside) and self._list(code[:6], nameless) != self._list(code[:6], beside):
            beside = max(before)
        return beside == other or self.same(code, beside, other)

    def _list(self, region: str, division: int) -> set[str]:
        return {c for c, held in self.raw.divisions.items() if c.startswith(region) and division in held}

    def earlier(self, code: str) -> tuple[tuple[str, int], ...]:
        """Other codes under which the ground of `code` stood on an older map or list, each with that division."""
        if code not in self.before:
            found = set()
            for division in sorted(self.raw.regions):
                if division < self.today(code):
                    found |= {(one, division) for one in self._outlined(code, division) | self._listed(code, division)}
            self.before[code] = tuple(sorted(one for one in found if one[0] != code))
        return self.before[code]

    def _outlined(self, code: str, division: int) -> set[str]:
        level = code[:2]
        shapes = self.shapes.get((level, division), {})
        newest = next((d for d in (2022, 2017, 2016) if code in self.shapes.get((level, d), ())), None)
        shape = self.shapes[level, newest][code] if newest else self.sketches.get(level, {}).get(code)
        if not shapes or shape is None:
            return set()
        if (level, division) not in self.trees:
            self.trees[level, division] = (shapely.STRtree(list(shapes.values())), list(shapes))
        tree, codes = self.trees[level, division]
        return {codes[at] for at in tree.query(shape) if iou(shapes[codes[at]], shape) >= SAME}

    def _listed(self, code: str, division: int) -> set[str]:
        """With one name and surface, in a gemeente that is the same or is gone."""
        found = set()
        for last in sorted(self.raw.divisions[code]):
            for name in self.raw.names.get(last, {}).get(code, []):
                for one in self._of_name(division, code[:2] + bare(name)):
                    before, after = self._sizes(one, division, code, last)
                    if before is None or after is None or last <= division:
                        continue
                    near = one[2:6] == code[2:6] or not self.lives(f"GM{one[2:6]}")
                    if near and abs(before - after) <= max(CLOSE * before, HECTARE):
                        found.add(one)
        return found

    def _of_name(self, division: int, key: str) -> list[str]:
        if not self.named:
            for year, names in self.raw.names.items():
                for code, called in names.items():
                    for name in called:
                        self.named.setdefault((year, code[:2] + bare(name)), []).append(code)
        return self.named.get((division, key), [])

    def called(self, code: str, division: int, said: str) -> bool:
        """Whether a place was called so in this division, or in the nearest one that has its name."""
        years = sorted(self.raw.names, key=lambda one: (abs(one - division), one))
        return next((alike(said, n) for year in years if (n := self.raw.names[year].get(code))), said == code)


def survey(data: Path, raw: Raw) -> Ground:
    newest = {level: raw.newest(level) for level in ("GM", "WK", "BU")}
    return Ground(raw, drawn(data), sketched(data), newest)
