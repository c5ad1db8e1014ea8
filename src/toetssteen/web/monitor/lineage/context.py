"""The way back from a figure to the publisher's cell, as a page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.figures.lineage import FigureBeside, Lineage
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published_cells import PublishedCell
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.web.monitor.lineage import calculation
from toetssteen.web.monitor.lineage.calculation import ShownCalculation, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A cell of a publisher. text: what stands there; how: what was done with it; status: in words."""

    cell: PublishedCell
    text: str
    how: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBeside:
    """A figure that a rest is held against: the city or country, or the place that is left out."""

    code: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagePage:
    """What the template reads. value: "" where there is no figure, and `why` says why; used, also: the cells behind it,
    and others of the same place and year; divisors: the cells that it was divided by, of another table; calculation: how
    it follows from its parts; whole, without: of everything else, the city or country and the place that is left out."""

    lineage: Lineage
    value: str
    status: str
    origin: str
    why: str
    used: tuple[CellRow, ...]
    divisors: tuple[CellRow, ...]
    also: tuple[CellRow, ...]
    calculation: ShownCalculation | None
    whole: ShownBeside | None
    without: ShownBeside | None


def lineage_page(atlas: Atlas, lineage: Lineage) -> LineagePage:
    point = lineage.point
    value = "" if point is None or point.value is None else exact(point.value, lineage.indicator)
    return LineagePage(
        lineage=lineage,
        value=value,
        status="" if point is None else why_none(atlas, str(lineage.place.code), lineage.year, point.status),
        origin="" if point is None else sentences.origin(point.kind),
        why="" if point is None else point.reason or sentences.status(point.status),
        used=tuple(_row(atlas, c) for c in lineage.cells if c.used),
        divisors=tuple(_row(atlas, c) for c in lineage.divisor_cells),
        also=tuple(_row(atlas, c) for c in lineage.cells if not c.used),
        calculation=calculation.shown(lineage),
        whole=_beside(lineage, lineage.whole),
        without=_beside(lineage, lineage.without),
    )


def _beside(lineage: Lineage, figure: FigureBeside | None) -> ShownBeside | None:
    if figure is None:
        return None
    point = figure.point
    if point is None or point.value is None:
        value = _("geen cijfer") if point is None else point.reason or sentences.status(point.status)
    else:
        value = exact(point.value, lineage.indicator)
    return ShownBeside(code=figure.place.code, name=figure.place.name, value=value)


def _row(atlas: Atlas, cell: PublishedCell) -> CellRow:
    text = cell.mark or ("" if cell.published is None else plain(cell.published))
    how = ""
    if cell.divided_by and cell.divisor is not None:
        how = _("gedeeld door {divisor} (kolom {column})").format(divisor=plain(cell.divisor), column=cell.divided_by)
    elif cell.divided_over and cell.divisor is not None:
        how = _("gedeeld door {divisor} ({indicator}, van dezelfde plek en hetzelfde jaar)").format(
            divisor=plain(cell.divisor), indicator=atlas.indicator(cell.divided_over).name
        )
    return CellRow(cell=cell, text=text or _("leeg"), how=how, status=sentences.status(cell.status))
