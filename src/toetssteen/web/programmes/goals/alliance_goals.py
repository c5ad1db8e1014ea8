"""All goals of an alliance on one page: how far each is, and what is done for it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import filters, listings, standing
from toetssteen.web.programmes.activities.bars import STATES, span
from toetssteen.web.programmes.activities.filters import ActivityFilter
from toetssteen.web.programmes.goals.goal_rows import LEVELS, GoalRow, cells_of, goal_row, headline, in_rows
from toetssteen.web.programmes.goals.goal_table import goal_table
from toetssteen.web.programmes.models import Activity, ActivityStatus, Goal
from toetssteen.web.site.pages import page, show
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.pictures.goals import bar_sign, bar_years, squares


@page
def alliance_goals(request: ActorRequest, key: str) -> HttpResponse:
    found, today, atlas = alliance_selectors.alliance(key), timezone.localdate(), serving()
    chosen = filters.asked(request.GET)
    goals = list(selectors.goals(request.actor, key))
    targets = list(selectors.targets(request.actor, key))
    every = selectors.activities(request.actor).filter(alliance=found)
    cells, all_activities = cells_of(atlas, targets), list(every)
    shown_goals = in_rows(goals, targets, all_activities)
    activities = (
        list(filters.narrowed(_around(request, atlas, chosen, key), chosen, goals, today))
        if chosen.chooses
        else all_activities
    )
    years = span(all_activities, today)
    # Those with a figure first; else as the alliance orders them. That of many nothing is known is said once.
    ordered = sorted(_chosen_goals(shown_goals, goals, chosen), key=lambda goal: goal.pk not in cells)
    busy = {activity.goal_id for activity in all_activities}
    bare = [goal for goal in ordered if goal.pk not in cells and goal.pk not in busy]
    rows = [
        goal_row(goal, cells.get(goal.pk, []), [a for a in activities if a.goal_id == goal.pk], years, today)
        for goal in ordered
        if goal not in bare
    ]
    known = {goal.pk for goal in goals}
    loose = [activity for activity in activities if activity.goal_id not in known]
    if loose:
        rows.append(goal_row(None, [], loose, years, today))
    if _leaves_out_activities(chosen):
        rows, bare = [row for row in rows if row.lines], []
    context = {
        "alliance": found,
        "headline": headline([(goal, cells.get(goal.pk, [])) for goal in shown_goals]),
        "rows": rows,
        "bare": bare,
        "years": mark_safe(bar_years(years)),  # noqa: S308
        "chosen": chosen,
        "fields": filters.fields(every, chosen, goals, ""),
        "counts": _counts(len(bare), rows, shown_goals, activities, all_activities),
        "table": goal_table(rows, bare) if rows or bare else None,
        "activity_table": listings.activities(_("Wat er gebeurt"), activities, today),
        "signs": _signs(activities, rows, today),
    }
    return show(request, "programmes/alliance_goals.html", context)


def _around(request: ActorRequest, atlas: Atlas | None, chosen: ActivityFilter, key: str) -> QuerySet[Activity]:
    """The activities of the alliance in the place that was chosen, or in what it lies in."""
    activities = selectors.activities(request.actor)
    if chosen.place:
        try:
            if atlas is None:
                raise UnknownNameError("")
            activities = selectors.happening(request.actor, around(atlas, atlas.place(chosen.place)), Q())
        except UnknownNameError:
            activities = activities.filter(places__code=chosen.place)
    return activities.filter(alliance__key=key)


def _leaves_out_activities(chosen: ActivityFilter) -> bool:
    return bool(chosen.name or chosen.place or chosen.organisation or chosen.state not in ("", filters.ALL))


def _chosen_goals(shown: Sequence[Goal], goals: Sequence[Goal], chosen: ActivityFilter) -> list[Goal]:
    if not chosen.theme:
        return list(shown)
    under = set(filters.under(goals, chosen.theme))
    return [goal for goal in shown if goal.pk in under]


def _counts(
    bare: int, rows: Sequence[GoalRow], goals: Sequence[Goal], some: Sequence[Activity], every: Sequence[Activity]
) -> str:
    """How much of everything is on the page."""
    text = _("U ziet {goals} van de {all_goals} doelen, en {activities} van de {all_activities} activiteiten.")
    return text.format(
        goals=bare + sum(row.goal is not None for row in rows),
        all_goals=len(goals),
        activities=len(some),
        all_activities=len(every),
    )


def _signs(activities: Sequence[Activity], rows: Sequence[GoalRow], today: date) -> list[tuple[SafeString, str]]:
    """What the signs that are drawn mean: bars, then squares."""
    drawn = {standing.now(activity, today) for activity in activities}
    words = dict(filters.states())
    bars = [(bar_sign(STATES[status]), words[status]) for status in ActivityStatus if status in drawn]
    levels = {str(level): (number, str(level.label)) for level, number in LEVELS.items()}
    recorded = {row.goal.evidence for row in rows if row.goal is not None}
    kinds = [(squares(number, len(LEVELS)), text) for level, (number, text) in levels.items() if level in recorded]
    open_ended = any(activity.start is None or activity.end is None for activity in activities)
    ends = [("?", _("begin of einde niet bekend"))] if open_ended else []
    return [(mark_safe(sign), text) for sign, text in [*bars, *ends, *kinds]]  # noqa: S308
