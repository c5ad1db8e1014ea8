"""The goal tree: goals under goals, as somebody may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from toetssteen.web.accounts.roles import VISITOR, Actor
from toetssteen.web.programmes.models import Activity, Goal
from toetssteen.web.programmes.rules import Action, may


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
    tops = []
    for branch in branches.values():
        above = branches.get(branch.goal.parent_id)
        (tops if above is None else above.below).append(branch)
    for activity in activities:
        if activity.goal_id in branches:
            branches[activity.goal_id].activities.append(activity)
    return tops
