"""An activity, to read."""

from django.http import HttpRequest, HttpResponse

from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.differences import texts
from toetssteen.web.programmes.forms import ActivityForm
from toetssteen.web.programmes.models import Activity
from toetssteen.web.programmes.pages import page, show
from toetssteen.web.programmes.rules import Action, may

OPTIONAL = ("why", "assumption", "evidence", "failing", "path", "after_money", "source")


@page
def activity(request: HttpRequest, number: int) -> HttpResponse:
    found = selectors.activity(number, request.actor)
    subject = found.subject()
    said = texts(found, Activity)
    context = {
        "activity": found,
        "missing": [str(Activity._meta.get_field(n).verbose_name) for n in ActivityForm.ten if not said[n]],
        "more": [(Activity._meta.get_field(n).verbose_name, said[n]) for n in OPTIONAL if getattr(found, n)],
        "may_edit": may(request.actor, Action.EDIT, subject),
        "may_see_history": may(request.actor, Action.HISTORY, subject),
        "goal": found.goal if found.goal and may(request.actor, Action.SEE, found.goal.subject()) else None,
    }
    return show(request, "programmes/activity.html", context)
