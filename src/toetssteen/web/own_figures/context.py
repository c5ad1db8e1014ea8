"""What the page of an own table shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from toetssteen.kernel.dutch import dutch
from toetssteen.web.own_figures.models import OwnTable
from toetssteen.web.own_figures.services.checking import NO_AREA, CheckedTable, FigurePreview, PreviewCell
from toetssteen.web.own_figures.services.places import Places
from toetssteen.web.own_figures.services.sheets import PlaceText
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

SHOWN_CELLS, SHOWN_PLACES, SHOWN_STATES = 300, 60, 50


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A text that is no place yet. number: of the field; options: of the places of the gemeente."""

    number: int
    text: PlaceText


@dataclass(frozen=True, slots=True)
class FigureTable:
    """table: of its figures; more: how many are not in it; counts: a sentence."""

    name: str
    counts: str
    table: Table
    more: int


def place_choices(outcome: CheckedTable) -> list[PlaceChoice]:
    return [PlaceChoice(number, text) for number, text in enumerate(outcome.unknown[:SHOWN_PLACES])]


def place_options(places: Places) -> list[tuple[str, str]]:
    """Every place of the gemeente, and that a row is none."""
    named = sorted(places.names.items(), key=lambda pair: (pair[0][:2] != "GM", pair[0]))
    return [(NO_AREA, _("geen gebied: sla deze regel over")), *((code, f"{name} ({code})") for code, name in named)]


def shown_figures(figures: Sequence[FigurePreview]) -> list[FigureTable]:
    return [_shown(preview) for preview in figures]


def _shown(preview: FigurePreview) -> FigureTable:
    cells = preview.cells
    columns = (TableColumn(_("Gebied")), TableColumn(_("Jaar")), TableColumn(_("Cijfer"), number=True))
    rows = [TableRow(f"{cell.place} ({cell.code})", (str(cell.year), _text(preview, cell))) for cell in cells]
    name = preview.figure.name or preview.figure.column
    counts = _("{figures} cijfers, {secret} geheim, {absent} zonder cijfer.").format(
        figures=sum(1 for cell in cells if cell.value is not None),
        secret=sum(1 for cell in cells if cell.secret),
        absent=sum(1 for cell in cells if cell.value is None and not cell.secret),
    )
    return FigureTable(name, counts, Table(name, columns, rows[:SHOWN_CELLS]), max(0, len(rows) - SHOWN_CELLS))


def _text(preview: FigurePreview, cell: PreviewCell) -> str:
    if cell.value is None:
        return cell.why or _("geen cijfer")
    number = dutch(cell.value, preview.figure.decimals)
    return f"{number} %" if preview.figure.unit == "%" else f"{number} {preview.figure.unit}"


def history_table(table: OwnTable) -> Table:
    """What was done with a table, the newest first."""
    names = (_("Wanneer"), _("Wat"), _("Door wie"))
    rows = [
        TableRow(
            date_format(localtime(state.history_date), "j M Y, H:i"),
            (
                state.history_change_reason or "",
                state.history_user.name if state.history_user else _("Toetssteen zelf"),
            ),
        )
        for state in table.history.select_related("history_user")[:SHOWN_STATES]
    ]
    return Table(_("Wat er met deze tabel gebeurde"), [TableColumn(name) for name in names], rows)


def tables_table(tables: Sequence[tuple[OwnTable, str, str]]) -> Table:
    """Every own table: (table, how it stands, its address)."""
    names = (_("Tabel"), _("Gemeente"), _("Bestand"), _("Hoe het staat"))
    rows = [TableRow(table.title, (table.gemeente, table.file, state), address) for table, state, address in tables]
    return Table(_("Eigen tabellen"), [TableColumn(name) for name in names], rows)
