"""A word of its own, a seal, in every text of every record: whatever tells one says whose it is.

The fields are asked from the models, so that a text added later is sealed without anybody thinking of it; one that
cannot be sealed fails here. A number of a sealed record is as good as a word: no two records of any sort share one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile, is_zipfile

from django.apps import apps
from django.db import models
from django.http import HttpResponseBase
from django.utils import timezone
from web.conftest import Table

from toetssteen.web.accounts.models import Attempt, Grant, Organisation, User
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.models import Alliance, Member, PlaceName, Programme, ProgrammePlace
from toetssteen.web.alliances.rules import Action, Subject, Visibility, may
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.programmes.models import (
    Activity,
    Adoption,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Milestone,
    Output,
    Plan,
    PlanKind,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.programmes.plans import adoption as plans
from toetssteen.web.records.record import Record

# Everybody may read them, or they say who may what; a model that is added says here that it is one of these, or is sealed.
OPEN = {Alliance, Member, PlaceName, Programme, ProgrammePlace, Organisation, User, Grant}
# Texts that hold nothing that somebody wrote.
NO_TEXT = {
    (Target, "steps"): "years and numbers",
    (Target, "snapshot"): "the name of the snapshot that a baseline was looked up in",
    (StatePromise, "domain"): "the id of a topic, one of a public list",
    (ImportRun, "kind"): "the name of a kind",
    (ImportRun, "done"): "numbers",
    (ImportRun, "made"): "numbers",
}
FIRST = 7_000_000
_WORD = re.compile(r"zegel\d{5}")
_NUMBER = re.compile(r"(?<!\d)70\d{5}(?!\d)")


def kinds() -> list[type[models.Model]]:
    """All models that are sealed."""
    ours = [one for label in ("programmes", "imports", "accounts") for one in apps.get_app_config(label).get_models()]
    return [one for one in ours if one not in OPEN and not one.__name__.startswith("Historical")]


def texts(kind: type[models.Model]) -> list[models.Field]:
    """The fields in which somebody can write something."""
    sorts = (models.CharField, models.TextField, models.JSONField, models.FileField)
    found = [f for f in kind._meta.concrete_fields if isinstance(f, sorts) and not f.choices]
    return [one for one in found if (kind, one.name) not in NO_TEXT]


@dataclass(slots=True)
class Sealed:
    """A row with its seals by field; subject: what the rules ask; of_user: who made it, of a row that is theirs alone. With
    neither nobody reads it."""

    row: models.Model
    seals: dict[str, str]
    subject: Subject | None = None
    of_user: int | None = None

    def hidden_from(self, actor: Actor) -> bool:
        if self.subject is None:
            return self.of_user is None or actor.user != self.of_user
        return not may(actor, Action.SEE, self.subject)


@dataclass
class World:
    """Records of every sort in every state; public ones that point at each that somebody may not see; adopted versions."""

    table: Table
    alliance: Alliance
    sealed: list[Sealed] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST))
    words: Iterator[int] = field(default_factory=count)

    @classmethod
    def made(cls, table: Table) -> "World":
        world = cls(table, table.here)
        concept, alliance, *_wider = (world._chain(table.ours, state) for state in Visibility)
        theirs = world._chain(table.others, Visibility.CONCEPT)
        for owner, chain in (
            (table.ours, concept),
            (table.ours, alliance),
            (table.ours, theirs),
            (table.others, concept),
        ):
            world._pointing(owner, chain)
        # Of the other alliance, what the bureau of this one may not see either.
        world.alliance = table.there
        world._chain(table.others, Visibility.ALLIANCE)
        run = ImportRun.objects.create(
            **world._values(ImportRun) | {"kind": "activity"}, alliance=table.here, user=table.users["officer"]
        )
        world._keep(run, of_user=run.user_id)
        world._keep(Attempt.objects.create(**world._values(Attempt)))
        Programme.objects.create(key="van-ons", name="Van ons", keeper=table.here)
        missing = {(k, f.name) for k in kinds() for f in texts(k)} - {
            (type(s.row), n) for s in world.sealed for n in s.seals
        }
        assert not missing, f"no seal in {missing}"
        return world

    def records(self) -> list[Record]:
        return [one.row for one in self.sealed if isinstance(one.row, Record)]

    def word(self) -> str:
        return f"zegel{next(self.words):05}"

    def _values(self, kind: type[models.Model]) -> dict[str, object]:
        """A number, and a seal in each text."""
        return {"pk": next(self.numbers), **{one.name: self._sealed(one) for one in texts(kind)}}

    def _sealed(self, one: models.Field) -> object:
        word = self.word()
        if isinstance(one, models.JSONField):
            assert (one.model, one.name) in _JSON, f"say how {one} is sealed"
            return _JSON[one.model, one.name](word)
        assert (one.max_length or 99) >= len(word), f"{one} is too short for a seal"
        return word

    def _keep(self, row: models.Model, subject: Subject | None = None, of_user: int | None = None) -> None:
        seals = {one.name: _WORD.search(str(getattr(row, one.name)))[0] for one in texts(type(row))}
        if hasattr(type(row), "history"):
            seals["reason"] = self.word()
            type(row).history.filter(id=row.pk).update(history_change_reason=seals["reason"])
        self.sealed.append(Sealed(row, seals, subject, of_user))

    def _put(self, sort: type[Record], owner: Organisation, state: Visibility, **more: object) -> Record:
        fixed = {"alliance": self.alliance, "owner": owner, "visibility": state}
        made = sort.objects.create(**self._values(sort), **fixed, **more)
        self._keep(made, made.subject())
        return made

    def _chain(self, owner: Organisation, state: Visibility) -> dict[str, Record]:
        """One of each sort in this state, each under those of its own state."""
        # To the minute, as a form has it.
        now, place = timezone.now().replace(second=0, microsecond=0), self.table.here.places.get()
        goal = self._put(Goal, owner, state)
        plan = self._put(Plan, owner, state, kind=PlanKind.AREA)
        activity = self._put(Activity, owner, state, goal=goal, plan=plan, status="bezig")
        activity.places.set([place])
        meeting = self._put(Meeting, owner, state, starts=now + timedelta(3), open=True)
        decision = self._put(Decision, owner, state, day=now.date(), meeting=meeting, activity=activity)
        self._put(Commitment, owner, state, meeting=meeting, due=now.date())
        self._put(StatePromise, owner, state, domain="wonen")
        self._put(Remark, owner, state, plan=plan)
        self._put(Finding, owner, state, about=self.table.others, offered=now.date())
        self._put(Target, owner, state, goal=goal, place=place)
        for kind, more in ((Milestone, {"due": now.date()}), (Output, {"year": 2026})):
            self._keep(kind.objects.create(**self._values(kind), activity=activity, **more), activity.subject())
        content = Adoption.objects.create(
            **self._values(Adoption), plan=plan, number=1, day=now.date(), visibility=state, decision=decision
        )
        self._keep(content, plan.subject())
        return {"goal": goal, "plan": plan, "meeting": meeting, "activity": activity, "decision": decision}

    def _pointing(self, owner: Organisation, chain: dict[str, Record]) -> None:
        """Public ones under those of `chain`, as their history says since they were made."""
        goal, plan, meeting, activity = (chain[name] for name in ("goal", "plan", "meeting", "activity"))
        day, place = timezone.localdate(), self.table.here.places.get()
        public = Visibility.PUBLIC
        later = [
            (self._put(Goal, owner, public), {"parent": goal}),
            (self._put(Activity, owner, public, status="bezig"), {"goal": goal, "plan": plan}),
            (self._put(Decision, owner, public, day=day), {"meeting": meeting, "activity": activity}),
            (self._put(Commitment, owner, public, due=day), {"meeting": meeting}),
            (self._put(Plan, owner, public, kind=PlanKind.IMPLEMENTATION), {"above": plan}),
        ]
        for one, links in later:
            for name, other in links.items():
                setattr(one, name, other)
            one.save()
        later[1][0].places.set([place])
        self._put(Remark, owner, public, plan=plan)
        self._put(Target, owner, public, goal=goal, place=place)
        plans.adopt(later[-1][0], day, chain["decision"], self.table.actor("officer"), 1)

    def hidden(self, actor: Actor) -> dict[str, Sealed]:
        """By word and by number, what `actor` may not read."""
        found: dict[str, Sealed] = {}
        for one in self.sealed:
            if one.hidden_from(actor):
                found |= dict.fromkeys([*one.seals.values(), str(one.row.pk)], one)
        return found

    def rewrite(self, some: Iterable[Sealed]) -> None:
        """Another seal in each text of these, with a state more in their history."""
        for one in some:
            fields = {f.name: self._sealed(f) for f in texts(type(one.row))}
            one.row.refresh_from_db()
            for name, value in fields.items():
                setattr(one.row, name, value)
            if isinstance(one.row, Record):
                one.row.version += 1
            one.row.save()
            one.seals |= {name: _WORD.search(str(value))[0] for name, value in fields.items()}


def _content(word: str) -> dict[str, object]:
    fields = {"plan": plans.PLAN, "goals": plans.GOAL, "programmes": plans.PLAN, "activities": plans.ACTIVITY}
    made = {name: {"id": 1, **dict.fromkeys(names, word)} for name, names in fields.items()}
    return {name: one if name == "plan" else [one] for name, one in made.items()}


# How something that is no plain text holds a seal.
_JSON = {
    (Adoption, "content"): _content,
    (ImportRun, "sheets"): lambda word: [{"name": word, "rows": [["naam", "wie"], [word, word]]}],
    (ImportRun, "mapping"): lambda word: {
        "columns": {"name": ["naam"], "owner": ["wie"]},
        "words": {"parties": {word: f"is:{word}"}},
    },
}


def told(text: str) -> set[str]:
    """The seals and the numbers of sealed records in a text, whatever became of their first letter."""
    return set(_WORD.findall(text.lower())) | set(_NUMBER.findall(text))


def said(response: HttpResponseBase) -> str:
    """All that an answer tells: its headers, and its text as whoever opens it reads it."""
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = b"".join(response) if response.streaming else response.content
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    # A calendar breaks its lines.
    return f"{head}\n\n{body.decode('utf-8', 'replace')}".replace("\r\n ", "")
