"""The same ground under another code: recodings and merged gemeenten, found by evidence in the files.

An area is linked to one of an earlier division only where the evidence is unique: the same outline, or, where there
are no outlines of both, the same name and surface in the same gemeente. Everything else stays a break.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import shapely
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats
from toetssteen.warehouse.divisions import (
    NAMED_SURFACE,
    RECODED,
    REDRAWN,
    UNCHANGED,
    Register,
)
from toetssteen.warehouse.geometry import Drawn, OutlineSet, Shapes, drawn_from
from toetssteen.warehouse.ground import SURFACE_ROUNDING, SURFACE_TOLERANCE, GroundLink, Merger, comparable

# Intersection over union. Of wijken with one code and one surface in 2016 and 2022 three in four overlap by more than
# 0.97 (one of the two maps is drawn coarsely), while the next best candidate of a linked one never passes 0.10.
SAME_OUTLINE = 0.95
# Share of an old gemeente that lies in the new one, and overlap of all old ones together with it.
LIES_IN = 0.99
SAME_GEMEENTE = 0.99
LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


def link(register: Register, sheets: Sequence[OutlineSet]) -> Register:
    """The register with the links and mergers that its own facts and these outlines prove."""
    drawn = drawn_from(sheets)
    register = replace(register, overlaps=_overlaps_of_codes(drawn))
    mergers = _mergers(register, drawn)
    into = {former: merger.code for merger in mergers for former in merger.former}
    links: list[GroundLink] = []
    for level in LEVELS:
        links += _of_level(register, drawn, level, into)
    return replace(register, links=links, mergers=mergers, elsewhere=_elsewhere(register))


def _elsewhere(register: Register) -> dict[int, list[AreaCode]]:
    """Per division the codes that stood for other ground than in the newest division that holds them."""
    by_division: dict[int, list[AreaCode]] = defaultdict(list)
    for code in register.codes():
        divisions = register.divisions_of(code)
        for division in divisions[:-1]:
            if not register.same_place(code, division, divisions[-1]):
                by_division[division].append(code)
    return dict(by_division)


def _overlaps_of_codes(drawn: Drawn) -> dict[int, dict[int, dict[AreaCode, float]]]:
    """For every two drawn divisions: how far the outlines of each code that both hold cover each other."""
    overlaps_by_year: dict[int, dict[int, dict[AreaCode, float]]] = {}
    for level in LEVELS:
        for earlier, later in combinations(drawn.years(level), 2):
            earlier_shapes, later_shapes = drawn.shapes[level, earlier], drawn.shapes[level, later]
            codes = [code for code in earlier_shapes if code in later_shapes]
            if not codes:
                continue
            earlier_outlines, later_outlines = (
                shapely.from_wkb([shapes[code] for code in codes]) for shapes in (earlier_shapes, later_shapes)
            )
            shared = shapely.area(shapely.intersection(earlier_outlines, later_outlines))
            union = shapely.area(earlier_outlines) + shapely.area(later_outlines) - shared
            share = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
            pairs = overlaps_by_year.setdefault(earlier, {}).setdefault(later, {})
            pairs.update(zip(codes, np.round(share, 4).tolist(), strict=True))
    return overlaps_by_year


def _of_level(register: Register, drawn: Drawn, level: Level, into: Mapping[AreaCode, AreaCode]) -> list[GroundLink]:
    """The links of one level, division by division; an area that went on under one code is not linked to a second.

    A division of which the files give nothing but the codes proves nothing: it neither begins nor ends an area.
    """
    links: list[GroundLink] = []
    last_division: dict[AreaCode, int] = {}  # code -> the last division before this one that describes it
    for later in sorted(register.names):
        codes = [c for c in register.names[later] if c.level is level and _is_described(register, drawn, c, later)]
        if not codes:
            continue
        linked = {(link.former, link.earlier) for link in links}
        fresh = [code for code in codes if _is_fresh(register, code, later, last_division.get(code))]
        if fresh and last_division:
            ended = {
                c: d for c, d in last_division.items() if (c, d) not in linked and not _goes_on(register, c, d, later)
            }
            outlined = _by_outline(register, drawn, level, fresh, ended, later)
            linked_codes = {link.code for link in outlined}
            unlinked = [code for code in fresh if code not in linked_codes]
            used_formers = {link.former for link in outlined}
            unused = {code: year for code, year in ended.items() if code not in used_formers}
            links += [*outlined, *_by_name(register, drawn, unlinked, unused, later, into)]
        last_division.update(dict.fromkeys(codes, later))
    return links


def _is_described(register: Register, drawn: Drawn, code: AreaCode, division: int) -> bool:
    """Whether the files say more of an area in this division than its code: a name, a surface, a mark or an outline."""
    return (
        bool(register.names[division][code])
        or bool(register.surface(code, division))
        or code in register.changes.get(division, ())
        or code in drawn.shapes.get((code.level, division), ())
    )


def _is_fresh(register: Register, code: AreaCode, later: int, last_seen: int | None) -> bool:
    """Whether this ground may have come from under another code: never when the publisher says otherwise."""
    change = register.changes.get(later, {}).get(code)
    if change in (UNCHANGED, REDRAWN):
        return False
    return change == RECODED or last_seen is None or not register.may_compare(code, last_seen, later)


def _goes_on(register: Register, code: AreaCode, last_seen: int, later: int) -> bool:
    return code in register.names[later] and register.may_compare(code, last_seen, later)


def _by_outline(
    register: Register,
    drawn: Drawn,
    level: Level,
    fresh: Sequence[AreaCode],
    ended: Mapping[AreaCode, int],
    later: int,
) -> list[GroundLink]:
    """Links between codes that cover the same ground, where neither has another such partner."""
    years = drawn.years(level)
    shapes = _shapes(drawn, register, dict.fromkeys(fresh, later), [y for y in years if y >= later])
    former_shapes = _shapes(drawn, register, ended, [y for y in years if y < later])
    if not shapes or not former_shapes:
        return []
    pairs = overlaps(list(shapes.values()), list(former_shapes.values()))
    codes, formers = list(shapes), list(former_shapes)
    matches = [(codes[i], formers[j], float(share)) for i, j, share in pairs if share >= SAME_OUTLINE]
    per_code, per_former = Counter(code for code, _f, _s in matches), Counter(former for _c, former, _s in matches)
    return [
        GroundLink(code, former, later, ended[former], "outline", round(share, 4))
        for code, former, share in matches
        if code != former
        and per_code[code] == per_former[former] == 1
        and not _surfaces_differ(register, code, later, former, ended[former], SURFACE_TOLERANCE)
    ]


def _shapes(
    drawn: Drawn, register: Register, codes: Mapping[AreaCode, int], years: Sequence[int]
) -> dict[AreaCode, shapely.Geometry]:
    outlines = {code: drawn.of(register, code, division, years) for code, division in codes.items()}
    with_shape = {code: outline[1] for code, outline in outlines.items() if outline is not None}
    return dict(zip(with_shape, shapely.from_wkb(list(with_shape.values())), strict=True))


def overlaps(later: Sequence[shapely.Geometry], earlier: Sequence[shapely.Geometry]) -> list[tuple[int, int, float]]:
    """(position in later, position in earlier, intersection over union) of all pairs whose bounding boxes touch."""
    first, second, shared = _shared(later, earlier)
    union = shapely.area(np.asarray(later)[first]) + shapely.area(np.asarray(earlier)[second]) - shared
    share = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return list(zip(first.tolist(), second.tolist(), share.tolist(), strict=True))


def _shared(
    later: Sequence[shapely.Geometry], earlier: Sequence[shapely.Geometry]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    first, second = shapely.STRtree(earlier).query(np.asarray(later))
    shared = shapely.area(shapely.intersection(np.asarray(later)[first], np.asarray(earlier)[second]))
    return first, second, np.asarray(shared, dtype=np.float64)


def _surfaces_differ(
    register: Register, code: AreaCode, later: int, former: AreaCode, earlier: int, tolerance: float
) -> bool:
    surfaces = comparable(register.surface(former, earlier), register.surface(code, later))
    if surfaces is None:
        return False
    return abs(surfaces[1] - surfaces[0]) > max(tolerance * surfaces[0], SURFACE_ROUNDING)


def _by_name(
    register: Register,
    drawn: Drawn,
    fresh: Sequence[AreaCode],
    ended: Mapping[AreaCode, int],
    later: int,
    into: Mapping[AreaCode, AreaCode],
) -> list[GroundLink]:
    """Links by name and surface within the gemeente, unique in both divisions, where outlines do not decide."""
    candidates: dict[tuple[str, AreaCode], list[AreaCode]] = defaultdict(list)
    for former, earlier in ended.items():
        name = register.names[earlier].get(former, "")
        if name and former.gemeente is not None:
            candidates[name.casefold(), into.get(former.gemeente, former.gemeente)].append(former)
    times = Counter(_key(register, code, later) for code in register.names[later])
    links = []
    for code in fresh:
        key = _key(register, code, later)
        # A code that stood without a surface before could not be judged then, and is no second candidate for itself.
        partners = [
            former for former in candidates.get(key, ()) if former != code or register.surface(former, ended[former])
        ]
        if not key[0] or times[key] > 1 or len(partners) != 1 or partners[0] == code:
            continue
        former, earlier = partners[0], ended[partners[0]]
        measured = comparable(register.surface(former, earlier), register.surface(code, later)) is not None
        if not measured or _outlines_speak(register, drawn, code, later, former, earlier):
            continue
        if code in register.names[earlier] and register.changes.get(later, {}).get(code) != RECODED:
            continue
        if not _surfaces_differ(register, code, later, former, earlier, NAMED_SURFACE):
            links.append(GroundLink(code, former, later, earlier, "name"))
    return links


def _key(register: Register, code: AreaCode, division: int) -> tuple[str, AreaCode]:
    return register.names[division].get(code, "").casefold(), code.gemeente or code


def _outlines_speak(
    register: Register, drawn: Drawn, code: AreaCode, later: int, former: AreaCode, earlier: int
) -> bool:
    """Whether both codes are drawn, so that outlines decide rather than names."""
    years = drawn.years(code.level)
    return (
        drawn.of(register, code, later, [y for y in years if y >= later]) is not None
        and drawn.of(register, former, earlier, [y for y in years if y <= earlier]) is not None
    )


def _mergers(register: Register, drawn: Drawn) -> list[Merger]:
    """Mergers: ended gemeenten that lie in a later one. Each ended gemeente is in one merger."""
    years = drawn.years(Level.GEMEENTE)
    mergers: list[Merger] = []
    for earlier, later in combinations(years, 2):
        earlier_shapes, later_shapes = drawn.shapes[Level.GEMEENTE, earlier], drawn.shapes[Level.GEMEENTE, later]
        merged = {former for merger in mergers for former in merger.former}
        ended = [
            c
            for c in earlier_shapes
            if c not in later_shapes and c not in merged and not _named_since(register, c, later)
        ]
        if ended:
            mergers += _between(earlier_shapes, later_shapes, ended, earlier, later)
    return mergers


def _between(
    earlier_shapes: Shapes, later_shapes: Shapes, ended: Sequence[AreaCode], earlier: int, later: int
) -> list[Merger]:
    codes = list(later_shapes)
    news = list(shapely.from_wkb(list(later_shapes.values())))
    members = _lying_in(news, [shapely.from_wkb(earlier_shapes[code]) for code in ended])
    mergers = []
    for i, parts in sorted(members.items()):
        former = {ended[j] for j in parts}
        if codes[i] in earlier_shapes and _lying_in([news[i]], [shapely.from_wkb(earlier_shapes[codes[i]])]):
            former.add(codes[i])
        if len(former) < 2:
            continue
        together = shapely.union_all([shapely.from_wkb(earlier_shapes[code]) for code in former])
        ((_new, _old, share),) = overlaps([news[i]], [together])
        mergers.append(Merger(codes[i], tuple(sorted(former)), earlier, later, round(share, 4), share >= SAME_GEMEENTE))
    return mergers


def _lying_in(wholes: Sequence[shapely.Geometry], parts: Sequence[shapely.Geometry]) -> dict[int, list[int]]:
    """Position in `wholes` -> positions in `parts` with at least LIES_IN of their surface in it."""
    first, second, shared = _shared(wholes, parts)
    lies_in = shared >= LIES_IN * shapely.area(np.asarray(parts)[second])
    members: dict[int, list[int]] = defaultdict(list)
    for i, j in zip(first[lies_in].tolist(), second[lies_in].tolist(), strict=True):
        members[i].append(j)
    return members


def _named_since(register: Register, code: AreaCode, division: int) -> bool:
    return any(year >= division and code in names for year, names in register.names.items())
