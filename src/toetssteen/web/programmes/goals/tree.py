"""The goal tree: goals under goals, as somebody may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from toetssteen.web.accounts.roles import VISITOR, Actor
from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.programmes.models import Activity, Goal
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


@dataclass(slots=True)
class Branch:
    """A goal with what hangs under it: goals, and activities in the order given."""

    goal: Goal
    below: list["Branch"] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    may_edit: bool = False


def tree(goals: Iterable[Goal], activities: Iterable[Activity], actor: Actor = VISITOR) -> list[Branch]:
    """The goals without a parent, each with its branches. A goal whose parent is not among these stands on top: a
    reader who may not see the parent still sees it."""
    branches = {goal.pk: Branch(goal, may_edit=may(actor, Action.EDIT, goal.subject())) for goal in goals}
    tops: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.goal.parent_id or 0)
        (tops if above is None else above.below).append(branch)
    for activity in activities:
        if activity.goal_id in branches:
            branches[activity.goal_id].activities.append(activity)
    return tops


def as_table(tops: Iterable[Branch]) -> Table:
    """The same facts in rows, from top to bottom, each with what it hangs under."""
    rows: list[TableRow] = []
    _fill(rows, tops, "")
    names = (
        _("Doel"),
        _("Soort"),
        _("Helpt bij"),
        _("Hoe zeker"),
        _("Waaraan we zien dat het niet klopt"),
        _("Activiteiten"),
    )
    return Table(_("De doelen als tabel"), [TableColumn(name) for name in names], rows)


def _fill(rows: list[TableRow], branches: Iterable[Branch], above: str) -> None:
    for branch in branches:
        goal = branch.goal
        grade = str(goal.get_evidence_display()) if above else ""
        names = "; ".join(one.name for one in branch.activities)
        rows.append(TableRow(goal.name, [goal.level, above, grade, goal.failing, names]))
        _fill(rows, branch.below, goal.name)
