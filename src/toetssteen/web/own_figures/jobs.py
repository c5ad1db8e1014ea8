"""Making own figures public and taking them back, as jobs: definitions and file, a new snapshot, the serving one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from filelock import FileLock, Timeout

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.home import Home
from toetssteen.web.accounts.history import written_by
from toetssteen.web.jobs import commands
from toetssteen.web.jobs.kinds import JobError, JobKind, Json, Run
from toetssteen.web.own_figures import selectors
from toetssteen.web.own_figures.models import OwnFile, OwnTable
from toetssteen.web.own_figures.services import storing

PUBLISH, TAKE_BACK = "own-figures-publish", "own-figures-take-back"
# Seconds to wait for a round of refreshing that is busy.
PATIENCE = 600


class TableJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """table: number of the own table."""

    table: int


def publish(run: Run, arguments: TableJob) -> Json:
    """Check once more, write the definitions and the file, build and publish. When the build is refused, everything is
    put back as it was; the serving figures stay until all succeeded."""
    run.progress(0.0, _("Tabel nog eens controleren"))
    try:
        table = selectors.table(arguments.table)
        definitions, content = selectors.publishable(table), selectors.content(table)
    except ToetssteenError as problem:
        raise JobError(str(problem), again=False) from problem
    if not table.approved:
        # An earlier job that is done again does not make public what was changed or taken back since.
        raise JobError(_("Zet bij de tabel eerst een vinkje bij “Iedereen mag deze cijfers zien”."), again=False)
    with _only_round():
        before = storing.present(table.pk)
        try:
            run.progress(0.1, _("Beschrijving en bestand neerzetten"))
            storing.put_down(table.pk, definitions.files())
            storing.deliver(definitions, content)
            _build_and_publish(run)
        except (JobError, ToetssteenError):
            storing.put_down(table.pk, before)
            raise
    with transaction.atomic(), written_by(None, _("Openbaar")):
        OwnFile.objects.filter(table=table).update(draft_since=None)
        table.published = timezone.now()
        table.save()
        run.complete()
    return None


def take_back(run: Run, arguments: TableJob) -> Json:
    """Definitions and file go, and a snapshot without them is built and published. Earlier snapshots stay."""
    run.progress(0.0, _("Beschrijving en bestand weghalen"))
    with _only_round():
        storing.remove(arguments.table)
        _build_and_publish(run)
    with transaction.atomic(), written_by(None, _("Niet meer openbaar")):
        table = OwnTable.objects.filter(pk=arguments.table).first()
        if table is not None:
            OwnFile.objects.filter(table=table).update(draft_since=timezone.now())
            table.published = None
            table.save()
        run.complete()
    return None


def _build_and_publish(run: Run) -> None:
    run.progress(0.2, _("Cijfers bouwen, controleren en tonen"))
    commands.toetssteen(["build", "--publish"])


@contextmanager
def _only_round() -> Iterator[None]:
    """Hold the lock that refreshing holds, so that nobody publishes a snapshot of half of the definitions."""
    folder = Home.find().refreshes
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as problem:
        raise JobError(_("Er loopt al een verversing. Wacht tot die klaar is.")) from problem
    try:
        yield
    finally:
        lock.release()


def _of_table(arguments: TableJob) -> str:
    return str(arguments.table)


KINDS = (
    JobKind(
        PUBLISH,
        gettext_lazy("Eigen cijfers openbaar maken"),
        publish,
        arguments=TableJob,
        key=_of_table,
        time_limit=timedelta(hours=4),
        keep=timedelta(days=90),
    ),
    JobKind(
        TAKE_BACK,
        gettext_lazy("Eigen cijfers terughalen"),
        take_back,
        arguments=TableJob,
        key=_of_table,
        retries=2,
        time_limit=timedelta(hours=4),
        keep=timedelta(days=90),
    ),
)
