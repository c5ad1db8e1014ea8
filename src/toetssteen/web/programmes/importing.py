"""Taking over a sheet of activities: every row is looked at first, then all of it becomes so, or nothing; and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.areas.selectors import serving
from toetssteen.web.programmes import selectors, services
from toetssteen.web.programmes.models import Activity, Alliance, ImportRun, PlaceName, PlanKind
from toetssteen.web.programmes.models.activity import After, Path, Status
from toetssteen.web.programmes.models.goal import Evidence
from toetssteen.web.programmes.rules import Visibility
from toetssteen.web.programmes.sheet import FIELDS, VISIBILITY, lines, row

TITLE = {one.name: one.title for one in FIELDS}
CHOICES = {"status": Status, "evidence": Evidence, "path": Path, "after": After}


@dataclass(frozen=True, slots=True)
class Problem:
    """row: its number in the file; column: as the file calls it; text: what is wrong and what to do."""

    row: str
    column: str
    text: str


@dataclass(slots=True)
class Line:
    """A row that is understood. texts: by field, as they will stand; before: the activity with this number, if any;
    differs: (title, now, then) for each field that changes."""

    row: str
    texts: dict[str, str]
    values: dict[str, object]
    before: Activity | None = None
    differs: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Preview:
    """What taking over would do. vanished: activities with a number of their own that the sheet does not have; they stay."""

    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    same: int = 0
    vanished: list[Activity] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def guess(header: list[str], earlier: Mapping[str, str]) -> dict[str, str]:
    """Which column each field comes from: as last time, else the one with the name of the template."""
    names = {name.strip().lower(): name for name in header}
    found = {one.name: names[one.title] for one in FIELDS if one.title in names}
    return {**found, **{name: column for name, column in earlier.items() if column in header}}


def preview(run: ImportRun, actor: Actor) -> Preview:
    """Look at every row; nothing is changed."""
    return _Reading(run, actor).preview()


@transaction.atomic
def apply(run: ImportRun, actor: Actor) -> ImportRun:
    """All rows, or none. Raises ToetssteenError when a row is not right or it was done already, PermissionDenied."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.applied:
        raise ToetssteenError(_("Deze lijst is al overgenomen."))
    found = preview(run, actor)
    if found.problems:
        raise ToetssteenError(_("Er staan nog fouten in de lijst. Er is niets overgenomen."))
    done = []
    try:
        for line in (*found.new, *found.changed):
            for place in line.values.get("places", ()):
                if place.pk is None:
                    place.pk = PlaceName.objects.get_or_create(code=place.code, defaults={"name": place.name})[0].pk
        for line in found.new:
            made = services.add(Activity, {"alliance": run.alliance, **line.values}, actor)
            done.append([made.pk, None, made.version])
        for line in found.changed:
            before = line.before.history.first().history_id
            made = services.change(line.before, line.values, actor, line.before.version, reason=run.file)
            done.append([made.pk, before, made.version])
    except ValidationError as problem:
        raise ToetssteenError(_("Regel {row}: {text}").format(row=line.row, text=" ".join(problem.messages))) from None
    except PermissionDenied:
        text = _("Regel {row}: dit mag u niet doen. Er is niets overgenomen.").format(row=line.row)
        raise ToetssteenError(text) from None
    run.done, run.applied = done, timezone.now()
    run.save()
    return run


