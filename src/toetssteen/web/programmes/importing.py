"""Taking over somebody's own list: every row is looked at first, then all of it becomes so, or nothing; and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts import selectors as accounts
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.services import add_organisation
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.alliances.services import place
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.changed_here import touched
from toetssteen.web.programmes.meanings import New
from toetssteen.web.programmes.models import Activity, Goal, ImportRun
from toetssteen.web.programmes.models.activity import TEN, Status
from toetssteen.web.programmes.reading import TITLE, Problem, Read, Unknown, read
from toetssteen.web.programmes.recipe import Laid, Recipe
from toetssteen.web.programmes.sheet import DAYS, FIELDS, VISIBILITY, day, row
from toetssteen.web.records import services
from toetssteen.web.records.differences import PRECISION, texts
from toetssteen.web.records.precision import Precision, described
from toetssteen.web.records.readers import Reader, reader


@dataclass(frozen=True, slots=True)
class Held:
    """A cell that says otherwise than what somebody typed here: it is taken over only when somebody ticks it. when, who:
    of the last change here; own: by what it is ticked, which holds for this version of the activity only."""

    field: str
    title: str
    now: str
    then: str
    when: datetime
    who: str
    own: str
    ticked: bool


@dataclass(slots=True)
class Line:
    """A row of the list and what it would do. before: the activity it is about, if it is here; differs: (title, now,
    then) for each field that changes; held: what was changed here, ticked or not."""

    read: Read
    before: Activity | None = None
    differs: list[tuple[str, str, str]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    @property
    def values(self) -> dict[str, object]:
        if self.before is None:
            return self.read.values
        stays = {one.field for one in self.held if not one.ticked}
        return {name: value for name, value in self.read.given.items() if name.removesuffix(PRECISION) not in stays}

    @property
    def seen_by(self) -> str:
        return str(Visibility(self.values["visibility"]).label)

    @property
    def status(self) -> str:
        return str(Status(self.values.get("status") or Status.UNKNOWN).label)

    @property
    def when(self) -> str:
        """Begin and end as exactly as they are known."""
        days = [
            described(self.values.get(one), self.values.get(f"{one}_precision", Precision.DAY))
            for one in ("start", "end")
        ]
        return " – ".join(one or "?" for one in days) if any(days) else ""

    @property
    def name(self) -> str:
        return str(self.read.given["name"])

    @property
    def key(self) -> str:
        return str(self.read.given.get("key", ""))


@dataclass(slots=True)
class Preview:
    """What taking over would do. changed: with something that is taken over; held: with something that was changed here,
    whether it is taken over or not; same: of how many the list says nothing else. vanished: activities that came from a list and do not stand in this one; they stay.
    skipped: number and first text of rows that are no activity; left: of those that somebody left out."""

    laid: Laid
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    same: int = 0
    vanished: list[Activity] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def secret(self) -> list[Line]:
        """New ones that more than the alliance would see, with something in the row that may mean otherwise."""
        return [one for one in self.new if one.read.secret and one.values["visibility"] > Visibility.ALLIANCE]

    @property
    def ready(self) -> bool:
        """Whether it can be taken over as it is."""
        return not self.problems and not self.unknown and bool(self.new or self.changed or self.held or self.same)

    def cells(self) -> list[tuple[Line, str, str, str]]:
        """What is taken over into activities that are here: the line, and title, now and then of each cell."""
        return [(line, *one) for line in self.changed for one in line.differs]

    def kept(self) -> list[tuple[Line, Held]]:
        """Every cell that was changed here."""
        return [(line, one) for line in self.held for one in line.held]

    def filled(self) -> list[tuple[str, int]]:
        """Of how many new activities the list says each of the ten fields, and who may see it, and whom to ask."""
        names = [one for one in TITLE if one in (*TEN, "visibility", "contact")]
        return [(TITLE[name], sum(1 for line in self.new if _says(line, name))) for name in names]


def _says(line: Line, name: str) -> bool:
    value = line.values.get(name)
    if name == "end" and line.values.get("end_precision") == Precision.OPEN:
        return True
    return value not in (None, "", [], Status.UNKNOWN)


def preview(run: ImportRun, actor: Actor) -> Preview:
    """Look at every row; nothing is changed."""
    how = Recipe(**run.recipe)
    found = read(run.sheets, how, run.alliance, actor)
    made = Preview(found.laid, problems=found.problems, unknown=list(found.unknown.values()))
    made.skipped, made.left = found.skipped, found.left
    known, who = _Known(run, actor), reader(actor)
    here = []
    for one in found.rows:
        before = known.of(one)
        if before is None:
            made.new.append(Line(one))
        elif differs := _differences(before, one, who):
            here.append((Line(one, before), differs))
        else:
            made.same += 1
    _hold(here, run, set(how.over), actor)
    made.changed = [line for line, _differs in here if line.differs]
    made.held = [line for line, _differs in here if line.held]
    # Rows that could not be read are not gone.
    made.vanished = known.left() if found.rows else []
    return made


Differing = dict[str, tuple[str, str, str]]


def _hold(here: list[tuple[Line, Differing]], run: ImportRun, over: set[str], actor: Actor) -> None:
    """Says of each line what is taken over and what was changed here."""
    lists = ImportRun.objects.filter(alliance=run.alliance, applied__isnull=False)
    touches = touched([line.before.pk for line, _differs in here], lists)
    names = accounts.names({one.user for found in touches.values() for one in found.values()} - {None})
    for line, differs in here:
        before = line.before
        told = may(actor, Action.HISTORY, before.subject())
        for name, (title, now, then) in differs.items():
            touch = touches.get(before.pk, {}).get(name)
            own = f"{before.pk}:{before.version}:{name}"
            if touch is not None:
                who = names.get(touch.user, "") if told else ""
                line.held.append(Held(name, title, now, then, touch.when, who, own, own in over))
            if touch is None or own in over:
                line.differs.append((title, now, then))


class _Known:
    """The activities that a list may be about: those with a number of their own, and those that a list made."""

    def __init__(self, run: ImportRun, actor: Actor) -> None:
        runs = ImportRun.objects.filter(alliance=run.alliance, applied__isnull=False, undone__isnull=True)
        listed = {number for one in runs for number, _before, _version in one.done}
        mine = list(selectors.activities(actor).filter(alliance=run.alliance).prefetch_related("partners"))
        self.by_key = {one.key: one for one in mine if one.key}
        self.by_name = {one.name.lower(): one for one in mine if not one.key}
        self.unseen = {one.pk: one for one in mine if one.key or one.pk in listed}

    def of(self, one: Read) -> Activity | None:
        key = one.given.get("key", "")
        # One that had no number and gets one is still the same.
        found = self.by_key.get(key) if key else None
        found = found or self.by_name.get(str(one.given["name"]).lower())
        if found is not None:
            self.unseen.pop(found.pk, None)
        return found

    def left(self) -> list[Activity]:
        return list(self.unseen.values())


def _differences(before: Activity, one: Read, who: Reader) -> Differing:
    """By field (title, now, then) in words, for each of which the sheet would say something else."""
    now = dict(zip((each.name for each in FIELDS), row(before, who), strict=True))
    then = {name: _shown(name, value, one.given) for name, value in one.given.items() if name in now}
    other = [name for name, text in then.items() if text != now[name]]
    if not other:
        return {}
    said = texts(before, Activity, who)
    return {name: (TITLE[name], said[name], _in_words(name, one.given[name], one.given)) for name in other}


def _shown(name: str, value: object, given: Mapping[str, object]) -> str:
    """A value as the sheet would say it."""
    if name in ("places", "partners"):
        return "; ".join(sorted(_key(one) for one in value))
    if name == "visibility":
        return next(word for word, number in VISIBILITY.items() if number == value)
    if name in DAYS:
        return day(value, str(given.get(f"{name}_precision", Precision.DAY)))
    if name in ("goal", "plan") and value is not None:
        return value.name
    return "" if value is None else _key(value)


def _key(value: object) -> str:
    """How a sheet names an organisation or a place; a text is its own name."""
    if isinstance(value, New):
        return value.name
    return getattr(value, "code", None) or getattr(value, "key", None) or str(value)


def _in_words(name: str, value: object, given: Mapping[str, object]) -> str:
    """A value as the page of the activity says it."""
    if name in ("places", "partners"):
        return ", ".join(sorted(one.name for one in value))
    if name in DAYS:
        return described(value, str(given.get(f"{name}_precision", Precision.DAY)))
    choices = dict(Activity._meta.get_field(name).flatchoices)
    if value in choices:
        return str(choices[value])
    return "" if value is None else getattr(value, "name", None) or str(value)


@transaction.atomic
def apply(run: ImportRun, actor: Actor) -> ImportRun:
    """All rows, or none. Raises ToetssteenError when a row is not right or it was done already, PermissionDenied."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.applied:
        raise ToetssteenError(_("Deze lijst is al overgenomen."))
    found = preview(run, actor)
    if not found.ready:
        raise ToetssteenError(
            _("Er staan nog fouten in de lijst, of woorden die niemand uitlegde. Er is niets overgenomen.")
        )
    done, making = [], _Making(run, actor, [*found.new, *found.changed])
    for line in (*found.new, *found.changed):
        try:
            values = making.whole(line)
            if line.before is None:
                made = services.add(Activity, {"alliance": run.alliance, **values}, actor)
                done.append([made.pk, None, made.version])
            else:
                before = line.before.history.first().history_id
                made = services.change(line.before, values, actor, line.before.version, reason=run.file)
                done.append([made.pk, before, made.version])
        except ValidationError as problem:
            text = _("Regel {row}: {text}").format(row=line.read.row, text=" ".join(problem.messages))
            raise ToetssteenError(text) from None
        except PermissionDenied:
            text = _("Regel {row}: dit mag u niet doen. Er is niets overgenomen.").format(row=line.read.row)
            raise ToetssteenError(text) from None
    run.done, run.applied, run.made = done, timezone.now(), making.goals
    run.save()
    return run


