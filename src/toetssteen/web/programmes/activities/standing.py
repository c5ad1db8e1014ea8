"""How an activity stands today. What was written down holds for the day it was written: an activity of which nothing
was heard for more than a year, or whose end has passed without a word, is not “bezig” any more; it is not known.

The only place that decides it, for one activity (`unsure`) and for a whole table (the Q's): pages, lists, files, API and
letters ask here. The day is an argument.
"""

from calendar import monthrange
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.web.programmes.models import Activity, ActivityStatus
from toetssteen.web.records.precision import Precision, described

# What claims something of today; an idea, and what is done or stopped, is no news that grows old.
CLAIMING = (ActivityStatus.PLANNED, ActivityStatus.RUNNING, ActivityStatus.PAUSED)


def claims(today: date) -> Q:
    """Activities said to be planned or running, and those of which nobody said so but that have not ended."""
    open_end = Q(end__isnull=True) | Q(end__gte=today)
    return Q(status__in=CLAIMING) | Q(status=ActivityStatus.UNKNOWN) & open_end


def going_on(today: date) -> Q:
    """Those of `claims` of which that is still known."""
    return claims(today) & ~_not_known(today)


def unclear(today: date) -> Q:
    """Those of `claims` of which it is not known any more; the twin of `unsure`."""
    return claims(today) & _not_known(today)


def stands_as(status: str, today: date) -> Q:
    """Those whose status holds today; UNKNOWN also for what is not known any more. The twin of `now`."""
    if status == ActivityStatus.UNKNOWN:
        return Q(status=ActivityStatus.UNKNOWN) | unclear(today)
    return Q(status=status) & ~unclear(today)


def _not_known(today: date) -> Q:
    limit = year_before(today)
    written = timezone.make_aware(datetime.combine(limit, time.min))
    silent = (
        Q(status_day__isnull=True, changed__lt=written)
        | Q(status_day__lt=limit, status_day_precision=Precision.DAY)
        | Q(status_day__lt=limit.replace(day=1), status_day_precision=Precision.MONTH)
        | Q(status_day__lt=limit.replace(month=1, day=1), status_day_precision=Precision.YEAR)
    )
    return silent | Q(status__in=CLAIMING, end__isnull=False, end__lt=today)


def unsure(activity: Activity, today: date) -> bool:
    """Whether it was said to be planned or running, and that is not known any more."""
    if activity.status in CLAIMING:
        return _overdue(activity, today) or _silent(activity, today)
    return activity.status == ActivityStatus.UNKNOWN and not _overdue(activity, today) and _silent(activity, today)


def now(activity: Activity, today: date) -> str:
    """The value of its status that holds today."""
    return str(ActivityStatus.UNKNOWN) if unsure(activity, today) else activity.status


def words(activity: Activity, today: date) -> str:
    """The status in words, and of when that is where it is known."""
    if (activity.status != ActivityStatus.IDEA and not unsure(activity, today)) or (
        activity.status == ActivityStatus.IDEA and not _silent(activity, today)
    ):
        return _as_said(activity)
    if activity.status == ActivityStatus.UNKNOWN:
        return _("niet bekend; voor het laatst bijgewerkt op {day}").format(day=date_format(_heard(activity), "j F Y"))
    parts = [_was(activity)]
    if activity.end is not None and _overdue(activity, today):
        parts.append(_("zou {when} klaar zijn").format(when=_on(activity.end, activity.end_precision)))
    return ", ".join([*parts, _("nu onbekend")])


def _as_said(activity: Activity) -> str:
    if activity.status_day is None:
        return str(activity.get_status_display())
    return _("{status} (stand van {day})").format(status=activity.get_status_display(), day=activity.says("status_day"))


def _was(activity: Activity) -> str:
    forms = {
        ActivityStatus.IDEA: _("was {when} een idee"),
        ActivityStatus.PLANNED: _("was {when} gepland"),
        ActivityStatus.RUNNING: _("was {when} bezig"),
        ActivityStatus.PAUSED: _("lag {when} stil"),
    }
    if activity.status_day is not None:
        when = _on(activity.status_day, activity.status_day_precision)
    else:
        when = _("bij de laatste wijziging, op {day},").format(day=date_format(_heard(activity), "j F Y"))
    return forms[ActivityStatus(activity.status)].format(when=when)


def _on(day: date, precision: str) -> str:
    text = described(day, precision)
    return _("op {day}").format(day=text) if precision == Precision.DAY else _("in {day}").format(day=text)


def _overdue(activity: Activity, today: date) -> bool:
    return activity.end is not None and activity.end < today


def _silent(activity: Activity, today: date) -> bool:
    return _heard(activity) < year_before(today)


def _heard(activity: Activity) -> date:
    """The last day of which anything is known: of the status when that is dated, else of the last change here."""
    if activity.status_day is None:
        return timezone.localdate(activity.changed)
    return last_day(activity.status_day, activity.status_day_precision)


def last_day(day: date, precision: str) -> date:
    """The last day that a day known by its month or year can be."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    return day.replace(day=monthrange(day.year, day.month)[1]) if precision == Precision.MONTH else day


def year_before(day: date) -> date:
    """The same day a year earlier; of 29 February the 28th."""
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
