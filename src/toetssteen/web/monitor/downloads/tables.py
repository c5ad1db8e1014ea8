"""Tables for download of what templates write as HTML themselves. Made only when such a file is asked for."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words.sentences import status
from toetssteen.kernel.definitions import Domain, NamedArea
from toetssteen.web.monitor.about.context import AboutPage
from toetssteen.web.monitor.figure.context import SourceLine
from toetssteen.web.monitor.lineage.context import LineagePage
from toetssteen.web.monitor.profile.cards import Card
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def more_id(domain: Domain) -> str:
    return f"meer-{domain.id}"


def more(profile: Profile, themes: Iterable[tuple[Domain, Sequence[Card]]]) -> Iterator[Table]:
    """The figures of a theme that have no card of their own; each row leads to its origin."""
    place = profile.place
    columns = (
        TableColumn(_("Cijfer")),
        TableColumn(_("Jaar")),
        TableColumn(place.name, number=True),
        TableColumn(profile.reference_name, number=True),
        *([TableColumn(_("Jaar daarvan"))] if profile.reference is Reference.START else []),
        TableColumn(_("Verschil")),
        TableColumn(_("Hoe bekend")),
    )
    for domain, cards in themes:
        rows = [
            TableRow(
                card.indicator.name,
                (
                    str(card.year),
                    card.value,
                    card.reference or "–",
                    *_of_when(profile, card),
                    card.standing_word,
                    f"{card.origin}, {card.status}",
                ),
                reverse("monitor:lineage", args=[card.id, place.code, card.year]),
            )
            for card in cards
        ]
        caption = _("Cijfers over {theme}").format(theme=domain.name.lower())
        yield Table(caption, columns, rows, id=more_id(domain), about=tuple(card.id for card in cards))


def _of_when(profile: Profile, card: Card) -> tuple[str, ...]:
    """The year of the reference, where each figure has its own."""
    return (str(card.reference_year or "–"),) if profile.reference is Reference.START else ()


def elsewhere(profile: Profile) -> Table | None:
    """What was published under the place's code about other ground; None where there is nothing."""
    if not profile.elsewhere:
        return None
    place = profile.place
    columns = (
        TableColumn(_("Cijfer")),
        TableColumn(_("Jaar")),
        TableColumn(_("Plek van toen")),
        TableColumn(_("Waarde"), number=True),
    )
    rows = []
    for indicator, point in profile.elsewhere:
        other = point.elsewhere
        if other is None:
            continue
        value = status(other.status) if other.value is None else exact(other.value, indicator)
        where = _("{name} (indeling van {division})").format(name=other.name, division=other.division_year)
        origin = reverse("monitor:lineage", args=[indicator.id, place.code, point.year])
        rows.append(TableRow(indicator.name, (str(point.year), where, value), origin))
    caption = _("Cijfers over een andere plek, of andere grenzen, met de code {code}").format(code=place.code)
    return Table(caption, columns, rows, id="andere-plek", about=tuple({i.id: None for i, _point in profile.elsewhere}))


def sources(lines: Sequence[SourceLine]) -> Iterator[Table]:
    """The publications behind one indicator."""
    names = (_("Publicatie"), _("Tabel"), _("Kolom"), _("Jaren"), _("Voorwaarden"))
    rows = [TableRow(f"{s.publisher}: {s.title}", (s.table, s.columns, s.years, s.licence)) for s in lines]
    yield Table(_("Bronnen van dit cijfer"), [TableColumn(n) for n in names], rows, id="bronnen")


def about(page: AboutPage) -> Iterator[Table]:
    """Sources, what is expected, and what struck us in the files when that is more than the page shows."""
    names = (_("Publicatie"), _("Uitgever"), _("Jaren"), _("Indeling"), _("Opgehaald"), _("Voorwaarden"))
    rows = [
        TableRow(s.title, (s.publisher, years, str(s.division_year), retrieved, s.licence), s.address)
        for s, retrieved, years in page.sources
    ]
    yield Table(_("Bronnen in deze momentopname"), [TableColumn(n) for n in names], rows, id="bronnen")
    headings = [TableColumn(n) for n in (_("Cijfers"), _("Hoe lang na hun jaar"), _("Waaruit dat blijkt"), _("Welke"))]
    rows = [
        TableRow(line.subject, (line.pace, " ".join(line.why), ", ".join(i.name for i in line.indicators)))
        for line in page.calendar
    ]
    yield Table(_("Wanneer cijfers verschijnen"), headings, rows, id="verwacht")
    if page.more_notes:
        columns = [TableColumn(_("Bestand")), TableColumn(_("Rij"), number=True), TableColumn(_("Wat ons opviel"))]
        found = [TableRow(n.file, (str(n.row) if n.row else "–", n.text)) for n in page.manifest.notes]
        yield Table(_("Wat we bij het inlezen tegenkwamen"), columns, found, id="inlezen")


def areas(named: Sequence[tuple[Place, NamedArea]]) -> Iterator[Table]:
    """The areas with a name of their own."""
    names = (_("Naam"), _("Soort"), _("Gemeente"), _("Buurten bekend"), _("Gecontroleerd"))
    rows = []
    for place, area in named:
        buurten_known = (_("ja") if area.exhaustive else _("niet zeker allemaal")) if place.members else _("nee")
        cells = (area.kind, place.gemeente_name, buurten_known, _("ja") if area.verified else _("nee"))
        rows.append(TableRow(place.name, cells, reverse("monitor:profile", args=[place.code])))
    yield Table(_("Gebieden, op naam"), [TableColumn(n) for n in names], rows, id="gebieden")


def cells(page: LineagePage) -> Iterator[Table]:
    """The publisher's cells behind one figure: the one that is shown, and the others."""
    names = (
        _("Publicatie"),
        _("Uitgever"),
        _("Tabel"),
        _("Bestand"),
        _("Kolom"),
        _("Rij"),
        _("Daar staat"),
        _("Status"),
        _("Indeling"),
        _("Opgehaald"),
        _("Voorwaarden"),
        _("Vingerafdruk"),
        _("Op de pagina"),
    )
    rows = []
    for row in (*page.used, *page.divisors, *page.also):
        cell = row.cell
        texts = (
            cell.publisher,
            cell.table,
            cell.file,
            cell.column,
            str(cell.row),
            f"{row.text} {row.how}".strip(),
            row.status,
            str(cell.division_year),
            cell.retrieved,
            cell.licence,
            cell.sha256,
            _("ja") if cell.used else _("nee"),
        )
        rows.append(TableRow(cell.title, texts, cell.address))
    lineage = page.lineage
    caption = _("Het vak bij de uitgever: {name}, {place}, {year}").format(
        name=lineage.indicator.name, place=lineage.name, year=lineage.year
    )
    numbers = {_("Rij"), _("Daar staat")}
    columns = [TableColumn(name, number=name in numbers) for name in names]
    yield Table(caption, columns, rows, id="vakken", about=(lineage.indicator.id,))
    if page.calculation is not None:
        yield page.calculation.rows
