"""A site of its own with a database in a file (or on PostgreSQL), of which tests start and kill workers."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.models import QuerySet

from toetssteen.web.jobs.kinds import kinds
from toetssteen.web.jobs.models import Job, RunState
from toetssteen.web.jobs.worker import processes

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0  # seconds; a machine that does more than these tests starts a worker slowly


class Site:
    """An installation that workers run in. alias: of its database, for `using`."""

    def __init__(self, var: Path, alias: str, database: str) -> None:
        self.var = var
        self.alias = alias
        self._environment = os.environ | {
            "TOETSSTEEN_VAR": str(var),
            "TOETSSTEEN_DATABASE": database,
            "TRIAL_FOLDER": str(var),
            "DJANGO_SETTINGS_MODULE": "web.jobs.trial.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"))),
        }
        self.workers: list[subprocess.Popen[bytes]] = []

    def worker(self, prelude: str = "") -> "subprocess.Popen[bytes]":
        """A worker that looks often. prelude: code that is run before it."""
        code = f"{prelude}\nfrom django.core.management import execute_from_command_line as run\n"
        code += "run(['manage.py', 'worker', '--poll', '0.05'])"
        output = (self.var / "worker.log").open("ab")
        worker = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=self._environment, stdout=output, stderr=output
        )
        output.close()
        self.workers.append(worker)
        return worker

    def process(self, code: str) -> "subprocess.Popen[bytes]":
        """A process of this installation that is told and asked over pipes."""
        command = [sys.executable, "-c", code]
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    @property
    def jobs(self) -> QuerySet[Job]:
        return Job.objects.using(self.alias)

    def add(self, kind: str, key: str = "", **arguments: object) -> Job:
        return self.jobs.create(uid=uuid4().hex, kind=kind, key=key, arguments=arguments)

    def runs(self) -> list[tuple[str, str, str]]:
        """What every run left: the job, the number of the run, what it said."""
        path = self.var / "runs"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [tuple(line.split(" ", 2)) for line in text.splitlines()]  # type: ignore[misc]

    def said(self, job: Job) -> list[str]:
        return [mark for uid, _run, mark in self.runs() if uid == job.uid]

    def until(self, happened: Callable[[], bool], patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not happened():
            assert time.monotonic() < deadline, self.told()
            time.sleep(0.02)

    def state(self, job: Job) -> RunState:
        return RunState(self.jobs.get(pk=job.pk).state)

    def until_state(self, job: Job, *states: RunState) -> Job:
        self.until(lambda: self.state(job) in states)
        return self.jobs.get(pk=job.pk)

    def told(self) -> str:
        log = self.var / "worker.log"
        rows = list(self.jobs.values_list("kind", "state", "run", "attempts", "error"))
        return f"{rows}\n{self.runs()}\n{log.read_text(errors='replace') if log.exists() else ''}"

    def end(self) -> None:
        """Firmly, for that is quickest; their runs end with them."""
        for worker in self.workers:
            worker.kill()
            worker.wait()
        for uid in self.jobs.values_list("uid", flat=True):
            assert processes.end_job(uid, patience=1)


def _on_postgres(tmp_path: Path, transactional_db: None) -> Iterator[Site]:
    """The database of the tests, that other processes can reach too."""
    address = os.environ["TOETSSTEEN_DATABASE"].rpartition("/")[0]
    trial_site = Site(tmp_path, "default", f"{address}/{connection.settings_dict['NAME']}")
    yield trial_site
    trial_site.end()


def _in_a_file(tmp_path: Path, empty_installation: Path, django_db_blocker: Any) -> Iterator[Site]:
    """An SQLite of its own: the one of the tests lives in this process only."""
    shutil.copytree(empty_installation, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "toetssteen.sqlite3"
    connections.databases["jobs-site"] = {**connections.databases["default"], "NAME": str(file)}
    trial_site = Site(tmp_path, "jobs-site", f"sqlite:///{file}")
    with django_db_blocker.unblock():
        yield trial_site
        trial_site.end()
        connections["jobs-site"].close()
    del connections["jobs-site"]
    del connections.databases["jobs-site"]


_POSTGRES = os.environ.get("TOETSSTEEN_DATABASE", "").startswith("postgres")
site = pytest.fixture(_on_postgres if _POSTGRES else _in_a_file, name="site")


@pytest.fixture
def trial_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kinds of the trial, in this process and in place of those of the app itself."""
    monkeypatch.setattr(apps.get_app_config("jobs"), "job_kinds", "web.jobs.trial.kinds.KINDS")
    kinds.cache_clear()
    yield
    kinds.cache_clear()
