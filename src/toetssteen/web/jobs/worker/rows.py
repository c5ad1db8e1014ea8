"""Rows of workers: reporting that this one is alive, and finding dead ones.

One clock counts, that of the database. A worker on another machine is dead when it was not heard for LEASE; one that
cannot reach the database ends its runs well before that (CUT_OFF), so that they never run twice.
"""

import os
from datetime import timedelta

from django.db.models import ProtectedError
from django.db.models.functions import Now

from toetssteen.web.jobs.models import Worker
from toetssteen.web.jobs.worker import processes

LEASE = timedelta(seconds=60)
CUT_OFF = 40.0  # seconds without an answer of the database


def register() -> Worker:
    """Add a row for this process."""
    pid = os.getpid()
    return Worker.objects.create(machine=processes.machine(), pid=pid, process_start=processes.started(pid))


def say_alive(worker: Worker) -> bool:
    """Update the row of this worker. Returns False when another worker has removed it."""
    return bool(Worker.objects.filter(pk=worker.pk).update(heard_at=Now()))


def dead_beside(worker: Worker) -> list[Worker]:
    """Workers whose process is gone."""
    others = Worker.objects.exclude(pk=worker.pk)
    on_this_machine = others.filter(machine=worker.machine)
    silent = others.exclude(machine=worker.machine).filter(heard_at__lt=Now() - LEASE)
    return [other for other in on_this_machine if not processes.lives(other.pid, other.process_start)] + list(silent)


def remove(worker: Worker) -> bool:
    """Whether the row went; it stays as long as a job names it."""
    try:
        Worker.objects.filter(pk=worker.pk).delete()
    except ProtectedError:
        return False
    return True
