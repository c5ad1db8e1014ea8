"""Jobs and moments in words, and the tables of the pages."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetssteen.web.jobs import recurrence
from toetssteen.web.jobs.kinds import title
from toetssteen.web.jobs.models import Job, RunState
from toetssteen.web.jobs.scheduling import Planned
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def moment(time: datetime | None) -> str:
    """“28 nov 2026, 05:00”, on the clock of the site; "" for none."""
    return "" if time is None else date_format(timezone.localtime(time), "j M Y, H:i")


def lasted(job: Job) -> str:
    """How long its last run took, or takes; "" for one that never started."""
    if job.started_at is None or job.state == RunState.QUEUED:
        return ""
    return duration((job.ended_at or timezone.now()) - job.started_at)


def duration(time: timedelta) -> str:
    """In seconds below two minutes, in minutes below two hours, in hours from there."""
    seconds = max(0, round(time.total_seconds()))
    if seconds < 120:
        return ngettext("{n} seconde", "{n} seconden", seconds).format(n=seconds)
    if seconds < 7200:
        return _("{n} minuten").format(n=seconds // 60)
    return _("{n} uur").format(n=seconds // 3600)


def rule(text: str) -> str:
    """A recurrence in words."""
    recurring = recurrence.parse(text)
    if recurring.clock_time is not None:
        return _("elke dag om {time}").format(time=f"{recurring.clock_time:%H:%M}")
    if recurring.minutes is not None:
        return _("elke {n} minuten").format(n=recurring.minutes)
    return _("niet vanzelf")


def state(job: Job) -> str:
    """What it does now; of one that waits for another try, until when."""
    if job.state == RunState.RUNNING and job.cancel_asked:
        return _("wordt gestopt")
    if job.state == RunState.QUEUED and job.not_before > timezone.now():
        return _("wacht tot {moment}").format(moment=moment(job.not_before))
    return str(job.get_state_display())


def requester(job: Job) -> str:
    return job.requested_by.name if job.requested_by else _("Toetssteen zelf")


def jobs_table(jobs: Iterable[Job]) -> Table:
    names = (_("Taak"), _("Toestand"), _("Gevraagd door"), _("In de rij sinds"), _("Duurde"))
    rows = [
        TableRow(
            title(job.kind),
            (state(job), requester(job), moment(job.queued_at), lasted(job)),
            reverse("jobs:job", args=[job.pk]),
        )
        for job in jobs
    ]
    return Table(_("Taken, de nieuwste eerst"), [TableColumn(name) for name in names], rows)


def schedule_table(planned: Iterable[tuple[Planned, Job | None]]) -> Table:
    """Each recurring kind, with the job of it that ended last."""
    names = (_("Taak"), _("Wanneer"), _("De volgende keer"), _("De laatste keer"))
    rows = [
        TableRow(
            str(recurring.kind.title),
            (
                rule(recurring.rule),
                moment(recurring.next_at) or _("niet gepland"),
                f"{moment(last_job.ended_at)}: {state(last_job)}" if last_job else _("nog nooit"),
            ),
            reverse("jobs:schedule", args=[recurring.kind.name]),
        )
        for recurring, last_job in planned
    ]
    return Table(_("Op vaste tijden"), [TableColumn(name) for name in names], rows)


def facts_table(job: Job) -> Table:
    """What there is to say of one job, for everybody who may see it."""
    facts = (
        (_("Gevraagd door"), requester(job)),
        (_("In de rij sinds"), moment(job.queued_at)),
        (_("Begonnen"), moment(job.started_at)),
        (_("Klaar"), moment(job.ended_at)),
        (_("Duurde"), lasted(job)),
        (_("Keer geprobeerd"), str(job.attempts)),
    )
    rows = [TableRow(name, (value,)) for name, value in facts if value]
    return Table(_("Over deze taak"), (TableColumn(_("Wat")), TableColumn(_("Hoe het is"))), rows)
