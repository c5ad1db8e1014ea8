"""With which places a place may be compared at all."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.comparison.peer_features import FeatureTable, OwnRow, feature_table
from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.neighbours import neighbours
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.comparable_places import ComparablePlaces
from toetssteen.kernel.areas import AreaCode, Level

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FocusGround:
    """The places of a level that lie in a focus area, wholly or for a part, and those around them.

    undrawn: places of which no outline tells the neighbours. unknown: names of focus areas of which nobody says what they hold.
    """

    inside: frozenset[str]
    ring: frozenset[str]
    undrawn: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """allowed: (n,) over the rows of the table, and one more for a named area. The counts: places that were left out as focus
    area, as its ring, for the share of students and for their size, in this order. student_heavy: the place is, None where that is
    not known. size: the bounds of the size class in inhabitants, None where size does not decide."""

    allowed: Mask
    focus: int
    ring: int
    students: int
    size_left_out: int
    student_heavy: bool | None
    size: tuple[float | None, float | None] | None
    ground: FocusGround


@derived(most=4)
def focus_ground(atlas: Atlas, level: Level) -> FocusGround:
    """The focus areas on one level. Gemeenten are never inside one."""
    areas = focus_places(atlas)
    unknown = tuple(area.name for area in areas if not area.members)
    if level is Level.GEMEENTE:
        return FocusGround(frozenset(), frozenset(), 0, unknown)
    inside = frozenset(code for area in areas for code in codes_in(atlas, area, level))
    drawn = neighbours(atlas, level)
    ring = frozenset(other for code in inside for other in drawn.get(code, ())) - inside
    gone_since = atlas.snapshot.register.gone_since
    in_use = [code for code in inside if gone_since(AreaCode(code)) is None]
    return FocusGround(inside, ring, sum(code not in drawn for code in in_use), unknown)


def codes_in(atlas: Atlas, area: Place, level: Level) -> set[str]:
    """The places of a level that lie in a named area, wholly or for a part."""
    if level is Level.WIJK:
        return {str(code) for code in (*area.whole, *area.cut)}
    # An area may be defined by wijken and buurten together.
    regions: tuple[str | Place, ...] = (area, *(str(wijk) for wijk in area.whole)) if level is Level.BUURT else (area,)
    return {str(atlas.cube.areas[at]) for region in regions for at in atlas.gazetteer.under(region, level)}


def candidates(
    atlas: Atlas, definition: ComparablePlaces, table: FeatureTable, place: Place, own: OwnRow
) -> Candidates:
    """The places of the table that may be compared with `place`."""
    may_be = ~_rows(table, _itself(atlas, place, table.level))
    outside, beyond_ring = _away_from_focus(atlas, definition, table.level)
    counts = []
    student_heavy, may_by_students = _students(definition, table, own)
    size, may_by_size = _size(definition, table, place, own)
    for may in (outside, beyond_ring, may_by_students, may_by_size):
        counts.append(int(np.count_nonzero(may_be & ~may)))
        may_be &= may
    # A named area stands behind the rows of the table.
    allowed = np.append(may_be, np.zeros(len(own.features.known) - len(may_be), dtype=np.bool_))
    ground = focus_ground(atlas, table.level)
    return Candidates(allowed, counts[0], counts[1], counts[2], counts[3], student_heavy, size, ground)


def _itself(atlas: Atlas, place: Place, level: Level) -> set[str]:
    """The place with what lies in it; for a named area also the wijken that it cuts through."""
    if place.level is not Level.GEBIED:
        return {place.code}
    return {*around(atlas, place).inside, *codes_in(atlas, place, level)}


def _rows(table: FeatureTable, codes: Iterable[str]) -> Mask:
    mask = np.zeros(len(table.codes), dtype=np.bool_)
    mask[[table.rows[code] for code in codes if code in table.rows]] = True
    return mask


@derived(most=8, key=lambda definition, level: (repr(definition), level))
def _away_from_focus(atlas: Atlas, definition: ComparablePlaces, level: Level) -> tuple[Mask, Mask]:
    """(n,) each: which places lie in no focus area, and which not around one."""
    table, ground = feature_table(atlas, definition, level), focus_ground(atlas, level)
    return ~_rows(table, ground.inside), ~_rows(table, ground.ring)


def _students(definition: ComparablePlaces, table: FeatureTable, own: OwnRow) -> tuple[bool | None, Mask]:
    """Whether the place is student-heavy, and which places are what it is; all where that is not known."""
    if table.students is None or np.isnan(own.students):
        return None, np.ones(len(table.codes), dtype=np.bool_)
    heavy = own.students >= definition.students.at_least
    # NaN compares as neither: a place of which the share is unknown is left out.
    at_least = definition.students.at_least
    return heavy, np.asarray(table.students >= at_least if heavy else table.students < at_least)


def _size(
    definition: ComparablePlaces, table: FeatureTable, place: Place, own: OwnRow
) -> tuple[tuple[float | None, float | None] | None, Mask]:
    """For a named area, wijken of the same size class."""
    everyone = np.ones(len(table.codes), dtype=np.bool_)
    if place.level is not Level.GEBIED or np.isnan(own.people):
        return None, everyone
    at = bisect_right(definition.sizes, own.people)
    low = definition.sizes[at - 1] if at else None
    high = definition.sizes[at] if at < len(definition.sizes) else None
    may = (table.people >= (low or 0.0)) & (table.people < (np.inf if high is None else high))
    return (low, high), np.asarray(may)
