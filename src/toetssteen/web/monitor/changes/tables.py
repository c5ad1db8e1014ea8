"""The tables that come over the network: what is in, what comes next, and what failed."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries import table_states
from toetssteen.sources.deliveries.table_states import LiveTable, TableRound, TableState
from toetssteen.web.ui.dates import day
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """The first round along the publishers as long as it is not at its end. next: the table that is fetched, or comes
    next; "" when only building is left. busy: false when the round was stopped."""

    whole: int
    all: int
    next: str
    busy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesPage:
    """What the template reads. incoming: None outside a first round; doing: what else happens now; failed: tables that
    did not come, with why; table: None when nothing was ever asked over the network."""

    incoming: Incoming | None
    doing: str
    whole: int
    failed: tuple[LiveTable, ...]
    asked_on: str
    table: Table | None


def incoming() -> Incoming | None:
    folder = Home.find().refreshes
    tables = _kept(folder, table_states.changed(folder))
    if tables is None or not tables.first or tables.finished:
        return None
    following = tables.busy or tables.following
    return Incoming(
        whole=tables.whole,
        all=len(tables.tables),
        next=following.title if following else "",
        busy=table_states.goes_on(folder),
    )


def stamp() -> str:
    """Another text for another state of a first round; "" outside one."""
    state = incoming()
    return "" if state is None else f"-{state.whole}-{state.all}-{state.busy:d}-{state.next}"


def tables_page() -> TablesPage:
    tables = table_states.read(Home.find().refreshes)
    if tables is None:
        return TablesPage(incoming=None, doing="", whole=0, failed=(), asked_on="", table=None)
    return TablesPage(
        incoming=incoming(),
        doing=tables.doing,
        whole=tables.whole,
        failed=tables.failed,
        asked_on=day(tables.started),
        table=Table(
            _("Alle tabellen die bij de uitgevers worden opgehaald, in de volgorde waarin dat gebeurt"),
            (
                TableColumn(_("Tabel")),
                TableColumn(_("Uitgever")),
                TableColumn(_("Nu")),
                TableColumn(_("Wat wij hebben is van")),
                TableColumn(_("Grootte"), number=True),
            ),
            [
                TableRow(t.title, (t.publisher, _state(t), day(t.retrieved) or "–", _size(t.bytes)))
                for t in tables.tables
            ],
        ),
    )


@lru_cache(maxsize=1)
def _kept(folder: Path, changed: int) -> TableRound | None:
    """As long as the file is the same it is read once."""
    return table_states.read(folder) if changed else None


def _state(table: LiveTable) -> str:
    match table.state:
        case TableState.BUSY:
            return _("wordt opgehaald")
        case TableState.FAILED:
            return _("mislukt; wat wij hadden blijft") if table.whole else _("mislukt")
        case TableState.IN:
            return _("binnen")
        case TableState.WAITING:
            return _("binnen") if table.whole else _("wacht")


def _size(count: int) -> str:
    """In megabytes; "–" for nothing."""
    if not count:
        return "–"
    return _("minder dan 1 MB") if count < 1_000_000 else f"{count // 1_000_000} MB"
