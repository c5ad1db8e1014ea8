"""Where does this number come from? From the page back to the publisher's cell."""

from dataclasses import dataclass, replace

import numpy as np

from toetssteen.answers.figures.parts import worked_out
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _
from toetssteen.warehouse.panel import OVER

# In place of what stood in a cell that the publisher made secret later.
WITHDRAWN = _("later geheim gemaakt")


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One published cell. published: what the file says; value = published * factor / divisor in the
    indicator's unit. divided_by: the column of the divisor, of the same row; divided_over: the indicator whose figure of
    the same place and year is the divisor; both "" when it is not divided. mark: what stood there when it was no number.
    used: the one the pages show. column: as the publisher's file calls it. column_title: with its unit, where the column
    was found by that."""

    area: AreaCode
    publisher: str
    title: str
    table: str
    version: str
    address: str
    licence: str
    file: str
    sha256: str
    retrieved: str
    division_year: int
    column: str
    divided_by: str
    divided_over: str
    row: int
    published: float | None
    divisor: float | None
    value: float | None
    status: Status
    mark: str
    used: bool
    column_title: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """A figure and the cells behind it. cells: its own, when published. parts: the areas it was worked out
    from, by code, when it was not."""

    place: Place
    indicator: Indicator
    year: int
    point: Point | None
    cells: tuple[PublishedCell, ...]
    parts: tuple[AreaCode, ...]
    snapshot: str


def lineage(atlas: Atlas, indicator: str, code: str, year: int) -> Lineage:
    """The way back from one figure. Raises UnknownNameError for a name, code or year that does not exist."""
    place, definition = atlas.place(code), atlas.indicator(indicator)
    atlas.cube.year_at(year)
    point = series(atlas, place, definition).at(year)
    code_then = place.cells_code if point is None or not point.former else point.former
    own_cells = cells(atlas, definition, code_then, year) if atlas.cube.has_area(code_then) else ()
    parts: tuple[AreaCode, ...] = ()
    if point is not None and point.kind in (FigureKind.EXACT, FigureKind.APPROXIMATE):
        parts = _parts(atlas, place, definition, year)
    return Lineage(place, definition, year, point, own_cells, parts, atlas.id)


def cells(atlas: Atlas, indicator: Indicator, code: str, year: int) -> tuple[PublishedCell, ...]:
    """Every cell that was published for this area, indicator and year."""
    cube = atlas.cube
    rows = atlas.snapshot.reader.cells(cube.area_at(code), cube.indicator_at(indicator.id), year)
    published = tuple(_cell(atlas, AreaCode(code), row) for row in rows)
    if not atlas.is_withdrawn(year, indicator.id, code):
        return published
    return tuple(
        replace(cell, published=None, divisor=None, value=None, status=Status.SECRET, mark=WITHDRAWN)
        for cell in published
    )


def _cell(atlas: Atlas, area: AreaCode, row: tuple[object, ...]) -> PublishedCell:
    number, column, per, line, published, divisor, value, status, mark, used = row
    delivery = atlas.snapshot.manifest.deliveries[int(str(number))]
    source = atlas.sources[delivery.source]
    resolved = {found.id: found for found in delivery.resolved}
    own = resolved.get(str(column))
    return PublishedCell(
        area,
        source.publisher,
        source.title,
        source.table,
        source.version,
        source.address,
        source.licence,
        delivery.file,
        delivery.sha256,
        delivery.retrieved,
        delivery.division_year,
        delivery.published(str(column)),
        "" if str(per).startswith(OVER) else delivery.published(str(per)),
        str(per).removeprefix(OVER) if str(per).startswith(OVER) else "",
        int(str(line)),
        _number(published),
        _number(divisor),
        _number(value),
        Status(int(str(status))),
        str(mark),
        bool(used),
        f"{own.title} ({own.unit})" if own else "",
    )


def _number(value: object) -> float | None:
    return value if isinstance(value, float) and value == value else None


def _parts(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> tuple[AreaCode, ...]:
    """The areas whose cells make the figure: of the first level of parts that gives one this year."""
    cube, y, i = atlas.cube, atlas.cube.year_at(year), atlas.cube.indicator_at(indicator.id)
    for members, total in worked_out(atlas, place, indicator):
        if not np.isnan(total.values[y]):
            return tuple(cube.areas[position] for position in members if not np.isnan(cube.values[y, i, position]))
    return ()
