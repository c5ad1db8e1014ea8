"""Where does this number come from? From the page back to the publisher's cells, and the sum that was made of them."""

from dataclasses import dataclass

import numpy as np

from toetssteen.answers.figures import parts, rest
from toetssteen.answers.figures.calculation import Calculation, calculation
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.published_cells import PublishedCell, cells
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """A place and its figure of the year; None: nothing is known."""

    place: Place
    point: Point | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A figure and the cells behind it. code, name: of the place, or of everything else around it. cells: its own, when
    published; divisor_cells: of the figure that it was divided by, where that stands in another table. calculation: how
    it follows from its parts, when it was worked out. whole, without: of everything else, the city or country and the
    place that is left out; None for a place itself."""

    code: str
    name: str
    place: Place
    indicator: Indicator
    year: int
    point: Point | None
    cells: tuple[PublishedCell, ...]
    divisor_cells: tuple[PublishedCell, ...]
    calculation: Calculation | None
    whole: FigureBeside | None
    without: FigureBeside | None
    snapshot: str

    @property
    def parts(self) -> tuple[AreaCode, ...]:
        """The areas whose cells make the figure; none of a published one."""
        return () if self.calculation is None else tuple(part.code for part in self.calculation.counted)


def lineage(atlas: Atlas, indicator: str, code: str, year: int) -> Lineage:
    """The way back from one figure: of a place, or of everything else ("rest-" and the code of the place).

    Raises UnknownNameError for a name, code or year that does not exist.
    """
    definition = atlas.indicator(indicator)
    if code.startswith(rest.REST):
        return _of_rest(atlas, definition, atlas.place(code.removeprefix(rest.REST)), year)
    place = atlas.place(code)
    atlas.cube.year_at(year)
    point = series(atlas, place, definition).at(year)
    code_then = place.cells_code if point is None or not point.former else AreaCode(point.former)
    own_cells = cells(atlas, definition, code_then, year) if atlas.cube.has_area(code_then) else ()
    below = next((cell.divided_over for cell in own_cells if cell.used and cell.divided_over), "")
    divisor_cells = cells(atlas, atlas.indicator(below), code_then, year) if below else ()
    return Lineage(
        place.code,
        place.name,
        place,
        definition,
        year,
        point,
        own_cells,
        tuple(cell for cell in divisor_cells if cell.used),
        _calculation(atlas, place, definition, year) if _worked_out(point) else None,
        None,
        None,
        atlas.id,
    )


def _of_rest(atlas: Atlas, indicator: Indicator, place: Place, year: int) -> Lineage:
    if place.level is Level.LAND:
        raise UnknownNameError(_("Buiten {place} zijn er geen cijfers.").format(place=place.name))
    y = atlas.cube.year_at(year)
    around = rest.rest(atlas, place, indicator)
    point = around.at(year)
    found = None
    if _worked_out(point):
        totals = rest.worked_out(atlas, place, indicator)
        members = next(members for members, total in totals if not np.isnan(total.values[y]))
        found = calculation(atlas, indicator, members, year, np.ones(len(members), dtype=np.bool_))
    whole = atlas.place(rest.region_of(place))
    return Lineage(
        around.code,
        around.name,
        place,
        indicator,
        year,
        point,
        (),
        (),
        found,
        FigureBeside(whole, series(atlas, whole, indicator).at(year)),
        FigureBeside(place, series(atlas, place, indicator).at(year)),
        atlas.id,
    )


def _worked_out(point: Point | None) -> bool:
    return point is not None and point.kind in (FigureKind.EXACT, FigureKind.APPROXIMATE)


def _calculation(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> Calculation | None:
    """From the first level of parts that gives a figure this year."""
    y = atlas.cube.year_at(year)
    row = atlas.cube.indicator_at(indicator.aggregation.count or indicator.id)
    for members, total in parts.worked_out(atlas, place, indicator):
        if np.isnan(total.values[y]):
            continue
        usable = np.ones(len(members), dtype=np.bool_)
        if place.level is Level.GEBIED:
            usable = atlas.of_today(atlas.cube.deliveries[y, row, members], members)
        return calculation(atlas, indicator, members, year, usable)
    return None
