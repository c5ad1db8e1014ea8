"""The kinds of job there are. A subject declares its own on its AppConfig (`job_kinds`); this app knows no subject.

The contract, for who writes a kind:

- At most one process runs a job at a time on one machine. Each start of a job is a *run* with a number that only goes
  up. A run that was given up (its worker died, it was stopped, it took too long) is ended with all the processes it
  started before the next run begins. Over several machines this holds as long as their clocks differ less than
  `rows.LEASE`; a machine that is cut off ends its own runs before another may take them over.
- A job is run until it ended: at least once. A process can be killed between its last effect and the note that it is
  done, and then the job runs again. So `run` must be idempotent: a second time gives the same as once. A kind that
  cannot be has `restarts=0`: after a killed process it is marked as failed, with the reason, and people decide.
- Effects in our own database happen exactly once when `Run.complete` is called in the transaction that makes them:
  it raises `RunOverError` when this run was given up, and then the transaction is rolled back.
- Everything a run writes about itself (progress, result, failure) is conditional on its number, so a process that was
  given up and yet lives changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, Protocol

import msgspec
from django.utils.functional import Promise

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.web.site.hooks import hook_values

Json = dict[str, Any] | list[Any] | str | int | float | bool | None


class JobError(ToetssteenError):
    """A job that cannot be done, in words for who asked for it. again: whether another try may help."""

    def __init__(self, words: str, *, again: bool = True) -> None:
        super().__init__(words)
        self.again = again


class RunOverError(Exception):
    """This run was given up: whatever it still does no longer counts. End at once."""


class Run(Protocol):
    """What a job sees of the run it is in."""

    uid: str
    number: int

    def progress(self, fraction: float, words: str = "") -> None:
        """How far it is, from 0 to 1, and what it is doing, in a short sentence. Raises RunOverError."""

    def complete(self, result: Json = None) -> None:
        """The job is done. In the transaction that makes its effects, both happen or neither. Raises RunOverError."""


class NoArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For a kind that needs to be told nothing."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of job.

    name: unique and lasting, for it is kept with every job. title: what people call it. run: does the work and
    returns what is kept as the result; what it prints is the log. arguments: a frozen msgspec.Struct.
    key: of two jobs with the same key only one waits or runs at a time; "" = as many as there are.
    retries: how often it is tried again after it failed. restarts: how often after its process was killed.
    time_limit: of one run. keep: how long the job and its log are kept after it ended.
    schedule: when it runs by itself as long as nobody says otherwise (see `recurrence`); None = never by itself.
    """

    name: str
    title: str | Promise
    run: Callable[[Run, Any], Json]
    arguments: type[msgspec.Struct] = NoArguments
    key: Callable[[Any], str] = lambda _arguments: ""
    retries: int = 0
    restarts: int = 5
    time_limit: timedelta = timedelta(hours=1)
    keep: timedelta = timedelta(days=30)
    schedule: str | None = None


def one_at_a_time(_arguments: object) -> str:
    """A key for a kind of which never two may wait or run."""
    return "one"


@lru_cache(maxsize=1)
def kinds() -> dict[str, JobKind]:
    """Every kind by name. Raises ValueError when two have the same name."""
    kinds_by_name: dict[str, JobKind] = {}
    declared: list[tuple[JobKind, ...]] = hook_values("job_kinds")
    for of_app in declared:
        for kind in of_app:
            if kind.name in kinds_by_name:
                raise ValueError(f"two kinds of job are named {kind.name}")
            kinds_by_name[kind.name] = kind
    return kinds_by_name


def kind_named(name: str) -> JobKind:
    """Raises JobError for a kind that this installation does not have (any more)."""
    try:
        return kinds()[name]
    except KeyError:
        raise JobError(_("Deze installatie kent geen taak “{name}”.").format(name=name[:60]), again=False) from None


def title(name: str) -> str:
    """What people call a kind; its name when it is gone."""
    kind = kinds().get(name)
    return name if kind is None else str(kind.title)