class _Making:
    """Makes what the list names and what is not here yet, each once. goals: the numbers of those it made."""

    def __init__(self, run: ImportRun, actor: Actor, lines: list[Line]) -> None:
        self.run, self.actor = run, actor
        # A goal is seen by whoever sees one of its activities.
        self.seen_by: dict[object, Visibility] = {}
        for line in lines:
            goal = line.values.get("goal")
            if isinstance(goal, New):
                self.seen_by[goal] = max(self.seen_by.get(goal, Visibility.CONCEPT), _seen_by(line))
        self.goals: list[int] = []
        self.made: dict[tuple[str, New], object] = {}

    def whole(self, line: Line) -> dict[str, object]:
        """The values of a line, with what was new made."""
        values = dict(line.values)
        for name in ("partners", "places"):
            if name in values:
                values[name] = [self._one(name, value) for value in values[name]]
        for name in ("owner", "goal"):
            if name in values:
                values[name] = self._one(name, values[name])
        return values

    def _one(self, name: str, value: object) -> object:
        if name == "places":
            # Another line may have kept it meanwhile.
            return value if value.pk else place(value.code, value.name)
        if not isinstance(value, New):
            return value
        what = "goal" if name == "goal" else "party"
        if (what, value) not in self.made:
            self.made[what, value] = (
                self._goal(value) if what == "goal" else add_organisation(self.actor, value.name, value.kind)
            )
        return self.made[what, value]

    def _goal(self, new: New) -> Goal:
        values = {"alliance": self.run.alliance, "name": new.name, "level": new.kind, "visibility": self.seen_by[new]}
        made = services.add(Goal, values, self.actor)
        self.goals.append(made.pk)
        return made


