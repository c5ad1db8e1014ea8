"""The figures of one place through the years, and where each comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.figures.guarding import guarded
from toetssteen.answers.figures.parts import FINER, before_merger, from_parts, members_of, of_this_ground, over, tiles
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.memory import Memory
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.indicators.aggregate import Kind, Together
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _
from toetssteen.warehouse.divisions import FIRST, LAST, Stretch

# Asked for as a reference on page after page, and the dearest to add up: kept per atlas.
KEPT = (Level.LAND, Level.GEMEENTE)
MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure published under a place's code when that code stood for other ground. name: of that place then;
    division_year: of the code."""

    name: str
    division_year: int
    value: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class Point:
    """One year. value None: no number; then status and reason say why. comparable: with the last point
    before it that has a value. delivery: number for `Atlas.delivery`; 0 when worked out from parts. former: the code
    under which it was published, where that is not the place's own. elsewhere: what was published under the code about
    other ground; then the place itself has no figure of this year."""

    year: int
    value: float | None
    status: Status
    kind: Kind
    comparable: bool
    delivery: int
    reason: str = ""
    former: str = ""
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one place. values, comparable: (years of the cube,), for working with; points: only
    the years about which something is known, for showing."""

    indicator: str
    code: str
    name: str
    points: tuple[Point, ...]
    values: Floats
    comparable: NDArray[np.bool_]

    @property
    def latest(self) -> Point | None:
        """The last year with a number."""
        return next((p for p in reversed(self.points) if p.value is not None), None)

    def at(self, year: int) -> Point | None:
        return next((p for p in self.points if p.year == year), None)


# One page asks about a few places, a hundred times each.
MOST_PLACES = 64
_deliveries_known: WeakKeyDictionary[Atlas, Memory[str, NDArray[np.bool_]]] = WeakKeyDictionary()
_memories: WeakKeyDictionary[Atlas, Memory[tuple[str, str], Series]] = WeakKeyDictionary()


def series(atlas: Atlas, place: Place, indicator: Indicator, years: tuple[int, int] | None = None) -> Series:
    """The series of a place: the publisher's own cells, and where it has none what its parts add up to.

    years: first and last year to show (both included).
    """
    if years is None and place.level in KEPT:
        return _kept(atlas).get((place.code, indicator.id), lambda: _work_out(atlas, place, indicator))
    return _work_out(atlas, place, indicator, years)


def _kept(atlas: Atlas) -> Memory[tuple[str, str], Series]:
    """The atlas's own memory: a snapshot never changes, so neither do its series."""
    return _memories.setdefault(atlas, Memory(MOST_KEPT))


def _work_out(atlas: Atlas, place: Place, indicator: Indicator, years: tuple[int, int] | None = None) -> Series:
    if not _delivered(atlas, place)[atlas.cube.indicator_at(indicator.id)]:
        return _series(atlas, place.code, place.name, indicator, (), years)
    own = _published(atlas, place, indicator)
    for level in FINER[place.level]:
        open_years = np.array(
            [p is None or p.elsewhere or (p.delivery == 0 and p.value is None) for p in own], dtype=bool
        )
        members = members_of(atlas, place, level)
        if len(members) and _says_more(atlas, place, indicator, members, open_years):
            own = _merge(atlas, own, from_parts(atlas, place, indicator, members))
    for _members_before, parts in before_merger(atlas, place, indicator):
        own = _merge(atlas, own, parts)
    return _series(atlas, place.code, place.name, indicator, own, years)


def _delivered(atlas: Atlas, place: Place) -> NDArray[np.bool_]:
    """(indicators,): whether anything at all was delivered about the place or its parts. Most indicators are about
    other places, and a profile asks for all of them."""
    if place.level in KEPT:
        return np.ones(len(atlas.cube.indicators), dtype=np.bool_)
    return _deliveries_known.setdefault(atlas, Memory(MOST_PLACES)).get(
        place.code, lambda: np.asarray(_slab(atlas, place).any(axis=(0, 2)))
    )


def _slab(atlas: Atlas, place: Place) -> NDArray[np.bool_]:
    codes = (stretch.code for stretch in atlas.history(place.code))
    own = atlas.cube.areas_at(code for code in codes if atlas.cube.has_area(code))
    where = np.concatenate([own, *(members_of(atlas, place, level) for level in FINER[place.level])])
    return np.asarray(np.asarray(atlas.cube.deliveries)[:, :, where] != 0)


def _says_more(
    atlas: Atlas, place: Place, indicator: Indicator, members: Positions, open_years: NDArray[np.bool_]
) -> bool:
    """Whether a delivery of these parts covers the whole place in one of the years still open; without one
    they give neither a figure nor a reason, and thousands of parts need not be added up."""
    at = atlas.cube.indicator_at(indicator.id)
    complete = atlas.complete(place.gemeente or COUNTRY)
    deliveries = np.asarray(atlas.cube.deliveries)[:, at]
    return bool(complete[deliveries[np.ix_(np.flatnonzero(open_years), members)]].any())


