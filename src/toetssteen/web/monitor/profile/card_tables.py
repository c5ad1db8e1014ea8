"""The tables of a card: the figure per year, and that of the parts of the place."""

from itertools import pairwise
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def years(atlas: Atlas, place: Place, reading: Reading, reference_name: str) -> Table:
    """The figure per year, each year with a link to its origin."""
    indicator = reading.indicator
    compared = reading.reference is not None and reading.against is not None and reading.gap is not None
    origin = reverse("monitor:lineage", args=[indicator.id, place.code, 0]).removesuffix("0/")
    columns = [TableColumn(_("Jaar")), TableColumn(place.name, number=True)]
    if compared:
        columns.append(TableColumn(reference_name, number=True))
    first = next((p for p in reading.series.points if p.value is not None), None)
    changed = recoded(reading.series)
    rows = []
    for point in reading.series.points:
        value = "–" if point.value is None else exact(point.value, indicator)
        against = [_against(point.year, reading)] if compared else []
        rough = _rough(point.year, reading, reference_name) if compared else []
        remarks = ", ".join([_remark(atlas, place, point, first, changed), *rough])
        rows.append(TableRow(str(point.year), (value, *against, remarks), f"{origin}{point.year}/"))
    caption = _("{name} in {place}, per jaar").format(name=indicator.name, place=place.name)
    return Table(
        caption, (*columns, TableColumn(_("Hoe bekend"))), rows, id=f"jaren-{indicator.id}", about=(indicator.id,)
    )


def _against(year: int, reading: Reading) -> str:
    other = None if reading.reference is None else reading.reference.at(year)
    return "" if other is None or other.value is None else exact(other.value, reading.indicator)


def _rough(year: int, reading: Reading, name: str) -> list[str]:
    """That the reference of a year is not exact."""
    other = None if reading.reference is None else reading.reference.at(year)
    if other is None or other.value is None or other.kind is not FigureKind.APPROXIMATE:
        return []
    return [_("{name} bij benadering").format(name=name)]


def _remark(atlas: Atlas, place: Place, point: Point, first: Point | None, changed: tuple[Point, str] | None) -> str:
    """How the figure of a year is known, and under which code."""
    if point.value is None and not point.reason:
        return why_none(atlas, str(place.code), point.year, point.status)
    code = [] if point.value is None else _code(point, changed)
    return ", ".join([*sentences.how_known(point, first), *code])


def _code(point: Point, changed: tuple[Point, str] | None) -> list[str]:
    """Under which code a figure was published, and since when the place has another."""
    if point.former:
        return [_("toen met de code {code}").format(code=point.former)]
    if changed is None or changed[0].year != point.year:
        return []
    return [_("code veranderd, grens gelijk") if point.comparable else _("code veranderd")]


def recoded(series: Series) -> tuple[Point, str] | None:
    """The first figure under the code of today and the code before it; None when the code never changed."""
    for previous, point in pairwise(p for p in series.points if p.value is not None and not p.reason):
        if previous.former and not point.former:
            return point, previous.former
    return None


def parts(atlas: Atlas, place: Place, reading: Reading) -> Table | None:
    """The parts of the place in the year of the reading, in name order; None where it has none."""
    if not reading.parts or reading.latest is None:
        return None
    page = reverse("monitor:profile", args=["0"]).removesuffix("0/")
    indicator, year = reading.indicator, reading.latest.year
    rows = []
    for part in sorted(reading.parts, key=lambda p: (p.name, p.code)):
        cells = (
            ("–", why_none(atlas, part.code, year, Status(part.status)))
            if part.value is None
            else (exact(part.value, indicator), "")
        )
        rows.append(TableRow(part.name, cells, f"{page}{quote(part.code)}/" if part.of_today else ""))
    caption = _("{name}: de delen van {place} in {year}, op naam").format(
        name=indicator.name, place=place.name, year=reading.latest.year
    )
    columns = (TableColumn(_("Naam")), TableColumn(_("Waarde"), number=True), TableColumn(_("Hoe bekend")))
    return Table(caption, columns, rows, id=f"delen-{indicator.id}", about=(indicator.id,))
