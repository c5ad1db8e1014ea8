"""A sum written out for a page and its files: what was done in a sentence, and a row for every part."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetssteen.answers.figures.calculation import CalculatedPart, Calculation
from toetssteen.answers.figures.lineage import Lineage
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published_cells import PublishedCell
from toetssteen.answers.words import sentences
from toetssteen.kernel.definitions import AggregationRule
from toetssteen.kernel.dutch import dutch
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

# More digits than a pocket calculator shows.
_DECIMALS = 10
# Values with more digits than this were divided by us, and not published so.
_PUBLISHED_DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCalculation:
    """What the page shows of a sum. words: sentence by sentence; rows: every part."""

    words: tuple[str, ...]
    rows: Table


def shown(lineage: Lineage) -> ShownCalculation | None:
    if lineage.calculation is None:
        return None
    return ShownCalculation(words=tuple(_words(lineage, lineage.calculation)), rows=_rows(lineage, lineage.calculation))


def plain(value: float) -> str:
    """All its digits, in Dutch: 12970 -> "12.970", 12.6 -> "12,6"."""
    for decimals in range(_PUBLISHED_DECIMALS + 1):
        if abs(value - round(value, decimals)) < 1e-9 * max(1.0, abs(value)):
            return dutch(value, decimals)
    return dutch(value, _DECIMALS).rstrip("0")


def _in_a_sentence(name: str) -> str:
    """Without its capital, unless that is of an abbreviation: "inwoners in het onderzoek ELAN", "WOZ-waarde"."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _words(lineage: Lineage, sums: Calculation) -> Iterator[str]:
    outcome = (
        "" if lineage.point is None or lineage.point.value is None else exact(lineage.point.value, lineage.indicator)
    )
    of = sums.of.name
    if sums.by is None:
        yield _("Tel de waarden van alle delen bij elkaar: {outcome}.").format(outcome=outcome)
    else:
        yield _how(sums).format(
            of=of,
            by=_in_a_sentence(sums.by.name),
            above=plain(sums.above),
            below=plain(sums.below),
            factor=plain(sums.factor),
            result=plain(sums.unrounded),
            outcome=outcome,
        )
    if sums.step:
        yield _(
            "De uitgever rondt de cijfers van de delen af op {step}. Daarom ronden wij de uitkomst ook zo af: preciezer weten wij het niet."
        ).format(step=exact(sums.step, lineage.indicator))
    if sums.rule is AggregationRule.SUM:
        yield _("Kleine aantallen zijn afgerond, daarom kan een optelling iets afwijken.")
    if sums.missing:
        yield ngettext(
            "{n} deel telt niet mee. In de tabel staat waarom.",
            "{n} delen tellen niet mee. In de tabel staat waarom.",
            len(sums.missing),
        ).format(n=len(sums.missing))
    if any(part.weight is not None and part.weight.year != lineage.year for part in sums.parts):
        yield _("Van een of meer delen is het gewicht van een ander jaar: van het jaar zelf is het niet bekend.")


def _how(sums: Calculation) -> str:
    if sums.rule is AggregationRule.RATIO:
        return _(
            "Tel van alle delen de waarden bij elkaar ({of}): {above}. Deel dat door alle {by} bij elkaar: {below}. Doe dat keer {factor}. Dat is {result}, afgerond {outcome}."
        )
    return _(
        "Een gemiddelde waarin grote delen zwaarder tellen. Doe van elk deel de waarde keer het gewicht ({by}) en tel dat bij elkaar: {above}. Deel dat door alle gewichten bij elkaar: {below}. Dat is {result}, afgerond {outcome}."
    )


def _rows(lineage: Lineage, sums: Calculation) -> Table:
    columns = [
        TableColumn(_("Deel")),
        TableColumn(_("Code")),
        TableColumn(_("Waarde"), number=True),
        TableColumn(_("Status")),
        TableColumn(_("Telt mee")),
        TableColumn(_("Waar de waarde staat")),
    ]
    if sums.by is not None:
        columns[5:5] = [TableColumn(_("Gewicht"), number=True), TableColumn(_("Wat het gewicht is"))]
        columns.append(TableColumn(_("Waar het gewicht staat")))
    address = reverse("monitor:lineage", args=[sums.of.id, "-", lineage.year])
    rows = [TableRow(_name(part), _texts(sums, part), address.replace("/-/", f"/{part.code}/")) for part in sums.parts]
    caption = _("De delen van {name}: {of}, {year}").format(name=lineage.name, of=sums.of.name, year=lineage.year)
    return Table(caption, columns, rows, id="delen", about=(lineage.indicator.id,))


def _name(part: CalculatedPart) -> str:
    """Files of years long gone hold codes of gemeenten and no names."""
    return part.name if part.name != part.code else _("gemeente zonder naam in de bestanden")


def _texts(sums: Calculation, part: CalculatedPart) -> tuple[str, ...]:
    value = "–" if part.value is None else plain(part.value)
    status = sentences.status(part.status) if part.cell is not None else "–"
    counts = _("ja") if part.counts else _("nee: {why}").format(why=part.missing)
    place = "–" if part.cell is None else _where(part.cell)
    if sums.by is None:
        return (str(part.code), value, status, counts, place)
    if part.weight is None:
        return (str(part.code), value, status, counts, "–", "–", place, "–")
    weight = part.weight
    name = _("{name}, {year}").format(name=_in_a_sentence(weight.indicator.name), year=weight.year)
    found = "–" if weight.cell is None else _where(weight.cell)
    return (str(part.code), value, status, counts, plain(weight.value), name, place, found)


def _where(cell: PublishedCell) -> str:
    return _("{publisher}, {table}, {file}, kolom {column}, rij {row}").format(
        publisher=cell.publisher, table=cell.table or cell.title, file=cell.file, column=cell.column, row=cell.row
    )