def rest(atlas: Atlas, place: Place, indicator: Indicator, years: tuple[int, int] | None = None) -> Series:
    """The same indicator over everything else: the city without this place; the country without this gemeente.

    Added up from the other parts' own figures, never by subtraction. Refused for a year in which this place's
    own figure is secret (the rest would tell it) or in which the place has no figures at all: then we
    cannot say which of the others lie in it.
    """
    region = COUNTRY if place.level is Level.GEMEENTE else (place.gemeente or COUNTRY)
    own: list[Point | None] = [None] * len(atlas.cube.years)
    levels = (place.level,) if place.level is not Level.GEBIED else (Level.BUURT, Level.WIJK)
    for level in levels:
        if place.level is Level.GEBIED and not tiles(place, level):
            continue
        inside = _inside(atlas, place, level)
        everything = atlas.gazetteer.under(region, level)
        others = everything[~np.isin(everything, inside)]
        if len(others):
            parts = over(atlas, indicator, others, region)
            if place.custom:
                parts = guarded(atlas, place, indicator, others, parts)
            parts = of_this_ground(atlas, str(region), indicator, others, parts)
            delivered, secret = _here(atlas, indicator, inside)
            delivered &= ~_means_other_ground(atlas, place, indicator)
            own = _merge(atlas, own, _without(parts, delivered, secret))
    return _series(atlas, f"rest-{place.code}", rest_name(atlas, place), indicator, own, years)


def _here(atlas: Atlas, indicator: Indicator, inside: Positions) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(years,), twice: whether any of `inside` has a cell, and whether one of these is secret."""
    at = atlas.cube.indicator_at(indicator.id)
    delivered = np.asarray(atlas.cube.deliveries)[:, at, inside] != 0
    secret = np.asarray(atlas.cube.statuses)[:, at, inside] == Status.SECRET
    return delivered.any(axis=1), (delivered & secret).any(axis=1)


def _means_other_ground(atlas: Atlas, place: Place, indicator: Indicator) -> NDArray[np.bool_]:
    """(years,): whether one of the place's codes stood for other ground: then that ground is missing from the rest."""
    result = np.zeros(len(atlas.cube.years), dtype=np.bool_)
    if place.level is Level.GEBIED:
        return result
    at = atlas.cube.indicator_at(indicator.id)
    for stretch in atlas.history(place.code):
        if atlas.cube.has_area(stretch.code):
            division = atlas.divisions[np.asarray(atlas.cube.deliveries)[:, at, atlas.cube.area_at(stretch.code)]]
            result |= (division > 0) & ~_held(stretch, division)
    return result


def _without(parts: Together, delivered: NDArray[np.bool_], secret: NDArray[np.bool_]) -> Together:
    refused = secret | ~delivered
    reasons = (
        _("het cijfer van deze plek zelf is geheim") if s else r for s, r in zip(secret, parts.reasons, strict=True)
    )
    return replace(
        parts,
        values=np.where(refused, np.nan, parts.values),
        kinds=tuple(Kind.REFUSED if r else k for r, k in zip(refused, parts.kinds, strict=True)),
        members=np.where(delivered, parts.members, 0),
        reasons=tuple(reasons),
    )


def rest_name(atlas: Atlas, place: Place) -> str:
    if place.level is Level.GEMEENTE:
        return _("de rest van {country}").format(country=atlas.snapshot.manifest.country)
    return _("de rest van {city}").format(city=place.gemeente_name)


def _inside(atlas: Atlas, place: Place, level: Level) -> Positions:
    if place.level is Level.GEBIED:
        return atlas.gazetteer.under(place, level)
    codes = [stretch.code for stretch in atlas.history(place.code) if atlas.cube.has_area(stretch.code)]
    return atlas.cube.areas_at(codes or [place.code])


def _published(atlas: Atlas, place: Place, indicator: Indicator) -> list[Point | None]:
    """The publisher's own cells, by year of the cube; None where there is none. A year without a cell under the
    place's own code has the one under the code it had then."""
    result: list[Point | None] = [None] * len(atlas.cube.years)
    for stretch in atlas.history(place.code):
        if not atlas.cube.has_area(stretch.code):
            # Of a named set of areas there is no cell; of an area of a municipality's own division there can be.
            continue
        former = "" if stretch.code == place.code else str(stretch.code)
        for at, point in enumerate(_cells(atlas, indicator, stretch, former)):
            result[at] = result[at] or point
    for at, point in _on_other_ground(atlas, place, indicator):
        result[at] = result[at] or point
    return result


