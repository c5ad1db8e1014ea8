"""The way back from a figure to the publisher's cell, as a page shows it."""

from django.utils.translation import gettext as _

from toetssteen.answers.figures.lineage import Cell, Lineage
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.kernel.dutch import dutch


def context(atlas: Atlas, found: Lineage) -> dict[str, object]:
    point = found.point
    value = "" if point is None or point.value is None else exact(point.value, found.indicator)
    return {
        "found": found,
        "value": value,
        "status": "" if point is None else why_none(atlas, str(found.place.code), found.year, point.status),
        "origin": "" if point is None else sentences.origin(point.kind),
        "why": "" if point is None else point.reason or sentences.status(point.status),
        "used": [_cell(c) for c in found.cells if c.used],
        "also": [_cell(c) for c in found.cells if not c.used],
        "parts": [atlas.gazetteer.places[code] for code in found.parts[:400]],
        "more_parts": max(0, len(found.parts) - 400),
        "weight": None if found.indicator.aggregation.by is None else atlas.indicators[found.indicator.aggregation.by],
    }


def _cell(cell: Cell) -> dict[str, object]:
    said = cell.mark or ("" if cell.published is None else _plain(cell.published))
    how = ""
    if cell.divided_by and cell.divisor is not None:
        how = _("gedeeld door {divisor} (kolom {column})").format(divisor=_plain(cell.divisor), column=cell.divided_by)
    return {"cell": cell, "said": said or _("leeg"), "how": how, "status": sentences.status(cell.status)}


def _plain(value: float) -> str:
    """As published: whole numbers whole, others with all their decimals."""
    return dutch(value) if value == int(value) else repr(value).replace(".", ",")
