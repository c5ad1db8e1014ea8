"""What a place's figure is: the published cell, else our own sum, weighted mean or ratio of the parts; and the rest of its
city."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import shapely
import yaml

from recomputation.files import COUNTRY
from recomputation.ground import Ground
from recomputation.outlines import iou, nested
from recomputation.place import Place, levels_of_rest
from recomputation.raw import Cell, Figure, Raw

# A weighted mean is refused where the parts with a figure carry less than this share of the weight.
LEAST = 0.8
PUBLISHED, EXACT, ROUGH = "gepubliceerd", "berekend uit de delen", "bij benadering, berekend uit de delen"


@dataclass(frozen=True, slots=True)
class Answer:
    """value: None where there is none. cells: the published cells behind it. left_out: of these, the codes whose cell
    is of another place than has the code today, and counts as missing."""

    value: float | None
    known: str
    cells: tuple[tuple[str, Cell], ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def estimated(self) -> bool:
        return any(cell.estimated for _code, cell in self.cells)


@dataclass(slots=True)
class Recount:
    raw: Raw
    ground: Ground
    areas: Path
    inside: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    former: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kept: dict[tuple[str, str], dict[int, Answer]] = field(default_factory=dict)
    figure_years: dict[str, list[int]] = field(default_factory=dict)
    grouped: dict[tuple[str, int, str, str], list[str]] = field(default_factory=dict)
    counted: dict[str, set[str]] = field(default_factory=dict)
    below: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (name, year), cells in self.raw.cells.items():
            self.figure_years.setdefault(name, []).append(year)
            for code in sorted(cells):
                for region in (COUNTRY, f"GM{code[2:6]}", f"WK{code[2:8]}"):
                    self.grouped.setdefault((name, year, code[:2], region), []).append(code)
        for code in sorted(self.raw.codes()):
            for region in (COUNTRY, f"GM{code[2:6]}", f"WK{code[2:8]}"):
                self.below.setdefault((code[:2], region), []).append(code)
        self.figure_years = {name: sorted(years) for name, years in self.figure_years.items()}
        self.former = self._mergers()

    def _mergers(self) -> dict[str, tuple[str, ...]]:
        """Gemeenten that are exactly several of 2016 together: their outlines, united, are the new one."""
        before, after = self.ground.shapes["GM", 2016], self.ground.shapes["GM", 2022]
        found = {}
        tree, codes = shapely.STRtree(list(before.values())), list(before)
        for code, shape in after.items():
            parts = [codes[at] for at in tree.query(shape) if nested(before[codes[at]], shape) > 0.9]
            parts = [p for p in parts if shapely.area(before[p]) <= 1.1 * shapely.area(shape)]
            if len(parts) > 1 and iou(shapely.union_all([before[p] for p in parts]), shape) >= 0.99:
                found[code] = tuple(sorted(parts))
        return found

    def place(self, code: str, name: str = "") -> Place:
        if code == COUNTRY or (code[:2] in ("GM", "WK", "BU") and code[2:3].isdigit()):
            return Place(code, name, code[:2], "" if code == COUNTRY else f"GM{code[2:6]}")
        return self._named(yaml.safe_load((self.areas / f"{code}.yaml").read_text(encoding="utf-8")))

    def _named(self, found: Mapping[str, Any]) -> Place:
        patterns = {p for codes in (found.get("members") or {}).values() for p in codes}
        codes = self.raw.codes()
        members = tuple(sorted(c for c in codes if c in patterns or any(fnmatchcase(c, p) for p in patterns)))
        wijken = {m for m in members if m[:2] == "WK"}
        cut = False
        for wijk in sorted({f"WK{m[2:8]}" for m in members if m[:2] == "BU"}):
            buurten = {c for c in codes if c.startswith(f"BU{wijk[2:]}")}
            if buurten <= set(members):
                wijken.add(wijk)
            else:
                cut = True
        whole = tuple(sorted(wijken))
        return Place(found["id"], found["name"], "EI", found["gemeente"], members, whole, cut, found["kind"])

    def parts(self, place: Place, level: str, figure: str, year: int) -> list[str]:
        """The codes of a level below a place that have a cell; none where they are not exactly the place."""
        if place.level != "EI":
            return self.grouped.get((figure, year, level, place.code), [])
        cells = self.raw.cells.get((figure, year), {})
        return [code for code in self.all_parts(place, level) if code in cells]

    def all_parts(self, place: Place, level: str) -> list[str]:
        """The codes of a level below a place, of all divisions, with or without a cell."""
        if place.level != "EI":
            return self.below.get((level, place.code), [])
        finest = {code[:2] for code in place.members}
        if level == "BU" and place.of_wijken:
            return [code for wijk in place.members for code in self.below.get(("BU", wijk), [])]
        if level == "WK":
            return list(place.whole) if not place.cut and (finest == {"BU"} or "WK" in finest) else []
        return [code for code in place.members if code[:2] == level]

    def series(self, place: Place, figure: Figure) -> dict[int, Answer]:
        """Every year about which there is a number, or a published silence."""
        key = (place.code, figure.id)
        if key not in self.kept:
            found = ((y, self._year(place, figure, y)) for y in self.figure_years.get(figure.id, ()))
            self.kept[key] = {year: answer for year, answer in found if answer is not None}
        return self.kept[key]

    def strange(self, place: Place, figure: Figure, year: int) -> Cell | None:
        """The cell under a place's code when that code meant another place."""
        cell = self.raw.own(figure.id, year, place.code)
        return cell if cell is not None and self.ground.other(place.code, cell.division) else None

    def _year(self, place: Place, figure: Figure, year: int) -> Answer | None:
        own = self.raw.own(figure.id, year, place.code)
        strange = own is not None and self.ground.other(place.code, own.division)
        if own is not None and not strange:
            return Answer(own.value, PUBLISHED if own.value is not None else own.silence, ((place.code, own),))
        refused = None
        for level in () if strange else place.finer:
            codes = self.parts(place, level, figure.id, year)
            if codes and self.elsewhere(place, figure, year, codes):
                continue
            by = self.weighed(figure, self._parts_ever(place, level, figure))
            region, today = place.gemeente or COUNTRY, place.level == "EI"
            every = self.all_parts(place, level)
            found = self.together(figure, year, codes, region, today=today, by=by, every=every)
            if found is not None and found.value is not None:
                return found
            refused = refused or found
        if place.code in self.former:
            codes = [c for c in self.former[place.code] if self.raw.own(figure.id, year, c)]
            if len(codes) == len(self.former[place.code]):
                found = self.together(figure, year, codes, COUNTRY, by=self.weighed(figure, codes), every=codes)
                return found if found is not None and found.value is not None else refused
        return refused

    def elsewhere(self, place: Place, figure: Figure, year: int, codes: Iterable[str]) -> bool:
        """Whether a gemeente or wijk was another place in the division of these parts of it."""
        cells = self.raw.cells[figure.id, year]
        divisions = {cells[code].division for code in codes}
        return place.level in ("GM", "WK") and any(self.ground.other(place.code, one) for one in divisions)

    def together(
        self,
        figure: Figure,
        year: int,
        codes: Iterable[str],
        region: str,
        every: Iterable[str],
        today: bool = False,
        by: str = "",
    ) -> Answer | None:
        """A sum, weighted mean or ratio over codes that have a cell; value None where too little is known. every: the
        parts of all divisions, with or without a cell; one that exists and has none is a missing part. today: a cell of
        another place than has the code today counts as missing. by: what weighs them, when not the figure's own `by`."""
        cells = self.raw.cells.get((figure.count or figure.id, year), {})
        codes, every = list(codes), list(every)
        if not codes or not any(self.raw.complete(cells[code], region) for code in codes):
            return None
        behind = tuple((code, cells[code]) for code in codes)
        left_out = frozenset(code for code, cell in behind if today and self.ground.other(code, cell.division))
        known = {code: cell.value for code, cell in behind if cell.value is not None and code not in left_out}
        missing = self._without_row(behind, every)
        alone = len(every) == 1
        value, plain = None, False
        if figure.rule == "sum" and len(known) == len(codes) and not missing:
            value, plain = sum(known.values()), figure.exact
        elif figure.rule in ("weighted", "ratio"):
            weights = self._weights(figure, by, year, [*codes, *missing])
            if figure.rule == "ratio":
                # A part counts with the people of that very year, also where they are too few for a figure of its own.
                known = {code: count for code, count in known.items() if weights[code][1]}
            # What a part without a row weighs may be known in no year: it carries nothing, yet the whole is not exact.
            unweighed = {code for code in missing if weights[code][0] is None}
            value, plain = _divided(figure, known, {c: w for c, w in weights.items() if c not in unweighed})
            plain = plain and not unweighed
            if figure.rule == "weighted" and value is not None:
                value = _as_published(figure, value, behind)
        if value is None:
            return Answer(None, "niet te berekenen", behind, left_out)
        # One part that is all of it is no approximation.
        return Answer(value, EXACT if plain or alone else ROUGH, behind, left_out)

    def _without_row(self, behind: Iterable[tuple[str, Cell]], every: Iterable[str]) -> list[str]:
        """Parts that exist in the division of the figures and have no row in them. Where the figures are of several
        divisions, a part that is gone may live on under another code."""
        divisions = {cell.division for _code, cell in behind}
        if len(divisions) > 1:
            return []
        held = {code for code, _cell in behind}
        return [code for code in every if code not in held and divisions <= self.raw.divisions[code]]

    def _weights(
        self, figure: Figure, by: str, year: int, codes: Iterable[str]
    ) -> dict[str, tuple[float | None, bool]]:
        """What each part weighs, and whether it is its number of that very year."""
        weights = {code: self.weight(by or figure.by, year, code) for code in codes}
        if by == figure.otherwise and by:
            # Households are withheld where very few live, and then the inhabitants stand in.
            weights = {c: w if w[0] is not None else self.weight("inwoners", year, c) for c, w in weights.items()}
        return weights

    def weighed(self, figure: Figure, codes: Iterable[str]) -> str:
        """The figure that weighs parts: the second one where the first was counted in no year in one of them."""
        if figure.otherwise and not self.counted_ever(figure.by).issuperset(codes):
            return figure.otherwise
        return figure.by

    def counted_ever(self, figure: str) -> set[str]:
        """Codes with a number of this figure in some year."""
        if figure not in self.counted:
            years = self.figure_years.get(figure, ())
            cells = (item for year in years for item in self.raw.cells[figure, year].items())
            self.counted[figure] = {code for code, cell in cells if cell.value is not None}
        return self.counted[figure]

    def _parts_ever(self, place: Place, level: str, figure: Figure) -> set[str]:
        """The parts of a place that have a cell of a figure in some year."""
        return {c for year in self.figure_years.get(figure.id, ()) for c in self.parts(place, level, figure.id, year)}

    def weight(self, by: str, year: int, code: str) -> tuple[float | None, bool]:
        """What a part weighs: its number of the same year, else of the nearest (the earlier of two)."""
        for step in range(0, 30):
            for other in dict.fromkeys((year - step, year + step)):
                cell = self.raw.own(by, other, code)
                if cell is not None and cell.value is not None:
                    return cell.value, step == 0
        return None, False

    def rest(self, place: Place, figure: Figure, year: int, own: Iterable[str] = ()) -> Answer | None:
        """Everything else: the city without the place, the country without the gemeente. own: codes that are the
        place's in that year."""
        region = COUNTRY if place.level == "GM" else place.gemeente
        mine = {place.code, *own}
        if place.level != "GM" and self._city_was_other(figure, year, place.gemeente):
            return None
        for level in levels_of_rest(place):
            cells = self.raw.cells.get((figure.id, year), {})
            here = [cells[code] for code in self._inside(place, level, figure, year, mine) if code in cells]
            if any(cell.silence == "secret" for cell in here) and level in ("WK", place.level):
                return None
            if not here or any(cell.silence == "secret" for cell in here):
                continue
            others = self._outside(place, level, figure, year, mine, region)
            ever = [
                c
                for other in (self.figure_years.get(figure.id, ()) if figure.otherwise else ())
                for c in self._outside(place, level, figure, other, mine, region)
            ]
            all_inside = mine if level == place.level else set(self.all_parts(place, level))
            every = [c for c in self.below.get((level, region), []) if c not in all_inside]
            found = self.together(figure, year, others, region, by=self.weighed(figure, ever), every=every)
            if found is not None and found.value is not None:
                return found
        return None

    def _inside(self, place: Place, level: str, figure: Figure, year: int, mine: set[str]) -> set[str]:
        """The codes of a level that are the place in a year; `mine` at its own level."""
        return mine if level == place.level else set(self.parts(place, level, figure.id, year))

    def _outside(self, place: Place, level: str, figure: Figure, year: int, mine: set[str], region: str) -> list[str]:
        inside = self._inside(place, level, figure, year, mine)
        return [c for c in self.grouped.get((figure.id, year, level, region), []) if c not in inside]

    def _city_was_other(self, figure: Figure, year: int, city: str) -> bool:
        codes = [c for level in ("WK", "BU") for c in self.grouped.get((figure.id, year, level, city), [])]
        return bool(codes) and self.elsewhere(self.place(city), figure, year, codes)