def _on_other_ground(atlas: Atlas, place: Place, indicator: Indicator) -> Iterator[tuple[int, Point]]:
    """(year of the cube, point): what was published under the place's own code about other ground."""
    cube, own = atlas.cube, atlas.history(place.code)[0]
    if not cube.has_area(own.code) or own == Stretch(own.code, FIRST, LAST):
        return
    i, a = cube.indicator_at(indicator.id), cube.area_at(own.code)
    deliveries = np.asarray(cube.deliveries)[:, i, a]
    division = atlas.divisions[deliveries]
    for at in np.flatnonzero((deliveries != 0) & ~_held(own, division)).tolist():
        value, status = float(cube.values[at, i, a]), Status(int(cube.statuses[at, i, a]))
        then = int(division[at])
        other = Elsewhere(atlas.name_in(own.code, then), then, None if value != value else value, status)
        why = _on_what_ground(place, other)
        yield at, Point(cube.years[at], None, Status.ABSENT, Kind.REFUSED, False, int(deliveries[at]), why, "", other)


def _on_what_ground(place: Place, other: Elsewhere) -> str:
    if other.name == place.name:
        return _("het cijfer van toen gaat over {name} met andere grenzen (indeling van {division})").format(
            name=other.name, division=other.division_year
        )
    return _("het cijfer van toen gaat over een andere plek met deze code: {name} (indeling van {division})").format(
        name=other.name, division=other.division_year
    )


def _held(stretch: Stretch, divisions: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Per division year whether the stretch holds it."""
    within = (divisions >= stretch.first) & (divisions <= stretch.last)
    return np.asarray(within & ~np.isin(divisions, stretch.without))


def _cells(atlas: Atlas, indicator: Indicator, stretch: Stretch, former: str) -> list[Point | None]:
    cube = atlas.cube
    i, a = cube.indicator_at(indicator.id), cube.area_at(stretch.code)
    columns = (cube.values, cube.statuses, cube.comparable, cube.deliveries)
    values, statuses, comparable, deliveries = (np.asarray(c)[:, i, a] for c in columns)
    inside = _held(stretch, atlas.divisions[deliveries])

    def why(year: int) -> str:
        hidden = atlas.is_withdrawn(year, indicator.id, stretch.code)
        return _("de uitgever heeft dit cijfer later geheim gemaakt") if hidden else ""

    return [
        Point(
            year, None if value != value else value, Status(status), Kind.PUBLISHED, same, delivery, why(year), former
        )
        if (delivery or value == value) and here
        else None
        for year, value, status, same, delivery, here in zip(
            cube.years,
            values.tolist(),
            statuses.tolist(),
            comparable.tolist(),
            deliveries.tolist(),
            inside.tolist(),
            strict=True,
        )
    ]


def _merge(atlas: Atlas, own: Sequence[Point | None], parts: Together) -> list[Point | None]:
    """Fill the years in which nothing was published with what the parts give."""
    result: list[Point | None] = []
    values, comparable = parts.values.tolist(), parts.comparable.tolist()
    for at, (year, before) in enumerate(zip(atlas.cube.years, own, strict=True)):
        if before is not None and not before.elsewhere and (before.delivery or before.value is not None):
            result.append(before)
        elif values[at] == values[at]:
            status = Status(int(parts.statuses[at]))
            result.append(Point(year, values[at], status, parts.kinds[at], comparable[at], 0))
        elif before is None and parts.members[at]:
            result.append(Point(year, None, Status.ABSENT, Kind.REFUSED, False, 0, parts.reasons[at]))
        else:
            result.append(before)
    return result


def _series(
    atlas: Atlas,
    code: str,
    name: str,
    indicator: Indicator,
    points: Sequence[Point | None],
    years: tuple[int, int] | None,
) -> Series:
    first, last = years or (atlas.cube.years[0], atlas.cube.years[-1])
    values = np.full(len(atlas.cube.years), np.nan)
    comparable = np.zeros(len(atlas.cube.years), dtype=np.bool_)
    shown: list[Point] = []
    before: Point | None = None
    for at, point in enumerate(points):
        if point is None or not first <= point.year <= last:
            continue
        if point.value is None:
            shown.append(point)
            continue
        # A published figure and one worked out from parts are not one series.
        same_origin = before is not None and (before.kind is Kind.PUBLISHED) == (point.kind is Kind.PUBLISHED)
        before = point if same_origin or not point.comparable else replace(point, comparable=False)
        shown.append(before)
        values[at], comparable[at] = point.value, before.comparable
    values.flags.writeable = comparable.flags.writeable = False
    return Series(indicator.id, code, name, tuple(shown), values, comparable)
