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
    broken: str = ""


def published(atlas: Atlas, place: Place, indicator: Indicator) -> list[Point | None]:
    """The publisher's own cells, by year of the cube; None where there is none. A year without a cell under the
    place's own code has the one under the code it had then."""
    result: list[Point | None] = [None] * len(atlas.cube.years)
    for stretch in atlas.history(place.cells_code):
        if not atlas.cube.has_area(stretch.code):
            # Of a named set of areas there is a cell only where somebody published one of the area as a whole.
            continue
        former = "" if stretch.code == place.cells_code else str(stretch.code)
        for position, point in enumerate(_cells(atlas, indicator, stretch, former)):
            result[position] = result[position] or point
    for position, point in _on_other_ground(atlas, place, indicator):
        result[position] = result[position] or point
    return result


def _on_other_ground(atlas: Atlas, place: Place, indicator: Indicator) -> Iterator[tuple[int, Point]]:
    """(year of the cube, point): what was published under the place's own code about other ground."""
    cube, newest = atlas.cube, atlas.history(place.cells_code)[0]
    if not cube.has_area(newest.code) or newest == Stretch(newest.code, FIRST, LAST):
        return
    i, a = cube.indicator_at(indicator.id), cube.area_at(newest.code)
    deliveries = cube.deliveries[:, i, a]
    division = atlas.divisions[deliveries]
    for position in np.flatnonzero((deliveries != 0) & ~in_stretch(newest, division)).tolist():
        value, status = float(cube.values[position, i, a]), Status(int(cube.statuses[position, i, a]))
        division_year = int(division[position])
        elsewhere = Elsewhere(
            atlas.name_in(newest.code, division_year), division_year, None if value != value else value, status
        )
        reason = _on_what_ground(place, elsewhere)
        yield (
            position,
            Point(
                cube.years[position],
                None,
                Status.ABSENT,
                FigureKind.REFUSED,
                False,
                int(deliveries[position]),
                reason,
                "",
                elsewhere,
            ),
        )


def _on_what_ground(place: Place, elsewhere: Elsewhere) -> str:
    if elsewhere.name == place.name:
        return _("het cijfer van toen gaat over {name} met andere grenzen (indeling van {division})").format(
            name=elsewhere.name, division=elsewhere.division_year
        )
    return _("het cijfer van toen gaat over een andere plek met deze code: {name} (indeling van {division})").format(
        name=elsewhere.name, division=elsewhere.division_year
    )


def in_stretch(stretch: Stretch, divisions: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Per division year whether the stretch holds it."""
    in_span = (divisions >= stretch.first) & (divisions <= stretch.last)
    return np.asarray(in_span & ~np.isin(divisions, stretch.without))


def _cells(atlas: Atlas, indicator: Indicator, stretch: Stretch, former: str) -> list[Point | None]:
    cube = atlas.cube
    i, a = cube.indicator_at(indicator.id), cube.area_at(stretch.code)
    columns = (cube.values, cube.statuses, cube.comparable, cube.deliveries)
    values, statuses, comparable, deliveries = (column[:, i, a] for column in columns)
    inside = in_stretch(stretch, atlas.divisions[deliveries])

    def why(year: int) -> str:
        withdrawn = atlas.is_withdrawn(year, indicator.id, stretch.code)
        return _("de uitgever heeft dit cijfer later geheim gemaakt") if withdrawn else ""

    return [
        Point(
            year,
            None if value != value else value,
            Status(status),
            FigureKind.PUBLISHED,
            is_comparable,
            delivery,
            why(year),
            former,
        )
        if (delivery or value == value) and is_inside
        else None
        for year, value, status, is_comparable, delivery, is_inside in zip(
            cube.years,
            values.tolist(),
            statuses.tolist(),
            comparable.tolist(),
            deliveries.tolist(),
            inside.tolist(),
            strict=True,
        )
    ]