@transaction.atomic
def undo(run: ImportRun, actor: Actor) -> ImportRun:
    """Every activity as it was before. Raises ToetssteenError when one was changed since; then all stay."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.applied or run.undone:
        raise ToetssteenError(_("Deze lijst is niet overgenomen, of al teruggedraaid."))
    for number, before, version in run.done:
        current = Activity.objects.select_for_update().filter(pk=number).first()
        if current is None or current.version != version:
            name = current or _("een activiteit")
            raise ToetssteenError(
                _("“{name}” is daarna nog gewijzigd. Draai die wijziging eerst terug. Er is niets veranderd.").format(
                    name=name
                )
            )
        if before is None:
            services.take_back(current, actor)
        else:
            services.go_back(current, before, actor, reason=_("Teruggedraaid: {file}").format(file=run.file))
    run.undone = timezone.now()
    run.save()
    return run


class _Reading:
    """One look at a sheet: what is known is looked up once."""

    def __init__(self, run: ImportRun, actor: Actor) -> None:
        self.run, self.actor, self.found = run, actor, Preview()
        self.alliance: Alliance = run.alliance
        self.at = {name: run.header.index(column) + 1 for name, column in run.mapping.items() if column in run.header}
        self.atlas = serving()
        self.parties = {}
        for one in organisations():
            self.parties[one.key.lower()] = self.parties[one.name.lower()] = one
        self.goals = {goal.name.lower(): goal for goal in selectors.goals(actor, self.alliance.key)}
        own = selectors.plans(actor).filter(alliance=self.alliance, kind=PlanKind.IMPLEMENTATION)
        self.plans = {plan.name.lower(): plan for plan in own}
        known = selectors.activities(actor).filter(alliance=self.alliance).exclude(key="")
        self.known = {one.key: one for one in known}

    def preview(self) -> Preview:
        for name in ("key", "name", "owner"):
            if name not in self.at:
                text = _("Zeg uit welke kolom dit komt; zonder kan het niet.")
                self.found.problems.append(Problem("1", TITLE[name], text))
        if self.found.problems:
            return self.found
        seen: dict[str, str] = {}
        for cells in self.run.rows:
            self._row(cells, seen)
        self.found.vanished = [one for key, one in self.known.items() if key not in seen]
        return self.found

    def _row(self, cells: list[str], seen: dict[str, str]) -> None:
        number, texts, values = cells[0], {}, {}
        before = len(self.found.problems)
        for name, at in self.at.items():
            text = cells[at].strip()
            try:
                values[name] = self._value(name, text)
                texts[name] = text
            except ValueError as problem:
                self.found.problems.append(Problem(number, self.run.header[at - 1], str(problem)))
        key = cells[self.at["key"]].strip()
        if key and key in seen:
            text = _("Dit nummer staat ook in regel {row}. Geef elke activiteit een eigen nummer.").format(
                row=seen[key]
            )
            self.found.problems.append(Problem(number, self.run.header[self.at["key"] - 1], text))
        seen[key] = number
        if len(self.found.problems) == before:
            self._sort(Line(number, texts, values, self.known.get(key)))

    def _sort(self, line: Line) -> None:
        if line.before is None:
            line.values.setdefault("visibility", Visibility.CONCEPT)
            self.found.new.append(line)
            return
        now = dict(zip((one.name for one in FIELDS), row(line.before), strict=True))
        then = {name: self._shown(name, value) for name, value in line.values.items()}
        line.differs = [(TITLE[name], now[name], text) for name, text in then.items() if text != now[name]]
        if line.differs:
            self.found.changed.append(line)
        else:
            self.found.same += 1

    def _shown(self, name: str, value: object) -> str:
        """A value as the sheet would say it."""
        if name in ("places", "partners"):
            return "; ".join(sorted(one.code if name == "places" else one.key for one in value))
        if name == "owner":
            return value.key
        if name in ("goal", "plan"):
            return "" if value is None else value.name
        if name == "visibility":
            return next(word for word, number in VISIBILITY.items() if number == value)
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)

    def _value(self, name: str, text: str) -> object:
        """What a cell means. Raises ValueError with what is wrong and what to do."""
        match name:
            case "places":
                return [self._place(word) for word in _words(text)]
            case "partners":
                return [self._party(word) for word in _words(text)]
            case "owner":
                return self._party(text)
            case "goal":
                return _named(
                    text, self.goals, _("Het doel “{text}” staat niet bij deze alliantie. Voeg het eerst toe.")
                )
            case "plan":
                problem = _("Het uitvoeringsprogramma “{text}” staat niet bij deze alliantie. Voeg het eerst toe.")
                return _named(text, self.plans, problem)
            case "start" | "end" | "after_day":
                return _day(text)
            case "visibility":
                return _choice(text or "concept", {word: Visibility(number) for word, number in VISIBILITY.items()})
            case "status" | "evidence" | "path" | "after":
                words = {str(label).lower(): value for value, label in CHOICES[name].choices}
                words |= {value.lower(): value for value in CHOICES[name].values}
                return _choice(text, words) if text else (Status.IDEA if name == "status" else "")
            case "key" | "name" if not text:
                raise ValueError(_("Deze cel is leeg. Vul haar in."))
        return self._words(name, lines(text))

    def _words(self, name: str, text: str) -> str:
        most = Activity._meta.get_field(name).max_length
        if len(text) > most:
            raise ValueError(_("Deze tekst is langer dan {most} tekens. Maak haar korter.").format(most=most))
        return text

    def _place(self, word: str) -> PlaceName:
        """By code, or by the name of one of the alliance's own places."""
        for one in self.alliance.places.all():
            if word.lower() in (one.code.lower(), one.name.lower()):
                return one
        try:
            if self.atlas is None:
                raise UnknownNameError(word)
            place = self.atlas.place(word)
        except UnknownNameError:
            text = _("De plek “{word}” kennen wij niet. Schrijf de naam van een plek van de alliantie, of een code.")
            raise ValueError(text.format(word=word[:40])) from None
        return PlaceName.objects.filter(code=place.code).first() or PlaceName(code=place.code, name=place.name)

    def _party(self, word: str) -> object:
        found = self.parties.get(word.lower())
        if found is None:
            text = _(
                "De organisatie “{word}” kennen wij niet. Vraag de beheerder om haar toe te voegen, of kijk de naam na."
            )
            raise ValueError(text.format(word=word[:60]))
        return found


def _named(text: str, known: Mapping[str, object], problem: str) -> object:
    """The record with this name; None for an empty cell."""
    if not text:
        return None
    if text.lower() not in known:
        raise ValueError(problem.format(text=text[:60]))
    return known[text.lower()]


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\n", ";").split(";") if word.strip()]


def _choice(text: str, words: Mapping[str, object]) -> object:
    if text.lower() not in words:
        offered = ", ".join(dict.fromkeys(word for word in words if word))
        raise ValueError(
            _("“{text}” kennen wij hier niet. Kies uit: {offered}.").format(text=text[:40], offered=offered)
        )
    return words[text.lower()]


def _day(text: str) -> date | None:
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError(_("“{text}” is geen datum. Schrijf bijvoorbeeld 31-12-2027.").format(text=text[:40]))
