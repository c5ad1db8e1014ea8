"""Recurring jobs: which are due, and when they come round next."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from toetssteen.web.jobs import recurrence
from toetssteen.web.jobs.kinds import JobKind, kinds
from toetssteen.web.jobs.models import Schedule
from toetssteen.web.jobs.services import enqueue


@dataclass(frozen=True, slots=True)
class Planned:
    """A recurring kind. default: what the installation or the kind says; own: what an administrator chose, or "".
    next_at: as the workers counted it; None for off, and before any worker looked."""

    kind: JobKind
    default: str
    own: str
    next_at: datetime | None

    @property
    def rule(self) -> str:
        return self.own or self.default


def planned() -> list[Planned]:
    """Every recurring kind, in the order they were declared."""
    rows = {row.kind: row for row in Schedule.objects.all()}
    return [_planned(kind, rows.get(kind.name)) for kind in kinds().values() if kind.schedule is not None]


def _planned(kind: JobKind, row: Schedule | None) -> Planned:
    default = settings.JOB_SCHEDULE.get(kind.name, kind.schedule or "off")
    return Planned(kind, default, row.own if row else "", row.next_at if row else None)


def tick(now: datetime) -> None:
    """Queue what is due. However many workers look and however long nobody did: once for each kind."""
    rows = {row.kind: row for row in Schedule.objects.all()}
    for recurring in planned():
        row = rows.get(recurring.kind.name)
        if row is None:
            row, _made = Schedule.objects.get_or_create(kind=recurring.kind.name)
        following = recurrence.following(recurrence.parse(recurring.rule), now, timezone.get_default_timezone())
        if row.counted != recurring.rule:
            Schedule.objects.filter(pk=row.pk, counted=row.counted).update(counted=recurring.rule, next_at=following)
        elif row.next_at is not None and row.next_at <= now:
            _due(row, following)


def _due(row: Schedule, following: datetime | None) -> None:
    with transaction.atomic():
        if Schedule.objects.filter(pk=row.pk, next_at=row.next_at, counted=row.counted).update(next_at=following):
            enqueue(row.kind)
