"""Runs the jobs that wait, until it is told to stop."""

import signal
from argparse import ArgumentParser
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand

from toetssteen.web.jobs.worker.loop import POLL, JobWorker


class Command(BaseCommand):
    help = "Runs jobs, each in a process of its own, until SIGTERM or Ctrl-C. Runs beside the web server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--poll", type=float, default=POLL, help="seconds between two looks for a job")

    def handle(self, *args: object, poll: float, **options: object) -> None:
        worker = JobWorker(settings.JOBS_AT_A_TIME, poll)

        def stop(_number: int, _frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        worker.work()
