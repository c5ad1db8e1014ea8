"""Activities as bars over the years: which stand on one line, and how each is drawn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity, ActivityStatus
from toetssteen.web.ui.pictures.goals import BarState, YearBar, YearBars, YearSpan, year_bars

# How far back and ahead bars are drawn; what lies beyond has an arrow, and stands in the table.
YEARS_BACK, YEARS_AHEAD = 12, 8
_YEARS_IN_NAME = re.compile(r" ?\(\d{4}( ?[-–] ?\d{4})?\)$")
STATES = {status: BarState[status.name] for status in ActivityStatus}


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Activities of one name, with their bars. link: to the one there is, or to the list of all of them."""

    name: str
    link: str
    drawn: SafeString


def span(activities: Iterable[Activity], today: date) -> YearSpan:
    """The years of these activities, today among them, as far as they are drawn."""
    days = [day for one in activities for day in (one.start, one.end) if day is not None]
    years = [min(max(day.year, today.year - YEARS_BACK), today.year + YEARS_AHEAD) for day in (*days, today)]
    return YearSpan(min(years), max(max(years), today.year + 1), fraction(today))


def groups(activities: Iterable[Activity], years: YearSpan, today: date) -> list[BarGroup]:
    """One line for each name; first what goes on, then what ends last."""
    named: dict[str, list[Activity]] = {}
    for activity in activities:
        named.setdefault(bare_name(activity), []).append(activity)
    ordered = sorted(named.items(), key=lambda one: (min(_rank(a, today) for a in one[1]), one[0].casefold()))
    return [
        BarGroup(
            name,
            _link(name, same),
            mark_safe(  # noqa: S308
                year_bars(YearBars(_said(same, today), [bar(activity, today) for activity in same], years))
            ),
        )
        for name, same in ordered
    ]


def bare_name(activity: Activity) -> str:
    """Its name without the years and the place it ends with where its bar and its row say the same."""
    name = _YEARS_IN_NAME.sub("", activity.name)
    for place in activity.places.all():
        name = name.removesuffix(f" in {place.name}")
    return name or activity.name


def bar(activity: Activity, today: date) -> YearBar:
    end = None if activity.end is None else fraction(activity.end + timedelta(1))
    state = STATES[ActivityStatus(standing.now(activity, today))]
    return YearBar(None if activity.start is None else fraction(activity.start), end, state)


def fraction(day: date) -> float:
    """2022-07-02 -> 2022.5"""
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days if day.year < date.max.year else 365
    return day.year + (day - date(day.year, 1, 1)).days / length


def _rank(activity: Activity, today: date) -> int:
    order = (BarState.RUNNING, BarState.PAUSED, BarState.PLANNED, BarState.IDEA, BarState.UNKNOWN, BarState.DONE)
    state = bar(activity, today).state
    return order.index(state) if state in order else len(order)


def _said(activities: Iterable[Activity], today: date) -> str:
    return "; ".join(
        _("{state}, van {start} tot en met {end}").format(
            state=standing.words(activity, today),
            start=activity.begins or _("niet bekend"),
            end=activity.ends or _("niet bekend"),
        )
        for activity in activities
    )


def _link(name: str, activities: list[Activity]) -> str:
    if len(activities) == 1:
        return reverse("programmes:activity", kwargs={"number": activities[0].pk})
    asked = {"naam": name, "alliantie": activities[0].alliance.key, "stand": "alles"}
    return f"{reverse('programmes:happening')}?{urlencode(asked)}"
