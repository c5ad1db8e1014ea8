"""The way back from a figure as the open data API gives it: the publisher's cells, and the sum that was made of them."""

from toetssteen.answers.figures.calculation import CalculatedPart, Calculation
from toetssteen.answers.figures.lineage import FigureBeside, Lineage
from toetssteen.answers.figures.published_cells import PublishedCell
from toetssteen.web.monitor.api.shapes import Shape
from toetssteen.web.monitor.api.words import KIND, STATUS


def lineage(lineage: Lineage) -> Shape:
    point = lineage.point
    return {
        "cijfer": lineage.indicator.id,
        "code": lineage.code,
        "naam": lineage.name,
        "jaar": lineage.year,
        "waarde": None if point is None else point.value,
        "status": None if point is None else STATUS[point.status],
        "bepaling": None if point is None else KIND[point.kind],
        "reden": "" if point is None else point.reason,
        "cellen": [_cell(cell) for cell in lineage.cells],
        "cellenDeler": [_cell(cell) for cell in lineage.divisor_cells],
        "delen": [str(code) for code in lineage.parts],
        "berekening": None if lineage.calculation is None else _calculation(lineage.calculation),
        "geheel": None if lineage.whole is None else _place_figure(lineage.whole),
        "zonder": None if lineage.without is None else _place_figure(lineage.without),
    }


def _place_figure(figure: FigureBeside) -> Shape:
    point = figure.point
    return {
        "code": figure.place.code,
        "naam": figure.place.name,
        "waarde": None if point is None else point.value,
        "status": None if point is None else STATUS[point.status],
        "bepaling": None if point is None else KIND[point.kind],
    }


def _calculation(calculation: Calculation) -> Shape:
    return {
        "regel": str(calculation.rule),
        "van": calculation.of.id,
        "gewicht": None if calculation.by is None else calculation.by.id,
        "factor": calculation.factor,
        "boven": calculation.above,
        "onder": None if calculation.by is None else calculation.below,
        "uitkomst": calculation.unrounded,
        "afgerondOp": calculation.step or None,
        "delen": [_part(part) for part in calculation.parts],
    }


def _part(part: CalculatedPart) -> Shape:
    weight = part.weight
    return {
        "code": str(part.code),
        "naam": part.name,
        "waarde": part.value,
        "status": STATUS[part.status],
        "teltMee": part.counts,
        "reden": part.missing,
        "gewicht": None if weight is None else weight.value,
        "gewichtCijfer": None if weight is None else weight.indicator.id,
        "gewichtJaar": None if weight is None else weight.year,
        "cel": None if part.cell is None else _cell(part.cell),
        "celGewicht": None if weight is None or weight.cell is None else _cell(weight.cell),
    }


def _cell(cell: PublishedCell) -> Shape:
    return {
        "code": str(cell.area),
        "uitgever": cell.publisher,
        "titel": cell.title,
        "tabel": cell.table,
        "versie": cell.version,
        "adres": cell.address,
        "licentie": cell.licence,
        "bestand": cell.file,
        "sha256": cell.sha256,
        "opgehaald": cell.retrieved,
        "indelingsjaar": cell.division_year,
        "kolom": cell.column,
        "gedeeldDoor": cell.divided_by,
        "gedeeldDoorIndicator": cell.divided_over,
        "rij": cell.row,
        "gepubliceerd": cell.published,
        "deler": cell.divisor,
        "waarde": cell.value,
        "status": STATUS[cell.status],
        "teken": cell.mark,
        "gebruikt": cell.used,
    }
