"""The publishers' own cells of a place, under the codes that its ground had; and what stood under its code about other ground."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _
from toetssteen.warehouse.ground import FIRST, LAST, Stretch


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
    kind: FigureKind
    comparable: bool
    delivery: int
    reason: str = ""
    former: str = ""
    elsewhere: Elsewhere | None = None


def published(atlas: Atlas, place: Place, indicator: Indicator) -> list[Point | None]:
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
    for at in np.flatnonzero((deliveries != 0) & ~held(own, division)).tolist():
        value, status = float(cube.values[at, i, a]), Status(int(cube.statuses[at, i, a]))
        then = int(division[at])
        other = Elsewhere(atlas.name_in(own.code, then), then, None if value != value else value, status)
        why = _on_what_ground(place, other)
        yield (
            at,
            Point(cube.years[at], None, Status.ABSENT, FigureKind.REFUSED, False, int(deliveries[at]), why, "", other),
        )


def _on_what_ground(place: Place, other: Elsewhere) -> str:
    if other.name == place.name:
        return _("het cijfer van toen gaat over {name} met andere grenzen (indeling van {division})").format(
            name=other.name, division=other.division_year
        )
    return _("het cijfer van toen gaat over een andere plek met deze code: {name} (indeling van {division})").format(
        name=other.name, division=other.division_year
    )


def held(stretch: Stretch, divisions: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Per division year whether the stretch holds it."""
    within = (divisions >= stretch.first) & (divisions <= stretch.last)
    return np.asarray(within & ~np.isin(divisions, stretch.without))


def _cells(atlas: Atlas, indicator: Indicator, stretch: Stretch, former: str) -> list[Point | None]:
    cube = atlas.cube
    i, a = cube.indicator_at(indicator.id), cube.area_at(stretch.code)
    columns = (cube.values, cube.statuses, cube.comparable, cube.deliveries)
    values, statuses, comparable, deliveries = (np.asarray(c)[:, i, a] for c in columns)
    inside = held(stretch, atlas.divisions[deliveries])

    def why(year: int) -> str:
        hidden = atlas.is_withdrawn(year, indicator.id, stretch.code)
        return _("de uitgever heeft dit cijfer later geheim gemaakt") if hidden else ""

    return [
        Point(
            year,
            None if value != value else value,
            Status(status),
            FigureKind.PUBLISHED,
            same,
            delivery,
            why(year),
            former,
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
