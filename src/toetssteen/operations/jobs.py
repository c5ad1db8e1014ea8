"""Recurring jobs for the whole installation: backups, and removing what was kept long enough."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.web.jobs import commands
from toetssteen.web.jobs.kinds import JobError, JobKind, Json, NoArguments, Run, one_at_a_time

BEGINS, ENDS = "toetssteen-", ".tar"


def carry_out_retention(_run: Run, _arguments: NoArguments) -> Json:
    commands.manage("retention")
    return None


def make_backup(run: Run, _arguments: NoArguments) -> Json:
    """Write a backup into the folder for them and remove the oldest. The next one removes the draft of a killed one."""
    if not settings.BACKUPS:
        raise JobError(_("Zeg eerst met TOETSSTEEN_BACKUPS in welke map reservekopieën komen."), again=False)
    folder = Path(settings.BACKUPS)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{BEGINS}{timezone.localtime():%Y-%m-%d-%H%M%S}{ENDS}"
    run.progress(0.0, _("Reservekopie maken en nalezen"))
    commands.toetssteen(["backup", str(file)])
    removed = thin_out(folder, settings.BACKUPS_KEPT)
    return {"file": file.name, "removed": removed}


def thin_out(folder: Path, kept: int) -> list[str]:
    """Remove all but the newest of our own backups. Returns the names of those removed."""
    # The time is in the name, so names sort by time.
    old = sorted(folder.glob(f"{BEGINS}*{ENDS}"))[:-kept]
    for file in old:
        file.unlink(missing_ok=True)
    return [file.name for file in old]


KINDS = (
    JobKind(
        "backup",
        gettext_lazy("Reservekopie"),
        make_backup,
        key=one_at_a_time,
        retries=2,
        time_limit=timedelta(hours=4),
        keep=timedelta(days=90),
        schedule="02:00" if settings.BACKUPS else "off",
    ),
    JobKind(
        "retention",
        gettext_lazy("Opruimen wat lang genoeg bewaard is"),
        carry_out_retention,
        key=one_at_a_time,
        retries=3,
        keep=timedelta(days=90),
        schedule="03:30",
    ),
)
