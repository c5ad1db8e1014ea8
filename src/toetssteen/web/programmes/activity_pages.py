"""An activity: reading it, making and changing it, what it was before."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts import selectors as accounts
from toetssteen.web.programmes import selectors, services
from toetssteen.web.programmes.differences import Difference, differences, texts
from toetssteen.web.programmes.forms import ActivityForm
from toetssteen.web.programmes.models import Activity, Alliance
from toetssteen.web.programmes.pages import page, show
from toetssteen.web.programmes.rules import Action, may


@page
def activity(request: HttpRequest, number: int) -> HttpResponse:
    found = selectors.activity(number, request.actor)
    subject = found.subject()
    said = texts(found, Activity)
    optional = ("why", "assumption", "evidence", "failing", "path", "after_money", "source")
    context = {
        "activity": found,
        "missing": [str(Activity._meta.get_field(n).verbose_name) for n in ActivityForm.ten if not said[n]],
        "more": [(Activity._meta.get_field(n).verbose_name, said[n]) for n in optional if getattr(found, n)],
        "may_edit": may(request.actor, Action.EDIT, subject),
        "may_see_history": may(request.actor, Action.HISTORY, subject),
        "goal": found.goal if found.goal and may(request.actor, Action.SEE, found.goal.subject()) else None,
    }
    return show(request, "programmes/activity.html", context)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponseBase:
    alliance = selectors.alliance(key)
    if not selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets toevoegen."))
    form = ActivityForm(request.POST or None, actor=request.actor, alliance=alliance)
    if request.method == "POST" and form.is_valid():
        try:
            values = {"alliance": alliance, **form.values()}
            made = services.add(Activity, values, request.actor, form.cleaned_data["entry"])
            return redirect("programmes:activity", number=made.pk)
        except ValidationError as problem:
            _show_errors(form, problem)
    return _form(request, form, alliance, None)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponseBase:
    found = selectors.activity(number, request.actor)
    if not may(request.actor, Action.EDIT, found.subject()):
        raise services.refuse(request.actor, "edit", f"activity {number}")
    form = ActivityForm(request.POST or None, instance=found, actor=request.actor, alliance=found.alliance)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(found, form.values(), request.actor, form.cleaned_data["seen"] or 0)
            return redirect("programmes:activity", number=number)
        except ValidationError as problem:
            _show_errors(form, problem)
        except services.ConflictError as conflict:
            return _both_versions(request, form, conflict)
    return _form(request, form, found.alliance, found)


def _show_errors(form: ActivityForm, problem: ValidationError) -> None:
    """What the record itself refused, beside the field where it has one."""
    for name, errors in problem.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, errors)


def _both_versions(request: HttpRequest, form: ActivityForm, conflict: services.ConflictError) -> HttpResponse:
    """The second writer sees what is there now beside the own text, and keeps the own text in the form."""
    theirs = texts(conflict.current, Activity)
    mine = _typed(form)
    differing = [
        Difference(name, str(Activity._meta.get_field(name).verbose_name), theirs[name], text)
        for name, text in mine.items()
        if text != theirs[name]
    ]
    data = request.POST.copy()
    data["seen"] = str(conflict.current.version)
    instance = selectors.activity(conflict.current.pk, request.actor)
    again = ActivityForm(data, instance=instance, actor=request.actor, alliance=instance.alliance)
    again.add_error(NON_FIELD_ERRORS, str(conflict))
    return _form(request, again, instance.alliance, instance, differing, status=409)


def _typed(form: ActivityForm) -> dict[str, str]:
    """What the form says, in the words of `texts`."""
    # Construct_instance has put the typed values in the form's instance, those of many apart.
    said = texts(form.instance, Activity)
    for name in ("places", "partners"):
        said[name] = ", ".join(sorted(str(one) for one in form.cleaned_data[name]))
    return {name: said[name] for name in form.values()}


def _form(
    request: HttpRequest,
    form: ActivityForm,
    alliance: Alliance,
    found: Activity | None,
    differing: list[Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    # The typed name may stand in the instance; the title says what the record is called.
    name = "" if found is None else Activity.objects.values_list("name", flat=True).get(pk=found.pk)
    context = {"form": form, "alliance": alliance, "number": found and found.pk, "name": name, "differing": differing}
    return show(request, "programmes/activity_form.html", context, status=status)


@page
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Who changed what and when, the newest first."""
    found = selectors.activity(number, request.actor)
    if not may(request.actor, Action.HISTORY, found.subject()):
        raise services.refuse(request.actor, "read the history of", f"activity {number}")
    states = list(found.history.order_by("-history_date", "-history_id"))
    who = accounts.names({s.history_user_id for s in states if s.history_user_id})
    changes = [
        {
            "state": state,
            "who": who.get(state.history_user_id, _("het systeem")),
            "first": before is None,
            "differences": [] if before is None else differences(Activity, before, state),
        }
        for state, before in zip(states, [*states[1:], None], strict=True)
    ]
    may_restore = may(request.actor, Action.RESTORE, found.subject())
    return show(request, "programmes/history.html", {"activity": found, "changes": changes, "may_restore": may_restore})


@page
@require_POST
def restore(request: HttpRequest, number: int, state: int) -> HttpResponseBase:
    found = selectors.activity(number, request.actor)
    seen = request.POST.get("seen", "")
    if not seen.isdecimal():
        raise PermissionDenied(_("Dit formulier is niet volledig. Open de geschiedenis opnieuw."))
    try:
        services.restore(found, state, request.actor, int(seen))
    except Activity.history.model.DoesNotExist:
        raise UnknownNameError(_("Deze eerdere versie is er niet.")) from None
    return redirect("programmes:activity", number=number)
