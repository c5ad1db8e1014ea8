"""The worker: claims jobs, runs each in a process of its own, and ends runs that were stopped or took too long."""

import logging
import time
from datetime import timedelta

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.web.jobs import runs, scheduling, services
from toetssteen.web.jobs.kinds import kinds
from toetssteen.web.jobs.models import Job
from toetssteen.web.jobs.worker import children, processes, rows
from toetssteen.web.jobs.worker.children import Child

log = logging.getLogger("toetssteen.jobs")
# Seconds between: looking for a job; saying that we live; looking at what changes slowly; throwing away what is old.
POLL, HEARTBEAT, SLOWLY, TIDYING = 1.0, 5.0, 15.0, 3600.0
# A run that ended may take so long to leave; a worker that stops waits so long for its runs, and then ends them.
LEAVING, GRACE, PATIENCE = 10.0, 3.0, 1.5
UNKNOWN_LIMIT = timedelta(minutes=1)


class JobWorker:
    """slots: how many jobs run at a time; poll: seconds between two looks."""

    def __init__(self, slots: int = 2, poll: float = POLL) -> None:
        self.children: list[Child] = []
        self._slots = slots
        self._poll = poll
        self._stopping = False
        self._row = rows.register()
        self._answered = time.monotonic()
        self._next = {HEARTBEAT: 0.0, SLOWLY: 0.0, TIDYING: 0.0}

    def stop(self) -> None:
        """End the loop at its next look. Called by a signal handler."""
        self._stopping = True

    def work(self) -> None:
        """Run jobs until `stop` is called."""
        while not self._stopping:
            self.look()
            time.sleep(self._poll)
        self._leave()

    def look(self) -> None:
        """One round of the loop. When the database does not answer, the next round tries again."""
        try:
            close_old_connections()
            self._look()
            self._answered = time.monotonic()
        except DatabaseTrouble:
            log.exception("the database does not answer")
            connection.close()
        if time.monotonic() - self._answered > rows.CUT_OFF:
            self._end_all()

    def _look(self) -> None:
        if self._turn(HEARTBEAT):
            self._say_alive()
        self._watch_children()
        if self._turn(SLOWLY):
            self._take_over()
            scheduling.tick(timezone.now())
        if self._turn(TIDYING):
            services.forget_old(timezone.now())
        while len(self.children) < self._slots and (job := runs.claim(self._row, timezone.now())):
            self._start(job)

    def _turn(self, every: float) -> bool:
        now = time.monotonic()
        if now < self._next[every]:
            return False
        self._next[every] = now + every
        return True

    def _say_alive(self) -> None:
        if not rows.say_alive(self._row):
            log.error("this worker was given up by another: its runs are ended")
            self._end_all()
            self._row = rows.register()
        for child in self.children:
            child.keep_log()

    def _start(self, job: Job) -> None:
        kind = kinds().get(job.kind)
        try:
            self.children.append(children.start(job, kind.time_limit if kind else UNKNOWN_LIMIT))
        except OSError as problem:
            log.exception("a run could not be started")
            words = _("De taak kon niet worden gestart: {why}.").format(why=problem.strerror)
            runs.fail(job.uid, job.run, words)

    def _watch_children(self) -> None:
        if not self.children:
            return
        rows = Job.objects.filter(worker=self._row).values_list("uid", "run", "cancel_asked")
        cancel_asked = {(uid, run): cancel for uid, run, cancel in rows}
        for child in list(self.children):
            self._watch(child, cancel_asked.get((child.uid, child.run)))

    def _watch(self, child: Child, cancel: bool | None) -> None:
        """cancel: whether somebody stopped the job; None when the run does not count any more."""
        now = time.monotonic()
        if child.ended():
            if child.end(0):
                child.keep_log()
                runs.die(child.uid, child.run)
                self._drop(child)
        elif cancel is None:
            child.over_since = child.over_since or now
            if now - child.over_since > LEAVING and child.end():
                self._drop(child)
        elif cancel:
            if child.end():
                child.keep_log()
                runs.cancel_run(child.uid, child.run)
                self._drop(child)
        elif now > child.deadline and child.end():
            child.keep_log()
            words = _("De taak duurde langer dan {limit} en is afgebroken.").format(limit=duration(child.limit))
            runs.fail(child.uid, child.run, words)
            self._drop(child)

    def _drop(self, child: Child) -> None:
        child.close()
        self.children.remove(child)

    def _take_over(self) -> None:
        """Take over the jobs of dead workers, then settle all jobs of this worker that have no process."""
        for dead in rows.dead_beside(self._row):
            for job in Job.objects.filter(worker=dead):
                if runs.take_over(job, self._row):
                    log.warning("job %s of a dead worker taken over", job.uid)
            rows.remove(dead)
        running = {child.uid for child in self.children}
        for job in Job.objects.filter(worker=self._row).exclude(uid__in=running):
            self._settle(job)

    def _settle(self, job: Job) -> None:
        if not processes.end_job(job.uid, patience=0):
            log.error("a process of job %s cannot be ended", job.uid)
            return
        runs.keep_log(job.uid, job.run, children.left_behind(job))
        runs.die(job.uid, job.run)

    def _end_all(self) -> None:
        """End all runs without asking the database; their rows are settled later, by this worker or another."""
        for child in list(self.children):
            if child.end(PATIENCE):
                self._drop(child)

    def _leave(self) -> None:
        """Give runs a short while to finish, then end them; their jobs wait for another worker."""
        deadline = time.monotonic() + GRACE
        try:
            while self.children and time.monotonic() < deadline:
                self._watch_children()
                time.sleep(min(self._poll, 0.1))
            for child in list(self.children):
                if child.end(PATIENCE):
                    child.keep_log()
                    runs.call_off(child.uid, child.run)
                    self._drop(child)
            rows.remove(self._row)
        except DatabaseTrouble:
            log.exception("the database does not answer")
            self._end_all()


def duration(limit: timedelta) -> str:
    """In whole minutes, or seconds below one."""
    seconds = int(limit.total_seconds())
    return _("{n} minuten").format(n=seconds // 60) if seconds >= 120 else _("{n} seconden").format(n=seconds)
