"""The figures that a page offers for download."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.places import Place
from toetssteen.web.monitor.about.context import AboutPage
from toetssteen.web.monitor.compare.rows import ComparedRow
from toetssteen.web.monitor.figure.context import FigurePage
from toetssteen.web.monitor.focus.context import ShownFigure
from toetssteen.web.monitor.profile.cards import Card
from toetssteen.web.ui.figures import Figure
from toetssteen.web.ui.maps import MapView
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def of_card(place: Place, card: Card) -> Figure:
    """A card of the profile."""
    pictures = ((_("plekken naast elkaar"), card.line), (_("door de jaren"), card.path), (_("het verschil"), card.gap))
    return Figure(
        card.id,
        _("{name}: {place}").format(name=card.indicator.name, place=place.name),
        " ".join(filter(None, (card.level, card.compared))),
        [(label, picture) for label, picture in pictures if picture is not None],
        [table for table in (card.years, card.parts) if table is not None],
        (card.id,),
    )


def of_map(view: MapView | None) -> list[Figure]:
    """The map of the start page."""
    return [] if view is None else [Figure("kaart", view.title, "", about=(view.indicator,), year=view.year, map=view)]


def of_overview(page: FigurePage) -> list[Figure]:
    """Map, spread, years and table of one indicator: one figure."""
    indicator, overview = page.indicator, page.overview
    pictures = ((_("verdeling"), page.line), (_("door de jaren"), page.path))
    return [
        Figure(
            "cijfer",
            _("{name}, {year}, {plural} van {place}").format(
                name=indicator.name, year=overview.year, plural=page.plural, place=page.region.name
            ),
            page.spread,
            [(label, picture) for label, picture in pictures if picture is not None],
            [page.table],
            (indicator.id,),
            overview.year,
            page.map,
        )
    ]


def of_coverage(page: AboutPage) -> list[Figure]:
    """Which figures there are in which year."""
    pictures = [(_("overzicht"), page.presence.matrix)]
    return [Figure("dekking", page.presence.title, "", pictures, [page.presence.table])]


def of_comparison(compared: ComparedRow, names: Sequence[str]) -> Figure:
    """A figure of the page that sets places side by side. Its table is long in the file, a row for each place and
    year, so that each figure keeps the way to its origin."""
    indicator = compared.indicator
    columns = (
        TableColumn(_("Plek")),
        TableColumn(_("Jaar")),
        TableColumn(_("Waarde"), number=True),
        TableColumn(_("Let op")),
    )
    rows = [
        TableRow(name, (str(row.year), cell.text, row.remark), cell.link)
        for row in compared.rows
        for name, cell in zip(compared.columns, row.cells, strict=True)
    ]
    caption = _("{name} per jaar, in de volgorde die u koos").format(name=indicator.name)
    pictures = ((_("plekken naast elkaar"), compared.line), (_("door de jaren"), compared.paths))
    return Figure(
        compared.id,
        _("{name}: {places}").format(name=indicator.name, places=", ".join(names)),
        compared.finding,
        [(label, picture) for label, picture in pictures if picture is not None],
        [Table(caption, columns, rows, id=f"plekken-{compared.id}", about=(compared.id,))] if rows else [],
        (compared.id,),
    )


def of_focus(figure: ShownFigure) -> Figure:
    """A figure of the page with all focus areas, in name order."""
    columns = (
        TableColumn(_("Gebied")),
        TableColumn(_("Waarde"), number=True),
        TableColumn(_("De delen: van – tot")),
        TableColumn(_("De gemeente"), number=True),
        TableColumn(_("Hoe bekend")),
    )
    rows = [
        TableRow(row.name, (row.value, row.spread, row.city, row.how_known), row.value_link) for row in figure.table
    ]
    title = _("{name} in {year}, de focusgebieden op alfabet").format(name=figure.indicator.name, year=figure.year)
    table = Table(title, columns, rows, id=f"focus-{figure.id}", about=(figure.id,))
    return Figure(
        figure.id, title, figure.finding, [(_("gebieden"), figure.picture)], [table], (figure.id,), figure.year
    )
