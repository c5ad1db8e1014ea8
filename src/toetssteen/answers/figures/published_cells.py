"""The publishers' cells behind a figure: file, table, column and row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toetssteen.answers.snapshot.atlas import Atlas
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


def cells(atlas: Atlas, indicator: Indicator, code: str, year: int) -> tuple[PublishedCell, ...]:
    """Every cell that was published for this area, indicator and year."""
    cube = atlas.cube
    rows = atlas.snapshot.reader.cells(cube.area_at(code), cube.indicator_at(indicator.id), year)
    return tuple(_hidden(atlas, indicator, year, _cell(atlas, AreaCode(code), row)) for row in rows)


def used_cells(atlas: Atlas, indicator: Indicator, areas: Sequence[int], year: int) -> dict[int, PublishedCell]:
    """By position in the cube: the cell that the pages show, of the areas that have one."""
    rows = atlas.snapshot.reader.used_cells(areas, atlas.cube.indicator_at(indicator.id), year)
    return {
        area: _hidden(atlas, indicator, year, _cell(atlas, atlas.cube.areas[area], row)) for area, row in rows.items()
    }


def _hidden(atlas: Atlas, indicator: Indicator, year: int, cell: PublishedCell) -> PublishedCell:
    """The cell, without what the publisher made secret later."""
    if not atlas.is_withdrawn(year, indicator.id, cell.area):
        return cell
    return replace(cell, published=None, divisor=None, value=None, status=Status.SECRET, mark=WITHDRAWN)


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
        f"{own.title} ({own.unit})" if own and own.unit else "",
    )


def _number(value: object) -> float | None:
    return value if isinstance(value, float) and value == value else None
