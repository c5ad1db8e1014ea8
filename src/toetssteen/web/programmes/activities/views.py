"""An activity, to read."""

from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.kernel.dutch import dutch
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances.rules import Action, inside, may
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.activities.counts import (
    count_for_reader,
    count_text,
    inhabitants,
    is_suppressed,
    suppression_note,
)
from toetssteen.web.programmes.models import Activity
from toetssteen.web.records.differences import texts
from toetssteen.web.records.readers import reader
from toetssteen.web.records.record import field_of
from toetssteen.web.site.pages import page, show
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

OPTIONAL = (
    "why",
    "assumption",
    "evidence",
    "failing",
    "path",
    "after",
    "after_money",
    "after_by",
    "after_day",
    "group",
)


@page
def activity(request: ActorRequest, number: int) -> HttpResponse:
    activity = selectors.activity(number, request.actor)
    subject, current_reader = activity.subject(), reader(request.actor)
    field_texts = texts(activity, Activity, current_reader)
    at_table = inside(request.actor, subject.area, subject.owner)
    today = timezone.localdate()
    people = inhabitants(activity.places.all() or activity.alliance.places.all())
    group_size = count_for_reader(activity.group_size, people, inside=at_table)
    context = {
        "activity": activity,
        "stands": standing.words(activity, today),
        "missing": activity.missing(field_texts),
        "more": [(field_of(Activity, n).verbose_name, field_texts[n]) for n in OPTIONAL if getattr(activity, n)],
        "plan": current_reader.known(activity.plan),
        "group_size": count_text(group_size),
        "group_size_note": suppression_note() if is_suppressed(group_size) else "",
        "steps": _steps(activity, lost=standing.unsure(activity, today)),
        "outputs": _outputs(activity, people, at_table=at_table),
        "decisions": selectors.decisions(request.actor, activity.alliance.key).filter(activity=activity),
        "may_edit": may(request.actor, Action.EDIT, subject),
        "may_see_history": may(request.actor, Action.HISTORY, subject),
        "goal": current_reader.known(activity.goal),
    }
    return show(request, "programmes/activity.html", context)


def _steps(activity: Activity, *, lost: bool) -> Table | None:
    """lost: it is not known how the activity stands, so neither whether a step was taken."""
    open_step = _("niet bekend") if lost else _("nog niet")
    rows = [
        TableRow(
            milestone.name,
            [
                date_format(milestone.due, "j F Y"),
                date_format(milestone.done, "j F Y") if milestone.done else open_step,
            ],
        )
        for milestone in activity.milestones.all()
    ]
    return (
        Table(_("Stappen"), [TableColumn(_("Stap")), TableColumn(_("Klaar op")), TableColumn(_("Klaar sinds"))], rows)
        if rows
        else None
    )


def _outputs(activity: Activity, people: float, *, at_table: bool) -> Table | None:
    """What was planned and what came of it, per year. Counts of people only as far as they may leave."""

    rows, suppressed = [], False
    for output in activity.outputs.select_related("by"):
        name = f"{output.name} ({output.get_dwellings_display()})" if output.dwellings else output.name
        deliverer = str(output.by or activity.owner or "")
        amounts = [output.planned, output.realised]
        if output.people:
            counts = [count_for_reader(amount, people, inside=at_table) for amount in amounts]
            suppressed |= any(map(is_suppressed, counts))
            texts_of_amounts = [count_text(count) for count in counts]
        else:
            texts_of_amounts = [_amount_text(amount) for amount in amounts]
        rows.append(TableRow(name, [deliverer, str(output.year), output.unit, *texts_of_amounts]))
    names = [TableColumn(_("Wat")), TableColumn(_("Door")), TableColumn(_("Jaar")), TableColumn(_("Eenheid"))]
    numbers = [TableColumn(_("Gepland"), number=True), TableColumn(_("Gerealiseerd"), number=True)]
    note = suppression_note() if suppressed else ""
    return Table(_("Prestaties per jaar"), [*names, *numbers], rows, note) if rows else None


def _amount_text(amount: Decimal | None) -> str:
    """With a decimal only where there is one."""
    return "" if amount is None else dutch(amount, 0 if amount == amount.to_integral_value() else 1)
