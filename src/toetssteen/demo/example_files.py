"""Worked examples from public sources, as they stand in `definitions/examples`: every fact with where it was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toetssteen.kernel.language import _
from toetssteen.sources.definitions.yaml_files import fault, load_yaml
from toetssteen.web.imports.parsing.dates import span

ORGANISATIONS = "organisations.yaml"
Firm = Literal["announced", "elaborated", "agreed", "running"]


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that a source names. kind: as in `accounts`."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Parties:
    organisations: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal that a source states. parent: id of another."""

    id: str
    name: str
    source: str
    level: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """An activity. What its source does not say is left out. start, end, status_day: as exactly as the source says it
    (2020, 2020-09, 2020-09-01); status_day: of the source that gives the status."""

    id: str
    name: str
    source: str
    change: str = ""
    places: tuple[str, ...] = ()
    owner: str | None = None
    partners: tuple[str, ...] = ()
    goal: str | None = None
    start: str = ""
    end: str = ""
    status: Literal["idee", "gepland", "bezig", "stil", "klaar", "gestopt"] | None = None
    status_day: str = ""
    money: str = ""
    after_money: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What the State promised. A part of which no source says how firm it is, is left out."""

    department: str
    domain: str
    name: str
    document: str
    day: str
    substance: Firm | None = None
    programme: Firm | None = None
    finance: Firm | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """about: who decided what, in more words; day: as exactly as the source says it."""

    day: str
    name: str
    source: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An alliance, or what comes nearest to one. places: codes or ids of named areas; programmes: ids of
    `definitions/programmes`; missing: what was looked for and not found."""

    id: str
    name: str
    source: str
    places: tuple[str, ...]
    chair: str = ""
    residents_seat: str = ""
    about: str = ""
    missing: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    goals: tuple[Aim, ...] = ()
    activities: tuple[Doing, ...] = ()
    promises: tuple[Promised, ...] = ()
    decisions: tuple[Decided, ...] = ()


def load_examples(folder: Path) -> tuple[tuple[Party, ...], tuple[Example, ...]]:
    """All organisations and all examples, in the order of their files. Raises DefinitionError: also for a day that is
    not understood, and a name that stands nowhere."""
    parties: Parties = load_yaml(folder / ORGANISATIONS, Parties)
    examples = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name != ORGANISATIONS:
            example: Example = load_yaml(path, Example)
            _check(path, example, {party.key for party in parties.organisations})
            examples.append(example)
    return parties.organisations, tuple(examples)


def _check(path: Path, example: Example, parties: set[str]) -> None:
    if example.id != path.stem:
        raise fault(path, "id", _("Het bestand heet anders dan de “id” ({id}).").format(id=example.id[:60]))
    goals = {goal.id for goal in example.goals}
    for number, doing in enumerate(example.activities):
        _known(path, f"activities[{number}]", [doing.owner, *doing.partners], parties)
        _known(path, f"activities[{number}].goal", [doing.goal], goals)
        _days(path, f"activities[{number}]", [doing.start, doing.end, doing.status_day])
        if doing.status and not doing.status_day:
            raise fault(path, f"activities[{number}].status", _("Zeg van wanneer de stand is (status_day)."))
    for number, goal in enumerate(example.goals):
        _known(path, f"goals[{number}].parent", [goal.parent], goals)
    _days(path, "promises", [promised.day for promised in example.promises])
    _days(path, "decisions", [decided.day for decided in example.decisions])


def _known(path: Path, key: str, names: Iterable[str | None], allowed: set[str]) -> None:
    for name in names:
        if name is not None and name not in allowed:
            raise fault(path, key, _("“{name}” staat nergens.").format(name=name[:60]))


def _days(path: Path, key: str, days: Iterable[str]) -> None:
    for day in days:
        if span(day) is None:
            raise fault(path, key, _("“{day}” is geen datum.").format(day=day[:40]))
