"""Asking the publishers for newer figures, as a job."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries import table_states
from toetssteen.sources.deliveries.table_states import TableRound, TableState
from toetssteen.web.jobs import commands
from toetssteen.web.jobs.kinds import JobKind, Json, NoArguments, Run, one_at_a_time


def refresh(run: Run, _arguments: NoArguments) -> Json:
    """Fetch, build and publish. A second run goes on where the first was; the serving figures stay until new ones are
    whole."""
    run.progress(0.0, _("Cijfers ophalen bij de uitgevers, bouwen en controleren"))
    commands.toetssteen(["refresh"], watch=lambda: run.progress(*how_far(table_states.read(Home.find().refreshes))))
    return None


def how_far(tables: TableRound | None) -> tuple[float, str]:
    """How much of a round is done, from 0 to 1, and what happens now."""
    if tables is None or tables.finished:
        return 0.0, ""
    asked = sum(table.state in (TableState.IN, TableState.FAILED) for table in tables.tables)
    busy = tables.busy
    now = tables.doing or (busy.title if busy else "")
    words = _("{n} van {all} tabellen binnen. Nu: {now}").format(n=tables.whole, all=len(tables.tables), now=now)
    return asked / max(1, len(tables.tables)), words


KINDS = (
    JobKind(
        "refresh",
        gettext_lazy("Cijfers verversen"),
        refresh,
        key=one_at_a_time,
        retries=2,
        # Each next run goes on where the one before was.
        restarts=50,
        time_limit=timedelta(hours=12),
        keep=timedelta(days=90),
        # Nothing is asked over the network unless somebody chose that.
        schedule="off",
    ),
)
