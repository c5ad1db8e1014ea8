"""Worked examples of real areas, made from `definitions/examples` through the same services as what people type.

Again makes them as the files say now. They stand beside real figures only, and no more once somebody keeps an alliance
here (`selectors`). What people added to an example stays.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.demo.example_files import Aim, Decided, Doing, Example, Party, Promised
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts import organisations
from toetssteen.web.accounts.roles import Actor, Role, RoleAssignment
from toetssteen.web.alliances.models import Alliance, PlaceName, Programme
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.parsing.dates import span
from toetssteen.web.programmes.models import Activity, ActivityStatus, Decision, Firmness, Goal, StatePromise
from toetssteen.web.records import services
from toetssteen.web.records.record import Record, field_of

MAKER = Actor(name="voorbeeld", assignments=frozenset({RoleAssignment(Role.OFFICER)}))
# In the address, so that the name of the area stays free for the alliance itself.
R = TypeVar("R", bound=Record)
KEY = "voorbeeld-{id}"
FIRM = {None: Firmness.NONE} | {word.name.lower(): word for word in Firmness}
# What hangs on another goes first.
KINDS = (Decision, StatePromise, Activity, Goal)


@transaction.atomic
def make(atlas: Atlas, parties: Iterable[Party], examples: Iterable[Example]) -> int:
    """Every example as its file says, or nothing; says how many records are new or changed."""
    organisations_by_key = {one.key: organisations.public(one.key, one.name, one.kind) for one in parties}
    return sum(_ExampleMaker(atlas, organisations_by_key, one).make() for one in examples)


class _ExampleMaker:
    """One example. kept: the records that its file holds, by kind."""

    def __init__(self, atlas: Atlas, parties: Mapping[str, object], example: Example) -> None:
        self.atlas, self.parties, self.example = atlas, parties, example
        self.kept: dict[type[Record], set[int]] = {kind: set() for kind in KINDS}
        self.changes = 0

    def make(self) -> int:
        self.alliance = self._alliance()
        goals: dict[str, Goal] = {}
        for aim in self.example.goals:
            goals[aim.id] = self._goal(aim, goals)
        for doing in self.example.activities:
            self._activity(doing, goals)
        for promised in self.example.promises:
            self._promise(promised)
        for decided in self.example.decisions:
            self._decision(decided)
        self._take_away()
        return self.changes

    def _alliance(self) -> Alliance:
        example = self.example
        about = "\n\n".join(text for text in (example.about, _not_found(example.missing)) if text)
        values = {
            "name": example.name,
            "chair": example.chair,
            "residents_seat": example.residents_seat,
            "about": about,
        }
        alliance = Alliance.objects.filter(key=KEY.format(id=example.id)).first() or Alliance(
            key=KEY.format(id=example.id)
        )
        values |= {"source": example.source, "nature": Nature.EXAMPLE}
        if any(getattr(alliance, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(alliance, name, value)
            alliance.full_clean()
            alliance.save()
            self.changes += 1
        alliance.places.set(filter(None, map(self._place, example.places)))
        alliance.programmes.set(Programme.objects.filter(key__in=example.programmes))
        return alliance

    def _place(self, code: str) -> PlaceName | None:
        """None for a place that these figures do not know."""
        try:
            place = self.atlas.place(code)
        except UnknownNameError:
            return None
        return PlaceName.objects.get_or_create(code=place.code, defaults={"name": place.name})[0]

    def _goal(self, aim: Aim, goals: Mapping[str, Goal]) -> Goal:
        values = {"level": aim.level, "parent": goals.get(aim.parent or ""), "source": aim.source}
        return self._keep(Goal, {"name": aim.name}, values)

    def _activity(self, doing: Doing, goals: Mapping[str, Goal]) -> None:
        values = {
            "name": doing.name,
            "change": doing.change,
            "places": list(filter(None, map(self._place, doing.places))),
            "owner": self.parties.get(doing.owner or ""),
            "partners": [self.parties[key] for key in doing.partners],
            "goal": goals.get(doing.goal or ""),
            "status": ActivityStatus(doing.status or ActivityStatus.UNKNOWN),
            "money": doing.money,
            "after_money": doing.after_money,
            "source": doing.source,
            **_days("start", doing.start),
            **_days("end", doing.end),
            **_days("status_day", doing.status_day),
        }
        self._keep(Activity, {"key": doing.id}, values)

    def _promise(self, promised: Promised) -> None:
        values = {
            "domain": promised.domain,
            "document": promised.document,
            **{part: FIRM[getattr(promised, part)] for part in ("substance", "programme", "finance")},
            **_days("day", promised.day),
        }
        self._keep(StatePromise, {"department": promised.department, "name": promised.name}, values)

    def _decision(self, decided: Decided) -> None:
        about = "\n".join(text for text in (decided.about, f"Bron: {decided.source}") if text)
        self._keep(Decision, {"name": decided.name}, {"about": about, **_days("day", decided.day)})

    def _keep(self, kind: type[R], identity: Mapping[str, object], values: Mapping[str, object]) -> R:
        """The record with these own values, made or changed where it says something else."""
        values = {**identity, **values, "visibility": Visibility.PUBLIC}
        record = kind._default_manager.filter(alliance=self.alliance, **identity).first()
        if record is None:
            record = services.add(kind, {"alliance": self.alliance, **values}, MAKER)
            self.changes += 1
        elif any(_said(record, name) != _plain(value) for name, value in values.items()):
            record = services.change(record, values, MAKER, record.version)
            self.changes += 1
        self.kept[kind].add(record.pk)
        return record

    def _take_away(self) -> None:
        """What the file no longer says, unless somebody worked on it."""
        for kind, kept in self.kept.items():
            for record in kind._default_manager.filter(alliance=self.alliance).exclude(pk__in=kept):
                if not record.history.filter(history_user__isnull=False).exists():
                    services.take_back(record, MAKER)
                    self.changes += 1


def _not_found(missing: Iterable[str]) -> str:
    lines = "".join(f"\n– {text}" for text in missing)
    return f"Gezocht en niet gevonden:{lines}" if lines else ""


def _days(name: str, text: str) -> dict[str, object]:
    """A day as exactly as it is said, an end at its last day."""
    period = span(text)
    if period is None:
        raise ValueError(f"{name}: {text!r} is no day")
    day, precision = (period.last, period.last_precision) if name == "end" else (period.first, period.first_precision)
    return {name: day, f"{name}_precision": precision}


def _said(record: Record, name: str) -> object:
    field = field_of(record, name)
    return (
        set(getattr(record, name).values_list("pk", flat=True))
        if field.many_to_many
        else getattr(record, field.attname)
    )


def _plain(value: Any) -> object:
    """As the database holds it."""
    if isinstance(value, list):
        return {related.pk for related in value}
    return value if value is None or isinstance(value, date | str | int) else value.pk
