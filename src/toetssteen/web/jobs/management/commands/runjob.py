"""One run of one job, in a process of its own. The worker starts it."""

import os
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from toetssteen.web.jobs.worker.running import die_with, run_job


class Command(BaseCommand):
    help = "Runs one job. Only the worker starts this."
    # The worker checked; of each job it would cost time.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uid")
        parser.add_argument("run", type=int)
        parser.add_argument("--worker", type=int, metavar="FD", help="pipe of which the worker holds the other end")

    def handle(self, *args: object, uid: str, run: int, worker: int | None, **options: object) -> None:
        if worker is not None:
            # What a job starts must not hold it.
            os.set_inheritable(worker, False)
            die_with(worker)
        sys.exit(run_job(uid, run))