def _seen_by(line: Line) -> Visibility:
    return Visibility(line.values.get("visibility", line.before.visibility if line.before else Visibility.CONCEPT))


@transaction.atomic
def undo(run: ImportRun, actor: Actor) -> ImportRun:
    """Every activity as it was before, and the goals that the list made gone; organisations stay. Raises ToetssteenError
    when one was changed or used since; then all stay."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.applied or run.undone:
        raise ToetssteenError(_("Deze lijst is niet overgenomen, of al teruggedraaid."))
    for number, before, version in run.done:
        current = Activity.objects.select_for_update().filter(pk=number).first()
        if current is None or current.version != version:
            name = reader(actor).name(current) or _("een activiteit")
            raise ToetssteenError(
                _("“{name}” is daarna nog gewijzigd. Draai die wijziging eerst terug. Er is niets veranderd.").format(
                    name=name
                )
            )
        if before is None:
            services.take_back(current, actor)
        else:
            try:
                services.go_back(current, before, actor, reason=_("Teruggedraaid: {file}").format(file=run.file))
            except ValidationError as problem:
                # What stood there then may be refused now: a number that another activity has got since.
                raise ToetssteenError(" ".join(problem.messages)) from None
    for goal in Goal.objects.filter(pk__in=run.made):
        services.take_back(goal, actor)
    run.undone = timezone.now()
    run.save()
    return run