def _as_published(figure: Figure, value: float, behind: Iterable[tuple[str, Cell]]) -> float:
    """A mean is no finer than the figures of the parts, where their publisher rounds these more than the page does."""
    step = max((cell.rounding for _code, cell in behind), default=0.0)
    if step <= 10.0**-figure.decimals:
        return value
    return math.copysign(math.floor(abs(value) / step + 0.5) * step, value)


def _divided(
    figure: Figure, known: Mapping[str, float], weights: Mapping[str, tuple[float | None, bool]]
) -> tuple[float | None, bool]:
    """The mean or ratio of the parts with a number, where these carry enough; and whether it is what the publisher would
    have counted."""
    if any(weight is None for weight, _same in weights.values()):
        return None, False
    total = sum(weight or 0.0 for weight, _same in weights.values())
    carried = sum(weights[code][0] or 0.0 for code in known)
    least = max((float(use.get("least_divisor", 0)) for use in figure.uses), default=0.0)
    if carried <= 0 or carried < LEAST * total or carried < least:
        return None, False
    plain = figure.exact and carried == total and all(same for _weight, same in weights.values())
    if figure.rule == "ratio":
        return (100 if figure.unit == "%" else 1000) * sum(known.values()) / carried, plain
    return sum(value * (weights[code][0] or 0.0) for code, value in known.items()) / carried, plain
