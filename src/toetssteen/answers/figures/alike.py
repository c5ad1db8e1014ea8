"""Which other places a figure of a place is shown among: those of its kind, and its own parts."""

from dataclasses import dataclass

import numpy as np

from toetssteen.analysis.distribution import Spread, spread
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.definitions import Indicator


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One part of the place, or one place of its city, in the year of the reading. name: in the division of the cell.
    of_today: whether its code still stands for that ground."""

    code: str
    name: str
    value: float | None
    status: int
    of_today: bool = True


Alike = tuple[tuple[PartFigure, ...], Spread | None]


def places_alike(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> Alike:
    """Places of the same kind in the same city; gemeenten of the country; for a named area its city's parts."""
    region: str
    levels: tuple[Level, ...]
    match place.level:
        case Level.LAND:
            return (), None
        case Level.GEMEENTE:
            region, levels = COUNTRY, (Level.GEMEENTE,)
        case Level.GEBIED:
            region, levels = str(place.gemeente), (Level.BUURT, Level.WIJK)
        case _:
            region, levels = str(place.gemeente), (place.level,)
    return _with_spread(atlas, region, levels, indicator, year)


# The places a place is set among are the same for all of them.
@derived(most=1024, key=lambda region, levels, indicator, year: (region, levels, indicator.id, year))
def _with_spread(atlas: Atlas, region: str, levels: tuple[Level, ...], indicator: Indicator, year: int) -> Alike:
    places = tuple(_parts(atlas, indicator, year, _with_figures(atlas, region, levels, indicator, year)))
    return places, spread(np.array([np.nan if p.value is None else p.value for p in places]))


def parts_of(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> tuple[PartFigure, ...]:
    """The parts of a place that have a cell in this year, in code order."""
    return tuple(_parts(atlas, indicator, year, _below(atlas, place, indicator, year)))


def _below(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> Positions:
    """The parts of a place that have this figure: the wijken of a gemeente, the buurten of a wijk."""
    if place.level is Level.LAND:
        return np.array([], dtype=np.intp)
    levels = (Level.WIJK, Level.BUURT) if place.level is Level.GEMEENTE else (Level.BUURT, Level.WIJK)
    return _with_figures(atlas, place, levels, indicator, year)


def _with_figures(
    atlas: Atlas, region: str | Place, levels: tuple[Level, ...], indicator: Indicator, year: int
) -> Positions:
    """The areas below a place (or its code) of the first level at which any has a number; else of the first with a cell at all."""
    cube, y, i = atlas.cube, atlas.cube.year_at(year), atlas.cube.indicator_at(indicator.id)
    by_level = [inside for level in levels if len(inside := atlas.gazetteer.under(region, level))]
    values, deliveries = cube.values[y, i, :], cube.deliveries[y, i, :]
    for inside in by_level:
        if not np.isnan(values[inside]).all():
            return inside
    return next((inside for inside in by_level if deliveries[inside].any()), np.array([], dtype=np.intp))


def _parts(atlas: Atlas, indicator: Indicator, year: int, positions: Positions) -> list[PartFigure]:
    """The areas at these positions that have a cell."""
    cube = atlas.cube
    y, i = cube.year_at(year), cube.indicator_at(indicator.id)
    deliveries = cube.deliveries[y, i, positions]
    delivered, deliveries = positions[deliveries != 0], deliveries[deliveries != 0]
    values = cube.values[y, i, delivered].tolist()
    statuses = cube.statuses[y, i, delivered].tolist()
    codes = [cube.areas[position] for position in delivered]
    return [
        PartFigure(code, name, None if v != v else v, s, of_today)
        for code, name, v, s, of_today in zip(
            codes,
            atlas.names_in(codes, atlas.divisions[deliveries]),
            values,
            statuses,
            atlas.of_today(deliveries, delivered).tolist(),
            strict=True,
        )
    ]
