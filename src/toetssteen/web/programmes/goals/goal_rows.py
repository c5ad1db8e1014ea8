"""Goals as rows of one picture: the way of each figure, how far it is, what evidence is recorded, and what is done over the
years. Distance only: nothing here says that something helped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toetssteen.analysis.towards import TargetDistance
from toetssteen.answers.figures.towards import TargetProgress
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words.target_words import (
    distance_words,
    explained,
    short_amount,
    target_amount,
    target_decimals,
)
from toetssteen.kernel.bounds import is_amount, is_year
from toetssteen.kernel.dutch import short_unit, with_unit
from toetssteen.web.programmes import called
from toetssteen.web.programmes.activities.bars import BarGroup, groups
from toetssteen.web.programmes.goals import baselines
from toetssteen.web.programmes.goals.progress import known_progress, points_of
from toetssteen.web.programmes.models import Activity, Goal, Target
from toetssteen.web.programmes.models.goal import Evidence
from toetssteen.web.ui.pictures import PathLine, Words
from toetssteen.web.ui.pictures.goals import SmallPath, YearSpan, base_of, small_path, squares

# Lines of activities of one goal before the rest folds away.
MOST_LINES = 6
LEVELS = {Evidence.HUNCH: 1, Evidence.PRACTICE: 2, Evidence.STUDIED: 3, Evidence.PROVEN: 4}


@dataclass(frozen=True, slots=True)
class TargetCell:
    """A target of a goal. drawn: None where there is nothing to draw, then void says what stands there. base: where the axis
    begins, when not at zero."""

    target: Target
    name: str
    unit: str
    distance: TargetDistance
    texts: list[str]
    progress: TargetProgress | None
    drawn: SafeString | None
    base: str = ""
    void: str = ""

    @property
    def heading(self) -> str:
        return distance_words(self.distance)

    @property
    def withheld(self) -> bool:
        return self.progress is not None and self.progress.secret


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """What evidence is recorded of the step from this goal to the one above, and of how many of its activities."""

    drawn: SafeString
    words: str
    of_activities: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """goal: None for what belongs to no goal. lines: of activities; folded: those that fold away."""

    goal: Goal | None
    targets: list[TargetCell]
    evidence: EvidenceCell | None
    lines: list[BarGroup]
    folded: list[BarGroup]


def in_rows(goals: Sequence[Goal], targets: Iterable[Target], activities: Iterable[Activity]) -> list[Goal]:
    """The goals that are a row of their own: with a target or an activity, or with nothing under them. What only holds others
    together is none."""
    measured = {target.goal_id for target in targets}
    used = measured | {activity.goal_id for activity in activities}
    above = {goal.parent_id for goal in goals}
    return [goal for goal in goals if goal.pk in used or goal.pk not in above]


def goal_row(
    goal: Goal | None, cells: list[TargetCell], activities: Sequence[Activity], years: YearSpan, today: date
) -> GoalRow:
    lines = groups(activities, years, today)
    evidence = None if goal is None else evidence_cell(goal, activities)
    most = MOST_LINES if len(lines) > MOST_LINES + 1 else len(lines)
    return GoalRow(goal, cells, evidence, lines[:most], lines[most:])


def evidence_cell(goal: Goal, activities: Sequence[Activity]) -> EvidenceCell:
    short = {
        Evidence.HUNCH: _("vermoeden"),
        Evidence.PRACTICE: _("ervaring"),
        Evidence.STUDIED: _("elders onderzocht"),
        Evidence.PROVEN: _("hier onderzocht"),
    }
    evidence = Evidence(goal.evidence)
    told = sum(bool(activity.evidence) for activity in activities)
    text = _("activiteiten: bij {n} van {all}").format(n=told, all=len(activities)) if told else ""
    drawn = mark_safe(squares(LEVELS.get(evidence, 0), len(LEVELS)))  # noqa: S308
    return EvidenceCell(drawn, short.get(evidence, _("nog niets vastgelegd")), text)


def target_cell(atlas: Atlas | None, target: Target) -> TargetCell:
    far = known_progress(atlas, target)
    name = _("{figure}, {place}").format(figure=called.figure(target.indicator), place=target.place.name)
    if far is None:
        text = _("De cijfers van nu kennen dit cijfer of deze plek niet.")
        return TargetCell(target, name, "", TargetDistance.NO_FIGURE, [text], None, None, "", _("geen cijfer"))
    indicator = far.indicator
    unit = "" if short_unit(indicator.unit) or indicator.unit in name else indicator.unit
    aim = "" if target.value is None else target_amount(target.value, indicator)
    texts = explained(far, aim)
    if far.latest is None:
        void = _("geheim") if far.secret else _("geen cijfer")
        return TargetCell(target, name, unit, far.verdict.distance, texts, far, None, "", void)
    picture = _path(target, far, name, texts)
    drawn = mark_safe(small_path(picture, f"doel{target.pk}"))  # noqa: S308
    return TargetCell(target, name, unit, far.verdict.distance, texts, far, drawn, base_of(picture))


def _path(target: Target, far: TargetProgress, name: str, texts: list[str]) -> SmallPath:
    indicator = far.indicator
    others = None if far.reference is None else PathLine(far.reference_name, points_of(far.reference))
    rest = None if far.reference is None else far.reference.latest
    latest = 0.0 if far.latest is None or far.latest.value is None else far.latest.value
    goal = ""
    if target.value is not None:
        unit, decimals = short_unit(indicator.unit), target_decimals(target.value, indicator)
        goal = _("doel {value}").format(value=with_unit(target.value, unit, decimals))
    return SmallPath(
        Words(name, " ".join([distance_words(far.verdict.distance).capitalize() + ".", *texts])),
        PathLine(target.place.name, points_of(far.figures)),
        others,
        _agreed(target),
        far.step,
        indicator.unit,
        _("hier {value}").format(value=short_amount(latest, indicator)),
        ""
        if rest is None or rest.value is None
        else _("rest {value}").format(value=short_amount(rest.value, indicator)),
        goal,
    )


def _agreed(target: Target) -> list[tuple[int, float]]:
    """Baseline, steps between and target, as far as they are chosen and may be shown; nothing without a target to go to."""
    if target.value is None or not is_year(target.year):
        return []
    base = baselines.shown(baselines.figures(), target)
    ends = [(target.base_year, base), (target.year, target.value)]
    points = [(year, value) for year, value in [*ends, *target.steps] if is_year(year) and is_amount(value)]
    return sorted((int(year), float(value)) for year, value in points)


def cells_of(atlas: Atlas | None, targets: Iterable[Target]) -> dict[int, list[TargetCell]]:
    """By the number of their goal."""
    cells: dict[int, list[TargetCell]] = {}
    for target in targets:
        cells.setdefault(target.goal_id, []).append(target_cell(atlas, target))
    return cells


def headline(rows: Sequence[tuple[Goal, list[TargetCell]]]) -> str:
    """How many of these goals have a figure, and how far these are."""
    found = [cell.distance for _goal, cells in rows for cell in cells if cell.distance is not TargetDistance.NO_FIGURE]
    number = sum(any(cell.distance is not TargetDistance.NO_FIGURE for cell in cells) for _goal, cells in rows)
    if not rows:
        return _("Bij deze alliantie staan nog geen doelen.")
    if not number:
        return _("Bij geen van de {n} doelen staat een cijfer. Of ze dichterbij komen, is niet te zien.").format(
            n=len(rows)
        )
    kinds = [distance for distance in TargetDistance if distance in found]
    counted = "; ".join(
        distance_words(kind)
        if len(found) == 1
        else _("{n} keer {distance}").format(n=found.count(kind), distance=distance_words(kind))
        for kind in kinds
    )
    text = (
        _("{n} van de {all} doelen heeft een cijfer: {far}.")
        if number == 1
        else _("{n} van de {all} doelen hebben een cijfer: {far}.")
    ).format(n=number, all=len(rows), far=counted)
    without = len(rows) - number
    if not without:
        return text
    if without == 1:
        return f"{text} {_('Bij het andere doel staat geen cijfer.')}"
    return f"{text} {_('Bij de andere {n} staat geen cijfer.').format(n=without)}"
