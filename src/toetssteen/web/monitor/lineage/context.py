"""The way back from a figure to the publisher's cell, as a page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.figures.lineage import Lineage, PublishedCell
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import dutch

# A figure of the country has thousands of parts.
MOST_PARTS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A cell of a publisher. text: what stands there; how: what was done with it; status: in words."""

    cell: PublishedCell
    text: str
    how: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagePage:
    """What the template reads. value: "" where there is no figure, and `why` says why; used, also: the cells behind it,
    and others of the same place and year; parts: what it was added up from, as far as the page names them; weight: by
    which the parts count."""

    lineage: Lineage
    value: str
    status: str
    origin: str
    why: str
    used: tuple[CellRow, ...]
    also: tuple[CellRow, ...]
    parts: tuple[Place, ...]
    more_parts: int
    weight: Indicator | None


def lineage_page(atlas: Atlas, lineage: Lineage) -> LineagePage:
    point = lineage.point
    by = atlas.weight_of(lineage.indicator, atlas.cube.areas_at(lineage.parts))
    value = "" if point is None or point.value is None else exact(point.value, lineage.indicator)
    return LineagePage(
        lineage=lineage,
        value=value,
        status="" if point is None else why_none(atlas, str(lineage.place.code), lineage.year, point.status),
        origin="" if point is None else sentences.origin(point.kind),
        why="" if point is None else point.reason or sentences.status(point.status),
        used=tuple(_row(atlas, c) for c in lineage.cells if c.used),
        also=tuple(_row(atlas, c) for c in lineage.cells if not c.used),
        parts=tuple(atlas.gazetteer.places[code] for code in lineage.parts[:MOST_PARTS]),
        more_parts=max(0, len(lineage.parts) - MOST_PARTS),
        weight=None if by is None else atlas.indicators[by],
    )


def _row(atlas: Atlas, cell: PublishedCell) -> CellRow:
    text = cell.mark or ("" if cell.published is None else _plain(cell.published))
    how = ""
    if cell.divided_by and cell.divisor is not None:
        how = _("gedeeld door {divisor} (kolom {column})").format(divisor=_plain(cell.divisor), column=cell.divided_by)
    elif cell.divided_over and cell.divisor is not None:
        how = _("gedeeld door {divisor} ({indicator}, van dezelfde plek en hetzelfde jaar)").format(
            divisor=_plain(cell.divisor), indicator=atlas.indicator(cell.divided_over).name
        )
    return CellRow(cell=cell, text=text or _("leeg"), how=how, status=sentences.status(cell.status))


def _plain(value: float) -> str:
    """As published: whole numbers whole, others with all their decimals."""
    return dutch(value) if value == int(value) else repr(value).replace(".", ",")
